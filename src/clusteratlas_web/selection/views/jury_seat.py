"""A juror's own seat: the invitation, accepting and declining, what one knows, ties, leaving."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.actions.jurors import (
    accept_seat,
    declare_tie,
    decline_seat,
    edit_seat,
    leave_jury,
    take_back_tie,
    take_seat_invitation,
)
from clusteratlas_web.selection.forms.jury import NoteForm, SeatForm, TieForm
from clusteratlas_web.selection.jury_page import tie_word
from clusteratlas_web.selection.jury_words import field_word, verb_word
from clusteratlas_web.selection.models import Juror
from clusteratlas_web.selection.queries.conflicts import declared_here
from clusteratlas_web.selection.queries.jury import invitation_to_seat, seat_for
from clusteratlas_web.selection.queries.reviewing import queue_of
from clusteratlas_web.selection.states import ACCEPTED, CONFLICT, INVITED, JUROR
from clusteratlas_web.selection.views.framing import framed
from clusteratlas_web.selection.views.jury_reviews import queue_rows
from clusteratlas_web.selection.words import SEATS

LATEST = 20  # entries of the history that the page shows
_STEPS = {"decline": decline_seat, "leave": leave_jury}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Shows who invites into which jury; a POST makes it a seat, which is accepted on its own page."""
    if request.method == "POST":
        juror = take_seat_invitation(request.user, secret)
        return redirect("selection:seat", juror.call.slug)
    held = invitation_to_seat(request.user, secret)
    context = framed(request, (gettext("Invitation"), "")) | {
        "invitation": held,
        "seat": worded(SEATS, held.seat),
        "department": organisation_name(held.call.department),
    }
    return render(request, "selection/seat_invitation.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What a juror says of oneself; accepting the seat and changing it later."""
    juror = seat_for(request.user, slug)
    form = SeatForm(request.user, juror, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act, done = _act(juror)
        try:
            act(request.user, juror, form.cleaned_data["version"], form.known)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, done)
            return redirect("selection:seat", slug)
    return _seat(request, juror, form, TieForm(request.user))


@login_required
@require_POST
def tie_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Declares a tie."""
    juror = seat_for(request.user, slug)
    form = TieForm(request.user, request.POST)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            declare_tie(request.user, juror, sent["organisation"], sent["kind"], sent["note"])
        except Refusal as refusal:
            form.add_error("organisation", refusal.said)
        else:
            tell(request, gettext("The tie is declared. You read no application in which it takes part."))
            return redirect("selection:seat", slug)
    return _seat(request, juror, SeatForm(request.user, juror), form)


@login_required
@require_POST
def tie_remove(request: HttpRequest, slug: str, tie: int) -> HttpResponse:
    """Takes a tie back."""
    juror = seat_for(request.user, slug)
    take_back_tie(request.user, get_object_or_404(juror.ties.select_related("organisation", "juror"), pk=tie))
    tell(request, gettext("The tie is taken back. What it kept you out of stays so until the chair decides."))
    return redirect("selection:seat", slug)


@login_required
@require_POST
def seat_step(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """Declines, or leaves."""
    if verb not in _STEPS:
        raise Http404
    juror = seat_for(request.user, slug)
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    version = version_sent(request)
    _STEPS[verb](request.user, juror, version, note)
    tell(request, gettext("Done. Those who run the call are told."))
    return redirect("selection:seat", slug)


def _act(juror: Juror):  # type: ignore[no-untyped-def]
    """What sending the form does: accept an invitation, or change what was said."""
    if juror.state == ACCEPTED:
        return edit_seat, gettext("What you know is stored.")
    return accept_seat, gettext("The seat is yours. Declare what ties you to organisations that may apply.")


def _seat(request: HttpRequest, juror: Juror, form: SeatForm, tie_form: TieForm) -> HttpResponse:
    queue = [each for each in queue_of(request.user) if each.entry.round.call_id == juror.call_id]
    context = framed(request, (str(juror.call.name), ""), (gettext("Your seat in the jury"), "")) | {
        "juror": juror,
        "call": juror.call,
        "department": organisation_name(juror.call.department),
        "seat": worded(SEATS, juror.seat),
        "state": JUROR.label(juror.state),
        "is_invited": juror.state == INVITED,
        "is_in": juror.state == ACCEPTED,
        "form": form,
        "tie_form": tie_form,
        "ties": [(each, organisation_name(each.organisation), tie_word(each.kind)) for each in juror.ties.all()],
        "declared": [(each, CONFLICT.label(each.state)) for each in declared_here(juror)],
        "queue": queue_rows(request.user, queue),
        "history": shown(history_of(juror)[:LATEST], verb_word, field_word),
    }
    return render(request, "selection/seat.html", context)
