"""Ask a department: answered questions for all, one's own, those to answer, and the page of one with its steps."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusteratlas_web.accounts.framing import signed_in
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.editing import version_sent
from clusteratlas_web.foundation.history import history_of
from clusteratlas_web.foundation.history_shown import shown
from clusteratlas_web.foundation.notices import tell
from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes import actions
from clusteratlas_web.programmes.forms.questions import AnswerForm, AskForm, ForwardForm
from clusteratlas_web.programmes.history_words import value_word
from clusteratlas_web.programmes.models import Question
from clusteratlas_web.programmes.named import department_named, organisation_name, programme_named
from clusteratlas_web.programmes.permissions import asked, may_answer, may_follow
from clusteratlas_web.programmes.queries.questions import asked_by, published, question_for, received_by
from clusteratlas_web.programmes.routing import REASONS
from clusteratlas_web.programmes.states import ANSWERED, OPEN_TO_ALL, QUESTION
from clusteratlas_web.programmes.views.framing import framed
from clusteratlas_web.programmes.words import field_word, verb_word

SIZE, MINE = 20, 30


@require_safe
def questions_page(request: HttpRequest) -> HttpResponse:
    """What is answered in public, with a search; for who is signed in, what they asked and what they owe."""
    words = request.GET.get("q", "")[:100].strip().replace("\0", "")
    found = published(words)
    pages = lay_pages(found.count(), SIZE, request.GET)
    signed = request.user.is_authenticated
    context = framed(request, (gettext("Questions"), ""), here="questions") | {
        "words": words,
        "pages": pages,
        "rows": [_shown(each) for each in found[pages.start : pages.stop]],
        "mine": [_shown(each) for each in asked_by(request.user)[:MINE]] if signed else [],
        "received": [_shown(each) for each in received_by(request.user)[:MINE]] if signed else [],
    }
    return render(request, "programmes/questions.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: HttpRequest) -> HttpResponse:
    """Asking."""
    given = {name: request.GET[name] for name in ("programme", "department") if request.GET.get(name, "").isdecimal()}
    form = AskForm(request.user, request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            question = actions.ask_question(
                request.user, sent["organisation"], sent["programme"], sent["department"], sent["subject"], sent["text"]
            )
        except Refusal as refusal:
            form.add_error("department", refusal.said)
        else:
            tell(request, gettext("Your question is on its way; the answer is due on %(day)s.") % {"day": question.due})
            return redirect("programmes:question", question.pk)
    way = (gettext("Questions"), reverse("programmes:questions"))
    context = framed(request, way, (gettext("Ask a department"), "")) | {
        "title": gettext("Ask a department"),
        "lead": gettext(
            "Only your organisation and the department see it, unless you agree to a publication without your name."
        ),
        "form": form,
        "submit": gettext("Send the question"),
        "cancel": reverse("programmes:questions"),
        "nobody": not form.fields["organisation"].queryset.exists(),
    }
    return render(request, "programmes/ask.html", context)


@require_safe
def question_page(request: HttpRequest, number: int) -> HttpResponse:
    """A question with where it stands, and the steps that are open to the reader."""
    question = question_for(request.user, number)
    inside = bool(may_follow(request.user, question))
    way = (gettext("Questions"), reverse("programmes:questions"))
    context = framed(request, way, (question.subject, "")) | {
        "question": question,
        "shown": _shown(question),
        "inside": inside,
        "asker": organisation_name(question.organisation) if inside else None,
        "person": question.asker if inside else None,
        "reason": gettext(REASONS[question.reason]) % {"found": question.found},
        "forwardings": _forwardings(question) if inside else [],
        "steps": [each for each in QUESTION.open_to(question, request.user) if each.verb in _STEPS],
        "may_answer": inside and question.is_waiting and bool(may_answer(request.user, question)),
        "may_agree": question.state == ANSWERED and bool(asked(request.user, question)),
        "history": shown(history_of(question), verb_word, field_word, value_word) if inside else [],
    }
    return render(request, "programmes/question.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def forward_page(request: HttpRequest, number: int) -> HttpResponse:
    """Handing a question to another department."""
    question = _to_answer(request, number)
    form = ForwardForm(question, request.POST or None)
    title = gettext("Forward the question")
    return _step_form(
        request,
        question,
        form,
        title,
        gettext("The question is forwarded."),
        lambda sent: actions.forward_question(
            request.user, question, sent["version"], sent["department"], sent["note"]
        ),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, number: int) -> HttpResponse:
    """Answering."""
    question = _to_answer(request, number)
    form = AnswerForm(question, request.POST or None)
    title = gettext("Answer the question")
    return _step_form(
        request,
        question,
        form,
        title,
        gettext("The answer is sent."),
        lambda sent: actions.answer_question(request.user, question, sent["version"], sent["answer"]),
    )


@signed_in
@require_POST
def step(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """A step that needs no more words: take, publish, withdraw, agree, take back."""
    if verb not in (*_STEPS, "agree"):
        raise Http404
    question = question_for(request.user, number)
    at = version_sent(request)
    if verb == "agree":
        actions.agree_to_publication(request.user, question, at, not question.consents)
    else:
        _STEPS[verb](request.user, question, at)
    tell(request, gettext("Done. Those concerned are told by letter."))
    return redirect("programmes:question", number)


_STEPS: dict[str, Callable[[Any, Question, int], Question]] = {
    "take": actions.take_question,
    "publish": actions.publish_question,
    "unpublish": actions.unpublish_question,
    "withdraw": actions.withdraw_question,
}


def _to_answer(request: HttpRequest, number: int) -> Question:
    question = question_for(request.user, number)
    require(may_answer, request.user, question)
    return question


def _step_form(
    request: HttpRequest, question: Question, form: Any, title: str, done: str, act: Callable[[Any], Question]
) -> HttpResponse:
    address = reverse("programmes:question", args=(question.pk,))
    if request.method == "POST" and form.is_valid():
        try:
            moved = act(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.said)
        else:
            tell(request, done)
            mine = bool(may_follow(request.user, moved))
            return redirect(address if mine else reverse("programmes:questions"))
    context = framed(request, (question.subject, address), (title, "")) | {
        "title": title,
        "form": form,
        "cancel": address,
        "question": question,
    }
    return render(request, "programmes/form.html", context)


def _forwardings(question: Question) -> list[dict[str, Any]]:
    rows = question.forwardings.select_related("origin", "target").prefetch_related("origin__names", "target__names")
    return [
        {
            "at": each.at,
            "note": each.note,
            "origin": organisation_name(each.origin),
            "target": organisation_name(each.target),
        }
        for each in rows
    ]


def _shown(question: Question) -> dict[str, Any]:
    """What a row or a page says of a question, for whoever may see it; who asked is not in it."""
    return {
        "question": question,
        "address": reverse("programmes:question", args=(question.pk,)),
        "department": department_named(question.department),
        "programme": programme_named(question.programme) if question.programme else None,
        "state": QUESTION.label(question.state),
        "said": delay(question),
        "is_late": question.days_late(today()) > 0,
    }


def delay(question: Question) -> str:
    """Whether it is due, late, or was answered late, and by how many working days."""
    late = question.days_late(today())
    if question.state in (ANSWERED, OPEN_TO_ALL):
        return _in_days(late, *_ANSWERED_LATE) if late else gettext("answered in time")
    if not question.is_waiting:
        return ""
    return _in_days(late, *_LATE) if late else gettext("due on %(day)s") % {"day": question.due.isoformat()}


def _in_days(days: int, one: Callable[[], str], several: Callable[[], str]) -> str:
    return one() if days == 1 else several() % {"days": days}


_ANSWERED_LATE = (
    lambda: gettext("answered 1 working day late"),
    lambda: gettext("answered %(days)s working days late"),
)
_LATE = (lambda: gettext("1 working day late"), lambda: gettext("%(days)s working days late"))
