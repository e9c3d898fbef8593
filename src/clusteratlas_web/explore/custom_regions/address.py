"""The address of a custom region: its units in short form, its name, the level it is ranked in, year and rule book."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.http import HttpRequest

from clusteratlas.classifications import nearest_code
from clusteratlas.editions import Edition
from clusteratlas.editions.custom_region import MOST_UNITS, Asked, ask
from clusteratlas.editions.queries.custom_units import levels_of_regions
from clusteratlas.errors import NoSuchEntry, UnitsRefused
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.choices import chosen_year, one_of
from clusteratlas_web.explore.custom_regions.refusals import NameRefused

SEPARATOR = "."
LONGEST_CODE = 24  # letters of a bare code; the longest there is has 6
LONGEST_NAME = 80
_CODE = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True)
class Wanted:
    """What an address asks for: units (none while nobody has picked), their level, and how to show them."""

    units: tuple[str, ...]
    level: str
    ranked_in: str
    year: int | None  # None where the address says none: the latest of the edition
    rules: str | None
    name: str

    @property
    def query(self) -> dict[str, object]:
        """The same as the query of an address, shortest and always in one order."""
        return {
            "units": short_form(self.level, self.units),
            "level": None if self.units else self.level,
            "name": self.name,
            "ranked": None if self.ranked_in == self.level else self.ranked_in,
            "year": self.year,
            "rules": self.rules,
        }

    def at(self, page: str, **other: object) -> str:
        """A page of this custom region."""
        return with_query(page, **(self.query | other))

    def with_units(self, units: Sequence[str]) -> "Wanted":
        """The same of other units."""
        return replace(self, units=tuple(sorted(units)))

    def toggled(self, unit: str) -> "Wanted":
        """The same with a unit more, or without it."""
        return self.with_units(set(self.units) ^ {unit})

    def asked(self, edition: Edition) -> Asked:
        """What the library is asked; raises what `ask` raises."""
        return ask(edition, self.units, self.ranked_in, self.year)


def read_address(request: HttpRequest, edition: Edition) -> Wanted:
    """What a query asks for; raises UnitsRefused, NoSuchEntry, UnknownChoice or NameRefused for what cannot be.

    How many codes there are is known before any is looked up.
    """
    text = request.GET.get("units", "")
    level, bare = _parted(text, edition) if text else (one_of(request, "level", edition.manifest.levels), ())
    known = codes_of_level(edition, level)
    for code in bare:
        if code not in known:
            raise _unknown(edition, level, code)
    twice = sorted({code for code in bare if bare.count(code) > 1})
    if twice:
        raise UnitsRefused(UnitsRefused.TWICE, twice)
    return Wanted(
        units=tuple(sorted(known[code] for code in bare)),
        level=level,
        ranked_in=one_of(request, "ranked", edition.manifest.levels, level),
        year=chosen_year(request, edition) if request.GET.get("year") else None,
        rules=one_of(request, "rules", ["", *edition.manifest.books]) or None,
        name=checked_name(request.GET.get("name", "")),
    )


def checked_name(text: str) -> str:
    """The name of a custom region; raises NameRefused for one that is too long or no line of text."""
    name = text.strip()
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise NameRefused(LONGEST_NAME)
    return name


def short_form(level: str, units: Sequence[str]) -> str:
    """metro-39900.48620: the level once, then the codes without it."""
    return f"{level}-{SEPARATOR.join(bare_of(unit) for unit in sorted(units))}" if units else ""


def bare_of(code: str) -> str:
    """us-metro-48620 as 48620."""
    return code.rpartition("-")[2]


@lru_cache(maxsize=64)  # every address with units is read by it, and an edition never changes
def codes_of_level(edition: Edition, level: str) -> Mapping[str, str]:
    """The full codes of a level by their bare ones."""
    return {bare_of(code): code for code, each in levels_of_regions(edition).items() if each == level}


def _parted(text: str, edition: Edition) -> tuple[str, tuple[str, ...]]:
    """The level and the bare codes; too many are refused without being parted."""
    count = text.count(SEPARATOR) + 1
    if count > MOST_UNITS or len(text) > (LONGEST_CODE + 1) * MOST_UNITS:
        raise UnitsRefused(UnitsRefused.MANY, count=count, most=MOST_UNITS)
    first, _, rest = text.partition("-")
    level = one_of_levels(first, edition)
    codes = tuple(rest.split(SEPARATOR))
    if any(len(code) > LONGEST_CODE or not _CODE.fullmatch(code) for code in codes):
        raise UnitsRefused(UnitsRefused.FORM)
    return level, codes


def one_of_levels(word: str, edition: Edition) -> str:
    """A level of the edition; raises UnitsRefused for any other word, since no code can be read without it."""
    if word not in edition.manifest.levels:
        raise UnitsRefused(UnitsRefused.FORM)
    return word


def _unknown(edition: Edition, level: str, bare: str) -> NoSuchEntry:
    known = codes_of_level(edition, level)
    near = nearest_code(bare, known)
    return NoSuchEntry("region", bare, edition.manifest.identity, near)


def pages(to: Addresses) -> dict[str, str]:
    """The addresses of the picker and of what belongs to it, without a query."""
    return {
        "pick": to.page("custom-regions"),
        "totals": to.page("custom-region-totals"),
        "choose": to.page("custom-region-choose"),
        "region": to.page("custom-region"),
    }
