"""The tables of a cluster's page to take away: which rows and columns each has."""

from collections.abc import Callable, Sequence

from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import CLASSES, columns_of, has_per_head, per_head
from clusteratlas.editions.queries.crossings import crossed
from clusteratlas.editions.queries.life_cycle import regions_in_stages
from clusteratlas.editions.queries.strong_counts import counts_of_cluster
from clusteratlas.editions.queries.structure import of_cluster
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.choices import year_before
from clusteratlas_web.explore.cluster_page import concentration, life_cycle, parts, related, rule_counts
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject
from clusteratlas_web.explore.tables import TakenTable

REGIONS, SUBCLUSTERS, INDUSTRIES, CROSSED = "regions", "subclusters", "industries", "crossed"
Content = tuple[Sequence[str], Sequence[Row], str]  # columns, rows, the edition's table the columns are meant in

_RANKED = (
    *("region", "location_quotient", "location_quotient_low", "location_quotient_high"),
    *("rank_location_quotient", "ranked"),
)
_RATIOS = ("employment_share", "national_share", "employment_change", "employment_growth")
_SAID = ("strong", "strong_low", "strong_high", "robust", "rules", "class")
_AMOUNTS = ("employment", "establishments", "employment_share", "employment_growth")


def taken_table(subject: ClusterSubject, table: str) -> TakenTable:
    """A table of a cluster's page; raises UnknownChoice for another."""
    if table not in _TABLES:
        raise UnknownChoice("table", table, list(_TABLES))
    columns, rows, meant = _TABLES[table](subject)
    parts_of_name = [subject.code, table, str(subject.year)]
    if table not in (SUBCLUSTERS, INDUSTRIES, related.TABLE):
        parts_of_name.append(subject.level)
    if table in (REGIONS, CROSSED) and subject.rules.query:
        parts_of_name.append(subject.rules.query)
    return TakenTable(f"{subject.name}, {subject.year}", "-".join(parts_of_name), columns, rows, meant)


def _regions(subject: ClusterSubject) -> Content:
    """Every region: each measure with its range and what it is per job, ratios, what the rule book says."""
    measures = columns_of(subject.edition.manifest.measures)
    figures = [f"{name}{end}" for name in measures for end in ("", "_low", "_high")]
    heads = [per_head(name) for name in measures if has_per_head(name)]
    classes = [name for name in CLASSES if name != "strong"] if subject.rules.is_first else []
    rows = [row | {"rules": subject.rules.book.name} for row in subject.regions.rows]
    return [*_RANKED, *figures, *heads, *_RATIOS, *classes, *_SAID], rows, "portfolio"


def _subclusters(subject: ClusterSubject) -> Content:
    return ("cluster", "subcluster", *_AMOUNTS), parts.subclusters(subject), "portfolio"


def _industries(subject: ClusterSubject) -> Content:
    columns = ("industry", "cluster", "subcluster", *_AMOUNTS[:2], "employment_growth")
    return columns, parts.industries(subject), "national"


def _rule_books(subject: ClusterSubject) -> Content:
    keys = {"year": subject.year, "level": subject.level, "cluster": subject.code}
    found = counts_of_cluster(subject.edition, subject.code, subject.level, subject.year)
    rows = [keys | {"rules": name} | row for name, counted in found.items() for row in counted]
    return (*keys, "rules", "class", "strong", "regions"), rows, "verdicts"


def _related(subject: ClusterSubject) -> Content:
    return related.COLUMNS, related.related_rows(subject), "relatedness"


def _concentration(subject: ClusterSubject) -> Content:
    rows = of_cluster(subject.edition, subject.code, subject.level)
    return concentration.COLUMNS, rows, "concentration"


def _life_cycle(subject: ClusterSubject) -> Content:
    rows = regions_in_stages(subject.edition, subject.code, subject.level)
    return subject.edition.layouts["life_cycle"].schema.names, rows, "life_cycle"


def _crossed(subject: ClusterSubject) -> Content:
    before, rules = year_before(subject.edition, subject.year), subject.rules.book.name
    years = (before, subject.year) if before is not None else None
    found = crossed(subject.edition, subject.code, subject.level, years, rules) if years else []
    keys = {"year": subject.year, "cluster": subject.code, "rules": rules}
    figures = ("employment_before", "employment", "location_quotient_before", "location_quotient")
    return (
        ("year", "region", "cluster", "rules", "crossing", "cause", *figures),
        [keys | row for row in found],
        "portfolio",
    )


_TABLES: dict[str, Callable[[ClusterSubject], Content]] = {
    REGIONS: _regions,
    SUBCLUSTERS: _subclusters,
    INDUSTRIES: _industries,
    rule_counts.TABLE: _rule_books,
    related.TABLE: _related,
    concentration.TABLE: _concentration,
    life_cycle.TABLE: _life_cycle,
    CROSSED: _crossed,
}
