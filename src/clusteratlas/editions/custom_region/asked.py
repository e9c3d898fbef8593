"""What is asked for: which regions are put together, in which year, and among the regions of which level they rank."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusteratlas.classifications import nearest_code
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.queries.custom_units import levels_of_regions
from clusteratlas.errors import NoSuchEntry, UnitsRefused

MOST_UNITS = 500


@dataclass(frozen=True)
class Asked:
    """Regions of one level in the order of their codes, the level they are ranked in, and the year."""

    units: tuple[str, ...]
    level: str
    ranked_in: str
    year: int


def ask(edition: Edition, codes: Sequence[str], ranked_in: str | None = None, year: int | None = None) -> Asked:
    """The regions checked; they are ranked in their own level where none is named, and in the latest year.

    Raises UnitsRefused where there are none, more than MOST_UNITS, one twice, or regions of several levels, which may
    count each other; NoSuchEntry for a code with the nearest there is; UnknownChoice for a level or a year.
    """
    chosen = edition.year(year)
    if not codes:
        raise UnitsRefused(UnitsRefused.NONE)
    if len(codes) > MOST_UNITS:  # before anything is looked up
        raise UnitsRefused(UnitsRefused.MANY, count=len(codes), most=MOST_UNITS)
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise UnitsRefused(UnitsRefused.TWICE, twice)
    level = _level(edition, codes)
    return Asked(tuple(sorted(codes)), level, edition.level(ranked_in or level), chosen)


def _level(edition: Edition, codes: Sequence[str]) -> str:
    known = levels_of_regions(edition)
    for code in codes:
        if code not in known:
            raise NoSuchEntry("region", code, edition.manifest.identity, nearest_code(code, known))
    level = known[codes[0]]
    others = [code for code in codes if known[code] != level]
    if others:
        raise UnitsRefused(UnitsRefused.LEVELS, others)
    return level
