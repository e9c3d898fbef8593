"""The index that the directory searches and counts by: for every word the organisations that have it."""

from django.db import models

from clusteratlas_web.registry.models.organisation import Organisation

FACETS = ("state", "kind", "region", "cluster", "activity", "name", "text")


class Posting(models.Model):
    """The organisations that have a word in a facet, as their numbers in order (unsigned, four bytes, little-endian).

    One row is read for each word of a question, however many organisations have it; that is what keeps a directory of a
    hundred thousand fast on every database.
    """

    facet = models.CharField(max_length=10, choices=[(facet, facet) for facet in FACETS])
    word = models.CharField(max_length=120)
    size = models.PositiveIntegerField(default=0)
    organisations = models.BinaryField(default=b"")

    class Meta:
        ordering = ["facet", "word"]
        constraints = [models.UniqueConstraint(fields=["facet", "word"], name="one_posting_of_a_word")]

    def __str__(self) -> str:
        return f"{self.facet}:{self.word} ({self.size})"


class Indexed(models.Model):
    """The words an organisation stands under in the index, so that a change takes it out of those it left."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True, related_name="indexed")
    entries = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)


class IndexMade(models.Model):
    """The editions that the index was made from, in one row: they say which regions a region lies in."""

    editions = models.JSONField(default=list)
    made = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="index_is_made_once")]

    def __str__(self) -> str:
        return ", ".join(self.editions)
