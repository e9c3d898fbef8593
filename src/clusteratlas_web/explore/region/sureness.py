"""How sure the figures of a region are: what is withheld there, how far it could move each cluster, and an example."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import DERIVED, ESTIMATED, PUBLISHED, UNKNOWN
from clusteratlas.editions.queries.bounds import WorkedExample, cells_by_flag, worked_example
from clusteratlas_web.explore.certainty import certainty_of
from clusteratlas_web.explore.region.profile import Profile

ANCHOR, METHOD, TABLE = "sure", "suppression", "ranges"
WIDEST = 6  # clusters in the table; the files have all

RANGE_COLUMNS = (
    *("year", "region", "cluster", "kind", "employment_low", "employment", "employment_high"),
    *("location_quotient_low", "location_quotient", "location_quotient_high"),
    *("strong", "strong_low", "strong_high", "robust"),
)


@dataclass(frozen=True)
class Part:
    """The cells of a region whose figures came about in one way, and the jobs in them."""

    label: str
    cells: int
    employment: int | None
    share: float | None
    column: str = ""  # where the jobs are explained


@dataclass(frozen=True)
class Example:
    """A worked example with names: an industry whose total is published, and its parts."""

    name: str
    code: str
    address: str
    worked: WorkedExample
    parts: list[Row]


@dataclass(frozen=True)
class Sureness:
    """What the section says."""

    parts: list[Part]
    widest: list[Row]
    ranges: int  # clusters that have a range
    known_share: float | None
    estimated_share: float | None
    grade: str | None
    strong: int
    changing: int
    unknown: int  # cells that nothing bounds
    derived: int
    example: Example | None

    @property
    def all_published(self) -> bool:
        """Whether nothing is withheld."""
        return len(self.parts) == 1 and not self.ranges


def read_sureness(profile: Profile) -> Sureness:
    """The section on one region in its year."""
    cells = cells_by_flag(profile.edition, profile.code, profile.year)
    ranged = clusters_by_range(profile.clusters)
    known = profile.now["known_share"]
    return Sureness(
        parts=_parts(cells),
        widest=[row | {"effect": effect_on_class(row)} for row in _ranked_of(ranged)[:WIDEST]],
        ranges=len(ranged),
        known_share=known,
        estimated_share=None if known is None else 1 - known,
        grade=profile.now["grade"],
        strong=len(profile.strong),
        changing=sum(not (row["strong_low"] and row["strong_high"]) for row in profile.strong),
        unknown=_cells(cells, UNKNOWN),
        derived=_cells(cells, DERIVED),
        example=_example(profile),
    )


def clusters_by_range(rows: list[Row]) -> list[Row]:
    """The clusters whose jobs have a range, the widest first; those whose range has no end lead."""
    ranged = [row for row in rows if row["employment_low"] is not None]
    return sorted(ranged, key=lambda row: (row["employment_high"] is not None, -_width(row), row["cluster"]))


def _ranked_of(rows: list[Row]) -> list[Row]:
    """Those that have a class to lose; all of them where none has one, as in the country."""
    return [row for row in rows if row["strong"] is not None] or rows


def _width(row: Row) -> int:
    high = row["employment_high"]
    return row["employment"] if high is None else high - row["employment_low"]


def effect_on_class(row: Row) -> str:
    """What the low and the high end do to a cluster's class; nothing where it is not ranked."""
    strong, low, high = row["strong"], row["strong_low"], row["strong_high"]
    if strong is None:
        return gettext("not ranked")
    if low != strong or high != strong:
        return gettext("changes class")
    if not strong:
        return gettext("not strong at either end")
    return gettext("strong at both ends") if row["robust"] else gettext("strong at both ends, not with 5% less")


def _parts(cells: Mapping[str, Row]) -> list[Part]:
    labels = {
        PUBLISHED: gettext("Published"),
        DERIVED: gettext("Derived: follow exactly"),
        ESTIMATED: gettext("Estimated within a range"),
        UNKNOWN: gettext("Not known, nothing bounds them"),
    }
    total = sum(row["employment"] for row in cells.values())
    return [_part(label, flag, cells[flag], total) for flag, label in labels.items() if flag in cells]


def _part(label: str, flag: str, row: Row, total: int) -> Part:
    """Where nothing bounds the cells, nothing is said of the jobs in them."""
    if flag == UNKNOWN:
        return Part(label, row["cells"], None, None)
    share = row["employment"] / total if total else None
    return Part(label, row["cells"], row["employment"], share, f"quality.{flag}_employment")


def _cells(cells: Mapping[str, Row], flag: str) -> int:
    return int(cells[flag]["cells"]) if flag in cells else 0


def _example(profile: Profile) -> Example | None:
    worked = worked_example(profile.edition, profile.code, profile.year)
    if worked is None:
        return None
    names, to = profile.names, profile.to
    parts = [
        row
        | {"name": names.industry(row["industry"]), "address": to.industry(row["industry"]), "jobs": certainty_of(row)}
        for row in worked.parts
    ]
    return Example(names.industry(worked.industry), worked.industry, to.industry(worked.industry), worked, parts)
