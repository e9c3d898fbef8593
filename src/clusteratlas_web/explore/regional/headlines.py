"""The headline figures of a cluster in a region."""

from typing import Any

from django.utils.translation import gettext, pgettext

from clusteratlas_web.explore.amounts import amount_tiles
from clusteratlas_web.explore.certainty import certainty_of
from clusteratlas_web.explore.regional.reading import RegionalCluster
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.templatetags.figures import no_data

Tile = dict[str, Any]


def headline_tiles(subject: RegionalCluster) -> list[Tile]:
    """Location quotient, rank and jobs, then money per job; none where there is no figure."""
    if subject.now is None:
        return []
    return [_quotient(subject), _rank(subject), _jobs(subject), *amount_tiles(subject.edition, subject.now, None)]


def _quotient(subject: RegionalCluster) -> Tile:
    now, before = subject.now or {}, subject.before
    if now["location_quotient"] is None:
        return {"label": gettext("Location quotient"), "figure": no_data(), "note": ""}
    if before and before["location_quotient"] is None:
        before = None
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
    growth, jobs = now["employment_growth"], certainty_of(now)
    note = _nothing_before(subject)
    if growth is not None:
        note = gettext("%(change)s since %(year)s") % {"change": numbers.change(growth), "year": subject.year - 1}
    ranged = gettext("%(word)s, %(range)s") % {"word": jobs.word, "range": jobs.range} if jobs.range else ""
    notes = pgettext("between notes", ". ").join(each for each in (ranged, note) if each)
    return {"label": gettext("Jobs"), "figure": jobs.figure, "note": notes}


def _nothing_before(subject: RegionalCluster) -> str:
    return gettext("no published figure for %(year)s") % {"year": subject.year - 1}
