"""The meeting of a jury, what it decides with its reasons, and appeals against it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.programmes.models.programme import text_field
from clusteratlas_web.selection.models.application import Entry, OfEntry
from clusteratlas_web.selection.models.call import Call
from clusteratlas_web.selection.models.jury import Juror
from clusteratlas_web.selection.models.round import Round
from clusteratlas_web.selection.states import APPEAL
from clusteratlas_web.selection.words import AGAINST, DECISION, FINDING, NOT_SELECTED, OUTCOMES, SELECTED


class JuryMeeting(Versioned):
    """A sitting of the jury on a round: when, who was there, what was said."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="meetings")
    held = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    present = models.ManyToManyField(Juror, related_name="meetings", blank=True)

    class Meta:
        ordering = ("round", "held", "pk")

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def call(self) -> Call:
        """The call it belongs to."""
        return self.round.call


class Decision(OfEntry):
    """What was decided on an entry, with its reasons. It shows outside once the round publishes its decisions.

    `amount` is what a selected application gets; `against_ranking` says why it differs from what the ranking proposes.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="decision")
    meeting = models.ForeignKey(JuryMeeting, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=14, choices=OUTCOMES)
    reasons = text_field()
    against_ranking = models.TextField(blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided = models.DateTimeField()
    after_appeal = models.BooleanField(default=False)

    class Meta:
        ordering = ("entry",)
        constraints = (
            models.CheckConstraint(
                condition=Q(amount=None) | (Q(amount__gt=0) & Q(outcome=SELECTED)), name="only_the_selected_get_money"
            ),
            models.CheckConstraint(condition=Q(outcome__in=(SELECTED, NOT_SELECTED)), name="an_outcome_there_is"),
        )

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Appeal(OfEntry):
    """An applicant's appeal: against the decision while the public notice runs, or against a finding that keeps it out.

    `found` is when that finding was made, since there can be another. Somebody who did not decide, or did not make the
    finding, answers.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="appeals")
    against = models.CharField(max_length=8, choices=AGAINST, default=DECISION)
    found = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=APPEAL.choices(), default=APPEAL.first, db_index=True)
    grounds = models.TextField()
    lodged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lodged = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("lodged", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=("upheld", "dismissed")) | (~Q(answer="") & Q(answered__isnull=False)),
                name="an_answered_appeal_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(against=DECISION, found=None) | Q(against=FINDING, found__isnull=False),
                name="an_appeal_names_its_finding",
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(against=DECISION), name="one_appeal_against_a_decision"
            ),
            models.UniqueConstraint(
                fields=["entry", "found"], condition=Q(against=FINDING), name="one_appeal_against_a_finding"
            ),
        )

    def __str__(self) -> str:
        return f"appeal {self.pk}"
