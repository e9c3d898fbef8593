"""What an address or a list cannot ask of a custom region, in words, and the way on."""

from django.http import Http404
from django.utils.translation import gettext, ngettext

from clusteratlas.errors import InputError, NoSuchEntry, UnitsRefused
from clusteratlas_web.foundation.explanations import Explanation, explain
from clusteratlas_web.foundation.numbers import count
from clusteratlas_web.foundation.page import Link


class NameRefused(InputError):
    """The name given to a custom region is too long, or no line of text."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"The name of a custom region is one line of at most {most} characters.")


@explain.register
def _explain_units(error: UnitsRefused, path: str) -> Explanation:
    return Explanation(gettext("These regions cannot be put together"), _why(error), _ways(path))


@explain.register
def _explain_name(error: NameRefused, path: str) -> Explanation:
    why = gettext("A name is one line of at most %(most)s characters.") % {"most": error.most}
    return Explanation(gettext("A custom region cannot have this name"), why, _ways(path))


def no_such_unit(error: NoSuchEntry, path: str) -> Http404:
    """The page for a code that is none of its level, with the same address and the nearest code in it."""
    what = gettext("There is no region “%(code)s” in edition %(edition)s") % {
        "code": error.code,
        "edition": error.edition,
    }
    if not error.nearest:
        return Http404(Explanation(what, gettext("The code is mistyped, or belongs to another year or level.")))
    address, _, query = path.partition("?")
    mended = Link(gettext("Open it with %(code)s") % {"code": error.nearest}, f"{address}?{_mended(query, error)}")
    why = gettext("The nearest known code is %(nearest)s.") % {"nearest": error.nearest}
    return Http404(Explanation(what, why, (mended, *_ways(path))))


def _mended(query: str, error: NoSuchEntry) -> str:
    """The query with the nearest code in place of the wrong one, where the units stand."""
    before, units, after = query.partition("units=")
    value, and_, rest = after.partition("&")
    level, dash, codes = value.partition("-")
    parts = [error.nearest or code if code == error.code else code for code in codes.split(".")]
    return f"{before}{units}{level}{dash}{'.'.join(dict.fromkeys(parts))}{and_}{rest}"


def _why(error: UnitsRefused) -> str:
    if error.why == UnitsRefused.MANY:
        sentence = gettext("A custom region has at most %(most)s regions, and %(count)s are asked for.")
        return sentence % {"most": count(error.most), "count": count(error.count)}
    if error.why == UnitsRefused.TWICE:
        sentence = ngettext("%(codes)s is named twice.", "These are named twice: %(codes)s.", error.count)
        return sentence % {"codes": ", ".join(error.codes)}
    if error.why == UnitsRefused.LEVELS:
        return gettext("They are of several levels, and one might count another. Take regions of one level.")
    if error.why == UnitsRefused.FORM:
        return gettext(
            "The address names no level of this edition and codes of it, as in units=metro-39900.48620: the level, a "
            "hyphen, and the codes with full stops between them."
        )
    return gettext("No region is named.")


def _ways(path: str) -> tuple[Link, ...]:
    before, found, _ = path.partition("/custom-regions/")
    return (Link(gettext("Pick regions on the map"), f"{before}{found}"),) if found else ()
