"""The indicators a level is judged by, as data: sets in editions, groups, indicators with baseline and threshold."""

from django.db import models
from django.db.models import F, Q

from clusteratlas_web.designations.models.scheme import Level
from clusteratlas_web.designations.words import AT_LEAST, DIRECTIONS, NUMBER, VALUES
from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.programmes.models.programme import text_field


class IndicatorSet(models.Model):
    """The indicators of a level. It is never changed: a later one is another edition, and older answers keep theirs.

    `is_own` says that the list is this platform's proposal, and not the official one.
    """

    level = models.ForeignKey(Level, models.CASCADE, related_name="sets")
    edition = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    is_own = models.BooleanField(default=False)
    source = text_field()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("level", "-edition")
        constraints = (
            models.UniqueConstraint(fields=["level", "edition"], name="one_set_of_an_edition"),
            models.UniqueConstraint(fields=["level"], condition=Q(is_current=True), name="one_current_set_of_a_level"),
        )

    def __str__(self) -> str:
        return f"indicators {self.edition} of {self.level_id}"

    @property
    def sourced(self) -> Name:
        """Where the list comes from."""
        return in_words(self.source)


class Group(models.Model):
    """A group of indicators."""

    set = models.ForeignKey(IndicatorSet, models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    names = text_field()

    class Meta:
        ordering = ("set", "number")
        constraints = (models.UniqueConstraint(fields=["set", "number"], name="one_group_of_a_number"),)

    def __str__(self) -> str:
        return f"group {self.number} of {self.set_id}"

    @property
    def name(self) -> Name:
        """What it is called."""
        return in_words(self.names)


class Indicator(models.Model):
    """One indicator; `code` is the same in other sets that ask for the same, so that evidence serves them all.

    `points` are what it can earn: none at `floor`, all at `target`, in proportion between. `prefill` names where its
    value is read from; empty where the organisation enters it. Shares are stored as 0 to 1, yes as 1.
    """

    set = models.ForeignKey(IndicatorSet, models.CASCADE, related_name="indicators")
    group = models.ForeignKey(Group, models.CASCADE, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    names = text_field()
    unit = text_field(blank=True)
    kind = models.CharField(max_length=8, choices=VALUES, default=NUMBER)
    direction = models.CharField(max_length=8, choices=DIRECTIONS, default=AT_LEAST)
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    threshold = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    floor = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    points = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    low = models.SmallIntegerField(null=True, blank=True)  # of a scale; of a share other than 0 to 1
    high = models.SmallIntegerField(null=True, blank=True)
    prefill = models.CharField(max_length=40, blank=True)
    evidence = text_field(blank=True)  # what is expected as proof; empty where none is

    class Meta:
        ordering = ("set", "number")
        constraints = (
            models.UniqueConstraint(fields=["set", "number"], name="one_indicator_of_a_number"),
            models.UniqueConstraint(fields=["set", "code"], name="one_indicator_of_a_code"),
            models.CheckConstraint(condition=Q(points__gte=0), name="points_are_not_negative"),
            models.CheckConstraint(
                condition=Q(points=0) | (Q(floor__isnull=False, target__isnull=False) & ~Q(floor=F("target"))),
                name="points_are_earned_between_floor_and_target",
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> Name:
        """What it asks for."""
        return in_words(self.names, self.code)

    @property
    def unit_name(self) -> Name:
        """What it is counted in."""
        return in_words(self.unit)

    @property
    def proof(self) -> Name:
        """What is expected as evidence; empty where none is."""
        return in_words(self.evidence)
