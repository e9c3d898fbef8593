"""A call, and the template it was made from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.foundation.web_addresses import leads_to_the_web
from clusteratlas_web.programmes.codes import CodesField
from clusteratlas_web.programmes.models import Programme
from clusteratlas_web.programmes.models.programme import text_field
from clusteratlas_web.selection.states import CALL
from clusteratlas_web.selection.words import KINDS


class Call(Versioned):
    """A department asks for applications, in rounds. An empty condition (`for_…`) holds for everybody.

    `most_amount` is what one award gets at most, in `currency` over `years`; `least_matching` the share of the whole
    budget that the applicants bring themselves, 0 to 1. `grants` names the designation that an award brings, as
    `scheme/level`; empty where it brings none. Instants are stored in UTC and read on the clock of `time_zone`.
    """

    slug = models.SlugField(max_length=100, unique=True)
    state = models.CharField(max_length=12, choices=CALL.choices(), default=CALL.first, db_index=True)
    kind = models.CharField(max_length=16, choices=KINDS)
    names = text_field()
    about = text_field()
    department = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="calls")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="calls")
    template = models.CharField(max_length=100, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    currency = models.CharField(max_length=3, blank=True)
    most_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    least_matching = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(default=5)
    grants = models.CharField(max_length=120, blank=True)
    jury_size = models.PositiveSmallIntegerField(null=True, blank=True)  # how many jurors it is to have
    region_is_conflict = models.BooleanField(default=False)  # whether a juror's own region keeps the juror out
    for_kinds = CodesField()
    for_sizes = CodesField()
    for_regions = CodesField()
    for_clusters = CodesField()
    web = models.URLField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_sample = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-created", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(least_matching=None) | Q(least_matching__range=(0, 1)), name="matching_is_a_share"
            ),
            models.CheckConstraint(condition=Q(most_amount=None) | Q(most_amount__gt=0), name="award_is_positive"),
            models.CheckConstraint(condition=Q(most_amount=None) | ~Q(currency=""), name="award_has_a_currency"),
            models.CheckConstraint(condition=Q(notice_days__lte=90), name="notice_of_at_most_ninety_days"),
            leads_to_the_web("web", "call_page_on_the_web"),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> Name:
        """What it is called in the language that is spoken."""
        return in_words(self.names, self.slug)


class CallTemplate(Versioned):
    """How calls of a kind are made: `plan` is the whole call as data (selection.plans), kept by a department."""

    slug = models.SlugField(max_length=100, unique=True)
    names = text_field()
    about = text_field()
    plan = models.JSONField()
    department = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="call_templates")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> Name:
        """What it is called in the language that is spoken."""
        return in_words(self.names, self.slug)
