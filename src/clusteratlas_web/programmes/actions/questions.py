"""A question is asked, taken up, forwarded, answered and, where the asker agrees, published; letters tell of it."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes.actions.letters import tell_asker, tell_department
from clusteratlas_web.programmes.duedates import due_date
from clusteratlas_web.programmes.models import Desk, Forwarding, Programme, Question
from clusteratlas_web.programmes.permissions import may_set_desk
from clusteratlas_web.programmes.queries.questions import days_to_answer, route
from clusteratlas_web.programmes.routing import CHOSEN, FORWARDED
from clusteratlas_web.programmes.states import QUESTION
from clusteratlas_web.registry.permissions import acts_for
from clusteratlas_web.registry.words import AGENCY

NOBODY = said("No department is recorded for this programme, so nobody can answer. Choose a department.")
NOT_ASKED = said("A question goes to a department that is verified.")
SAME = said("The question is with this department already.")
NO_ANSWER = said("An answer has words.")


@transaction.atomic
def ask_question(
    person: Any, organisation: Any, programme: Programme | None, department: Any, subject: str, text: str
) -> Question:
    """A question of an organisation, routed to the chosen department or the one the rule proposes."""
    require(acts_for, person, organisation)
    reason, found = CHOSEN, ""
    if department is None:
        proposal = route(programme, f"{subject}\n{text}") if programme else None
        if proposal is None:
            raise Refusal(NOBODY)
        department, reason, found = proposal.department, proposal.reason, proposal.found
    _can_answer(department)
    now = timezone.now()
    question = Question.objects.create(
        organisation=organisation,
        asker=person,
        programme=programme,
        department=department,
        reason=reason,
        found=found[:200],
        subject=subject,
        text=text,
        asked=now,
        due=due_date(now.date(), days_to_answer(department)),
    )
    record(person, "ask", question, {}, {"department": str(department), "due": str(question.due)})
    tell_department(question, "asked", gettext_lazy("A question to your department"))
    tell_asker(question, "asked", gettext_lazy("Your question has arrived"))
    return question


@transaction.atomic
def take_question(person: Any, question: Question, version: int) -> Question:
    """An officer takes it up."""
    held, before = _moved(person, question, version, "take")
    held.taken_by = person
    _store(person, held, "take", before)
    tell_asker(held, "taken", gettext_lazy("Your question is being worked on"))
    return held


@transaction.atomic
def forward_question(person: Any, question: Question, version: int, department: Any, note: str) -> Question:
    """To another department, with a note; the due date stays, since the asker waits as long as before."""
    held, before = _moved(person, question, version, "forward")
    if department == held.department:
        raise Refusal(SAME)
    _can_answer(department)
    Forwarding.objects.create(question=held, origin=held.department, target=department, note=note)
    held.department, held.taken_by, held.reason, held.found = department, None, FORWARDED, ""
    _store(person, held, "forward", before, note)
    tell_department(held, "forwarded", gettext_lazy("A question was forwarded to your department"))
    tell_asker(held, "forwarded", gettext_lazy("Your question was forwarded to another department"))
    return held


@transaction.atomic
def answer_question(person: Any, question: Question, version: int, answer: str) -> Question:
    """The answer; from now on the delay does not grow."""
    held, before = _moved(person, question, version, "answer")
    if not answer.strip():
        raise Refusal(NO_ANSWER)
    held.answer, held.answered, held.taken_by = answer, timezone.now(), person
    _store(person, held, "answer", before)
    tell_asker(held, "answered", gettext_lazy("Your question is answered"))
    tell_department(held, "answered", gettext_lazy("A question to your department is answered"))
    return held


@transaction.atomic
def agree_to_publication(person: Any, question: Question, version: int, agrees: bool) -> Question:
    """Those who asked agree that question and answer are published without their name, or do not any more."""
    require(acts_for, person, question.organisation)
    held = lock(question, version)
    before = _kept(held)
    if held.state == "published" and not agrees:
        QUESTION.move(held, "unpublish", person)
        held.published = None
    held.consents = agrees
    _store(person, held, "consent" if agrees else "unpublish", before)
    if agrees:
        tell_department(held, "consent", gettext_lazy("An answer of your department may be published"))
    return held


def unpublish_question(person: Any, question: Question, version: int) -> Question:
    """Those who asked take their agreement back: nobody else sees it any more."""
    return agree_to_publication(person, question, version, False)


@transaction.atomic
def publish_question(person: Any, question: Question, version: int) -> Question:
    """Question and answer for everybody, without the name of who asked."""
    held, before = _moved(person, question, version, "publish")
    held.published = timezone.now()
    _store(person, held, "publish", before)
    tell_asker(held, "published", gettext_lazy("Your question and its answer are published without your name"))
    return held


@transaction.atomic
def withdraw_question(person: Any, question: Question, version: int) -> Question:
    """Those who asked do not need an answer any more."""
    held, before = _moved(person, question, version, "withdraw")
    _store(person, held, "withdraw", before)
    tell_department(held, "withdrawn", gettext_lazy("A question to your department was withdrawn"))
    return held


@transaction.atomic
def set_desk(person: Any, department: Any, version: int, answer_days: int) -> Desk:
    """How many working days a department gives itself; for questions asked from now on."""
    require(may_set_desk, person, department)
    desk, _ = Desk.objects.get_or_create(department=department)
    held = lock(desk, version)
    before = {"answer_days": held.answer_days}
    held.answer_days = answer_days
    save_next(held)
    record(person, "edit", held, before, {"answer_days": answer_days})
    return held


def _can_answer(department: Any) -> None:
    if department.kind != AGENCY or department.state != "verified":
        raise Refusal(NOT_ASKED)


def _moved(person: Any, question: Question, version: int, verb: str) -> tuple[Question, dict[str, Any]]:
    held = lock(question, version)
    before = _kept(held)
    QUESTION.move(held, verb, person)
    return held, before


def _store(person: Any, question: Question, verb: str, before: dict[str, Any], note: str = "") -> None:
    save_next(question)
    record(person, verb, question, before, _kept(question), note)


def _kept(question: Question) -> dict[str, Any]:
    """What the history keeps: how it stands and which department has it; no names of people."""
    fields = ("state", "due", "answer", "consents")
    kept = {name: value for name, value in state_of(question).items() if name in fields}
    return kept | {"department": str(question.department)}
