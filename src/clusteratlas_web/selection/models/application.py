"""An application, and what it hands in for each round: statements, partners with their budget, evidence."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet

from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.selection.models.call import Call
from clusteratlas_web.selection.models.round import Condition, Criterion, Round
from clusteratlas_web.selection.states import ENTRY


class Application(Versioned):
    """Who applies to a call, and with what; `number` counts within the call and is its name where names are hidden.

    `region` and `cluster` are codes of the atlas (`us-metro-48620`, `us/aerospace-vehicles-and-defense`).
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    number = models.PositiveIntegerField()
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="applications")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    region = models.CharField(max_length=120, blank=True, db_index=True)
    cluster = models.CharField(max_length=120, blank=True, db_index=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("call", "number")
        constraints = (
            models.UniqueConstraint(fields=["call", "number"], name="one_application_of_a_number"),
            models.UniqueConstraint(fields=["call", "organisation", "title"], name="one_application_of_a_title"),
        )

    def __str__(self) -> str:
        return f"application {self.number} to {self.call_id}"

    def partners_ever(self) -> QuerySet["Partner"]:
        """The partners it had in any round: who was one stays kept out of judging it."""
        return Partner.objects.filter(entry__application=self)


class Entry(Versioned):
    """What an application hands in for a round, and how it fares in it.

    `changed_after_review` tells that it was amended when reviews were in already: these are looked at again.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="entries")
    round = models.ForeignKey(Round, models.PROTECT, related_name="entries")
    state = models.CharField(max_length=14, choices=ENTRY.choices(), default=ENTRY.first, db_index=True)
    declared = models.JSONField(default=list)  # numbers of the conditions that the applicant declared to fulfil
    submitted = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    amend_until = models.DateTimeField(null=True, blank=True)  # for an entry that was returned
    asked_for = models.TextField(blank=True)  # what the amendment, or the exclusion, is about
    excluded = models.DateTimeField(null=True, blank=True)  # when it was last found not eligible or not complete
    excluded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    appeal_until = models.DateTimeField(null=True, blank=True)  # until when an appeal against that is in time

    class Meta:
        ordering = ("application", "round")
        constraints = (
            models.UniqueConstraint(fields=["application", "round"], name="one_entry_of_a_round"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(submitted__isnull=False),
                name="an_entry_beyond_draft_was_submitted",
            ),
            models.CheckConstraint(
                condition=Q(excluded=None) | Q(excluded_by__isnull=False, appeal_until__gt=F("excluded")),
                name="a_finding_can_be_appealed",
            ),
        )

    def __str__(self) -> str:
        return f"entry {self.pk}"

    @property
    def call(self) -> Call:
        """The call it belongs to."""
        return self.application.call


class OfEntry(Versioned):
    """What belongs to an entry, and through it to an application and a call."""

    class Meta:
        abstract = True

    @property
    def application(self) -> Application:
        """The application it belongs to."""
        return self.entry.application

    @property
    def call(self) -> Call:
        """The call it belongs to."""
        return self.entry.application.call


class Statement(models.Model):
    """What an applicant says on a criterion."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="statements")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="statements")
    text = models.TextField()

    class Meta:
        ordering = ("criterion__number",)
        constraints = (models.UniqueConstraint(fields=["entry", "criterion"], name="one_statement_on_a_criterion"),)

    def __str__(self) -> str:
        return f"statement {self.pk}"


class Partner(OfEntry):
    """An organisation of the consortium in a round: its role, what it asks for, what it brings.

    `organisation` is empty for one that is not registered: then `name` says who. The lead has a row too. `letter` in
    the private files of this row is its letter of commitment.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, blank=True, related_name="partnerships"
    )
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=24, blank=True)  # registry.words.KINDS, for one that is not registered
    role = models.CharField(max_length=200, blank=True)
    is_lead = models.BooleanField(default=False)
    requested = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    matching_private = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    matching_public = models.DecimalField(max_digits=14, decimal_places=2, default=0)

    class Meta:
        ordering = ("-is_lead", "pk")
        constraints = (
            models.UniqueConstraint(fields=["entry"], condition=Q(is_lead=True), name="one_lead_of_an_entry"),
            models.UniqueConstraint(
                fields=["entry", "organisation"], condition=Q(organisation__isnull=False), name="a_partner_once"
            ),
            models.CheckConstraint(condition=Q(organisation__isnull=False) | ~Q(name=""), name="a_partner_is_somebody"),
            models.CheckConstraint(
                condition=Q(requested__gte=0, matching_private__gte=0, matching_public__gte=0),
                name="budget_is_not_negative",
            ),
        )

    def __str__(self) -> str:
        return f"partner {self.pk}"


class EvidenceSheet(models.Model):
    """Which figures stand beside an entry: a cluster in a region, in one edition, named by its checksum too.

    The figures are read from the edition; no measure is copied.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, related_name="evidence")
    atlas = models.CharField(max_length=40)
    edition = models.CharField(max_length=80)
    checksum = models.CharField(max_length=64)
    region = models.CharField(max_length=120)
    cluster = models.CharField(max_length=120)  # its code in the atlas
    pinned = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.atlas} {self.edition} {self.region} {self.cluster}"


class Check(models.Model):
    """What an officer found on a condition when completeness was checked."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="checks")
    condition = models.ForeignKey(Condition, models.PROTECT, related_name="checks")
    is_met = models.BooleanField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("condition__number",)
        constraints = (models.UniqueConstraint(fields=["entry", "condition"], name="one_check_of_a_condition"),)

    def __str__(self) -> str:
        return f"check {self.pk}"
