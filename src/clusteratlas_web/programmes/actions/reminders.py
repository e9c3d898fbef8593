"""Reminders of questions that are due or late: each due date makes one of either kind, however often this runs."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy

from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.programmes.actions.letters import officers_of, write_of
from clusteratlas_web.programmes.models import Question
from clusteratlas_web.programmes.states import WAITING

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
        key = f"question-remind-{kind}:{question.pk}:{question.due}"
        for officer in officers_of(question):
            told = {"headline": HEADLINES[kind], "occasion": kind, "is_asker": False}
            write_of(question, officer, "question-reminder", f"{key}:department-{question.department_id}", **told)
        if kind == LATE:
            told = {"headline": TO_ASKER, "occasion": kind, "is_asker": True}
            write_of(question, question.asker, "question", f"{key}:asker", **told)
    return Letter.objects.filter(key__startswith="question-remind").count() - before
