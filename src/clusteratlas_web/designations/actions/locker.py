"""The evidence locker of an organisation: files with what they prove, for which indicators, until when."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from clusteratlas_web.designations.models import Evidence
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.files import keep
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.permissions import manages


@transaction.atomic
def add_evidence(
    person: Any,
    organisation: Any,
    upload: UploadedFile,
    proves: str,
    codes: Iterable[str],
    valid_until: date | None = None,
) -> Evidence:
    """A file that proves something; raises BadUpload, and then nothing is stored."""
    require(manages, person, organisation)
    made = Evidence.objects.create(
        organisation=organisation, proves=proves, codes=tuple(codes), valid_until=valid_until, added_by=person
    )
    keep(upload, made, person)
    record(person, "add_evidence", made, {}, state_of(made))
    return made


@transaction.atomic
def remove_evidence(person: Any, evidence: Evidence, version: int) -> Evidence:
    """Taken out of the locker; the file stays for those who judged by it, and the history."""
    require(manages, person, evidence.organisation)
    held = lock(evidence, version)
    held.removed = timezone.now()
    save_next(held)
    record(person, "remove_evidence", held)
    return held
