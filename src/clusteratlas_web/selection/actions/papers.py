"""The evidence sheet, the files and the letters of an application."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.editing import save_next
from clusteratlas_web.foundation.files import files_of, keep
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.actions.applications import editable
from clusteratlas_web.selection.editions import checksum_of, opened
from clusteratlas_web.selection.models import Entry, EvidenceSheet, Partner
from clusteratlas_web.selection.queries.evidence import has_figures

NO_EDITION = said("There is no edition %(edition)s here.")
NO_FIGURES = said(
    "Edition %(edition)s says nothing of this cluster in this region. Choose another edition, region or cluster."
)
MOST_FILES = 20
TOO_MANY = said("An application has at most %(most)s files. Remove one first.")


@transaction.atomic
def pin_evidence(
    person: Any, entry: Entry, edition: str, region: str, cluster: str, arrived: datetime
) -> EvidenceSheet:
    """A cluster in a region as an edition (us/2019.1) has them; the edition's checksum is kept, no figure is copied."""
    held = editable(person, entry, arrived)
    atlas, _, name = edition.partition("/")
    found = opened(atlas, name)
    if found is None:
        raise Refusal(NO_EDITION, edition=edition)
    if not has_figures(found, region, cluster):
        raise Refusal(NO_FIGURES, edition=found.manifest.identity)
    before = _sheet_state(held)
    facts = {"atlas": atlas, "edition": name, "checksum": checksum_of(found), "region": region, "cluster": cluster}
    sheet, _made = EvidenceSheet.objects.update_or_create(entry=held, defaults=facts)
    save_next(held)
    record(person, "pin", held, before, _sheet_state(held))
    return sheet


@transaction.atomic
def unpin_evidence(person: Any, entry: Entry, arrived: datetime) -> None:
    """No evidence sheet any more."""
    held = editable(person, entry, arrived)
    before = _sheet_state(held)
    EvidenceSheet.objects.filter(entry=held).delete()
    save_next(held)
    record(person, "unpin", held, before, {})


@transaction.atomic
def add_file(person: Any, entry: Entry, upload: UploadedFile, arrived: datetime) -> PrivateFile:
    """A file of the application."""
    held = editable(person, entry, arrived)
    if files_of(held).count() >= MOST_FILES:
        raise Refusal(TOO_MANY, most=MOST_FILES)
    return _kept(person, held, held, upload)


@transaction.atomic
def add_letter(person: Any, partner: Partner, upload: UploadedFile, arrived: datetime) -> PrivateFile:
    """The letter of commitment of a partner; it takes the place of the one before."""
    held = editable(person, partner.entry, arrived)
    files_of(partner).delete()
    return _kept(person, held, partner, upload)


@transaction.atomic
def remove_file(person: Any, entry: Entry, file: PrivateFile, arrived: datetime) -> None:
    """A file, or a letter, no more."""
    held = editable(person, entry, arrived)
    record(person, "remove file", held, {"file": file.name}, {})
    file.delete()
    save_next(held)


def _kept(person: Any, entry: Entry, thing: Any, upload: UploadedFile) -> PrivateFile:
    file = keep(upload, thing, person)
    save_next(entry)
    record(person, "add file", entry, {}, {"file": file.name})
    return file


def _sheet_state(entry: Entry) -> dict[str, Any]:
    fields = ("atlas", "edition", "checksum", "region", "cluster")
    return EvidenceSheet.objects.filter(entry=entry).values(*fields).first() or {}
