"""Questions as each side may see them, to whom one goes, and how fast departments answer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from clusteratlas_web.programmes import routing
from clusteratlas_web.programmes.duedates import median_days
from clusteratlas_web.programmes.models import Desk, Instrument, Part, Programme, Question, Role
from clusteratlas_web.programmes.models.question import DAYS
from clusteratlas_web.programmes.permissions import departments_of, may_see_question
from clusteratlas_web.programmes.states import ANSWERED, OPEN_TO_ALL, WAITING
from clusteratlas_web.programmes.words import LEAD
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.states import VERIFIED
from clusteratlas_web.registry.words import AGENCY


@dataclass(frozen=True)
class Routed:
    """The department that a question is proposed to, and why."""

    department: Any
    reason: str
    found: str


@dataclass(frozen=True)
class Pace:
    """How a department answers: how many are answered and late, waiting and late, and the median of working days."""

    answered: int
    answered_late: int
    waiting: int
    waiting_late: int
    median: float | None


def departments() -> QuerySet[Any]:
    """All verified departments, with names."""
    return Organisation.objects.filter(kind=AGENCY, state=VERIFIED).prefetch_related("names").order_by("slug")


def department_at(slug: str) -> Any:
    """A verified department; raises Http404 for anything else."""
    found = departments().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def desk_of(department: Any) -> Desk:
    """How a department answers; one that set nothing has the usual days."""
    return Desk.objects.filter(department=department).first() or Desk(department=department)


def days_to_answer(department: Any) -> int:
    """Working days that a department gives itself."""
    return Desk.objects.filter(department=department).values_list("answer_days", flat=True).first() or DAYS


def route(programme: Programme, text: str) -> Routed | None:
    """The department of a programme that a text belongs to; None where none is recorded."""
    parts = _parts(programme)
    proposal = routing.propose(text, [_candidate(part) for part in parts])
    if proposal is None:
        return None
    department = next(part.organisation for part in parts if part.pk == proposal.key)
    return Routed(department, proposal.reason, proposal.found)


def _parts(programme: Programme) -> list[Part]:
    """The parts whose departments can answer."""
    return list(
        programme.parts.filter(organisation__state=VERIFIED)
        .select_related("organisation")
        .prefetch_related(
            "organisation__names",
            Prefetch("roles", Role.objects.all()),
            Prefetch("instruments", Instrument.objects.all()),
        )
    )


def _candidate(part: Part) -> routing.Candidate:
    names = tuple(each.text for each in part.organisation.names.all())
    tasks = (*part.roles.all(), *part.instruments.all())
    return routing.Candidate(
        part.pk, part.part == LEAD, names, tuple(text for task in tasks for text in task.names.values())
    )


def _read() -> QuerySet[Question]:
    return Question.objects.select_related(
        "organisation", "department", "programme", "asker", "taken_by"
    ).prefetch_related("organisation__names", "department__names", "programme__names")


def question_for(person: Any, number: int) -> Question:
    """A question that a person may see; to everybody else it does not exist."""
    question = _read().filter(pk=number).first()
    if question is None or not may_see_question(person, question):
        raise Http404
    return question


def published(words: str = "", department: Any = None, programme: Any = None) -> QuerySet[Question]:
    """The questions that are answered in public, the latest first."""
    found = _read().filter(state=OPEN_TO_ALL)
    for word in words.split():
        found = found.filter(Q(subject__icontains=word) | Q(text__icontains=word) | Q(answer__icontains=word))
    if department is not None:
        found = found.filter(department=department)
    if programme is not None:
        found = found.filter(programme=programme)
    return found.order_by("-published", "-pk")


def asked_by(person: Any) -> QuerySet[Question]:
    """What the organisations of a person asked."""
    return _read().filter(organisation__in=person.acting.values("organisation"))


def received_by(person: Any) -> QuerySet[Question]:
    """What the departments of a person have, the ones that are owed an answer first, by their due date."""
    mine = _read().filter(department__in=departments_of(person).values("organisation"))
    return mine.order_by("answered", "due", "pk")


def received_at(department: Any) -> QuerySet[Question]:
    """What a department has."""
    return _read().filter(department=department).order_by("answered", "due", "pk")


def pace_of(department: Any, today: Any) -> Pace:
    """How a department answers. Numbers only: nothing tells who asked what."""
    rows = Question.objects.filter(department=department).only("state", "asked", "answered", "due")
    answered = [each for each in rows if each.state in (ANSWERED, OPEN_TO_ALL)]
    waiting = [each for each in rows if each.state in WAITING]
    return Pace(
        answered=len(answered),
        answered_late=sum(each.days_late() > 0 for each in answered),
        waiting=len(waiting),
        waiting_late=sum(each.days_late(today) > 0 for each in waiting),
        median=median_days((each.asked.date(), each.answered.date()) for each in answered if each.answered),
    )
