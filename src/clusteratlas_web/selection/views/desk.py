"""The desk of a call: for each round its state, its counts, what to do next, and the way there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.selection.call_page import steps_now
from clusteratlas_web.selection.models import Call, Round
from clusteratlas_web.selection.queries.desk import Desk, RoundDesk, desk_of
from clusteratlas_web.selection.queries.readiness import hindrances
from clusteratlas_web.selection.queries.reading import runs_call
from clusteratlas_web.selection.states import (
    CALL,
    CHECKING,
    DRAFT,
    FINAL,
    MEETING,
    NOTICED,
    OPEN,
    PLANNED,
    PUBLISHED,
    REVIEWING,
    ROUND,
)
from clusteratlas_web.selection.views.framing import address_of, call_crumb, framed


@signed_in
@require_safe
def desk_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What stands where, and what to do next."""
    call = runs_call(request.user, slug)
    desk = desk_of(request.user, call)
    context = framed(request, call_crumb(call), (gettext("Desk"), "")) | {
        "call": call,
        "desk": desk,
        "state": CALL.label(call.state),
        **steps_now(call, [each.round for each in desk.rounds], request.user),
        "lacking": len(hindrances(call, timezone.now())) if call.state == DRAFT else 0,
        "rounds": [_round_shown(call, desk, each) for each in desk.rounds],
        "jury": address_of("jury", slug),
    }
    return render(request, "selection/desk.html", context)


def _round_shown(call: Call, desk: Desk, each: RoundDesk) -> dict[str, Any]:
    return {
        "desk": each,
        "round": each.round,
        "state": ROUND.label(each.round.state),
        "next": _next_said(call, desk, each),
        "links": _links(call, each.round),
        "gates": _gates(call, each.round, _waits(desk, each)),
    }


def _links(call: Call, the_round: Round) -> list[Link]:
    """The pages on which others work on a round, once they have something to do."""
    pages = [
        ("checking", gettext("Completeness"), (OPEN, CHECKING, REVIEWING, MEETING, NOTICED, FINAL)),
        ("jury", gettext("Jury"), (PLANNED, OPEN, CHECKING, REVIEWING, MEETING, NOTICED, FINAL)),
        ("assignment", gettext("Assignment"), (CHECKING, REVIEWING)),
        ("ranking", gettext("Ranking"), (REVIEWING, MEETING, NOTICED, FINAL)),
        ("deciding", gettext("Decisions"), (MEETING, NOTICED, FINAL)),
    ]
    return [
        Link(label, address_of(name, call.slug, *([] if name == "jury" else [the_round.number])))
        for name, label, states in pages
        if the_round.state in states
    ]


def _waits(desk: Desk, each: RoundDesk) -> bool:
    """Whether a round before it is not final yet."""
    return any(other.round.number < each.round.number and other.round.state != FINAL for other in desk.rounds)


def _gates(call: Call, the_round: Round, waits: bool) -> list[Link]:
    """Opening and closing by hand."""
    if call.state != PUBLISHED or waits:
        return []
    pages = [
        ("round-open", gettext("Open now"), (PLANNED,)),
        ("round-extend", gettext("Extend the deadline"), (OPEN,)),
        ("round-close", gettext("Close now"), (OPEN,)),
        ("round-reopen", gettext("Open again"), (CHECKING,)),
    ]
    return [
        Link(label, address_of(name, call.slug, the_round.number))
        for name, label, states in pages
        if the_round.state in states
    ]


def _next_said(call: Call, desk: Desk, each: RoundDesk) -> str:
    """What to do next in a round, in a sentence."""
    if call.state != PUBLISHED:
        return ""
    return _NEXT[each.round.state](call, desk, each)


def _planned(call: Call, desk: Desk, each: RoundDesk) -> str:
    if _waits(desk, each):
        return gettext("It opens when the decisions of the round before it are final.")
    if each.round.opens is None:
        return gettext("It has no opening hour: open it by hand, or record one.")
    return gettext("It opens by itself: %(moment)s.") % {"moment": _on_clock(call, each.round.opens)}


def _open(call: Call, desk: Desk, each: RoundDesk) -> str:
    if each.round.closes is None:
        return gettext("It stays open until somebody closes it.")
    return gettext("It closes by itself: %(moment)s.") % {"moment": _on_clock(call, each.round.closes)}


def _checking(call: Call, desk: Desk, each: RoundDesk) -> str:
    if each.to_check:
        text = ngettext(
            "%(n)s application waits for its check. Then the reviews can start.",
            "%(n)s applications wait for their check. Then the reviews can start.",
            each.to_check,
        )
        return text % {"n": each.to_check}
    if desk.accepted < each.round.least_reviews:
        text = gettext("All are checked. The jury has %(n)s of at least %(least)s jurors: invite more.")
        return text % {"n": desk.accepted, "least": each.round.least_reviews}
    return gettext("All are checked. Assign the reviews and start them.")


def _reviewing(call: Call, desk: Desk, each: RoundDesk) -> str:
    if each.reviews_in < each.reviews_assigned:
        text = gettext("%(n)s of %(of)s reviews are in.")
        return text % {"n": each.reviews_in, "of": each.reviews_assigned}
    return gettext("All reviews that were assigned are in. End the reviews and call the meeting.")


def _meeting(call: Call, desk: Desk, each: RoundDesk) -> str:
    return gettext("The jury meets and decides. Then the decisions are published.")


def _noticed(call: Call, desk: Desk, each: RoundDesk) -> str:
    if each.appeals:
        text = ngettext("%(n)s appeal waits for its answer.", "%(n)s appeals wait for their answer.", each.appeals)
        return text % {"n": each.appeals}
    if each.round.notice_ends is None:
        return gettext("The public notice runs.")
    return gettext("The public notice ends: %(moment)s. Then the decisions can be made final.") % {
        "moment": _on_clock(call, each.round.notice_ends)
    }


def _final(call: Call, desk: Desk, each: RoundDesk) -> str:
    if any(other.round.number > each.round.number for other in desk.rounds):
        return gettext("Done. Those selected are in the next round.")
    return gettext("Done. The call can be concluded.")


_NEXT = {
    PLANNED: _planned,
    OPEN: _open,
    CHECKING: _checking,
    REVIEWING: _reviewing,
    MEETING: _meeting,
    NOTICED: _noticed,
    FINAL: _final,
}


def _on_clock(call: Call, moment: Any) -> str:
    return str(Moment(moment, call.time_zone))
