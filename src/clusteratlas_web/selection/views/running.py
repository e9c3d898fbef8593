"""Leading a call through its life: publish, cancel, open and close rounds by hand, extend a deadline."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.actions.calls import cancel_call, conclude_call, publish_call, withdraw_call
from clusteratlas_web.selection.actions.opening import close_round, extend_deadline, open_round, reopen_round
from clusteratlas_web.selection.forms.calls import ReasonForm
from clusteratlas_web.selection.models import Round
from clusteratlas_web.selection.queries.reading import runs_call
from clusteratlas_web.selection.queries.rounds import runs_round
from clusteratlas_web.selection.views.framing import call_crumb, framed

_BOTH = ["GET", "HEAD", "POST"]
_STEPS = {"publish": publish_call, "withdraw": withdraw_call, "conclude": conclude_call}


@signed_in
@require_POST
def move(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """A step in the life of a call that needs no reason."""
    call = runs_call(request.user, slug)
    if verb not in _STEPS:
        raise Http404
    _STEPS[verb](request.user, call)
    done = {
        "publish": gettext("The call is published."),
        "withdraw": gettext("The call is a draft again. Only your department sees it."),
        "conclude": gettext("The call is concluded."),
    }
    tell(request, done[verb])
    return redirect("selection:call" if verb == "publish" else "selection:desk", slug)


@signed_in
@require_http_methods(_BOTH)
def cancel_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The end of a call without awards, with the reason."""
    call = runs_call(request.user, slug)
    form = ReasonForm(call.version, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_call(request.user, call, form.cleaned_data["version"], form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The call is cancelled. Everybody with an application and every juror is told."))
            return redirect("selection:call", slug)
    lead = gettext(
        "This cannot be undone. Everybody with an application and every juror gets a letter with the reason."
    )
    more = {"lead": lead, "submit": gettext("Cancel the call")}
    return _reason_page(request, call, gettext("Cancel the call"), form, **more)


@signed_in
@require_http_methods(_BOTH)
def open_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Opens a round by hand."""
    title, done = gettext("Open the round"), gettext("The round is open.")
    lead = gettext("It opens now, before its hour.")
    return _gate(request, runs_round(request.user, slug, number), open_round, title, done, lead)


@signed_in
@require_http_methods(_BOTH)
def close_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Closes a round by hand."""
    title, done = gettext("Close the round"), gettext("The round is closed.")
    lead = gettext("It closes now. Everybody with a draft or an application gets a letter with the reason.")
    return _gate(request, runs_round(request.user, slug, number), close_round, title, done, lead)


@signed_in
@require_http_methods(_BOTH)
def reopen_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Opens a closed round again, until a new deadline."""
    title, done = gettext("Open the round again"), gettext("The round is open again.")
    lead = gettext("Everybody with a draft or an application gets a letter with the new deadline and the reason.")
    return _gate(request, runs_round(request.user, slug, number), reopen_round, title, done, lead, with_date=True)


@signed_in
@require_http_methods(_BOTH)
def extend_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Moves a deadline to a later instant."""
    title, done = gettext("Extend the deadline"), gettext("The deadline is extended.")
    lead = gettext("Everybody with a draft or an application gets a letter with the new deadline and the reason.")
    return _gate(request, runs_round(request.user, slug, number), extend_deadline, title, done, lead, with_date=True)


def _gate(
    request: HttpRequest,
    the_round: Round,
    act: Callable[..., Any],
    title: str,
    done: str,
    lead: str,
    with_date: bool = False,
) -> HttpResponse:
    """A step of a round with its reason, and until when."""
    zone = the_round.call.time_zone if with_date else ""
    form = ReasonForm(the_round.version, request.POST or None, zone, the_round.closes)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        until = (sent["closes"],) if with_date else ()
        try:
            act(request.user, the_round, sent["version"], *until, sent["reason"])
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, done)
            return redirect("selection:desk", the_round.call.slug)
    more = {"lead": lead, "submit": title}
    title = gettext("%(step)s: %(name)s") % {"step": title, "name": the_round.name}
    return _reason_page(request, the_round.call, title, form, **more)


def _reason_page(request: HttpRequest, call: Any, title: str, form: ReasonForm, **more: Any) -> HttpResponse:
    desk = reverse("selection:desk", args=(call.slug,))
    context = framed(request, call_crumb(call), (gettext("Desk"), desk), (title, "")) | {
        "title": title,
        "form": form,
        "cancel": desk,
    }
    return render(request, "selection/form.html", context | more)
