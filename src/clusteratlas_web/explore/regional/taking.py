"""What can be taken away from the page: a table of each section as a file, and the chart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.conditions import COLUMNS as CONDITION_COLUMNS
from clusteratlas.editions.queries.conditions import condition_rows
from clusteratlas_web.explore.downloads import chart_tools, table_tools
from clusteratlas_web.explore.regional import change, life, listing, relations
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.foundation.page import Link

CHART = "standing"
_KEYS = ("year", "region", "cluster", "rules")


@dataclass(frozen=True)
class Taken:
    """A table: its rows, its columns, the table of the edition they are meant in, where it is told how it comes."""

    rows: Callable[[RegionalCluster], Sequence[Row]]
    columns: Callable[[Edition], Sequence[str]]
    table: str = "portfolio"
    methods: str = "#computed"


def _conditions(subject: RegionalCluster) -> list[Row]:
    return condition_rows(subject.explanation) if subject.explanation else []


def _books(subject: RegionalCluster) -> list[Row]:
    keys = {"year": subject.year, "region": subject.region["region"], "cluster": subject.cluster["cluster"]}
    return [
        keys
        | {"rules": name, "class": judged.class_, "grade": judged.grade, "measured": judged.measured}
        | {"strong": judged.strong, "robust": judged.robust}
        for name, judged in subject.books.items()
    ]


TABLES = {
    "conditions": Taken(_conditions, lambda _: (*_KEYS, "condition", *CONDITION_COLUMNS), "thresholds"),
    "rule-books": Taken(
        _books, lambda _: (*_KEYS, "class", "grade", "measured", "strong", "robust"), "verdicts", "#books-how"
    ),
    "industries": Taken(listing.industries, listing.industry_columns),
    "subclusters": Taken(listing.subclusters, listing.subcluster_columns),
    "changes": Taken(change.change_rows, lambda _: change.COLUMNS, methods="#change-how"),
    "life-cycle": Taken(life.life_rows, lambda _: life.COLUMNS, "life_cycle", "#life-how"),
    "related": Taken(relations.relation_rows, lambda _: relations.COLUMNS, "relatedness", "#related-how"),
}


def section_tools(subject: RegionalCluster) -> dict[str, tuple[Link, ...]]:
    """The links beside the title of each section, by its table or chart."""
    codes = {"region": subject.region["region"], "cluster": subject.cluster["cluster"]}
    query = {"year": subject.year, "rules": subject.rules}
    links = {"strip": chart_tools(_address(subject, "regional-chart", chart=CHART, **codes), "#computed", **query)}
    for name, taken in TABLES.items():
        address = _address(subject, "regional-table", table=name, **codes)
        links[name.replace("-", "_")] = table_tools(address, taken.methods, **query)
    return links


def _address(subject: RegionalCluster, page: str, **codes: str) -> str:
    """The address of a file up to where its format begins."""
    return subject.to.page(page, **codes, format="csv").removesuffix(".csv")
