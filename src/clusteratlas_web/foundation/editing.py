"""Two people at one record: a form carries the version it was made from, and an older one is refused."""

from http import HTTPStatus
from typing import TypeVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from clusteratlas_web.foundation.refusals import Refusal

LONGEST_VERSION = 10  # digits, less than a column can hold
MEANWHILE = gettext_noop(
    "Somebody else changed this record while you were editing it. Nothing of yours was stored. "
    "Look at the record as it is now, and make your change again."
)


class Changed(Refusal):
    """Somebody else changed the record meanwhile."""

    status = HTTPStatus.CONFLICT


class Versioned(models.Model):
    """A record whose every change counts up its version."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


Record = TypeVar("Record", bound=Versioned)


def lock(record: Record, version: int | None = None) -> Record:
    """The record read again for writing, inside a transaction; raises Changed if it is not at `version` any more."""
    held = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if version is not None and held.version != version:
        raise Changed(MEANWHILE)
    return held


def save_next(record: Versioned) -> None:
    """Stores a locked record as its next version."""
    record.version += 1
    record.save()


def version_sent(request: HttpRequest) -> int:
    """The version that a form or a button was made from; 0, which no record has, where it says none."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < LONGEST_VERSION else 0
