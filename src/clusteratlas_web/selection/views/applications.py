"""Applications for their makers: starting one, one's own, the page of one with what is next and what came of it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.actions.applications import start_application
from clusteratlas_web.selection.actions.deadlines import require_open
from clusteratlas_web.selection.actions.handing_in import take_back_entry, withdraw_entry
from clusteratlas_web.selection.application_page import next_step, rounds_shown
from clusteratlas_web.selection.application_words import field_word, verb_word
from clusteratlas_web.selection.deadlines import is_before
from clusteratlas_web.selection.entry_page import entry_body
from clusteratlas_web.selection.forms.applications import StartForm
from clusteratlas_web.selection.models import Application, Call, Entry, Round
from clusteratlas_web.selection.permissions import answers_for, applies
from clusteratlas_web.selection.queries.applications import (
    applications_of,
    can_be_edited,
    deadline_of,
    entries_of,
    entry_to_edit,
    findings_of,
    first_round,
    in_call,
    lacking,
    result_of,
)
from clusteratlas_web.selection.queries.eligibility import eligibility_of
from clusteratlas_web.selection.queries.notices import appeal_against_finding
from clusteratlas_web.selection.queries.reading import application_of_mine, call_for
from clusteratlas_web.selection.states import DRAFT, ENTRY, INELIGIBLE, RETURNED, SUBMITTED
from clusteratlas_web.selection.views.application_framing import way_to_application
from clusteratlas_web.selection.views.framing import address_of, call_crumb, framed

TO_BE_CHECKED = (DRAFT, RETURNED, SUBMITTED, INELIGIBLE)  # afterwards an officer has said what is so
MOST = 200  # applications in one's own list
_STEPS = {"take_back": take_back_entry, "withdraw": withdraw_entry}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A new application, as a draft."""
    call = call_for(request.user, slug)
    the_round = first_round(call)
    if the_round is None:
        raise Http404
    form = StartForm(request.user, not the_round.shows_applicants, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            facts = {"title": sent["title"]}
            made = start_application(request.user, sent["organisation"], the_round, facts, timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The draft is stored. Only you and your partners see it until it is submitted."))
            return redirect("selection:application-plan", slug, made.number)
    return render(request, "selection/start.html", _start_context(request, call, the_round, form))


@signed_in
@require_safe
def mine_page(request: HttpRequest) -> HttpResponse:
    """The applications of one's organisations, as lead or as partner."""
    now = timezone.now()
    rows = [_row(each, request.user, now) for each in applications_of(request.user)[:MOST]]
    context = framed(request, (gettext("My applications"), ""), here="mine") | {"rows": rows}
    return render(request, "selection/mine.html", context)


@signed_in
@require_safe
def application_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One application: where it stands, what is next, what was handed in, and what came of it."""
    application = application_of_mine(request.user, slug, number)
    entries = entries_of(application)
    if not entries:
        raise Http404
    entry, now = entries[0], timezone.now()
    history = history_of(entry).exclude(verb="check") | history_of(application)
    way = (call_crumb(application.call), (way_to_application(application)[0], ""))
    context = framed(request, *way) | {
        "application": application,
        "entry": entry,
        "state": ENTRY.label(entry.state),
        "next": next_step(entry, now),
        "deadline": deadline_of(entry),
        "rounds": rounds_shown(entries),
        "results": [(each, found, _decided(each)) for each in entries if (found := result_of(each))],
        "findings": findings_of(entry) if entry.state in TO_BE_CHECKED else None,
        "missing": lacking(entry) if can_be_edited(entry, now) else [],
        "may_edit": bool(applies(request.user, application)) and can_be_edited(entry, now),
        "is_lead": bool(applies(request.user, application)),
        "steps": _open_steps(entry, request.user),
        **_appeal(entry, now),
        "history": shown(history, verb_word, field_word),
    }
    return render(request, "selection/application.html", context | entry_body(entry, request.user))


@signed_in
@require_POST
def step(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Taking back, or withdrawing."""
    if verb not in _STEPS:
        raise Http404
    entry = entry_to_edit(request.user, slug, number)
    version = version_sent(request)
    if verb == "take_back":
        take_back_entry(request.user, entry, version, timezone.now())
        tell(request, gettext("The application is a draft again. Submit it before the deadline."))
    else:
        withdraw_entry(request.user, entry, version)
        tell(request, gettext("The application is withdrawn."))
    return redirect("selection:application", slug, number)


def _start_context(request: HttpRequest, call: Call, the_round: Round, form: StartForm) -> dict[str, Any]:
    organisations = list(form.fields["organisation"].queryset)  # type: ignore[attr-defined]
    return framed(request, call_crumb(call), (gettext("Apply"), "")) | {
        "call": call,
        "form": form,
        "refused": _refused(the_round),
        "organisations": organisations,
        "findings": [(organisation_name(each), eligibility_of(each, the_round)) for each in organisations],
        "already": [_row(each, request.user, timezone.now()) for each in in_call(request.user, call)],
    }


def _refused(the_round: Round) -> str:
    """Why nobody can apply now; nothing where somebody can."""
    try:
        require_open(the_round, timezone.now())
    except Refusal as refusal:
        return refusal.said
    return ""


def _row(application: Application, person: Any, now: datetime) -> dict[str, Any]:
    entries = list(application.entries.all())
    entry = entries[-1] if entries else None
    return {
        "application": application,
        "address": way_to_application(application)[1],
        "organisation": organisation_name(application.organisation),
        "round": entry.round.name if entry else None,
        "state": ENTRY.label(entry.state) if entry else "",
        "next": next_step(entry, now) if entry else None,
        "deadline": _deadline(application, entry),
    }


def _deadline(application: Application, entry: Entry | None) -> Any:
    """Only what is still to be handed in has a deadline."""
    if entry is None or entry.state not in (DRAFT, RETURNED):
        return None
    entry.round.call = application.call
    return deadline_of(entry)


def _decided(entry: Entry) -> str:
    """Where the decision stands with its letter, and where an appeal is lodged."""
    return address_of("appeal", entry.round.call.slug, entry.round.number, entry.application.number)


def _appeal(entry: Entry, now: datetime) -> dict[str, Any]:
    """The way to appeal against being found not eligible, or to what came of it; until when, where one is in time."""
    appeal = appeal_against_finding(entry) if entry.excluded else None
    if appeal is None and entry.state != INELIGIBLE:
        return {}
    way = address_of("appeal", entry.round.call.slug, entry.round.number, entry.application.number)
    in_time = appeal is None and is_before(now, entry.appeal_until)
    until = Moment(entry.appeal_until, entry.round.call.time_zone) if in_time and entry.appeal_until else None
    return {"appeal_way": way if entry.excluded else "", "appeal_until": until}


def _open_steps(entry: Entry, person: Any) -> list[Any]:
    if not answers_for(person, entry):
        return []
    takes_back = entry.state == SUBMITTED and entry.round.state == "open"
    return [
        each
        for each in ENTRY.open_to(entry, person)
        if each.verb in _STEPS and (each.verb != "take_back" or takes_back)
    ]
