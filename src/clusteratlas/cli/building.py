"""Commands about editions: build, check, export."""

from pathlib import Path
from typing import Annotated, Any

import typer

from clusteratlas.cli.options import AtlasOption, EditionOption, HomeOption, YearOption
from clusteratlas.cli.printing import console, progress_bar

ATLASES = "us, us-states, us-counties, eu, jp, de, cn"  # a test holds these to what there is; --help loads nothing
SOURCES = "cbp, us-sample, qcew, eurostat, jp-economic-census, de-occupations, tidy, register, contributed"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("build")(build_edition)
    app.command("check")(check_edition)
    app.command("export")(export_table)


def build_edition(
    atlas: Annotated[str, typer.Argument(help=f"Which atlas: {ATLASES}.")],
    edition: Annotated[str | None, typer.Option(help="Its name; without it the latest year and a number.")] = None,
    source: Annotated[str | None, typer.Option(help=f"{SOURCES}, or source=vintage, where there are several.")] = None,
    definition: Annotated[str | None, typer.Option(help="A cluster definition.")] = None,
    rules: Annotated[
        list[str] | None,
        typer.Option(help="A rule book, its name or a .toml file; repeat it. The first says what is strong."),
    ] = None,
    within: Annotated[
        str | None, typer.Option(help="Denominators of location quotients: kind or all [the atlas's own].")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Build an edition and make it the current one; an interrupted build continues where it stopped."""
    from clusteratlas.editions import Choices, build  # deferred: --help should not load them

    choices = Choices(edition, source, definition, tuple(rules or ()), within)
    with progress_bar() as progress:
        manifest = build(atlas, home, choices, progress)
    console.print(f"edition {manifest.identity} stands and is current", highlight=False)
    for table, rows in manifest.rows.items():
        console.print(f"  {table:<12} {rows:>10,} rows", highlight=False)
    for measure in manifest.measures:
        console.print(f"  {_withheld(manifest, measure)}", highlight=False)


def _withheld(manifest: Any, measure: str) -> str:
    """What was withheld of a measure over all years, in one line."""

    def count(of: str) -> int:
        return sum(year[measure][of] for year in manifest.withheld)

    parts = [f"{count('published'):,} published", f"{count('withheld'):,} withheld"]
    if count("withheld"):
        parts.append(f"of these {count('derived'):,} follow from the rest and {count('unknown'):,} nothing bounds")
    parts.append(f"{count('left_out'):,} more without a row that may hold something")
    parts.append(f"{count('contradictory'):,} totals contradict their parts")
    return f"{measure}: {', '.join(parts)}"


def check_edition(
    atlas: Annotated[str, typer.Argument(help=f"Which atlas: {ATLASES}.")],
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Check every file of an edition against its checksum, and the sums that must hold between its tables.

    An edition made under a publish policy is attacked, too: with what it shows, and with the register if that is here.
    """
    from clusteratlas.editions import check, edition_folder  # deferred: --help should not load them
    from clusteratlas.editions.publishing import examine
    from clusteratlas.home import Home

    place = Home.at(home)
    folder = edition_folder(place, atlas, edition)
    manifest = check(folder)
    console.print(
        f"edition {manifest.identity} is sound: {len(manifest.checksums)} files, all sums hold", highlight=False
    )
    with progress_bar() as progress:
        found = examine(folder, place, progress)
    for each in found:
        console.print(f"  {each}", highlight=False)
    if found and all(each.violated is None for each in found):
        console.print("  the register is not in this home: without it no attack proves the edition", highlight=False)


def export_table(
    table: Annotated[str, typer.Argument(help="A table of the edition: portfolio, activity, summary...")],
    target: Annotated[Path, typer.Argument(help="The file to write.")],
    file_format: Annotated[str, typer.Option("--format", help="csv, xlsx, parquet or geojson.")] = "csv",
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    year: YearOption = None,
    level: Annotated[str | None, typer.Option(help="Only regions of this level.")] = None,
    region: Annotated[str | None, typer.Option(help="Only this region.")] = None,
    cluster: Annotated[str | None, typer.Option(help="Only this cluster.")] = None,
    language: Annotated[str, typer.Option(help="Language of headings and notes: en or zh-hans.")] = "en",
    home: HomeOption = None,
) -> None:
    """Write a table of an edition as CSV, XLSX with a sheet of notes, Parquet or GeoJSON."""
    from clusteratlas.editions import open_edition  # deferred: --help should not load them
    from clusteratlas.editions.export import Filter, export

    chosen = Filter(year=year, level=level, region=region, cluster=cluster)
    written = export(open_edition(atlas, edition, home), table, target, file_format, chosen, language)
    console.print(f"{written} written", highlight=False)
