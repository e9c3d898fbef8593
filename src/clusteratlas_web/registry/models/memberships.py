"""Who belongs to whom: organisations that are members of others, and how many members there are by kind."""

from django.db import models
from django.db.models import F, Q

from clusteratlas_web.registry.models.organisation import Organisation
from clusteratlas_web.registry.words import KINDS


class Membership(models.Model):
    """An organisation is a member of another, as a kind of member, since and until a day."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Organisation, models.CASCADE, related_name="member_of")
    kind = models.CharField(max_length=24, choices=KINDS)
    role = models.CharField(max_length=80, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "member"], condition=Q(until=None), name="one_current_membership"
            ),
            models.CheckConstraint(condition=~Q(organisation=F("member")), name="not_a_member_of_itself"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.organisation_id}"


class DeclaredMembers(models.Model):
    """How many members of a kind an organisation says it has, whether they are registered here or not."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="declared_members")
    kind = models.CharField(max_length=24, choices=KINDS)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="one_number_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind} {self.number}"
