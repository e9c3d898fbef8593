"""Commands that ask an edition: region, cluster, compare, why, search."""

from typing import Annotated, Any

import typer

from clusteratlas.cli.options import AtlasOption, EditionOption, HomeOption, YearOption
from clusteratlas.cli.printing import console, percent, print_table, signed_percent

RegionArgument = Annotated[str, typer.Argument(help="A region's code: us-metro-48620.")]
ClusterArgument = Annotated[str, typer.Argument(help="A cluster's code or English name.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for name, command in (
        ("region", region),
        ("cluster", cluster),
        ("compare", compare),
        ("why", why),
        ("search", search),
    ):
        app.command(name)(command)


def region(
    code: RegionArgument,
    year: YearOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show a region's headlines and its traded clusters."""
    place = _open(atlas, edition, home).region(code)
    head, rows = place.headlines(year), place.portfolio(year).rows()
    if not head:
        console.print(f"{place.name} ({code}) has no published figures in this year", highlight=False)
        return
    console.print(f"{place.name} ({code}), {head['year']}", style="bold")
    console.print(
        f"jobs {head['employment']:,}   traded {head['traded_employment']:,}   "
        f"strong clusters {head['strong_clusters']}   "
        f"share of traded jobs in them {percent(head['strong_share'])}   "
        f"published cells cover {percent(head['coverage'])}",
        highlight=False,
    )
    traded = [row for row in rows if row["kind"] == "traded"]
    print_table(
        "",
        ["cluster", "jobs", "growth", "location quotient", "rank", "of", "strong"],
        [
            [
                row["cluster_name"],
                row["employment"],
                signed_percent(row["employment_growth"]),
                row["location_quotient"],
                row["rank_location_quotient"],
                row["ranked"],
                row["strong"],
            ]
            for row in traded
        ],
    )


def cluster(
    code: ClusterArgument,
    level: Annotated[str | None, typer.Option(help="Level of the regions.")] = None,
    year: YearOption = None,
    top: Annotated[int, typer.Option(help="How many regions.")] = 20,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show the regions in which a cluster is most specialised."""
    _print_regions(_open(atlas, edition, home).cluster(code, level, year).rows()[:top])


def compare(
    codes: Annotated[list[str], typer.Argument(help="Codes of the regions.")],
    cluster_code: Annotated[str, typer.Option("--cluster", help="A cluster's code or English name.")],
    year: YearOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show a cluster in several regions side by side."""
    _print_regions(_open(atlas, edition, home).compare(codes, cluster_code, year).rows())


def why(
    region_code: RegionArgument,
    cluster_code: ClusterArgument,
    year: YearOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Explain why a cluster is, or is not, strong in a region, and what would make it so."""
    answer = _open(atlas, edition, home).why_not(region_code, cluster_code, year)
    console.print(
        f"{'strong' if answer.verdict else 'not strong'}, {answer.year}; ranked among {answer.ranked}", style="bold"
    )
    print_table(
        "",
        ["condition", "value", "", "threshold", "passes"],
        [[c.id, float(c.value), c.operator, float(c.threshold), c.passes] for c in answer.conditions],
    )
    if not answer.verdict:
        console.print(f"with every other region and the threshold held: {_remedy(answer.held)}", highlight=False)
        console.print(f"fully recomputed, the threshold moving too: {_remedy(answer.recomputed)}", highlight=False)


def search(
    text: Annotated[str, typer.Argument(help="Words or codes, in any language of the edition.")],
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Find regions, clusters and industries."""
    opened = _open(atlas, edition, home)
    names = opened.edition.names
    rows = [[row["entity"], row["code"], names.get(row["entity"], row["code"])] for row in opened.search(text)]
    if rows:
        print_table("", ["kind", "code", "name"], rows)
    else:
        console.print("nothing found", highlight=False)


def _open(atlas: str, edition: str | None, home: Any) -> Any:
    from clusteratlas.editions import open_atlas  # deferred: --help should not load it

    return open_atlas(atlas, edition, home)


def _print_regions(rows: list[dict[str, Any]]) -> None:
    print_table(
        "",
        ["region", "code", "jobs", "growth", "location quotient", "strong"],
        [
            [
                row["region_name"],
                row["region"],
                row.get("employment"),
                signed_percent(row.get("employment_growth")),
                row.get("location_quotient"),
                row.get("strong"),
            ]
            for row in rows
        ],
    )


def _remedy(remedy: Any) -> str:
    if remedy.reason is not None:
        return f"no number of jobs is enough ({remedy.reason})"
    parts = [f"{remedy.jobs:,} more jobs"] if remedy.jobs else []
    parts += [f"{remedy.establishments:,} more establishments"] if remedy.establishments else []
    return " and ".join(parts)
