"""What an organisation does and can do, and the log of services it gave."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from clusteratlas_web.registry.models.organisation import Organisation
from clusteratlas_web.registry.words import ACTIVITIES, SERVICES


class Activity(models.Model):
    """An activity of an organisation: financing, incubation, networking…"""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="activities")
    word = models.CharField(max_length=40, choices=ACTIVITIES)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "word"], name="an_activity_once")]

    def __str__(self) -> str:
        return self.word


class Service(models.Model):
    """A service that a cluster organisation or a chamber offers."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="services")
    word = models.CharField(max_length=40, choices=SERVICES)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "word"], name="a_service_once")]

    def __str__(self) -> str:
        return self.word


class Capability(models.Model):
    """What an organisation can do that others may look for, in its own words."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="capabilities")
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "text"], name="a_capability_once")]

    def __str__(self) -> str:
        return self.text


class Certificate(models.Model):
    """A certificate an organisation holds: what it is, who gave it, until when."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="certificates")
    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "title", "issuer"], name="a_certificate_once")]

    def __str__(self) -> str:
        return self.title


class ServiceEntry(models.Model):
    """A service given on a day: hours, firms helped, introductions made, follow-up. Private but for the totals."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="service_log")
    day = models.DateField()
    service = models.CharField(max_length=40, choices=SERVICES)
    hours = models.DecimalField(max_digits=7, decimal_places=2)
    firms_helped = models.PositiveIntegerField(default=0)
    introductions = models.PositiveIntegerField(default=0)
    follow_up = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField(auto_now_add=True)

    history_private = ("follow_up",)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0) & Q(hours__lte=10_000), name="hours_were_spent"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.day} {self.service}"
