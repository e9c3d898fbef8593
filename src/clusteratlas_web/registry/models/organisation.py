"""An organisation with its names."""

from django.db import models
from django.db.models import Q

from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.foundation.web_addresses import leads_to_the_web
from clusteratlas_web.registry.states import CLOSED, ORGANISATION, VERIFIED
from clusteratlas_web.registry.words import KINDS, SECTORS, SIZES


class Organisation(Versioned):
    """A cluster organisation, firm, institute, university, financier, agency (a department) or chamber.

    `sort_name` is the first name as it is sorted by; `verified_on` the day of its first verification.
    """

    slug = models.SlugField(max_length=80, unique=True)
    state = models.CharField(max_length=12, choices=ORGANISATION.choices(), default=ORGANISATION.first, db_index=True)
    kind = models.CharField(max_length=24, choices=KINDS)
    sector = models.CharField(max_length=12, choices=SECTORS, blank=True)
    size = models.CharField(max_length=12, choices=SIZES, blank=True)
    legal_form = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True)
    founded = models.PositiveSmallIntegerField(null=True, blank=True)
    web = models.URLField(blank=True)
    web_host = models.CharField(max_length=200, blank=True, db_index=True, editable=False)
    about = models.TextField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_is_public = models.BooleanField(default=False)
    staff_fte = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    verified_on = models.DateField(null=True, blank=True, editable=False)
    sort_name = models.CharField(max_length=200, blank=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    history_private = ("contact_name", "contact_email", "contact_phone")

    class Meta:
        ordering = ["slug"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="organisations_by_name"),
            models.Index(fields=["-changed", "id"], name="organisations_by_change"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(founded=None) | Q(founded__range=(800, 2200)), name="founded_in_a_year"),
            models.CheckConstraint(condition=Q(staff_fte=None) | Q(staff_fte__gte=0), name="staff_not_negative"),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="not_merged_into_itself"),
            leads_to_the_web("web", "organisation_page_on_the_web"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it: verified, or closed after it was, and not a record that was merged away."""
        if self.merged_into_id is not None:
            return False
        return self.state == VERIFIED or (self.state == CLOSED and self.verified_on is not None)


class Name(models.Model):
    """What an organisation is called in a language; the first one given is the one it calls itself by."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    language = models.CharField(max_length=10)
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "language"], name="one_name_in_a_language")]

    def __str__(self) -> str:
        return self.text


class Alias(models.Model):
    """Another name it is, or was, known by; also the name of a record that was merged into it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "text"], name="an_alias_once")]

    def __str__(self) -> str:
        return self.text
