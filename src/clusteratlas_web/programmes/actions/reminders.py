"""Reminders of questions that are due or late: each due date makes one of either kind, however often this runs."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.programmes.models import Question
from clusteratlas_web.programmes.states import WAITING
from clusteratlas_web.registry.words import OFFICER

DUE, LATE = "due", "late"
HEADLINES = {
    DUE: gettext_lazy("A question to your department is due today"),
    LATE: gettext_lazy("A question to your department is late"),
}
TO_ASKER = gettext_lazy("The answer to your question is late")


@transaction.atomic
def remind(today: date) -> int:
    """Writes to the officers when an answer is due or late, to the asker when it is late; returns how many letters."""
    before = Letter.objects.filter(key__startswith="question-remind").count()
    owed = Question.objects.filter(state__in=WAITING, due__lte=today).select_related(
        "department", "asker", "organisation"
    )
    for question in owed:
        kind = DUE if question.due == today else LATE
        for officer in _officers(question):
            _write(officer, question, kind, HEADLINES[kind], is_asker=False)
        if kind == LATE and question.asker.is_active:
            _write(question.asker, question, kind, TO_ASKER, is_asker=True)
    return Letter.objects.filter(key__startswith="question-remind").count() - before


def _officers(question: Question) -> Any:
    return Person.objects.filter(
        acting__organisation=question.department, acting__role=OFFICER, is_active=True
    ).distinct()


def _write(person: Any, question: Question, kind: str, headline: Any, is_asker: bool) -> None:
    side = "asker" if is_asker else f"department-{question.department_id}"
    key = f"question-remind-{kind}:{question.pk}:{question.due}:{side}"
    write_to(person, "question", key, headline=headline, question=question, is_asker=is_asker, occasion=kind)
