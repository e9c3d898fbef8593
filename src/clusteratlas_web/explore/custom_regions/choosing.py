"""What the form of the picker sends: boxes that are ticked, codes that are pasted, a name, and where to go next."""

from django.http import HttpRequest, QueryDict

from clusteratlas.editions import Edition
from clusteratlas.editions.custom_region import MOST_UNITS
from clusteratlas.errors import UnitsRefused, UnknownChoice
from clusteratlas_web.explore.custom_regions.address import Wanted, checked_name, codes_of_level
from clusteratlas_web.explore.custom_regions.pasting import Pasted, read_list

TARGETS = ("pick", "region")


def choose(request: HttpRequest, edition: Edition) -> tuple[Wanted, Pasted, str]:
    """The custom region asked for, what its pasted list says, and the page to go to.

    Raises UnknownChoice for a level, a year or a target, UnitsRefused where there are too many, or where a box that is
    ticked is none of the page's, and NameRefused.
    """
    sent = request.POST
    level = _one_of(sent, "level", edition.manifest.levels)
    ticked = _ticked(sent, edition, level)
    pasted = read_list(sent.get("codes", ""), edition, level, ticked)
    units = [*ticked, *pasted.codes]
    if len(units) > MOST_UNITS:
        raise UnitsRefused(UnitsRefused.MANY, count=len(units), most=MOST_UNITS)
    wanted = Wanted(
        units=tuple(sorted(units)),
        level=level,
        ranked_in=_one_of(sent, "ranked", edition.manifest.levels, level),
        year=int(_one_of(sent, "year", [str(year) for year in edition.years])) if sent.get("year") else None,
        rules=_one_of(sent, "rules", ["", *edition.manifest.books]) or None,
        name=checked_name(sent.get("name", "")),
    )
    target = _one_of(sent, "then", TARGETS)
    return wanted, pasted, target if units else "pick"


def _ticked(sent: QueryDict, edition: Edition, level: str) -> list[str]:
    """The units of the boxes; two pages of one form may send a box twice, which counts once."""
    bare = list(dict.fromkeys(sent.getlist("unit")))
    if len(bare) > MOST_UNITS:
        raise UnitsRefused(UnitsRefused.MANY, count=len(bare), most=MOST_UNITS)
    known = codes_of_level(edition, level)
    if any(code not in known for code in bare):
        raise UnitsRefused(UnitsRefused.FORM)
    return [known[code] for code in bare]


def _one_of(sent: QueryDict, name: str, allowed: list[str], otherwise: str | None = None) -> str:
    value = sent.get(name) or otherwise or allowed[0]
    if value not in allowed:
        raise UnknownChoice(name, value, allowed)
    return value
