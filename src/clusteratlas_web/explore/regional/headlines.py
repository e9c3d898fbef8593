"""The headline figures of a cluster in a region."""

from typing import Any

from django.utils.translation import gettext, pgettext

from clusteratlas.diagnosis.situation import QUOTIENT, QUOTIENT_ALL
from clusteratlas.editions.layout import per_head
from clusteratlas_web.explore.amounts import amount_tiles, money_measures
from clusteratlas_web.explore.certainty import certainty_of
from clusteratlas_web.explore.explained.linking import STANDING
from clusteratlas_web.explore.regional.figures import figure_name
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.templatetags.figures import no_data

Tile = dict[str, Any]


def headline_tiles(subject: RegionalCluster) -> list[Tile]:
    """Location quotient, rank and jobs, then money per job; none where there is no figure."""
    if subject.now is None:
        return []
    made = [_quotient(subject), _rank(subject), _jobs(subject), *_amounts(subject)]
    return [tile | {"row": subject.now} for tile in made]


def _amounts(subject: RegionalCluster) -> list[Tile]:
    """Money per job."""
    tiles = amount_tiles(subject.edition, subject.now or {}, None)
    columns = [f"portfolio.{per_head(name)}" for name in money_measures(subject.edition)]
    return [tile | {"explained": column} for tile, column in zip(tiles, columns, strict=True)]


def _quotient(subject: RegionalCluster) -> Tile:
    label = figure_name(QUOTIENT_ALL) if subject.is_over_all else figure_name(QUOTIENT)
    quotient, before = subject.quotient, subject.quotient_of(subject.before)
    if quotient is None:
        return {"label": label, "figure": no_data(), "note": ""}
    note = _nothing_before(subject)
    if before is not None:
        note = gettext("%(value)s in %(year)s") % {"value": numbers.location_quotient(before), "year": subject.year - 1}
    figure = numbers.location_quotient(quotient)
    return {"label": label, "figure": figure, "note": note, "explained": subject.quotient_column}


def _rank(subject: RegionalCluster) -> Tile:
    if subject.rank is None:
        return {"label": gettext("Rank"), "figure": gettext("not ranked"), "note": gettext("it has no jobs")}
    at = gettext("no region reaches the line")
    if subject.at_the_line:
        at = gettext("the line is at %(rank)s") % {"rank": numbers.count(subject.at_the_line)}
    return {
        "label": gettext("Rank by location quotient"),
        "figure": numbers.count(subject.rank),
        "unit": gettext("of %(count)s") % {"count": numbers.count(len(subject.ranked))},
        "note": at if subject.line.is_asked else subject.level,
        "explained": subject.quotient_column,
        "at": STANDING,
    }


def _jobs(subject: RegionalCluster) -> Tile:
    now = subject.now or {}
    growth, jobs = now["employment_growth"], certainty_of(now)
    note = _nothing_before(subject)
    if growth is not None:
        note = gettext("%(change)s since %(year)s") % {"change": numbers.change(growth), "year": subject.year - 1}
    ranged = gettext("%(word)s, %(range)s") % {"word": jobs.word, "range": jobs.range} if jobs.range else ""
    notes = pgettext("between notes", ". ").join(each for each in (ranged, note) if each)
    return {"label": gettext("Jobs"), "figure": jobs.figure, "note": notes, "explained": "portfolio.employment"}


def _nothing_before(subject: RegionalCluster) -> str:
    return gettext("no published figure for %(year)s") % {"year": subject.year - 1}
