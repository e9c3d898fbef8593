"""The things a comparison sets side by side: each with its place, its mark, its name and where it is told of."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusteratlas_web.explore.comparing.asked import CLUSTERS, FEWEST, REGION, REGIONS, Asked, compare_address
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.foundation.names import Name

Key = str | int


@dataclass(frozen=True)
class Unit:
    """One of the things: its place from 1 on gives its shape and colour; `without` is the comparison that lacks it."""

    number: int
    key: Key
    name: str
    short: str
    address: str
    without: str = ""


def lay_units(asked: Asked, names: Naming) -> list[Unit]:
    """The regions, clusters or years of a comparison in their order."""
    if asked.of_years:
        return [_year(asked, names, at, year) for at, year in enumerate(asked.years, start=1)]
    named = _region if asked.kind == REGIONS else _cluster
    return [named(asked, names, at, code) for at, code in enumerate(asked.codes, start=1)]


def _region(asked: Asked, names: Naming, number: int, code: str) -> Unit:
    address = asked.to.region(code, asked.year)
    return Unit(number, code, names.region(code), names.short_region(code), address, _without(asked, code))


def _cluster(asked: Asked, names: Naming, number: int, code: str) -> Unit:
    address = asked.to.cluster(code, level=asked.level, year=asked.year)
    return Unit(number, code, names.cluster(code), names.short_cluster(code), address, _without(asked, code))


def _year(asked: Asked, names: Naming, number: int, year: int) -> Unit:
    code = asked.codes[0]
    page = asked.to.region(code, year) if asked.kind == REGION else asked.to.cluster(code, asked.level, year)
    rest = tuple(each for each in asked.years if each != year)
    without = asked.address(years=rest) if len(rest) >= FEWEST else ""
    text = Name(str(year), names.language)
    return Unit(number, year, text, text, page, without)


def _without(asked: Asked, code: str) -> str:
    """The comparison without one of its things; of what is left alone another is picked."""
    rest = tuple(each for each in asked.codes if each != code)
    if len(rest) >= FEWEST:
        return asked.address(**{asked.kind: rest})
    return compare_address(asked.to, {"pick": rest, **_kept(asked)})


def _kept(asked: Asked) -> dict[str, object]:
    return {name: value for name, value in asked.said.items() if name not in (REGIONS, CLUSTERS)}


def short_names(units: Sequence[Unit]) -> list[str]:
    """The short name of each, the full one where two would be called the same."""
    short = [str(unit.short) for unit in units]
    return [unit.name if short.count(str(unit.short)) > 1 else unit.short for unit in units]
