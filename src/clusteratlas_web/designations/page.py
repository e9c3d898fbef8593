"""What the page of a designation shows, from everything that is recorded of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from clusteratlas_web.designations.models import Standing
from clusteratlas_web.designations.queries.figures import DIFFERS, GONE, Reading
from clusteratlas_web.designations.queries.promises import (
    NO_COMPARISON,
    NO_FIGURE,
    NO_MEASURE,
    NO_PIN,
    SAME,
    Compared,
    Score,
)
from clusteratlas_web.designations.states import DESIGNATION, IN_FORCE, LOST
from clusteratlas_web.designations.wording import STATE_BADGES, measure_said, plain, term_said
from clusteratlas_web.designations.words import GROWTH, JOBS, MET, OUTCOMES, QUOTIENT, RANK, YEAR, verb_word
from clusteratlas_web.foundation.numbers import change, signed_count
from clusteratlas_web.foundation.wording import worded


def standing_shown(row: Standing) -> dict[str, Any]:
    """A line of how it stood: the day as exactly as it is known."""
    return {
        "on": str(row.on.year) if row.precision == YEAR else row.on.isoformat(),
        "what": verb_word(row.verb),
        "state": DESIGNATION.label(row.state),
        "badge": STATE_BADGES[row.state],
        "level": row.level.name,
        "until": row.valid_until,
        "deadline": row.deadline,
        "reason": row.reason,
    }


def tiles_of(then: Any, readings: Sequence[Reading], scores: Sequence[Score], today: date) -> list[dict[str, str]]:
    """How it stands, until when, the jobs then and now, and how many terms are met."""
    return [_standing_tile(then), _until_tile(then, today), _jobs_tile(readings), _terms_tile(scores)]


def _standing_tile(then: Any) -> dict[str, str]:
    note = gettext("since %(day)s") % {"day": then.since_then.isoformat()}
    if then.precision == YEAR and then.since_then == then.granted_on:
        note = gettext("since %(day)s") % {"day": then.granted_on.year}
    return {"label": gettext("How it stands"), "figure": DESIGNATION.label(then.state_then), "note": note}


def _until_tile(then: Any, today: date) -> dict[str, str]:
    label = gettext("Valid until")
    if then.state_then in LOST:
        return {"label": gettext("Ended on"), "figure": then.since_then.isoformat(), "note": ""}
    if then.until_then is None and then.review_due is not None and then.state_then in IN_FORCE:
        return _review_tile(then.review_due, today)
    if then.until_then is None:
        return {"label": label, "figure": "", "note": gettext("no end recorded")}
    left = (then.until_then - today).days
    note = gettext("%(n)s days left") % {"n": left} if left >= 0 and then.state_then in IN_FORCE else gettext("over")
    return {"label": label, "figure": then.until_then.isoformat(), "note": note}


def _review_tile(due: date, today: date) -> dict[str, str]:
    """What has no end is reviewed."""
    left = (due - today).days
    note = gettext("%(n)s days left") % {"n": left} if left >= 0 else gettext("%(n)s days late") % {"n": -left}
    return {"label": gettext("Review due"), "figure": due.isoformat(), "note": note}


def _jobs_tile(readings: Sequence[Reading]) -> dict[str, str]:
    label = gettext("Jobs, then and now")
    pinned = next((each for each in readings if each.is_pinned and each.row), None)
    now = next((each for each in readings if each.is_current and each.row), None)
    if now is None or pinned is None:
        return {"label": label, "figure": "", "note": gettext("no figures of an edition")}
    before, after = pinned.value(JOBS), now.value(JOBS)
    if pinned.edition == now.edition or before is None or after is None:
        return {"label": label, "figure": plain(after), "note": gettext("the edition is the same")}
    note = gettext("%(change)s since %(edition)s") % {
        "change": signed_count(float(after - before)),
        "edition": pinned.name,
    }
    return {"label": label, "figure": plain(after), "note": note}


def _terms_tile(scores: Sequence[Score]) -> dict[str, str]:
    label, total = gettext("Terms met"), len(scores)
    if not total:
        return {"label": label, "figure": "", "note": gettext("no terms recorded")}
    met = sum(each.term.outcome == MET for each in scores)
    open_ones = sum(not each.term.outcome for each in scores)
    figure = gettext("%(met)s of %(total)s") % {"met": met, "total": total}
    return {"label": label, "figure": figure, "note": gettext("%(n)s still open") % {"n": open_ones}}


def reading_shown(reading: Reading) -> dict[str, Any]:
    """A row of the evidence: the figures of an edition, or why there are none."""
    said = {measure: measure_said(measure, reading.value(measure)) for measure in (JOBS, QUOTIENT, GROWTH)}
    return {
        "reading": reading,
        "jobs": said[JOBS],
        "quotient": said[QUOTIENT],
        "growth": said[GROWTH],
        "rank": measure_said(RANK, reading.value(RANK), reading.row.get("ranked")),
        "trouble": trouble_said(reading.trouble),
    }


def trouble_said(trouble: str) -> str:
    """Why an edition says nothing of it; empty where it does."""
    return {
        GONE: gettext("this edition is not here any more"),
        DIFFERS: gettext("this edition differs from the one that was pinned"),
        "no-figures": gettext("no figures of this cluster in this region"),
        "": "",
    }[trouble]


def score_shown(score: Score) -> dict[str, Any]:
    """A term: what was to be reached, what it is now, and what was decided of it."""
    term = score.term
    reached = score.is_reached
    return {
        "term": term,
        "target": term_said(term.measure, term.direction, term.target, term.unit),
        "before": measure_said(term.measure, score.then) if term.measure else plain(term.baseline),
        "now": measure_said(term.measure, score.now) if term.measure else plain(term.value),
        "reading": score.reading,
        "why": why_said(score.why) if term.measure else "",
        "computed": "" if reached is None else gettext("reached") if reached else gettext("not reached yet"),
        "outcome": worded(OUTCOMES, term.outcome),
        "badge": {"met": "good", "not-met": "bad"}.get(term.outcome, ""),
    }


def compared_shown(found: Compared) -> dict[str, Any]:
    """The change of jobs here and there in words."""
    here, there, difference = (None if each is None else _points(each) for each in _changes(found))
    return {"here": here, "there": there, "difference": difference, "compared": found, "why": why_said(found.why)}


def _changes(found: Compared) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return found.here, found.there, found.difference


def _points(value: Decimal) -> str:
    return change(float(value))


def why_said(why: str) -> str:
    """Why something cannot be computed; empty where it can."""
    return {
        "": "",
        NO_MEASURE: gettext("it is not a figure of the atlas"),
        NO_PIN: gettext("no region and cluster with figures are recorded for it"),
        NO_FIGURE: gettext("the editions here have no figure of it"),
        SAME: gettext("the edition of then is still the current one"),
        NO_COMPARISON: gettext("the promise names no comparison regions"),
    }[why]
