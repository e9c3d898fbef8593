"""Concordances between NUTS versions, weighted by the people, land or built-up land that regions share."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache, reduce
from itertools import pairwise

from clusteratlas.classifications.concordance import Concordance
from clusteratlas.classifications.eu_regions import VERSIONS, standing
from clusteratlas.classifications.package_data import rows
from clusteratlas.errors import UnknownChoice

WEIGHTS = ("pop18", "pop11", "area", "artificial18", "artificial12")
KNOWN_VERSIONS: Mapping[str, tuple[int, ...]] = {"nuts2": VERSIONS, "nuts3": (2016, 2021)}
# Two outlines drawn at different scales differ by slivers: Picardie shares 0.04 % of its land with Champagne-Ardenne.
SLIVER = Fraction(1, 1000)


@cache
def nuts_concordance(level: str, before: int, after: int, weight: str = "pop18") -> Concordance:
    """The way of bare codes from a version to an earlier or later one; raises UnknownChoice.

    Weights: people of 2018 (`pop18`) or 2011 (`pop11`), land (`area`), artificial surface of 2018 or 2012
    (`artificial18`, `artificial12`). A figure is spread as its region's weight is, which holds for an industry only as
    far as the industry is spread like people or land. Over several versions shares are multiplied: what came from one
    region to the next is taken to be spread evenly in it. `carried_unchanged` are taken to be the same; a code of
    the version before that has no way on is not in the concordance, so that `carry` reports it.
    """
    _require("weight", weight, WEIGHTS)
    steps = [_step(level, one, other, weight) for one, other in _way(level, before, after)]
    if not steps:
        unchanged = {code: {code: Fraction(1)} for code in _codes(level, before)}
        return Concordance(f"NUTS {before}", f"NUTS {after}", unchanged)
    return reduce(Concordance.then, steps)


@cache
def carried_unchanged(level: str, before: int, after: int) -> frozenset[str]:
    """Codes that a table on the way does not have and that stand in both its versions: extra-regio, Liechtenstein."""
    return frozenset(code for one, other in _way(level, before, after) for code in _unchanged(level, one, other))


@cache
def renamed(level: str, before: int, after: int) -> Mapping[str, str]:
    """Codes that ended, with the one code that has the same land, but for slivers of a thousandth; bare codes."""
    forth = nuts_concordance(level, before, after, "area").weights
    back = nuts_concordance(level, after, before, "area").weights
    ended = (code for code, parts in forth.items() if code not in parts)
    heirs = {code: max(forth[code], key=lambda later: forth[code][later]) for code in ended}
    return {
        code: heir
        for code, heir in heirs.items()
        if forth[code][heir] >= 1 - SLIVER and back.get(heir, {}).get(code, 0) >= 1 - SLIVER
    }


def _way(level: str, before: int, after: int) -> list[tuple[int, int]]:
    """The steps from version to version."""
    _require("level", level, KNOWN_VERSIONS)
    known = KNOWN_VERSIONS[level]
    _require("before", before, known)
    _require("after", after, known)
    between = [version for version in known if min(before, after) <= version <= max(before, after)]
    return list(pairwise(between if before <= after else between[::-1]))


def _require(argument: str, value: object, allowed: Iterable[object]) -> None:
    choices = list(allowed)
    if value not in choices:
        raise UnknownChoice(argument, value, [str(choice) for choice in choices])


def _step(level: str, before: int, after: int, weight: str) -> Concordance:
    """Between neighbouring versions; a region whose weight is nought everywhere is shared out equally."""
    weights: dict[str, dict[str, Fraction]] = {}
    for code, parts in _shared(level, before, after, weight).items():
        total = sum(parts.values())
        positive = {later: part / total for later, part in parts.items() if part} if total else {}
        weights[code] = positive or dict.fromkeys(parts, Fraction(1, len(parts)))
    for code in _unchanged(level, before, after):
        weights[code] = {code: Fraction(1)}
    return Concordance(f"NUTS {before}", f"NUTS {after}", weights)


def _unchanged(level: str, before: int, after: int) -> frozenset[str]:
    return (_codes(level, before) & _codes(level, after)) - _shared(level, before, after, WEIGHTS[0]).keys()


def _codes(level: str, version: int) -> frozenset[str]:
    return frozenset(region.bare for region in standing(level, version).values())


def _shared(level: str, before: int, after: int, weight: str) -> dict[str, dict[str, Fraction]]:
    """What two versions' regions share, by code before and code after."""
    first, second = ("from", "to") if before < after else ("to", "from")
    found: dict[str, dict[str, Fraction]] = {}
    for row in rows(f"eu/{level}_{min(before, after)}_{max(before, after)}.tsv"):
        found.setdefault(row[first], {})[row[second]] = Fraction(row[weight])
    return found
