"""A scheme that a department drafts, and the versions of schemes that were published, each whole as data."""

from django.conf import settings
from django.db import models

from clusteratlas_web.designations.models.scheme import Scheme
from clusteratlas_web.foundation.editing import Versioned
from clusteratlas_web.foundation.names import Name
from clusteratlas_web.programmes.models.programme import in_words


class SchemeDraft(Versioned):
    """A scheme as data (designations.plans) that only its department reads until it is published.

    It is made from `origin`. `scheme` is the one that it makes anew; empty for a scheme that is not there yet.
    """

    department = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="scheme_drafts")
    origin = models.ForeignKey(Scheme, models.PROTECT, related_name="drafts")
    scheme = models.ForeignKey(Scheme, models.PROTECT, null=True, blank=True, related_name="revisions")
    plan = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-created", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["scheme"], condition=models.Q(scheme__isnull=False), name="one_revision_of_a_scheme"
            ),
        )

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def name(self) -> Name:
        """What it is called."""
        return in_words(self.plan.get("names", {}), str(self.pk))


class SchemeEdition(models.Model):
    """A version of a scheme as it was published: `plan` is all of it as data, and is never changed."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    plan = models.JSONField()
    published = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("scheme", "-number")
        constraints = (models.UniqueConstraint(fields=["scheme", "number"], name="one_edition_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.scheme_id} version {self.number}"
