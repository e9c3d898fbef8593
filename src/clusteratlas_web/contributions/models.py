"""A data set that an organisation offers: what it is, its file's map and check, its review and label."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clusteratlas_web.contributions.states import ACCEPTED, DATA_SET, OFFERED, PUBLIC, REFUSED, RETIRED, RETURNED
from clusteratlas_web.contributions.words import CHECKS, CONFIDENTIAL, PASSED, PUBLICATIONS, QUALITY_WORDS, UNCHECKED
from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.foundation.web_addresses import leads_to_the_web

FIRST_YEAR, LAST_YEAR = 1900, 2100


class DataSet(Versioned):
    """A table of figures that an organisation offers as a source of editions.

    Texts are by language. `columns` is the map of the file's columns without the publication, which the description
    says; `check_result` is what the reader found, by that map. `slug` is its name among the sources, given when it is
    accepted; `entered` when its records stood in the home, `trouble` why they do not.
    """

    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="data_sets")
    contributor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=DATA_SET.choices(), default=DATA_SET.first, db_index=True)

    titles = models.JSONField(default=dict)
    abouts = models.JSONField(default=dict)
    methods = models.JSONField(default=dict)
    producer = models.CharField(max_length=200)
    atlas = models.CharField(max_length=40, blank=True)
    licence = models.CharField(max_length=160)
    terms = models.TextField(blank=True)
    publication = models.CharField(max_length=12, choices=PUBLICATIONS)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    web = models.URLField(blank=True)

    table = models.JSONField(default=dict)  # how the file is written: sheet, separator, encoding, lines above
    preview = models.JSONField(default=dict, blank=True)  # the names of its columns, and its first rows
    columns = models.JSONField(null=True, blank=True)
    check_state = models.CharField(max_length=8, choices=CHECKS, default=UNCHECKED, blank=True)
    check_result = models.JSONField(default=dict, blank=True)
    checked = models.DateTimeField(null=True, blank=True)

    offered = models.DateTimeField(null=True, blank=True, db_index=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)
    quality = models.CharField(max_length=12, choices=QUALITY_WORDS, blank=True)
    coverage = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    limits = models.JSONField(default=dict, blank=True)

    slug = models.SlugField(max_length=60, unique=True, null=True, blank=True)
    entered = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)
    retired = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-created", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="data_set_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(first_year__gte=FIRST_YEAR) & Q(last_year__lte=LAST_YEAR),
                name="data_set_in_years_that_are_years",
            ),
            models.CheckConstraint(
                condition=Q(coverage=None) | Q(coverage__range=(Decimal(0), Decimal(1))), name="coverage_is_a_share"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(OFFERED, ACCEPTED, RETIRED)) | (Q(check_state=PASSED) & ~Q(offered=None)),
                name="what_is_offered_was_checked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC) | (~Q(quality="") & ~Q(slug=None) & ~Q(reviewer=None)),
                name="what_is_accepted_has_label_and_name",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(RETURNED, REFUSED)) | ~Q(comment=""), name="what_is_returned_has_a_reason"
            ),
            leads_to_the_web("web", "data_set_page_on_the_web"),
        )

    def __str__(self) -> str:
        return f"data set {self.pk}"

    @property
    def title(self) -> Name:
        """Its title in the language that is spoken."""
        return in_words(self.titles, str(self.pk))

    @property
    def is_public(self) -> bool:
        """Whether everybody sees what it is."""
        return self.state in PUBLIC

    @property
    def is_confidential(self) -> bool:
        """Whether its figures may not be shown."""
        return self.publication == CONFIDENTIAL

    @property
    def source(self) -> str:
        """What a build calls it."""
        return f"contributed={self.slug}"

    @property
    def years(self) -> range:
        """The years it says it covers."""
        return range(self.first_year, self.last_year + 1)

    @property
    def accepted(self) -> date | None:
        """The day it was accepted."""
        return self.reviewed.date() if self.is_public and self.reviewed else None

    @property
    def publication_facts(self) -> dict[str, Any]:
        """What the library calls a publication, from the description, in English where there is English."""
        title = self.titles.get("en") or next(iter(self.titles.values()), "")
        licence = " ".join(part for part in (self.licence, self.terms) if part)
        return {"title": title, "producer": self.producer, "address": self.web, "licence": licence}
