"""The jury of a call: its seats with what they know, their load, conflicts and progress; who is invited."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.sheets import Sheet, sheet_answer, sheet_links
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.selection.actions.jurors import (
    change_seat,
    invite_again,
    invite_juror,
    release_juror,
    withdraw_seat_invitation,
)
from clusteratlas_web.selection.forms.jury import InviteForm
from clusteratlas_web.selection.jury_page import SeatShown, seats_shown
from clusteratlas_web.selection.models import Call, Juror
from clusteratlas_web.selection.permissions import may_run
from clusteratlas_web.selection.queries.conflicts import conflicts_seen_by
from clusteratlas_web.selection.queries.jury import (
    Progress,
    conflicts_by_juror,
    jurors_of,
    jury_for,
    open_invitations,
    progress_of,
)
from clusteratlas_web.selection.queries.reading import WITH_JURY, runs_call
from clusteratlas_web.selection.states import ACCEPTED, ASKED, CHECKING, INVITED, JUROR, ROUND
from clusteratlas_web.selection.views.framing import call_crumb, framed
from clusteratlas_web.selection.words import SEATS

_ROUNDS = (CHECKING, *WITH_JURY)  # the states of a round in which a jury is at work


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def jury_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody in the jury; who runs the call invites others here."""
    call = jury_for(request.user, slug)
    if request.method == "POST":
        require(may_run, request.user, call)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _invited(request, call, form):
        tell(request, gettext("The invitation is on its way."))
        return redirect("selection:jury", slug)
    progress = _progress(request, call)
    runs = bool(may_run(request.user, call))
    jurors = list(jurors_of(call))
    context = framed(request, call_crumb(call), (gettext("Jury"), "")) | {
        "call": call,
        "rows": _with_steps(seats_shown(jurors, progress, conflicts_by_juror(request.user, call)), runs),
        "accepted": sum(each.state == ACCEPTED for each in jurors),
        "invited": sum(each.state == INVITED for each in jurors),
        "open_conflicts": conflicts_seen_by(request.user, call).filter(state=ASKED).count(),
        "progress": [(each, ROUND.label(each.the_round.state)) for each in progress],
        "invitations": [(each, worded(SEATS, each.seat)) for each in open_invitations(call)] if runs else [],
        "form": form,
        "runs": runs,
        "tools": sheet_links("selection:jury-table", slug),
    }
    return render(request, "selection/jury.html", context)


@login_required
@require_safe
def jury_table(request: HttpRequest, slug: str, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The seats to take away; figures are over what the reader may read."""
    call = jury_for(request.user, slug)
    progress = _progress(request, call)
    rows = seats_shown(list(jurors_of(call)), progress, conflicts_by_juror(request.user, call))
    heads = [gettext("Name"), gettext("Seat"), gettext("Status"), gettext("Where they work")]
    heads += [gettext("Clusters"), gettext("Fields")]
    for each in progress:
        facts = {"round": each.the_round.name}
        heads += [gettext("%(round)s: handed in") % facts, gettext("%(round)s: assigned") % facts]
    heads.append(gettext("Kept out by conflicts"))
    return sheet_answer(Sheet(f"jury-{slug}", heads, [_cells(row) for row in rows]), format)


@login_required
@require_POST
def juror_step(request: HttpRequest, slug: str, juror: int, verb: str) -> HttpResponse:
    """Who runs the call releases, invites again, or gives another seat."""
    call = runs_call(request.user, slug)
    held = get_object_or_404(jurors_of(call), pk=juror)
    version = version_sent(request)
    if verb in _STEPS:
        _STEPS[verb](request.user, held, version)
    elif verb in dict(SEATS):
        change_seat(request.user, held, version, verb)
    else:
        raise Http404
    tell(request, gettext("Done."))
    return redirect("selection:jury", slug)


@login_required
@require_POST
def invitation_withdraw(request: HttpRequest, slug: str, invitation: int) -> HttpResponse:
    """Withdraws an invitation by e-mail."""
    call = runs_call(request.user, slug)
    withdraw_seat_invitation(request.user, get_object_or_404(call.seat_invitations, pk=invitation))
    tell(request, gettext("The invitation was withdrawn."))
    return redirect("selection:jury", slug)


_STEPS: dict[str, Callable[[Any, Juror, int], Juror]] = {"release": release_juror, "invite_again": invite_again}


def _invited(request: HttpRequest, call: Call, form: InviteForm) -> bool:
    try:
        invite_juror(request.user, call, form.cleaned_data["email"], form.cleaned_data["seat"])
    except Refusal as refusal:
        form.add_error("email", refusal.said)
        return False
    return True


def _progress(request: HttpRequest, call: Call) -> list[Progress]:
    rounds = call.rounds.filter(state__in=_ROUNDS).select_related("call").order_by("number")
    return [progress_of(request.user, each) for each in rounds]


def _with_steps(rows: list[SeatShown], runs: bool) -> list[tuple[SeatShown, list[tuple[str, str]]]]:
    """What the one who runs the call can do with each seat: its verb and its button."""
    return [(row, _steps(row.juror) if runs else []) for row in rows]


def _steps(juror: Juror) -> list[tuple[str, str]]:
    steps = [
        (verb, gettext(JUROR.transition(verb).label))
        for verb in _STEPS
        if juror.state in JUROR.transition(verb).sources
    ]
    if juror.state in (INVITED, ACCEPTED):
        facts = [(code, {"seat": worded(SEATS, code)}) for code, _ in SEATS if code != juror.seat]
        steps = [*((code, gettext("Make %(seat)s") % told) for code, told in facts), *steps]
    return steps


def _cells(row: SeatShown) -> list[Any]:
    clusters = ", ".join(str(each) for each in row.clusters)
    counts = [figure for pair in row.rounds for figure in pair]
    first = [str(row.juror.person), row.seat, row.state, str(row.organisation), clusters, row.juror.fields]
    return [*first, *counts, row.conflicts]


def jury_crumb(call: Any) -> tuple[str, str]:
    """The jury in the way to a page of it."""
    return gettext("Jury"), reverse("selection:jury", args=(call.slug,))
