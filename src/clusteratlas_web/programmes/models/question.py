"""Questions to departments: who asked what, who has it, until when, and what was answered."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.programmes.duedates import working_days_after
from clusteratlas_web.programmes.models.programme import Programme
from clusteratlas_web.programmes.states import ANSWERED, OPEN_TO_ALL, QUESTION, WAITING, WITHDRAWN

DAYS = 10  # working days to answer, where a department has not set its own


class Desk(Versioned):
    """How a department answers questions."""

    department = models.OneToOneField("registry.Organisation", models.CASCADE, related_name="desk")
    answer_days = models.PositiveSmallIntegerField(default=DAYS)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(answer_days__range=(1, 120)), name="days_to_answer"),)

    def __str__(self) -> str:
        return f"desk of {self.department_id}"


class Question(Versioned):
    """What an organisation asks a department, on a programme or a rule. Only the two see it until it is published."""

    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="questions")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="questions")
    department = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="received")
    reason = models.CharField(max_length=20)  # why it went to this department: a key of routing.REASONS
    found = models.CharField(max_length=200, blank=True)  # the words of the text that decided it
    subject = models.CharField(max_length=160)
    text = models.TextField()
    state = models.CharField(max_length=12, choices=QUESTION.choices(), default=QUESTION.first, db_index=True)
    asked = models.DateTimeField()
    due = models.DateField(db_index=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    consents = models.BooleanField(default=False)
    published = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = (
            "-asked",
            "-pk",
        )
        indexes = (models.Index(fields=["department", "state", "due"], name="questions_of_a_department"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=(ANSWERED, OPEN_TO_ALL)) | (~Q(answer="") & Q(answered__isnull=False)),
                name="answered_question_has_an_answer",
            ),
            models.CheckConstraint(condition=~Q(state=OPEN_TO_ALL) | Q(consents=True), name="published_with_consent"),
        )

    def __str__(self) -> str:
        return f"question {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is owed."""
        return self.state in WAITING

    def days_late(self, today: date | None = None) -> int:
        """Working days between the due date and the answer, or today while there is none; 0 when in time."""
        if self.state == WITHDRAWN:
            return 0
        end = self.answered.date() if self.answered else today or timezone.now().date()
        return working_days_after(self.due, end)


class Forwarding(models.Model):
    """That a department handed a question to another, and why."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="forwardings")
    origin = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    target = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    note = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"question {self.question_id} to {self.target_id}"
