"""The headline figures of a cluster in a region."""

from django.utils.translation import gettext

from clusteratlas_web.explore.regional.reading import RegionalCluster
from clusteratlas_web.foundation import numbers

Tile = dict[str, str]


def headline_tiles(subject: RegionalCluster) -> list[Tile]:
    """Location quotient, rank and jobs; none where nothing is published."""
    return [] if subject.now is None else [_quotient(subject), _rank(subject), _jobs(subject)]


def _quotient(subject: RegionalCluster) -> Tile:
    now, before = subject.now or {}, subject.before
    if before:
        past = {"value": numbers.location_quotient(before["location_quotient"]), "year": subject.year - 1}
    return {
        "label": gettext("Location quotient"),
        "figure": numbers.location_quotient(now["location_quotient"]),
        "note": gettext("%(value)s in %(year)s") % past if before else _nothing_before(subject),
    }


def _rank(subject: RegionalCluster) -> Tile:
    now = subject.now or {}
    rank = now["rank_location_quotient"]
    if rank is None:
        return {"label": gettext("Rank"), "figure": gettext("not ranked"), "note": gettext("it has no jobs")}
    note = gettext("the line is at %(rank)s") % {"rank": numbers.count(subject.at_the_line)}
    return {
        "label": gettext("Rank by location quotient"),
        "figure": numbers.count(rank),
        "unit": gettext("of %(count)s") % {"count": numbers.count(now["ranked"])},
        "note": subject.level if subject.threshold is None else note,
    }


def _jobs(subject: RegionalCluster) -> Tile:
    now = subject.now or {}
    growth = now["employment_growth"]
    note = gettext("%(change)s since %(year)s")
    return {
        "label": gettext("Jobs"),
        "figure": numbers.count(now["employment"]),
        "note": _nothing_before(subject)
        if growth is None
        else note % {"change": numbers.change(growth), "year": subject.year - 1},
    }


def _nothing_before(subject: RegionalCluster) -> str:
    return gettext("no published figure for %(year)s") % {"year": subject.year - 1}
