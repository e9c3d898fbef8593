"""Commands that ask an edition: region, cluster, compare, why, search."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clusteratlas.cli.opening import open_atlas
from clusteratlas.cli.options import (
    AtlasOption,
    ClusterArgument,
    EditionOption,
    HomeOption,
    RegionArgument,
    RulesOption,
    TopOption,
    YearOption,
)
from clusteratlas.cli.printing import bounds, console, figure, percent, print_table, signed_percent

if TYPE_CHECKING:
    from clusteratlas.diagnosis import RuleBook


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
    rules: RulesOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show a region's headlines and its clusters, all but the local ones."""
    opened = open_atlas(atlas, edition, home)
    place = opened.region(code)
    head, rows = place.headlines(year), place.portfolio(year, rules).rows()
    if not head:
        console.print(f"{place.name} ({code}) has no figures in this year", highlight=False)
        return
    console.print(f"{place.name} ({code}), {head['year']}", style="bold")
    for line in _headlines(head, rows):
        console.print(line, highlight=False)
    shown = [row for row in rows if row["kind"] != "local"]
    if rules is not None:
        _print_judged(shown, opened.rule_books[rules])
        return
    print_table(
        "",
        ["cluster", *FIGURES, "rank", "of", "strong"],
        [
            [row["cluster_name"], *_figures(row), row["rank_location_quotient"], row["ranked"], _strong(row)]
            for row in shown
        ],
    )


def _print_judged(rows: list[dict[str, Any]], book: "RuleBook") -> None:
    """The clusters as another rule book judges them; its stars are given with how many of them could be measured."""
    strong = sum(row["strong"] is True for row in rows)
    console.print(f"by {book.name}: {strong} strong clusters", highlight=False)
    stars = ["stars", "of"] if book.stars else []
    print_table(
        "",
        ["cluster", *FIGURES, *stars, "class", "strong"],
        [
            [
                row["cluster_name"],
                *_figures(row),
                *([row["grade"], row["measured"]] if stars else []),
                *_class(row, book),
            ]
            for row in rows
        ],
    )


def _class(row: dict[str, Any], book: "RuleBook") -> list[Any]:
    return ["none" if row["class"] is None else book.label(row["class"]), row["strong"]]


FIGURES = ("jobs", "lowest and highest", "growth", "location quotient")


def _headlines(head: dict[str, Any], rows: list[dict[str, Any]]) -> list[str]:
    """Jobs and strong clusters, and how much of the jobs is published or follows from what is."""
    told = any(row["kind"] == "traded" for row in rows)  # whether the definition tells traded clusters from local ones
    traded, of = (f"   traded {head['traded_employment']:,}", "traded jobs") if told else ("", "jobs")
    return [
        f"jobs {head['employment']:,}{traded}   strong clusters {figure(head['strong_clusters'])}"
        f"   of them borderline {figure(head['strong_borderline'])}"
        f"   share of {of} in strong clusters {percent(head['strong_share'])}",
        f"published cells cover {percent(head['coverage'])}   known share {percent(head['known_share'])}"
        f"   grade {figure(head['grade'])}",
    ]


def _figures(row: dict[str, Any]) -> list[Any]:
    """Jobs with the bounds that withheld cells leave, growth and location quotient."""
    return [
        row.get("employment"),
        bounds(row.get("employment_low"), row.get("employment_high")),
        signed_percent(row.get("employment_growth")),
        row.get("location_quotient"),
    ]


def _strong(row: dict[str, Any]) -> Any:
    """Yes or no; borderline where withheld cells, or a few jobs less, could undo it."""
    return "borderline" if row.get("strong") and not row.get("robust") else row.get("strong")


def cluster(
    code: ClusterArgument,
    level: Annotated[str | None, typer.Option(help="Level of the regions.")] = None,
    year: YearOption = None,
    top: TopOption = 20,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show the regions in which a cluster is most specialised."""
    _print_regions(open_atlas(atlas, edition, home).cluster(code, level, year).rows()[:top])


def compare(
    codes: Annotated[list[str], typer.Argument(help="Codes of the regions.")],
    cluster_code: Annotated[str, typer.Option("--cluster", help="A cluster's code or English name.")],
    year: YearOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show a cluster in several regions side by side."""
    _print_regions(open_atlas(atlas, edition, home).compare(codes, cluster_code, year).rows())


def why(
    region_code: RegionArgument,
    cluster_code: ClusterArgument,
    year: YearOption = None,
    rules: RulesOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Explain why a cluster is, or is not, strong in a region, and what would make it so."""
    answer = open_atlas(atlas, edition, home).why_not(region_code, cluster_code, year, rules)
    console.print(
        f"{'strong' if answer.verdict else 'not strong'}, {answer.year}; ranked among {answer.ranked}", style="bold"
    )
    print_table(
        "",
        ["condition", "value", "", "threshold", "passes"],
        [[c.id, _ratio(c.value), c.operator, _ratio(c.threshold), c.passes] for c in answer.conditions],
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
    opened = open_atlas(atlas, edition, home)
    names = opened.edition.names
    rows = [[row["entity"], row["code"], names.get(row["entity"], row["code"])] for row in opened.search(text)]
    if rows:
        print_table("", ["kind", "code", "name"], rows)
    else:
        console.print("nothing found", highlight=False)


def _print_regions(rows: list[dict[str, Any]]) -> None:
    print_table(
        "",
        ["region", "code", *FIGURES, "strong"],
        [[row["region_name"], row["region"], *_figures(row), _strong(row)] for row in rows],
    )


def _ratio(value: float | None) -> float | None:
    return None if value is None else float(value)


def _remedy(remedy: Any) -> str:
    if remedy.reason is not None:
        return f"no number of jobs is enough: {_REASONS[remedy.reason]}"
    parts = [f"{remedy.jobs:,} more jobs"] if remedy.jobs else []
    parts += [f"{remedy.establishments:,} more establishments"] if remedy.establishments else []
    return " and ".join(parts)


_REASONS = {
    "unreachable": "more jobs move the totals and the threshold too",
    "no_ranked_region": "no region has the cluster, so there is no percentile",
    "other_totals": "the location quotients are not those of the portfolio's own totals",
    "not_measured": "a figure that is asked for, or its percentile, is not known",
    "not_by_jobs": "what fails does not follow from the jobs of one year",
    "asks_for_less": "it would have to be below a threshold",
}
