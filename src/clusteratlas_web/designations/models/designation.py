"""A designation: what was granted to whom, how it stood from day to day, its hearings and the terms it came with."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clusteratlas_web.designations.models.scheme import Level, Scheme
from clusteratlas_web.designations.states import DESIGNATION
from clusteratlas_web.designations.words import AT_LEAST, DAY, DIRECTIONS, MEASURES, OPEN, OUTCOMES, PRECISIONS
from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.programmes.models import Programme
from clusteratlas_web.programmes.models.programme import text_field
from clusteratlas_web.programmes.named import organisation_name


class Pinned(models.Model):
    """Which figures stand beside a thing: a cluster in a region in one edition, named by its checksum too.

    The figures are read from the edition; no measure is copied.
    """

    pinned_atlas = models.CharField(max_length=40, blank=True)
    pinned_edition = models.CharField(max_length=80, blank=True)
    pinned_checksum = models.CharField(max_length=64, blank=True)
    pinned_region = models.CharField(max_length=120, blank=True)
    pinned_cluster = models.CharField(max_length=120, blank=True)  # its code in the atlas

    class Meta:
        abstract = True


class Designation(Versioned, Pinned):
    """A level of a scheme, granted to an organisation or to a place that has a name and no record here.

    `region` and `cluster` are codes of the atlas (`us-metro-48620`, `us/aerospace-vehicles-and-defense`). `code` is
    what a certificate is verified by. `words` is what the register finds a place by.
    """

    level = models.ForeignKey(Level, models.PROTECT, related_name="designations")
    state = models.CharField(max_length=10, choices=DESIGNATION.choices(), default=DESIGNATION.first, db_index=True)
    holder = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, blank=True, related_name="designations"
    )
    names = text_field(blank=True)
    words = models.CharField(max_length=600, blank=True, editable=False)
    about = text_field(blank=True)
    department = models.ForeignKey("registry.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    country = models.CharField(max_length=2, blank=True, db_index=True)
    region = models.CharField(max_length=120, blank=True, db_index=True)
    cluster = models.CharField(max_length=120, blank=True, db_index=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="designations")
    decision = models.OneToOneField(
        "selection.Decision", models.PROTECT, null=True, blank=True, related_name="designation"
    )
    edition = models.ForeignKey(  # the version of the scheme that it was granted under
        "designations.SchemeEdition", models.PROTECT, null=True, blank=True, related_name="designations"
    )
    granted_on = models.DateField()
    precision = models.CharField(max_length=4, choices=PRECISIONS, default=DAY)
    expires_on = models.DateField(null=True, blank=True, db_index=True)
    review_due = models.DateField(null=True, blank=True)
    code = models.CharField(max_length=24, unique=True, editable=False)
    source = models.CharField(max_length=400, blank=True)
    is_sample = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-granted_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("granted_on")),
                name="designation_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(holder__isnull=False) | ~Q(words=""), name="designation_is_somebodys"),
        )

    def __str__(self) -> str:
        return f"designation {self.pk}"

    @property
    def name(self) -> Name:
        """Who or what holds it; the names of an organisation are to be prefetched."""
        return in_words(self.names) if self.holder is None or self.names else organisation_name(self.holder)

    @property
    def scheme(self) -> Scheme:
        """The scheme of its level."""
        return self.level.scheme


class Standing(models.Model):
    """How a designation stood from a day on. Rows are only added; the database refuses all else.

    `valid_until` is the last day it was granted for at that time, so that the register can tell any day. `reasons`
    are public; who recorded it is not.
    """

    designation = models.ForeignKey(Designation, models.PROTECT, related_name="standings")
    on = models.DateField()
    precision = models.CharField(max_length=4, choices=PRECISIONS, default=DAY)
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=DESIGNATION.choices())
    level = models.ForeignKey(Level, models.PROTECT, related_name="+")
    valid_until = models.DateField(null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)  # until when a probation asks for improvement
    reasons = text_field(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("on", "pk")
        indexes = (models.Index(fields=["designation", "on"], name="standings_of_a_day"),)

    def __str__(self) -> str:
        return f"{self.state} on {self.on}"

    def save(self, *args: Any, **options: Any) -> None:
        """Stores a row once."""
        if self.pk:
            raise TypeError("a standing is not changed once it is recorded")
        super().save(*args, **options)

    @property
    def reason(self) -> Name:
        """The reasons."""
        return in_words(self.reasons)


class Hearing(Versioned):
    """A hearing of the holder on probation: when it is to be, when it was held, what was said. Minutes are private."""

    designation = models.ForeignKey(Designation, models.PROTECT, related_name="hearings")
    set_for = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    held = models.DateField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    called_off = models.BooleanField(default=False)

    history_private = ("minutes", "statement")

    class Meta:
        ordering = ("set_for", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(held=None) | ~Q(minutes=""), name="a_hearing_held_has_minutes"),
            models.CheckConstraint(condition=Q(held=None) | Q(called_off=False), name="not_both_held_and_called_off"),
            models.UniqueConstraint(
                fields=["designation"], condition=Q(held=None, called_off=False), name="one_hearing_to_come"
            ),
        )

    def __str__(self) -> str:
        return f"hearing {self.pk}"


class Term(Versioned):
    """What a holder is to reach: a target with its date, and whether it was met.

    With a `measure` the figure is read from editions. `is_promise` marks what an officer read from the promise of the
    programme, whose words stay what they are.
    """

    designation = models.ForeignKey(Designation, models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField()
    names = text_field()
    measure = models.CharField(max_length=20, choices=MEASURES, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    direction = models.CharField(max_length=8, choices=DIRECTIONS, default=AT_LEAST)
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    is_promise = models.BooleanField(default=False)
    outcome = models.CharField(max_length=8, choices=OUTCOMES, default=OPEN, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["designation", "number"], name="one_term_of_a_number"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(assessed_on__isnull=False), name="an_assessed_term_has_a_day"
            ),
            models.CheckConstraint(condition=Q(measure="") | Q(target__isnull=False), name="a_measure_has_a_target"),
        )

    def __str__(self) -> str:
        return f"term {self.number} of {self.designation_id}"

    @property
    def name(self) -> Name:
        """What is to be reached."""
        return in_words(self.names)
