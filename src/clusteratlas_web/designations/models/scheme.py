"""A scheme of designations: who grants it, its levels with their rules, how many there are as sources count them."""

from django.db import models
from django.db.models import F, Q

from clusteratlas_web.designations.words import KINDS, RULES
from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.foundation.web_addresses import leads_to_the_web
from clusteratlas_web.programmes.models import Programme
from clusteratlas_web.programmes.models.programme import text_field


class Scheme(Versioned):
    """A label, a pilot, or the winners of a competition. Days are those of `time_zone`.

    What has expired can be renewed within `grace_months`.
    """

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=KINDS)
    names = text_field()
    about = text_field(blank=True)
    country = models.CharField(max_length=2, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="schemes")
    grace_months = models.PositiveSmallIntegerField(default=6)
    source = models.CharField(max_length=300, blank=True)
    web = models.URLField(blank=True)
    is_sample = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("slug",)
        constraints = (leads_to_the_web("web", "scheme_page_on_the_web"),)

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> Name:
        """What it is called."""
        return in_words(self.names, self.slug)


class Grantor(models.Model):
    """A department that grants a scheme, and its role where there are several."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="grantors")
    department = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="granting")
    role = text_field(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["scheme", "department"], name="a_department_grants_once"),)

    def __str__(self) -> str:
        return f"{self.department_id} grants {self.scheme_id}"

    @property
    def role_name(self) -> Name:
        """What it does in the scheme."""
        return in_words(self.role)


class Level(Versioned):
    """A level of a scheme: bronze, silver, gold; pilot, title; winner.

    It is valid for `valid_months` and reviewed after `review_months`; none where it has no end or no review. Before it
    may have to stand another level, held for at least and at most so many months. `least_total` is a share of all
    points. What is confirmed becomes the level `becomes`, where there is one: a pilot that passes has the title.
    """

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    names = text_field()
    about = text_field(blank=True)
    valid_months = models.PositiveSmallIntegerField(null=True, blank=True)
    review_months = models.PositiveSmallIntegerField(null=True, blank=True)
    experts = models.PositiveSmallIntegerField(default=0)
    foreign_experts = models.PositiveSmallIntegerField(default=0)
    visit_days = models.PositiveSmallIntegerField(default=0)
    before = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    before_least_months = models.PositiveSmallIntegerField(null=True, blank=True)
    before_most_months = models.PositiveSmallIntegerField(null=True, blank=True)
    improvements_first = models.PositiveSmallIntegerField(default=0)
    improvements_renewal = models.PositiveSmallIntegerField(default=0)
    rule = models.CharField(max_length=12, choices=RULES, blank=True)
    least_total = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    becomes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("scheme", "number")
        constraints = (
            models.UniqueConstraint(fields=["scheme", "code"], name="one_level_of_a_code"),
            models.UniqueConstraint(fields=["scheme", "number"], name="one_level_of_a_number"),
            models.CheckConstraint(condition=Q(valid_months=None) | Q(valid_months__gte=1), name="valid_for_a_while"),
            models.CheckConstraint(condition=Q(foreign_experts__lte=F("experts")), name="foreign_experts_are_experts"),
            models.CheckConstraint(
                condition=Q(least_total=None) | Q(least_total__range=(0, 1)), name="least_total_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(before_least_months=None)
                | Q(before_most_months=None)
                | Q(before_most_months__gte=F("before_least_months")),
                name="months_before_are_a_range",
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme_id}/{self.code}"

    @property
    def name(self) -> Name:
        """What it is called."""
        return in_words(self.names, self.code)


class Figure(models.Model):
    """How many holders of a level there were, as a source counts them: a figure, not a register."""

    level = models.ForeignKey(Level, models.CASCADE, related_name="figures")
    number = models.PositiveIntegerField()
    as_of = models.PositiveSmallIntegerField()
    note = text_field(blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ("level", "as_of")
        constraints = (models.UniqueConstraint(fields=["level", "as_of"], name="one_figure_of_a_year"),)

    def __str__(self) -> str:
        return f"{self.number} in {self.as_of}"

    @property
    def noted(self) -> Name:
        """What the source says of it."""
        return in_words(self.note)
