"""The clusters closest to this one by what their industries have in common, and where the region stands in each."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.related_here import related_here
from clusteratlas.editions.queries.verdicts import of_region
from clusteratlas_web.explore.regional.subject import RegionalCluster

MOST, LEAST = 8, 3  # how many are named: all that are related, but not more, and so many at least
COLUMNS = (
    "cluster",
    "other",
    "relatedness",
    "percentile",
    "related_share",
    "relation",
    "region",
    "employment",
    "location_quotient",
    "strong",
)


@dataclass(frozen=True)
class Relation:
    """One related cluster, how it is related, and the region's figures in it; they are empty where it has none."""

    name: str
    address: str
    word: str
    row: Row


@dataclass(frozen=True)
class Relations:
    """The closest ones, and how many of them are strong here."""

    listed: list[Relation]

    @property
    def strong(self) -> int:
        """How many are strong."""
        return sum(each.row["strong"] is True for each in self.listed)


def relation_words() -> dict[str | None, str]:
    """What each relation is called."""
    return {
        "close": gettext("closely related"),
        "related": gettext("related"),
        "next": gettext("next closest"),
        None: gettext("not related"),
    }


def make_relations(subject: RegionalCluster) -> Relations | None:
    """The section; None where the definition tells no relations of the cluster."""
    found = relation_rows(subject)
    related = [row for row in found if row["relation"]][:MOST]
    shown = related if len(related) >= LEAST else found[:LEAST]
    return Relations([_relation(subject, row) for row in shown]) if shown else None


def relation_rows(subject: RegionalCluster) -> list[Row]:
    """All clusters it is set beside, the most related first, with the region's figures in each."""
    region, year = subject.region["region"], subject.year
    rows = related_here(subject.edition, region, subject.cluster["cluster"], year)
    if not subject.is_first_book:
        said = of_region(subject.edition, region, year, subject.book.name)
        rows = [row | {"strong": said.get(row["other"], {}).get("strong"), "robust": None} for row in rows]
    return [row | {"region": region} for row in rows]


def _relation(subject: RegionalCluster, row: Row) -> Relation:
    code = row["other"]
    word = relation_words()[row["relation"]]
    return Relation(subject.names.cluster(code), subject.address_of(code), word, row)
