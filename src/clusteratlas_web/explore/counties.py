"""The counties a region is made of: their names, as short as they can be and still say what each is."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, pgettext

_COUNTY, _PARISH = " County", " Parish"
SHOWN = 8  # more than these stand behind their number


@dataclass(frozen=True)
class Counties:
    """How many counties, in words, and their names in one line."""

    counted: str
    named: str
    many: bool


def list_counties(members: str) -> Counties | None:
    """The counties of a region's row; None where its delineation is not known."""
    names = [name for name in members.split("; ") if name]
    if not names:
        return None
    listed = pgettext("between names", ", ").join(_short(name, names) for name in names)
    return Counties(_counted(names), listed, len(names) > SHOWN)


def _short(name: str, names: list[str]) -> str:
    """A county without the word; a parish too where all are parishes; a city or borough as it is."""
    if name.endswith(_PARISH):
        return name.removesuffix(_PARISH) if _all(names, _PARISH) else name
    return name.removesuffix(_COUNTY)


def _counted(names: list[str]) -> str:
    number = len(names)
    if _all(names, _COUNTY):
        return ngettext("%(n)s county", "%(n)s counties", number) % {"n": number}
    if _all(names, _PARISH):
        return ngettext("%(n)s parish", "%(n)s parishes", number) % {"n": number}
    if number == 1:
        return gettext("1 county equivalent")
    return gettext("%(n)s counties and equivalents") % {"n": number}


def _all(names: list[str], ending: str) -> bool:
    return all(name.endswith(ending) for name in names)
