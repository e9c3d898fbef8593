"""Commands that bring something in: import, boundaries."""

from pathlib import Path
from typing import Annotated

import typer

from clusteratlas.cli.options import HomeOption
from clusteratlas.cli.printing import console, progress_bar


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("import")(import_files)
    app.command("boundaries")(boundaries)


def import_files(
    source: Annotated[str, typer.Argument(help="The provider's format: cbp.")],
    files: Annotated[list[Path], typer.Argument(help="The files as published, plain or gzip.")],
    home: HomeOption = None,
) -> None:
    """Check a provider's files and store their records; a refused file leaves nothing behind."""
    from clusteratlas.sources import import_file  # deferred: --help should not load it

    for file in files:
        with progress_bar() as progress:
            receipt = import_file(source, file, home, progress)
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
    counties: Annotated[Path, typer.Argument(help="counties-10m.json of the npm package us-atlas.")],
    home: HomeOption = None,
) -> None:
    """Merge US counties into the areas of the atlas and store them as its boundary package."""
    from clusteratlas.classifications import us_regions  # deferred: --help should not load them
    from clusteratlas.geometry import write_us_package
    from clusteratlas.home import Home

    areas = {area.code: (area.level, area.counties) for area in us_regions.cbp_areas().values()}
    package = write_us_package(counties, areas, Home.at(home).boundaries("us"))
    drawn = len(areas) - len(package.without_boundary)
    console.print(f"boundaries of {drawn:,} areas stored; {len(package.without_boundary)} have none:", highlight=False)
    for area in package.without_boundary:
        console.print(f"  {area.area}  {us_regions.name(area.area)}", highlight=False)
