"""What a programme promises, the indicators that will tell, and the regions and clusters it supports."""

from typing import Any

from django.conf import settings
from django.db import models

from clusteratlas_web.foundation.names import Name, in_words
from clusteratlas_web.programmes.codes import CodesField
from clusteratlas_web.programmes.models.programme import Piece, Programme, text_field
from clusteratlas_web.programmes.words import DIMENSIONS, PLACES


class Place(Piece):
    """A region or a cluster that a programme supports, by its code in the atlas."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="places")
    kind = models.CharField(max_length=8, choices=PLACES)
    code = models.CharField(max_length=120)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = (
            "kind",
            "code",
        )
        constraints = (models.UniqueConstraint(fields=["programme", "kind", "code"], name="one_place_of_a_programme"),)
        indexes = (models.Index(fields=["kind", "code"], name="programmes_of_a_place"),)


class Indicator(Piece):
    """A figure that is followed to see what a programme does."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="indicators")
    names = text_field()
    unit = models.CharField(max_length=40, blank=True)
    dimension = models.CharField(max_length=16, choices=DIMENSIONS, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)

    @property
    def name(self) -> Name:
        """What is followed."""
        return in_words(self.names)


class Promise(models.Model):
    """The effect that was promised when a programme was decided. It is never changed; the database refuses it too."""

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="promise")
    effect = models.TextField()
    comparison = CodesField()
    method = models.TextField()
    registered = models.DateTimeField()
    registrar = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"promise of {self.programme_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Stores a promise once."""
        if self.pk:
            raise TypeError("a promise is not changed once it is registered")
        super().save(*args, **options)
