"""Commands that ask what follows from the figures: opportunities, prospects, peers, related, lifecycle, backtest."""

from typing import Annotated, Any

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
from clusteratlas.cli.printing import console, percent, print_table, signed_percent

WeightsOption = Annotated[
    str | None,
    typer.Option(help="How much each part counts: closeness:2,gap:3,pull:1,reward:1, which is the default."),
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for name, command in (
        ("opportunities", opportunities),
        ("prospects", prospects),
        ("peers", peers),
        ("related", related),
        ("lifecycle", life_cycle),
        ("backtest", backtest),
    ):
        app.command(name)(command)


def opportunities(
    code: RegionArgument,
    weights: WeightsOption = None,
    rules: RulesOption = None,
    top: TopOption = 10,
    year: YearOption = None,
    language: Annotated[str, typer.Option(help="Language of names and sentences: en or zh-hans.")] = "en",
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show the clusters a region is not strong in, the best opportunity first, and say why."""
    opened = open_atlas(atlas, edition, home)
    place = opened.region(code)
    rows = place.opportunities(weights, year, rules, language).rows()
    book = opened.edition.book(rules).name
    console.print(f"{place.name} ({code}), {opened.edition.year(year)}", style="bold")
    console.print(f"{len(rows)} clusters it is not strong in by {book}", highlight=False)
    if not rows:
        return
    likely = ["probability"] if any(row["probability"] is not None for row in rows) else []
    print_table(
        "",
        ["rank", "cluster", "score", "closeness", "gap", "pull", "reward", "jobs", "jobs short", *likely],
        [
            [row["rank"], row["cluster_name"], *_parts(row), *(percent(row[name]) for name in likely)]
            for row in rows[:top]
        ],
    )
    console.print(f"reward: {_REWARDS[rows[0]['reward_kind']]}", highlight=False)
    for row in rows[:top]:
        console.print(f"{row['rank']} {row['cluster_name']}: {row['sentences']}", highlight=False, soft_wrap=True)


_REWARDS = {
    "pay": "what the cluster pays a head in the country",
    "complexity": "what it would add to the region's complexity outlook",
    "own": "as given",
    "none": "none",
}


def _parts(row: dict[str, Any]) -> list[Any]:
    parts = [row["score"], row["closeness"], percent(row["gap"]), signed_percent(row["pull"]), row["reward"]]
    return [*parts, row["employment"], row["jobs_short"]]


def prospects(
    code: RegionArgument,
    year: YearOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show the presence and fit of every traded cluster in a region: strength, opportunity, weakness, threat."""
    opened = open_atlas(atlas, edition, home)
    rows = opened.region(code).prospects(year).rows()
    columns = ("employment", "location_quotient", "presence", "fit", "prospect")
    _print_or_say(
        ["cluster", "jobs", "location quotient", "presence", "fit", "prospect"],
        [[row["cluster_name"], *(row[name] for name in columns)] for row in rows],
        f"{code} has no prospects in this edition",
    )


def peers(
    code: RegionArgument,
    year: YearOption = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show the regions most like a region in structure."""
    rows = open_atlas(atlas, edition, home).region(code).peers(year).rows()
    columns = ("rank", "peer_name", "peer", "similarity", "size_ratio", "shared_strong", "strong_clusters")
    _print_or_say(
        ["rank", "region", "code", "similarity", "size ratio", "shared strong", "of its", "jobs", "strong share"],
        [[*(row[name] for name in columns), row["employment"], percent(row["strong_share"])] for row in rows],
        f"{code} has no peers in this edition",
    )


def related(
    cluster: ClusterArgument,
    top: TopOption = 10,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show the clusters that are most related to a cluster."""
    opened = open_atlas(atlas, edition, home)
    rows = opened.related(cluster).rows()[:top]
    columns = ("other_name", "other", "relatedness", "percentile", "related_share")
    _print_or_say(
        ["cluster", "code", "relatedness", "percentile", "related share", "relation"],
        [[*(row[name] for name in columns), row["relation"] or "none"] for row in rows],
        f"edition {opened.edition.manifest.identity} tells no relatedness",
    )


def life_cycle(
    code: RegionArgument,
    cluster: Annotated[
        str | None, typer.Argument(help="One cluster, by code or English name, with all evidence.")
    ] = None,
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show the stage of its life each of a region's clusters is in, or why none is read."""
    opened = open_atlas(atlas, edition, home)
    wanted = None if cluster is None else opened.code_of(cluster)
    rows = [row for row in opened.region(code).life_cycle().rows() if wanted in (None, row["cluster"])]
    if not rows:
        console.print(f"edition {opened.edition.manifest.identity} reads no stage here", highlight=False)
    elif wanted is not None:
        evidence = {name: value for name, value in rows[0].items() if name not in ("cluster", "cluster_name")}
        print_table(
            "", [rows[0]["cluster_name"], ""], [[name.replace("_", " "), _said(v)] for name, v in evidence.items()]
        )
    else:
        print_table(
            "",
            ["cluster", "stage", "jobs", "quotient earlier", "recent", "trend", "its industry's", "its own"],
            [[row["cluster_name"], _stage(row), round(row["employment"]), *_trends(row)] for row in rows],
        )


def _stage(row: dict[str, Any]) -> str:
    return row["stage"] or f"none ({row['reason'].replace('_', ' ')})"


def _trends(row: dict[str, Any]) -> list[Any]:
    trends = (row[name] for name in ("trend", "industry_trend", "regional_trend"))
    return [row["quotient_earlier"], row["quotient_recent"], *map(signed_percent, trends)]


def _said(value: Any) -> str:
    if value is None:
        return "none"
    return f"{value:,.4g}" if isinstance(value, float) else str(value).replace("_", " ")


def backtest(
    atlas: AtlasOption = "us",
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """Show whether opportunities came true before: the models compared, and how reliable the best is."""
    opened = open_atlas(atlas, edition, home)
    found = opened.backtest()
    if not len(found):
        said = f"edition {opened.edition.manifest.identity} has no back-test: its years are too few"
        console.print(said, highlight=False)
        return
    columns = ("model", "features", "cases", "entries", "auc", "auc_low", "auc_high", "brier_skill", "slope")
    headings = ["model", "reads", "cases", "entries", "AUC", "from", "to", "skill", "slope"]
    print_table("", headings, [[_digits(row[name]) for name in columns] for row in found.rows()])
    print_table(
        "",
        ["cases", "entries", "probability given", "share that entered", "from", "to"],
        [_bin(row) for row in found.reliability().rows()],
    )


def _bin(row: dict[str, Any]) -> list[Any]:
    shares = ("expected", "observed", "observed_low", "observed_high")
    return [row["cases"], row["entries"], *(percent(row[name]) for name in shares)]


def _digits(value: Any) -> Any:
    """Models differ in the third digit."""
    return f"{value:.3f}" if isinstance(value, float) else value


def _print_or_say(headings: list[str], rows: list[list[Any]], otherwise: str) -> None:
    if rows:
        print_table("", headings, rows)
    else:
        console.print(otherwise, highlight=False)
