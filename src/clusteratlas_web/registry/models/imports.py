"""A file of organisations on its way in: its rows, what is wrong, what they may duplicate, what was decided."""

from django.conf import settings
from django.db import models

from clusteratlas_web.registry.models.organisation import Organisation
from clusteratlas_web.registry.words import DECISIONS, KINDS, NEW


class ImportBatch(models.Model):
    """One file, checked when it was read, stored when somebody confirmed it, and undone as a whole if need be."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file = models.CharField(max_length=200)
    kind = models.CharField(max_length=24, choices=KINDS, blank=True)  # of rows that do not say theirs
    country = models.CharField(max_length=2, blank=True)  # likewise
    atlas = models.CharField(max_length=40, blank=True)  # whose clusters are meant where a name stands in several
    state = models.CharField(max_length=12)  # in which organisations are stored
    columns = models.JSONField(default=dict)  # heading -> what it is taken for
    read = models.DateTimeField(auto_now_add=True)
    stored = models.DateTimeField(null=True)
    undone = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file


class ImportRow(models.Model):
    """One organisation of a file, from one row or several of the same identifier.

    `values` are its facts, `errors` what is wrong, each with the row it stands in; `likely` what it may duplicate, each
    with the reason: records, or earlier rows of the file. `made` is the record it became or was merged into, `added`
    what it gave that record.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # the first line of the file it stands in
    values = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    likely = models.JSONField(default=list)
    decision = models.CharField(max_length=8, choices=DECISIONS, blank=True, default=NEW)
    into = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    into_row = models.PositiveIntegerField(null=True)  # or an earlier row of the same file
    made = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    made_version = models.PositiveIntegerField(null=True)
    added = models.JSONField(default=dict)  # what a merge gave the record

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_row_of_a_number")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.number}"
