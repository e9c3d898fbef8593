"""A juror's review of an entry: a value on each criterion, with comments."""

from django.db import models

from clusteratlas_web.selection.models.application import Entry, OfEntry
from clusteratlas_web.selection.models.jury import Juror
from clusteratlas_web.selection.models.round import Criterion
from clusteratlas_web.selection.states import REVIEW


class Review(OfEntry):
    """An entry that a juror was assigned. `read_version` is the version of the entry that the juror judged."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="reviews")
    juror = models.ForeignKey(Juror, models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=10, choices=REVIEW.choices(), default=REVIEW.first, db_index=True)
    comment = models.TextField(blank=True)  # for the applicant, without the juror's name
    comment_inside = models.TextField(blank=True)  # for the jury only
    read_version = models.PositiveIntegerField(null=True, blank=True)
    assigned = models.DateTimeField(auto_now_add=True)
    submitted = models.DateTimeField(null=True, blank=True)
    by_hand = models.BooleanField(default=False)  # assigned by an officer, not by the computation

    class Meta:
        ordering = ("entry", "juror")
        constraints = (models.UniqueConstraint(fields=["entry", "juror"], name="one_review_of_a_juror"),)

    def __str__(self) -> str:
        return f"review {self.pk}"


class Score(models.Model):
    """The value that a review gives on a criterion, and why."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    value = models.DecimalField(max_digits=6, decimal_places=2)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("criterion__number",)
        constraints = (models.UniqueConstraint(fields=["review", "criterion"], name="one_score_on_a_criterion"),)

    def __str__(self) -> str:
        return f"score {self.pk}"
