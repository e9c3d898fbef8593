"""What a department does in a programme: the roles it states, and the instruments somebody can use."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.foundation.web_addresses import leads_to_the_web
from clusteratlas_web.programmes.codes import CodesField
from clusteratlas_web.programmes.models.programme import Part, Piece, Programme, text_field
from clusteratlas_web.programmes.words import DIMENSIONS


class PieceOfPart(Piece):
    """What a department does in its part of a programme: its name, and who is in charge of it."""

    class Meta:
        abstract = True

    @property
    def name(self) -> Name:
        """What it is called."""
        return in_words(self.names)

    @property
    def whole(self) -> Programme:
        """The programme of its part."""
        return self.of.programme

    @property
    def in_charge(self) -> int | None:
        """The department whose part it is in."""
        return self.of.organisation_id


class Role(PieceOfPart):
    """A role that a department states. Without a dimension nobody has said yet which condition it treats."""

    of = models.ForeignKey(Part, models.CASCADE, related_name="roles")
    names = text_field()
    dimension = models.CharField(max_length=16, choices=DIMENSIONS, blank=True)
    coding = models.CharField(max_length=200, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)


class Instrument(PieceOfPart):
    """Something a department offers, the dimension it treats, and who may use it from when to when.

    An empty condition holds for everybody. Without a first day nothing says that it is open.
    """

    of = models.ForeignKey(Part, models.CASCADE, related_name="instruments")
    role = models.ForeignKey(Role, models.SET_NULL, null=True, blank=True, related_name="instruments")
    names = text_field()
    about = models.TextField(blank=True)
    dimension = models.CharField(max_length=16, choices=DIMENSIONS, blank=True)
    coding = models.CharField(max_length=200, blank=True)
    for_kinds = CodesField()
    for_sizes = CodesField()
    for_regions = CodesField()
    for_clusters = CodesField()
    opens = models.DateField(null=True, blank=True)
    closes = models.DateField(null=True, blank=True)
    address = models.URLField(blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["of", "dimension", "opens", "closes"], name="instruments_of_a_part"),
            models.Index(fields=["opens", "closes", "of"], name="instruments_by_day"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(closes__isnull=True) | Q(opens__isnull=True) | Q(closes__gte=F("opens")),
                name="instrument_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(closes__isnull=True) | Q(opens__isnull=False), name="instrument_that_closes_has_opened"
            ),
            leads_to_the_web("address", "instrument_page_on_the_web"),
        )

    def is_open(self, day: date) -> bool:
        """Whether it can be used on a day."""
        return self.opens is not None and self.opens <= day and (self.closes is None or day <= self.closes)


def open_on(day: date) -> Q:
    """The condition under which an instrument is open on a day."""
    return Q(opens__lte=day) & (Q(closes__isnull=True) | Q(closes__gte=day))
