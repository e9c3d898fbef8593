"""What a cluster organisation lives on, and waivers of the listing rule."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from clusteratlas_web.registry.models.organisation import Organisation

SOURCES = ("public", "dues", "services", "projects")


class FundingYear(models.Model):
    """Where the money of a year came from, in percent that add up to 100: public, dues, paid services, projects."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="funding")
    year = models.PositiveSmallIntegerField()
    public = models.PositiveSmallIntegerField(default=0)
    dues = models.PositiveSmallIntegerField(default=0)
    services = models.PositiveSmallIntegerField(default=0)
    projects = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="one_funding_of_a_year"),
            models.CheckConstraint(
                condition=Q(public=100 - F("dues") - F("services") - F("projects")), name="percent_add_up_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}"


class Waiver(models.Model):
    """The listing rule is waived because of a recognised programme: which, why, by whom, until when."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="waivers")
    programme = models.CharField(max_length=200)
    reason = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given = models.DateTimeField(auto_now_add=True)
    until = models.DateField()

    class Meta:
        ordering = ["-until", "pk"]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.programme}"
