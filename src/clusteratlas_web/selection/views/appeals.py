"""Appeals: what an applicant appeals against, a decision or a finding, and the desk of those who answer."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.names import in_words
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.named import organisation_name
from clusteratlas_web.selection.actions.appeals import (
    dismiss_appeal,
    lodge_appeal,
    made_it,
    uphold_against_finding,
    uphold_appeal,
    withdraw_appeal,
)
from clusteratlas_web.selection.deadlines import is_before
from clusteratlas_web.selection.deciding_page import notice_facts
from clusteratlas_web.selection.deciding_words import field_word, verb_word
from clusteratlas_web.selection.forms.deciding import UPHOLD, AnswerForm, AppealForm
from clusteratlas_web.selection.models import Appeal, Entry, Round
from clusteratlas_web.selection.permissions import answers_for
from clusteratlas_web.selection.queries.notices import (
    appeal_about,
    appeal_for,
    appealed,
    appeals_of,
    earlier_appeals,
    entry_of_mine,
    letter_of,
)
from clusteratlas_web.selection.queries.reading import round_for
from clusteratlas_web.selection.states import APPEAL, BEFORE_NOTICE, FINAL, INELIGIBLE, LODGED, NOTICED
from clusteratlas_web.selection.views.application_framing import way_to_checking
from clusteratlas_web.selection.views.framing import address_of, call_crumb, framed
from clusteratlas_web.selection.words import AGAINST, FINDING, OUTCOMES, SELECTED
from clusteratlas_web.selection.written import Amount


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_page(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """What an applicant was told with its reasons, a decision or a finding, and the appeal against it."""
    arrived = timezone.now()
    entry = entry_of_mine(request.user, slug, number, application)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lodge_appeal(request.user, entry, form.cleaned_data["grounds"], arrived)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("Your appeal is lodged. Somebody who did not decide answers it."))
            return redirect("selection:appeal", slug, number, application)
    own = (gettext("Application %(number)s") % {"number": application}, address_of("application", slug, application))
    here = gettext("Appeal") if appealed(entry) == FINDING else gettext("Decision")
    context = framed(request, call_crumb(entry.round.call), own, (here, "")) | _own(request.user, entry, form, arrived)
    return render(request, "selection/appeal.html", context)


@signed_in
@require_POST
def appeal_withdrawal(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """The applicant takes the appeal back."""
    entry = entry_of_mine(request.user, slug, number, application)
    appeal = appeal_about(entry)
    if appeal is None:
        raise Http404
    withdraw_appeal(request.user, appeal, version_sent(request))
    tell(request, gettext("Your appeal is withdrawn."))
    return redirect("selection:appeal", slug, number, application)


@signed_in
@require_safe
def appeals_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The desk: the appeals of a round on applications that nothing keeps the reader out of."""
    the_round = round_for(request.user, slug, number)
    found = [_row(each) for each in appeals_of(request.user, the_round)]
    context = framed(request, call_crumb(the_round.call), _before(the_round), (gettext("Appeals"), "")) | {
        "round": the_round,
        "call": the_round.call,
        "found": found,
        "waiting": sum(each["is_waiting"] for each in found),
        **notice_facts(the_round),
    }
    return render(request, "selection/appeals.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, slug: str, number: int, application: int) -> HttpResponse:
    """An appeal with the decision it is against, and its answer."""
    appeal = appeal_for(request.user, slug, number, application)
    form = AnswerForm(appeal, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request.user, appeal, form)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, gettext("The appeal is answered. The applicant is told by letter."))
            return redirect("selection:appeals", slug, number)
    desk = (gettext("Appeals"), reverse("selection:appeals", args=(slug, number)))
    entry = appeal.entry
    title = gettext("Appeal on application %(number)s") % {"number": application}
    context = framed(request, call_crumb(appeal.call), desk, (title, "")) | {
        "title": title,
        "appeal": appeal,
        "state": APPEAL.label(appeal.state),
        "may_answer": _may_answer(request.user, appeal),
        "you_made_it": appeal.state == LODGED and made_it(request.user, appeal),
        "is_finding": appeal.against == FINDING,
        "form": form,
        "cancel": reverse("selection:appeals", args=(slug, number)),
        "organisation": organisation_name(entry.application.organisation),
        "history": shown(history_of(appeal), verb_word, field_word),
        **(_finding(entry) if appeal.against == FINDING else _decision(entry)),
        **_moments(appeal),
    }
    return render(request, "selection/appeal_answer.html", context)


def _answer(person: Any, appeal: Appeal, form: AnswerForm) -> None:
    sent = form.cleaned_data
    if sent["verdict"] == UPHOLD and appeal.against == FINDING:
        uphold_against_finding(person, appeal, sent["version"], sent["answer"])
    elif sent["verdict"] == UPHOLD:
        uphold_appeal(person, appeal, sent["version"], sent["answer"], form.ruling)
    else:
        dismiss_appeal(person, appeal, sent["version"], sent["answer"])


def _own(person: Any, entry: Entry, form: AppealForm, now: datetime) -> dict[str, Any]:
    appeal, the_round = appeal_about(entry), entry.round
    answers, is_finding = answers_for(person, entry), appealed(entry) == FINDING
    in_time = _is_finding_in_time(entry, now) if is_finding else _is_notice_in_time(the_round, now)
    return {
        "entry": entry,
        "round": the_round,
        "call": the_round.call,
        "appeal": appeal,
        "appeal_state": APPEAL.label(appeal.state) if appeal else "",
        "may_withdraw": appeal is not None and appeal.state == LODGED and bool(answers),
        "form": form if appeal is None and ((answers and in_time) or form.is_bound) else None,
        "answers": answers,
        "in_time": in_time,
        "is_finding": is_finding,
        "earlier": [_earlier(each) for each in earlier_appeals(entry, appeal)],
        **(_finding(entry) if is_finding else _decision(entry) | {"letter": _letter(entry)}),
        **(_moments(appeal) if appeal else {}),
        **notice_facts(the_round),
    }


def _before(the_round: Round) -> tuple[str, str]:
    """The page on the way to the desk: the notice, or before that the completeness."""
    if the_round.state in (NOTICED, FINAL):
        return gettext("Public notice"), reverse("selection:notice", args=(the_round.call.slug, the_round.number))
    return way_to_checking(the_round)


def _may_answer(person: Any, appeal: Appeal) -> bool:
    states = BEFORE_NOTICE if appeal.against == FINDING else (NOTICED,)
    return appeal.state == LODGED and appeal.entry.round.state in states and not made_it(person, appeal)


def _is_finding_in_time(entry: Entry, now: datetime) -> bool:
    still_out = entry.state == INELIGIBLE and entry.round.state in BEFORE_NOTICE
    return still_out and is_before(now, entry.appeal_until)


def _is_notice_in_time(the_round: Round, now: datetime) -> bool:
    return the_round.state == NOTICED and is_before(now, the_round.notice_ends)


def _letter(entry: Entry) -> str:
    if letter_of(entry.decision) is None:
        return ""
    place = (entry.round.call.slug, entry.round.number, entry.application.number)
    return reverse("selection:letter", args=place)


def _earlier(appeal: Appeal) -> dict[str, Any]:
    """An appeal that was about something before what holds now."""
    against = worded(AGAINST, appeal.against)
    return {"appeal": appeal, "against": against, "state": APPEAL.label(appeal.state)} | _moments(appeal)


def _finding(entry: Entry) -> dict[str, Any]:
    """What was found, and until when an appeal is in time; nothing of a decision that may stand behind it."""
    zone = entry.round.call.time_zone
    return {
        "application": entry.application,
        "reasons": entry.asked_for,
        "is_out": entry.state == INELIGIBLE,
        "excluded": Moment(entry.excluded.replace(microsecond=0), zone) if entry.excluded else None,
        "appeal_until": Moment(entry.appeal_until, zone) if entry.appeal_until else None,
    }


def _decision(entry: Entry) -> dict[str, Any]:
    decision = entry.decision
    currency = entry.call.currency
    return {
        "decision": decision,
        "application": entry.application,
        "selected": decision.outcome == SELECTED,
        "outcome": worded(OUTCOMES, decision.outcome),
        "reasons": in_words(decision.reasons),
        "amount": Amount(decision.amount, currency) if decision.amount else "",
    }


def _moments(appeal: Appeal) -> dict[str, Any]:
    zone = appeal.call.time_zone
    answered = Moment(appeal.answered.replace(microsecond=0), zone) if appeal.answered else None
    return {"lodged": Moment(appeal.lodged.replace(microsecond=0), zone), "answered": answered}


def _row(appeal: Appeal) -> dict[str, Any]:
    entry = appeal.entry
    return {
        "appeal": appeal,
        "application": entry.application,
        "organisation": organisation_name(entry.application.organisation),
        "state": APPEAL.label(appeal.state),
        "against": worded(AGAINST, appeal.against),
        "is_waiting": appeal.state == LODGED,
        "address": reverse(
            "selection:appeal_answer", args=(entry.call.slug, entry.round.number, entry.application.number)
        ),
        **_moments(appeal),
    }
