"""Who sits in the jury of a call, what ties them to organisations, and what keeps them out of an application."""

from django.conf import settings
from django.db import models

from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.programmes.codes import CodesField
from clusteratlas_web.selection.models.application import Application
from clusteratlas_web.selection.models.call import Call
from clusteratlas_web.selection.states import CONFLICT, JUROR
from clusteratlas_web.selection.words import CONFLICTS, SEATS, TIES
from clusteratlas_web.selection.words import JUROR as PLAIN


class Juror(Versioned):
    """A seat in a jury. `clusters` and `fields` are what the juror knows; `organisation` is where the juror works."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="jurors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    seat = models.CharField(max_length=8, choices=SEATS, default=PLAIN)
    state = models.CharField(max_length=10, choices=JUROR.choices(), default=JUROR.first)
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    country = models.CharField(max_length=2, blank=True)
    clusters = CodesField()  # keys of the atlas: us/automotive
    fields = models.CharField(max_length=300, blank=True)
    most_load = models.PositiveSmallIntegerField(null=True, blank=True)  # where the juror reads fewer than the round
    invited = models.DateTimeField(auto_now_add=True)
    answered = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("call", "pk")
        constraints = (
            models.UniqueConstraint(fields=["call", "person"], name="one_seat_of_a_person"),
            models.UniqueConstraint(
                fields=["call"],
                condition=models.Q(seat="chair") & ~models.Q(state__in=("declined", "withdrawn")),
                name="one_chair_of_a_jury",
            ),
        )

    def __str__(self) -> str:
        return f"juror {self.pk}"


class SeatInvitation(models.Model):
    """An invitation into a jury for an address without account: once, until a day; its secret is kept as a checksum."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="seat_invitations")
    email = models.EmailField()
    seat = models.CharField(max_length=8, choices=SEATS, default=PLAIN)
    secret = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    history_private = ("email", "secret")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["call", "email"],
                condition=models.Q(used=None, withdrawn=None),
                name="one_open_invitation_of_an_address",
            ),
        )

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Tie(models.Model):
    """A tie of a juror to an organisation, declared once for all its applications."""

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="ties")
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=TIES)
    note = models.CharField(max_length=300, blank=True)
    declared = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["juror", "organisation", "kind"], name="a_tie_is_declared_once"),
        )

    def __str__(self) -> str:
        return f"tie {self.pk}"


class Conflict(Versioned):
    """Why a juror is kept out of an application: found from what is recorded, or declared.

    `grounds` are those that were found, each as its word and the organisation's number or the region it is about
    (selection.grounds); none where a juror declared it on this application. `reason` is what a person wrote. `gone` is
    since when none of them is recorded any more: the conflict stands all the same.
    """

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="conflicts")
    application = models.ForeignKey(Application, models.CASCADE, related_name="conflicts")
    kind = models.CharField(max_length=12, choices=CONFLICTS)
    is_declared = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=CONFLICT.choices(), default=CONFLICT.first)
    reason = models.CharField(max_length=400, blank=True)
    grounds = models.JSONField(default=list)
    gone = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)  # why it was dismissed or upheld
    noticed = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("application", "juror", "pk")
        constraints = (models.UniqueConstraint(fields=["juror", "application", "kind"], name="one_conflict_of_a_kind"),)
        indexes = (models.Index(fields=["application", "state"], name="conflicts_of_an_application"),)

    def __str__(self) -> str:
        return f"conflict {self.pk}"

    @property
    def call(self) -> Call:
        """The call it belongs to."""
        return self.juror.call
