"""The figures of a cluster in a region, edition by edition: then, now, and what lies between; nothing is copied."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse

from clusteratlas.editions import Edition
from clusteratlas.editions.queries.regional import regional_cluster
from clusteratlas_web.designations.words import GROWTH, JOBS, QUOTIENT, RANK
from clusteratlas_web.foundation.marks import Mark, mark_of
from clusteratlas_web.selection.editions import checksum_of, opened, standing_editions

GONE, DIFFERS, NO_FIGURES = "gone", "differs", "no-figures"
COLUMNS = {
    JOBS: "employment",
    QUOTIENT: "location_quotient",
    RANK: "rank_location_quotient",
    GROWTH: "employment_growth",
}


@dataclass(frozen=True)
class Reading:
    """What an edition says of a cluster in a region in its latest year; `trouble` where it says nothing, or changed."""

    atlas: str
    edition: str
    region: str
    cluster: str
    is_current: bool = False
    is_pinned: bool = False
    trouble: str = ""
    row: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Atlas and edition as they are cited: us-2019.1."""
        return f"{self.atlas}-{self.edition}"

    @property
    def year(self) -> int | None:
        """The year of the figures."""
        return self.row.get("year")

    def value(self, measure: str) -> Decimal | None:
        """A measure of words.MEASURES; None where it is not known."""
        found = self.row.get(COLUMNS[measure])
        return None if found is None or found != found else Decimal(str(found))

    @property
    def mark(self) -> Mark | None:
        """Strong, robust or not; None where the rule does not apply."""
        strong = self.row.get("strong")
        return None if strong is None else mark_of(bool(strong), bool(self.row.get("robust")))

    @property
    def address(self) -> str:
        """Where the figures stand for good."""
        place = {"atlas": self.atlas, "edition": self.edition, "region": self.region, "cluster": self.cluster}
        return reverse("explore:regional", kwargs=place) if self.row else ""


def pin(thing: Any, region: str, cluster: str) -> None:
    """Sets the current edition of a cluster's atlas as the one whose figures stand beside a thing; it does not save.

    Nothing is pinned where no edition here has figures of the cluster in the region.
    """
    atlas, _, code = cluster.partition("/")
    edition = current_edition(atlas)
    opened_one = opened(atlas, edition) if edition and region and code else None
    if opened_one is None or not regional_cluster(opened_one, region, code):
        return
    thing.pinned_atlas, thing.pinned_edition, thing.pinned_checksum = atlas, edition, checksum_of(opened_one)
    thing.pinned_region, thing.pinned_cluster = region, code


def current_edition(atlas: str) -> str:
    """The name of the current edition of an atlas; empty where there is none."""
    return next((each.edition for each in standing_editions() if each.atlas == atlas and each.is_current), "")


def readings_of(thing: Any) -> list[Reading]:
    """What every edition says, oldest first, the pinned one and the current one marked; nothing without a pin.

    A pinned edition that is not here any more is told too.
    """
    if not thing.pinned_edition:
        return []
    atlas, region, cluster = thing.pinned_atlas, thing.pinned_region, thing.pinned_cluster
    known = {each.edition: each for each in standing_editions() if each.atlas == atlas}
    names = sorted({*known, thing.pinned_edition}, key=in_order)
    return [
        _reading(
            (atlas, name, region, cluster),
            is_current=name in known and known[name].is_current,
            checksum=thing.pinned_checksum if name == thing.pinned_edition else "",
        )
        for name in names
    ]


def read_pinned(thing: Any) -> Reading | None:
    """What the pinned edition says; None without a pin."""
    if not thing.pinned_edition:
        return None
    at = (thing.pinned_atlas, thing.pinned_edition, thing.pinned_region, thing.pinned_cluster)
    return _reading(at, is_current=False, checksum=thing.pinned_checksum)


def jobs_in(atlas: str, edition: str, regions: Sequence[str], cluster: str) -> dict[str, int]:
    """The jobs of a cluster in some regions in the latest year of an edition; those it does not know are not there."""
    found = opened(atlas, edition)
    if found is None or not regions:
        return {}
    query = """select region, employment from portfolio where cluster = $cluster and subcluster is null
        and year = $year and list_contains($regions, region) and employment is not null"""
    values = {"cluster": cluster, "year": found.year(), "regions": list(regions)}
    return {row["region"]: row["employment"] for row in found.rows(query, values)}


def in_order(edition: str) -> tuple[int, ...]:
    """Editions by year and number: 2019.10 after 2019.9."""
    return tuple(int(part) if part.isdecimal() else 0 for part in edition.split("."))


def _reading(at: tuple[str, str, str, str], is_current: bool, checksum: str) -> Reading:
    atlas, name, region, cluster = at
    edition = opened(atlas, name)
    row = _latest(edition, region, cluster) if edition else {}
    trouble = GONE if edition is None else "" if row else NO_FIGURES
    if edition is not None and checksum and checksum_of(edition) != checksum:
        trouble = DIFFERS
    return Reading(atlas, name, region, cluster, is_current, bool(checksum), trouble, row)


def _latest(edition: Edition, region: str, cluster: str) -> dict[str, Any]:
    rows = regional_cluster(edition, region, cluster)
    return rows[-1] if rows else {}
