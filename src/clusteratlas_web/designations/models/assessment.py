"""A self-assessment for a level: its answers, the evidence, the experts and what they found, improvements."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clusteratlas_web.designations.models.designation import Designation, Pinned
from clusteratlas_web.designations.models.indicators import Indicator, IndicatorSet
from clusteratlas_web.designations.models.scheme import Level, Scheme
from clusteratlas_web.designations.states import ASSESSMENT
from clusteratlas_web.designations.words import AUDITS, ORIGINS
from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.programmes.codes import CodesField
from clusteratlas_web.programmes.models.programme import text_field


class Assessment(Versioned, Pinned):
    """An organisation assesses itself for a level, with the indicators of one set; `renews` the designation it keeps.

    `entry` is the entry of a call that it is attached to. Figures of the edition are read from the one that is pinned.
    """

    level = models.ForeignKey(Level, models.PROTECT, related_name="assessments")
    set = models.ForeignKey(IndicatorSet, models.PROTECT, related_name="assessments")
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="assessments")
    renews = models.ForeignKey(Designation, models.PROTECT, null=True, blank=True, related_name="renewals")
    granted = models.ForeignKey(Designation, models.PROTECT, null=True, blank=True, related_name="assessments")
    entry = models.ForeignKey("selection.Entry", models.PROTECT, null=True, blank=True, related_name="assessments")
    state = models.CharField(max_length=10, choices=ASSESSMENT.choices(), default=ASSESSMENT.first, db_index=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    handed_in = models.DateTimeField(null=True, blank=True)
    returned_for = models.TextField(blank=True)
    assessed = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    passed = models.BooleanField(null=True, blank=True)
    reasons = text_field(blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-made", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "level"],
                condition=Q(state__in=("draft", "handed-in", "assessed")),
                name="one_open_assessment_of_a_level",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(passed__isnull=False, closed__isnull=False),
                name="a_closed_assessment_has_a_verdict",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "given-up")) | Q(handed_in__isnull=False),
                name="an_assessment_beyond_draft_was_handed_in",
            ),
            models.CheckConstraint(condition=Q(granted=None) | Q(passed=True), name="only_who_passed_is_granted"),
        )

    def __str__(self) -> str:
        return f"assessment {self.pk}"

    @property
    def scheme(self) -> Scheme:
        """The scheme of its level."""
        return self.level.scheme


class Answer(models.Model):
    """The value of an indicator as the organisation gives it, where it comes from, and of which day it is.

    `found` is the value that was found there, kept beside one that was entered over it.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="answers")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    origin = models.CharField(max_length=10, choices=ORIGINS)
    found = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    found_in = models.CharField(max_length=120, blank=True)  # us 2019.1; 2024-07-01/2025-06-30
    as_of = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("indicator__number",)
        constraints = (models.UniqueConstraint(fields=["assessment", "indicator"], name="one_answer_of_an_indicator"),)

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Evidence(Versioned):
    """A file in the locker of an organisation: what it proves, for which indicators, until when.

    The file itself is a private file of this row; `codes` are codes of indicators, the same in every set.
    """

    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="evidence")
    proves = models.CharField(max_length=300)
    codes = CodesField()
    valid_until = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added = models.DateTimeField(auto_now_add=True)
    removed = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class Expert(models.Model):
    """An expert who has an assessment; foreign where the organisation is in another country."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="experts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessing")
    country = models.CharField(max_length=2, blank=True)
    is_foreign = models.BooleanField(default=False)
    assigned = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["assessment", "person"], name="one_seat_of_an_expert"),)

    def __str__(self) -> str:
        return f"expert {self.pk}"


class Verification(models.Model):
    """The value of an indicator as an expert found it; the note is for experts and officers only."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="verifications")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=4)
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("indicator__number", "expert")
        constraints = (models.UniqueConstraint(fields=["expert", "indicator"], name="one_verification_of_an_expert"),)

    def __str__(self) -> str:
        return f"verification {self.pk}"


class Visit(models.Model):
    """Days on which an expert was there, and the report."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="visits")
    begins = models.DateField()
    ends = models.DateField()
    report = models.TextField()
    recorded = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("begins", "pk")
        constraints = (models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="visit_ends_after_it_begins"),)

    def __str__(self) -> str:
        return f"visit {self.pk}"

    @property
    def days(self) -> int:
        """How many days it took."""
        return (self.ends - self.begins).days + 1


class Improvement(Versioned):
    """Something that was made better, told by the organisation and audited by an expert."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="improvements")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    indicator = models.CharField(max_length=40, blank=True)  # the code of the indicator it moved
    audited = models.CharField(max_length=8, choices=AUDITS, blank=True)
    audit_note = models.TextField(blank=True)
    audited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["assessment", "number"], name="one_improvement_of_a_number"),)

    def __str__(self) -> str:
        return f"improvement {self.pk}"
