"""From the meeting to the notice: who was there, what is decided, publication, and what the public reads."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection import deciding_page as page
from clusteratlas_web.selection.actions.decision_letters import write_letters
from clusteratlas_web.selection.actions.decisions import NONE_YET, decide
from clusteratlas_web.selection.actions.meetings import edit_meeting, hold_meeting
from clusteratlas_web.selection.actions.publication import finish_round, publish_decisions
from clusteratlas_web.selection.deciding_refusals import NO_LETTER, NotWritten
from clusteratlas_web.selection.deciding_words import field_word, verb_word
from clusteratlas_web.selection.forms.deciding import MeetingForm, RulingForm
from clusteratlas_web.selection.models import JuryMeeting, Round
from clusteratlas_web.selection.permissions import may_decide, may_hold_meeting, may_run
from clusteratlas_web.selection.queries.decisions import deciding_round, decision_of, entry_decided_by
from clusteratlas_web.selection.queries.notices import awarded, letter_for, noticed_round
from clusteratlas_web.selection.queries.ranking import is_clear_of_all, ranked
from clusteratlas_web.selection.queries.reviewing import names_shown_to
from clusteratlas_web.selection.views.framing import address_of, call_crumb, framed

_BOTH = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def deciding_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The meeting with its quorum, what is to be discussed, what is decided, what is missing."""
    the_round = deciding_round(request.user, slug, number)
    seen = ranked(request.user, the_round)
    names = bool(names_shown_to(request.user, the_round))
    context = _framed(request, the_round, (gettext("Decisions"), "")) | page.deciding_context(
        request.user, seen, names, request.GET
    )
    return render(request, "selection/deciding.html", context)


@signed_in
@require_http_methods(_BOTH)
def meeting_page(request: HttpRequest, slug: str, number: int, meeting: int = 0) -> HttpResponse:
    """A meeting: a new one, or one that is recorded otherwise."""
    the_round = deciding_round(request.user, slug, number)
    require(may_hold_meeting, request.user, the_round)
    stored = _meeting(the_round, meeting) if meeting else None
    whole = is_clear_of_all(request.user, the_round)
    form = MeetingForm(the_round, whole, stored, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _store_meeting(request.user, the_round, stored, form)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The meeting is recorded."))
            return redirect("selection:deciding", slug, number)
    title = gettext("Meeting of the jury")
    context = _framed(request, the_round, _deciding(the_round), (title, "")) | {
        "title": title,
        "form": form,
        "cancel": reverse("selection:deciding", args=(slug, number)),
        "history": shown(history_of(stored), verb_word, field_word) if stored and whole else [],
    }
    return render(request, "selection/deciding_form.html", context)


@signed_in
@require_http_methods(_BOTH)
def decision_page(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """One application: what the ranking says of it, who is out, and the decision."""
    entry = entry_decided_by(request.user, slug, number, application)
    seen = ranked(request.user, entry.round)
    decision = decision_of(entry)
    may = bool(may_decide(request.user, entry)) and page.is_open(entry)
    form = RulingForm(seen.round.call, seen.is_whole, decision, request.POST or None) if may else None
    if request.method == "POST":
        require(may_decide, request.user, entry)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            decide(request.user, entry, form.ruling, form.cleaned_data["version"] or NONE_YET)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The decision on application %(number)s is stored.") % {"number": application})
            return redirect("selection:deciding", slug, number)
    names = bool(names_shown_to(request.user, seen.round))
    title = gettext("Application %(number)s") % {"number": application}
    context = _framed(request, seen.round, _deciding(seen.round), (title, "")) | {
        **page.decision_context(request.user, seen, entry, names),
        "form": form,
        "decision": decision,
        "title": title,
        "file": address_of("entry", slug, number, application),
        "cancel": reverse("selection:deciding", args=(slug, number)),
        "history": shown(history_of(decision), verb_word, field_word) if decision and seen.is_whole else [],
    }
    return render(request, "selection/decision.html", context)


@signed_in
@require_POST
def deciding_step(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Publishing the decisions, making them final, writing the letters."""
    the_round = deciding_round(request.user, slug, number)
    require(may_run, request.user, the_round)
    version = version_sent(request)
    if verb == "publish":
        publish_decisions(request.user, the_round, version)
        tell(request, gettext("The decisions are published. Every applicant is told by letter."))
    elif verb == "finish":
        finish_round(request.user, the_round, version)
        tell(request, gettext("The decisions are final. The letters are being written."))
    elif verb == "letters":
        tell(request, gettext("Letters written: %(count)s.") % {"count": write_letters(the_round)})
    else:
        raise Http404
    return redirect("selection:deciding", slug, number)


@require_safe
def notice_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who was selected, with reasons and amount; until when the notice runs; how to appeal. Public once published."""
    the_round = noticed_round(request.user, slug, number)
    context = framed(request, call_crumb(the_round.call), (gettext("Public notice"), "")) | page.notice_context(
        the_round, awarded(the_round)
    )
    return render(request, "selection/notice.html", context)


@signed_in
@require_safe
def letter_page(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """The letter of a decision, for the applicant and those who run the call."""
    _, file = letter_for(request.user, slug, number, application)
    if file is None:
        raise NotWritten(NO_LETTER)
    return redirect("file", file.pk)


def _meeting(the_round: Round, number: int) -> JuryMeeting:
    found = the_round.meetings.prefetch_related("present").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _store_meeting(person: Any, the_round: Round, stored: JuryMeeting | None, form: MeetingForm) -> None:
    if stored is None:
        hold_meeting(person, the_round, form.sitting)
    else:
        edit_meeting(person, stored, form.cleaned_data["version"] or 0, form.sitting)


def _framed(request: HttpRequest, the_round: Round, *way: tuple[str, str]) -> dict[str, Any]:
    ranking = (
        gettext("Ranking of the jury"),
        reverse("selection:ranking", args=(the_round.call.slug, the_round.number)),
    )
    return framed(request, call_crumb(the_round.call), ranking, *way)


def _deciding(the_round: Round) -> tuple[str, str]:
    return gettext("Decisions"), reverse("selection:deciding", args=(the_round.call.slug, the_round.number))
