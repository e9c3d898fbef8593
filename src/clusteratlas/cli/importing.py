"""Commands that bring something in: fetch, import, boundaries."""

from pathlib import Path
from typing import Annotated

import typer

from clusteratlas.cli.options import HomeOption
from clusteratlas.cli.printing import console, progress_bar

SHOWN = 10  # regions without a boundary that are named


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("fetch")(fetch_file)
    app.command("import")(import_files)
    app.command("boundaries")(boundaries)


def fetch_file(
    provider: Annotated[str, typer.Argument(help="Whose file: cbp, qcew, eurostat.")],
    year: Annotated[int | None, typer.Option("--year", help="The year of the figures; cbp and qcew need one.")] = None,
    level: Annotated[str | None, typer.Option("--level", help="cbp: county (without it), state or metro.")] = None,
    area: Annotated[str | None, typer.Option("--area", help="qcew: one area, such as 39041; else all in one.")] = None,
    code: Annotated[str | None, typer.Option("--code", help="eurostat: a dataset, such as sbs_r_nuts06_r2.")] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="The folder to put it in; without it downloads in the home's cache.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Download an official file; an interrupted download continues when the command is repeated."""
    from clusteratlas.home import Home  # deferred: --help should not load them
    from clusteratlas.sources.fetching import fetch
    from clusteratlas.sources.fetching_addresses import Wish, remote

    found = remote(provider, Wish(year, level, area, code))
    folder = to or Home.at(home).cache("downloads") / provider
    with progress_bar() as progress:
        file, note = fetch(found.address, folder, found.name, progress)
    console.print(f"{file}  {note.size:,} bytes, sha256 {note.sha256}", highlight=False, soft_wrap=True)
    console.print(f"  import it with: clusteratlas import {provider} {file}", highlight=False, soft_wrap=True)


def import_files(
    source: Annotated[str, typer.Argument(help="The provider's format: cbp, qcew ...")],
    files: Annotated[list[Path], typer.Argument(help="The files as published, plain, gzip, zip or tar.")],
    columns: Annotated[Path | None, typer.Option("--map", help="tidy: columns.toml, which says what is what.")] = None,
    home: HomeOption = None,
) -> None:
    """Check a provider's files and store their records; a refused file leaves nothing behind.

    The source tidy takes any table by a map of its columns, which is asked for at a terminal where none is given.
    """
    from clusteratlas.cli.mapping import chosen_source  # deferred: --help should not load them
    from clusteratlas.sources import import_file

    for file in files:
        chosen = chosen_source(source, file, columns)
        with progress_bar() as progress:
            receipt = import_file(chosen, file, home, progress)
        records = receipt.records
        state = "was stored already" if receipt.already_there else "stored"
        years = ", ".join(f"{year}: {records.rows[year]:,}" for year in records.years)
        console.print(f"{file.name} {state} as {records.source}={records.vintage}", highlight=False)
        console.print(f"  records by year  {years}", highlight=False)
        console.print(
            f"  origin  {receipt.origin.producer}, {receipt.origin.title}; sha256 {receipt.origin.sha256}",
            highlight=False,
        )


def boundaries(
    package: Annotated[str, typer.Argument(help="us, us-states, eu, de or jp.")],
    file: Annotated[Path, typer.Argument(help="The published file the boundaries are drawn from, plain or gzip.")],
    home: HomeOption = None,
) -> None:
    """Draw the boundaries of a country's regions and store them as a package that atlases take.

    us and us-states: counties-10m.json of the npm package us-atlas. eu: a file of Eurostat's NUTS boundaries of 2021
    in GeoJSON, EPSG:4326; levels above the file's are drawn too. de: the same of level 3. jp: japan.topojson.
    """
    from clusteratlas.cli.drawing import draw_package  # deferred: --help should not load them
    from clusteratlas.home import Home

    stored = draw_package(package, file, Home.at(home).boundaries(package))
    levels = ", ".join(f"{level} {count:,}" for level, count in stored.levels.items())
    console.print(f"boundaries {package} stored: {levels}", highlight=False)
    if stored.undrawn:
        console.print(f"{len(stored.undrawn):,} have none:", highlight=False)
    for code, name in list(stored.undrawn.items())[:SHOWN]:
        console.print(f"  {code}  {name}", highlight=False)
    if len(stored.undrawn) > SHOWN:
        console.print(f"  and {len(stored.undrawn) - SHOWN:,} more", highlight=False)
