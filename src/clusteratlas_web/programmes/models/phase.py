"""The phases of a plan, and what each is to reach."""

from django.db import models
from django.db.models import F, Q

from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.programmes.models.programme import Piece, Programme, text_field


class Phase(Piece):
    """A stretch of a plan with what it aims at."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    names = text_field()
    begins = models.DateField()
    ends = models.DateField()
    aim = text_field(blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = (
            "number",
            "pk",
        )
        constraints = (
            models.UniqueConstraint(fields=["programme", "number"], name="one_phase_of_a_number"),
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="phase_ends_after_it_begins"),
        )

    @property
    def name(self) -> Name:
        """What the phase is called."""
        return in_words(self.names)

    @property
    def aimed(self) -> Name:
        """What it aims at."""
        return in_words(self.aim)


class Target(Piece):
    """An indicator that is to reach a value in a phase; when it did, and the latest figure."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="targets")
    indicator = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=2)
    baseline = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    latest = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    latest_on = models.DateField(null=True, blank=True)
    reached = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)

    @property
    def whole(self) -> Programme:
        """The programme of its phase."""
        return self.phase.programme
