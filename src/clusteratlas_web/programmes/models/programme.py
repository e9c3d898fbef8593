"""A programme, what it is called, which departments have a part in it, and which programme it follows."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.foundation.web_addresses import leads_to_the_web
from clusteratlas_web.programmes.states import PROGRAMME
from clusteratlas_web.programmes.words import LEAD, LEVELS, PARTS, SAYS, SUCCESSIONS, TYPES

FIRST_YEAR, LAST_YEAR = 1900, 2200


class Programme(Versioned):
    """A policy with a lead and partner departments. What its source does not say stays empty."""

    slug = models.SlugField(max_length=100, unique=True)
    code = models.CharField(max_length=24, blank=True)
    state = models.CharField(max_length=12, choices=PROGRAMME.choices(), default=PROGRAMME.first, db_index=True)
    country = models.CharField(max_length=2, db_index=True)
    level = models.CharField(max_length=12, choices=LEVELS)
    type = models.CharField(max_length=16, choices=TYPES, blank=True)
    since = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.PositiveSmallIntegerField(null=True, blank=True)
    supported = models.PositiveIntegerField(null=True, blank=True)  # clusters, as the source counts them
    about = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    web = models.URLField(blank=True)
    is_sample = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_programme_of_a_code"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="programme_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=(Q(since__isnull=True) | Q(since__range=(FIRST_YEAR, LAST_YEAR)))
                & (Q(until__isnull=True) | Q(until__range=(FIRST_YEAR, LAST_YEAR))),
                name="programme_in_years_that_are_years",
            ),
            leads_to_the_web("web", "programme_page_on_the_web"),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> Name:
        """What it is called in the language that is spoken."""
        return in_words({each.language: each.text for each in self.names.all()}, self.code or self.slug)


class ProgrammeName(models.Model):
    """What a programme is called in a language."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="names")
    language = models.CharField(max_length=10)
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["programme", "language"], name="one_programme_name_in_a_language"),
        )

    def __str__(self) -> str:
        return self.text


class Piece(Versioned):
    """Something that belongs to a programme and is edited by itself."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"

    def validate_constraints(self, exclude: Any = None) -> None:
        """What the database would refuse, said in words; the one lead is seen to by the action."""
        for constraint in self._meta.constraints:
            if constraint.name in SAYS:
                try:
                    constraint.validate(type(self), self)
                except ValidationError as wrong:
                    raise ValidationError(gettext(SAYS[constraint.name])) from wrong

    @property
    def whole(self) -> Programme:
        """The programme it belongs to."""
        return self.programme  # type: ignore[attr-defined,no-any-return]

    @property
    def in_charge(self) -> int | None:
        """The department whose own matter it is; None where it is the lead's."""
        return None


class Part(Piece):
    """The part of a department in a programme: its one lead, a partner, or a part that the source does not name."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="parts")
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="parts")
    part = models.CharField(max_length=8, choices=PARTS, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["programme"], condition=Q(part=LEAD), name="one_lead_of_a_programme"),
            models.UniqueConstraint(fields=["programme", "organisation"], name="one_part_of_a_department"),
        )


class Succession(Piece):
    """One programme comes after another: it follows it, splits from it, or the earlier one merges into it."""

    earlier = models.ForeignKey(Programme, models.CASCADE, related_name="later_ones")
    later = models.ForeignKey(Programme, models.CASCADE, related_name="earlier_ones")
    kind = models.CharField(max_length=8, choices=SUCCESSIONS)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["earlier", "later"], name="one_succession_between_two_programmes"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="no_programme_follows_itself"),
        )

    @property
    def whole(self) -> Programme:
        """The later one: who begins says what it comes from."""
        return self.later


def text_field(**options: Any) -> models.JSONField:
    """A text in languages: `{"en": "…", "zh-hans": "…"}`."""
    return models.JSONField(default=dict, **options)
