"""The council of a programme: its members, its meetings, what they decided."""

from django.db import models
from django.db.models import Q

from clusteratlas_web.programmes.models.programme import Piece, Programme


class Member(Piece):
    """A seat in the council: an organisation of the registry, or what the document calls the seat."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="members")
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    is_chair = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = (
            "-is_chair",
            "pk",
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name=""), name="council_seat_is_somebodys"
            ),
        )


class Meeting(Piece):
    """A day on which the council met, or will."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="meetings")
    held = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = (
            "-held",
            "-pk",
        )

    @property
    def name(self) -> str:
        """The day and what it was about."""
        return f"{self.held} · {self.subject}"


class Decision(Piece):
    """What a meeting decided."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = (
            "number",
            "pk",
        )
        constraints = (models.UniqueConstraint(fields=["meeting", "number"], name="one_decision_of_a_number"),)

    @property
    def whole(self) -> Programme:
        """The programme of its meeting."""
        return self.meeting.programme
