"""People of an organisation: who acts for it, who is invited, who claims its record."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusteratlas_web.registry.models.organisation import Organisation
from clusteratlas_web.registry.words import CLAIM_STATES, CLAIM_WAITING, ROLES


class Acting(models.Model):
    """A person who acts for an organisation: as member, as its manager, or as an officer of a department."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="acting")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="acting")
    role = models.CharField(max_length=12, choices=ROLES)
    since = models.DateField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="one_role_in_an_organisation")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.organisation_id}"


class Invitation(models.Model):
    """An invitation to act for an organisation, by e-mail: once, until a day. Its secret is only kept as a checksum."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=ROLES)
    secret = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    used = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    history_private = ("email", "secret")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(used=None) | Q(withdrawn=None), name="not_both_used_and_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.organisation_id}"


class Claim(models.Model):
    """Somebody says that a record is theirs; an administrator answers."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="claims")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    state = models.CharField(max_length=12, choices=CLAIM_STATES, default=CLAIM_WAITING)
    message = models.TextField()
    asked = models.DateTimeField(auto_now_add=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["asked", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(state=CLAIM_WAITING),
                name="one_waiting_claim_of_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.organisation_id} {self.state}"
