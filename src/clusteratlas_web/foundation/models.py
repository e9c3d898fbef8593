"""What every app stands on in the database: history, the outbox, private files."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_noop as said


class HistoryEntry(models.Model):
    """What happened: who did what to which thing, and what changed. The database refuses all but new rows."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)  # the thing's label, such as registry.organisation
    thing = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "thing", "-at"], name="history_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}: {self.verb}"


class Letter(models.Model):
    """A letter in the outbox, as it will be sent. Its key is its occasion, so that one occasion makes one letter.

    Once it left, its text is not kept: it may hold what only its reader should see.
    """

    WAITING, SENDING, SENT, FAILED, IN_DOUBT = "waiting", "sending", "sent", "failed", "in-doubt"
    STATES = (
        (WAITING, said("waiting")),
        (SENDING, said("being sent")),
        (SENT, said("sent")),
        (FAILED, said("not accepted")),
        (
            IN_DOUBT,
            said("in doubt"),
        ),  # the worker ended while the mail server had it: nobody knows, so it is not repeated
    )

    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    address = models.EmailField(blank=True)  # blank once the person was erased
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=WAITING, db_index=True)
    written = models.DateTimeField(auto_now_add=True)
    claimed = models.DateTimeField(null=True)
    sent = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"


class PrivateFile(models.Model):
    """An uploaded file, kept outside every served folder; `kind` and `thing` say what it belongs to."""

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=60)
    thing = models.BigIntegerField()
    uploaded = models.DateTimeField(auto_now_add=True)
    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "thing"], name="files_of_a_thing")]

    def __str__(self) -> str:
        return self.name
