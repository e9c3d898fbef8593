"""A round of a call: its deadlines, what it asks for, how it is judged, who is eligible."""

from django.db import models
from django.db.models import F, Q

from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.programmes.codes import CodesField
from clusteratlas_web.programmes.models.programme import text_field
from clusteratlas_web.selection.models.call import Call
from clusteratlas_web.selection.states import ROUND
from clusteratlas_web.selection.words import ASSIGNED_ONLY, CENTRES, MEAN, NEVER, READS, SEES_REVIEWS


class Round(Versioned):
    """One round: applications of the first are new, those of a later one come from the selected of the round before.

    `places` is how many are selected at most, none for as many as reach the thresholds; `least_reviews` how many jurors
    read an application at least; `most_load` how many applications a juror reads at most; `quorum` the share of the
    jurors that a meeting needs, 0 to 1. `asks` holds codes of words.PARTS. `appeal_days` is how many whole days after
    it was found not eligible or not complete an applicant can appeal.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    names = text_field()
    state = models.CharField(max_length=12, choices=ROUND.choices(), default=ROUND.first, db_index=True)
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)
    reviews_due = models.DateTimeField(null=True, blank=True)
    decision_due = models.DateTimeField(null=True, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    asks = CodesField()
    least_reviews = models.PositiveSmallIntegerField(default=3)
    most_load = models.PositiveSmallIntegerField(default=20)
    sees_reviews = models.CharField(max_length=12, choices=SEES_REVIEWS, default=NEVER)
    reads = models.CharField(max_length=12, choices=READS, default=ASSIGNED_ONLY)
    shows_applicants = models.BooleanField(default=True)
    centre = models.CharField(max_length=8, choices=CENTRES, default=MEAN)
    removes_severity = models.BooleanField(default=True)
    least_score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)  # of 100
    quorum = models.DecimalField(max_digits=4, decimal_places=3, default="0.5")
    appeal_days = models.PositiveSmallIntegerField(default=5)
    noticed = models.DateTimeField(null=True, blank=True, editable=False)
    notice_ends = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("call", "number")
        constraints = (
            models.UniqueConstraint(fields=["call", "number"], name="one_round_of_a_number"),
            models.CheckConstraint(
                condition=Q(opens=None) | Q(closes=None) | Q(closes__gt=F("opens")), name="round_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(closes=None) | Q(reviews_due=None) | Q(reviews_due__gt=F("closes")),
                name="reviews_are_due_after_the_close",
            ),
            models.CheckConstraint(condition=Q(least_reviews__range=(1, 50)), name="at_least_one_review"),
            models.CheckConstraint(condition=Q(most_load__gte=1), name="a_juror_reads_at_least_one"),
            models.CheckConstraint(condition=Q(quorum__range=(0, 1)), name="quorum_is_a_share"),
            models.CheckConstraint(condition=Q(appeal_days__lte=90), name="appeals_for_at_most_ninety_days"),
            models.CheckConstraint(
                condition=Q(least_score=None) | Q(least_score__range=(0, 100)), name="least_score_of_hundred"
            ),
        )

    def __str__(self) -> str:
        return f"{self.call_id} round {self.number}"

    @property
    def name(self) -> Name:
        """What it is called: sketches, full applications."""
        return in_words(self.names, str(self.number))


class Criterion(Versioned):
    """What a round judges by: its weight beside the others, its scale, the least mean that passes, what to show."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    names = text_field()
    about = text_field()
    evidence = text_field()  # what applicants are expected to show
    weight = models.DecimalField(max_digits=6, decimal_places=3)
    low = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    high = models.DecimalField(max_digits=6, decimal_places=2, default=10)
    threshold = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("round", "number")
        constraints = (
            models.UniqueConstraint(fields=["round", "number"], name="one_criterion_of_a_number"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="criterion_has_weight"),
            models.CheckConstraint(condition=Q(high__gt=F("low")), name="scale_goes_up"),
            models.CheckConstraint(
                condition=Q(threshold=None) | Q(threshold__range=(F("low"), F("high"))), name="threshold_on_the_scale"
            ),
        )

    def __str__(self) -> str:
        return f"criterion {self.number} of {self.round_id}"

    @property
    def call(self) -> Call:
        """The call it belongs to."""
        return self.round.call

    @property
    def name(self) -> Name:
        """What it is called."""
        return in_words(self.names)


class Condition(models.Model):
    """What an application must fulfil to be admitted: `kind` as selection.eligibility knows it, `value` its bound."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="conditions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    value = models.JSONField(null=True, blank=True)
    says = text_field()  # for a condition that applicants declare themselves

    class Meta:
        ordering = ("round", "number")
        constraints = (models.UniqueConstraint(fields=["round", "number"], name="one_condition_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.round_id}"

    @property
    def call(self) -> Call:
        """The call it belongs to."""
        return self.round.call
