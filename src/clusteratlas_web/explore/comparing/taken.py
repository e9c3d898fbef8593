"""The tables of a comparison to take away: which there are of each kind, and what each holds."""

from collections.abc import Callable, Sequence

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.benchmarks import spread_by_cluster
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.comparing import change, clusters, headlines, likeness, movers, shared
from clusteratlas_web.explore.comparing.asked import CLUSTER, CLUSTERS, REGION, REGIONS
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.comparing.saying import title_of
from clusteratlas_web.explore.tables import TakenTable

PORTFOLIO, MEMBERS = "side-by-side", "members"
Content = tuple[Sequence[str], list[Row]]


def taken_table(comparison: Comparison, table: str) -> TakenTable:
    """A table of a comparison; raises UnknownChoice for one it has not."""
    known = TABLES[comparison.asked.kind]
    if table not in known:
        raise UnknownChoice("table", table, list(known))
    columns, rows = known[table](comparison)
    asked = comparison.asked
    stem = f"compare-{asked.kind}-{table}-{asked.year}"
    title = f"{title_of(comparison)}, {asked.year}"
    return TakenTable(title, stem, columns, rows, _MEANT.get(table, "portfolio"))


def _portfolio(comparison: Comparison) -> Content:
    """Every figure of every cluster, and the group's quartiles of the measure that was asked."""
    columns, rows = clusters.entry_rows(comparison)
    group, asked = comparison.group, comparison.asked
    if group is None or not group.members:
        return columns, rows
    spreads = spread_by_cluster(comparison.edition, group.members, asked.year, asked.measure)
    named = ("group_low", "group_median", "group_high", "group_known")
    return [*columns, "measure", *named], [
        row | {"measure": asked.measure} | _spread(spreads.get(row["cluster"])) for row in rows
    ]


def _spread(spread: object) -> Row:
    return {f"group_{name}": getattr(spread, name, None) for name in ("low", "median", "high", "known")}


def _members(comparison: Comparison) -> Content:
    """The members of the group."""
    group, asked = comparison.group, comparison.asked
    members = group.members if group else ()
    return ["year", "level", "region"], [{"year": asked.year, "level": asked.level, "region": code} for code in members]


TABLES: dict[str, dict[str, Callable[[Comparison], Content]]] = {
    REGIONS: {
        PORTFOLIO: _portfolio,
        headlines.TABLE: headlines.headline_rows,
        headlines.GROUP: headlines.group_rows,
        MEMBERS: _members,
        change.TABLE: change.change_rows,
        change.BY_CLUSTER: change.change_rows_by_cluster,
        likeness.LIKENESS: likeness.likeness_rows,
        shared.TABLE: shared.strong_rows,
    },
    CLUSTERS: {
        PORTFOLIO: clusters.entry_rows,
        headlines.TABLE: clusters.cluster_headline_rows,
        likeness.RELATED: likeness.relation_rows,
        clusters.STAGES_TABLE: clusters.stage_rows,
    },
    REGION: {
        PORTFOLIO: clusters.entry_rows,
        headlines.TABLE: headlines.headline_rows,
        movers.TABLE: movers.mover_rows,
        change.TABLE: change.step_rows,
        likeness.LIKENESS: likeness.likeness_rows,
        shared.TABLE: shared.strong_rows,
    },
    CLUSTER: {
        PORTFOLIO: clusters.entry_rows,
        headlines.TABLE: clusters.cluster_headline_rows,
        movers.TABLE: movers.mover_rows,
    },
}
_MEANT = {headlines.TABLE: "summary", shared.TABLE: "verdicts", likeness.RELATED: "relatedness"}
