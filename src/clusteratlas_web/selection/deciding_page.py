"""What the pages of meeting, decision and notice say: rows in the order of the discussion, quorum, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.history import kind_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.foundation.numbers import day
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.deadlines import is_before, on_the_clock
from clusteratlas_web.selection.models import Decision, Entry, Juror, JuryMeeting, Round
from clusteratlas_web.selection.permissions import may_decide, may_hold_meeting, may_run
from clusteratlas_web.selection.proposals import ORDER
from clusteratlas_web.selection.queries.decisions import (
    Pairs,
    Quorum,
    hindrances,
    kept_out_pairs,
    latest_meeting,
    meetings_of,
    quorum_among,
    quorum_of,
    quorum_on,
    seats_of_jury,
)
from clusteratlas_web.selection.queries.ranking import Place, Ranked
from clusteratlas_web.selection.ranking_page import Row, rows
from clusteratlas_web.selection.states import ADMITTED, FINAL, MEETING, NOTICED, ROUND
from clusteratlas_web.selection.words import OUTCOMES, SELECTED
from clusteratlas_web.selection.written import Amount

ON_A_PAGE = 100  # rows of the discussion


@dataclass(frozen=True)
class ToDecide:
    """An application of the discussion: its row in the ranking and what is decided."""

    row: Row
    decision: Decision | None
    outcome: str
    amount: Amount | str
    address: str
    is_selected: bool


@dataclass(frozen=True)
class MeetingSeen:
    """A meeting, with who was there and whether that is enough."""

    meeting: JuryMeeting
    held: Moment
    present: list[str]
    quorum: Quorum
    address: str


def deciding_context(person: Any, seen: Ranked, names: bool, query: QueryDict) -> dict[str, Any]:
    """The page of all decisions of a round."""
    the_round, order = seen.round, in_discussion(seen)
    pages = lay_pages(len(order), ON_A_PAGE, query)
    decided = [place.entry.decision for place in order if hasattr(place.entry, "decision")]
    meetings = meetings_seen(the_round)
    return {
        "seen": seen,
        "round": the_round,
        "call": the_round.call,
        "state": ROUND.label(the_round.state),
        "found": to_decide(seen, names, order[pages.start : pages.stop]),
        "total": len(order),
        "pages": pages,
        "decided": len(decided),
        "counts": _counts(seen, decided),
        "meetings": meetings,
        "needed": quorum_of(the_round, ()),
        "is_meeting": the_round.state == MEETING,
        "may_hold": the_round.state == MEETING and bool(may_hold_meeting(person, the_round)),
        "runs": bool(may_run(person, the_round)),
        "hindrances": hindrances(the_round, _proposed(seen)) if seen.is_whole and the_round.state == MEETING else [],
        "names": names,
        **notice_facts(the_round),
        **_letters(seen),
    }


def _proposed(seen: Ranked) -> dict[int, str]:
    return {place.entry.pk: place.proposal for place in seen.places}


def in_discussion(seen: Ranked) -> list[Place]:
    """The borderline band first, then awards, then the others, each in the order of the ranking."""
    if not seen.is_whole:
        return list(seen.places)
    return sorted(seen.places, key=lambda place: ORDER.index(place.proposal))


def to_decide(seen: Ranked, names: bool, places: Sequence[Place]) -> list[ToDecide]:
    """Applications of the discussion as rows."""
    return [_to_decide(seen, row) for row in rows(seen, names, places)]


def _to_decide(seen: Ranked, row: Row) -> ToDecide:
    decision = getattr(row.place.entry, "decision", None)
    call = seen.round.call
    return ToDecide(
        row=row,
        decision=decision,
        outcome=worded(OUTCOMES, decision.outcome) if decision else "",
        amount=Amount(decision.amount, call.currency) if decision and decision.amount else "",
        address=reverse("selection:decision", args=(call.slug, seen.round.number, row.number)),
        is_selected=bool(decision and decision.outcome == SELECTED),
    )


def _counts(seen: Ranked, found: list[Decision]) -> dict[str, Any]:
    """Places taken and money granted, only for whom nothing is hidden: a sum would tell of what is."""
    if not seen.is_whole:
        return {}
    selected = sum(each.outcome == SELECTED for each in found)
    upheld = sum(each.after_appeal for each in found)
    granted = sum(each.amount or 0 for each in found)
    over = max(0, selected - seen.round.places) if seen.round.places is not None else 0
    money = Amount(granted, seen.round.call.currency) if granted else ""
    return {"selected": selected, "upheld": upheld, "over": over, "granted": money}


def meetings_seen(the_round: Round) -> list[MeetingSeen]:
    """All meetings, the latest first."""
    call, seats = the_round.call, {juror.pk for juror in seats_of_jury(the_round)}
    return [
        MeetingSeen(
            meeting=each,
            held=Moment(each.held, call.time_zone),
            present=[str(juror.person) for juror in each.present.all()],
            quorum=quorum_among(the_round, seats, {juror.pk for juror in each.present.all()}),
            address=reverse("selection:meeting", args=(call.slug, the_round.number, each.pk)),
        )
        for each in meetings_of(the_round)
    ]


def _letters(seen: Ranked) -> dict[str, Any]:
    """How many letters of the applications one sees are written."""
    if seen.round.state != FINAL:
        return {"letters_due": 0}
    decisions = [place.entry.decision.pk for place in seen.places if hasattr(place.entry, "decision")]
    written = PrivateFile.objects.filter(kind=kind_of(Decision), thing__in=decisions).values("thing").distinct().count()
    return {"letters_due": len(decisions), "letters_written": written}


def is_open(entry: Entry) -> bool:
    """Whether an entry can be decided on now."""
    return entry.round.state == MEETING and entry.state == ADMITTED


def decision_context(person: Any, seen: Ranked, entry: Entry, names: bool) -> dict[str, Any]:
    """The page of one decision: its row, the quorum on it, who of the jury is out."""
    place = seen.of(entry.application.number)
    meeting, out = latest_meeting(seen.round), kept_out_pairs(seen.round)
    present = [juror.pk for juror in meeting.present.all()] if meeting else []
    return {
        "seen": seen,
        "round": seen.round,
        "call": seen.round.call,
        "state": ROUND.label(seen.round.state),
        "row": rows(seen, names, [place])[0],
        "entry": entry,
        "asked": _asked(place, seen),
        "meeting": Moment(meeting.held, seen.round.call.time_zone) if meeting else None,
        "quorum": quorum_on(seen.round, present, entry.application_id, out),
        "out": _out(seen.round, entry, out),
        "may_decide": may_decide(person, entry),
        "most": Amount(seen.round.call.most_amount, seen.round.call.currency) if seen.round.call.most_amount else "",
        "outcome": _outcome(entry),
        "is_open": is_open(entry),
    }


def _outcome(entry: Entry) -> str:
    decision = getattr(entry, "decision", None)
    return worded(OUTCOMES, decision.outcome) if decision else ""


def _asked(place: Place, seen: Ranked) -> Amount | str:
    """What the consortium asks for in all."""
    asked = sum(partner.requested for partner in place.entry.partners.all())
    return Amount(asked, seen.round.call.currency) if asked else ""


def _out(the_round: Round, entry: Entry, out: Pairs) -> list[Juror]:
    return [juror for juror in seats_of_jury(the_round) if (juror.pk, entry.application_id) in out]


@dataclass(frozen=True)
class Awarded:
    """A selected application as the public reads of it."""

    number: int
    title: str
    organisation: Any
    address: str
    amount: Amount | str
    reasons: Any
    after_appeal: bool


def notice_context(the_round: Round, decisions: Iterable[Decision]) -> dict[str, Any]:
    """The public notice of a round."""
    call = the_round.call
    found = [_awarded(each, call.currency) for each in decisions]
    more = len(found) - the_round.places if the_round.places is not None else 0
    return {
        "round": the_round,
        "call": call,
        "department": organisation_name(call.department),
        "state": ROUND.label(the_round.state),
        "awarded": found,
        "over": max(0, more),
        "upheld": sum(each.after_appeal for each in found),
        "decided": the_round.entries.filter(decision__isnull=False).count(),
        **notice_facts(the_round),
    }


def _awarded(decision: Decision, currency: str) -> Awarded:
    application = decision.entry.application
    return Awarded(
        number=application.number,
        title=application.title,
        organisation=organisation_name(application.organisation),
        address=reverse("registry:organisation", args=(application.organisation.slug,)),
        amount=Amount(decision.amount, currency) if decision.amount else "",
        reasons=in_words(decision.reasons),
        after_appeal=decision.after_appeal,
    )


def notice_facts(the_round: Round) -> dict[str, Any]:
    """When the notice began and ends, on the call's clock; its last day, since it ends at midnight."""
    noticed, ends, zone = the_round.noticed, the_round.notice_ends, the_round.call.time_zone
    if noticed is None or ends is None:
        return {"noticed": None, "notice_ends": None}
    last = on_the_clock(ends - timedelta(microseconds=1), zone).date()
    return {
        "noticed": Moment(noticed.replace(microsecond=0), zone),
        "notice_ends": Moment(ends, zone),
        "last_day": day(last, get_language() or "en"),
        "notice_runs": the_round.state == NOTICED and is_before(timezone.now(), ends),
        "is_final": the_round.state == FINAL,
    }
