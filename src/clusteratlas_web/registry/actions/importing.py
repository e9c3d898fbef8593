"""Reads a file of organisations, stores what somebody confirmed as one batch, and undoes it as one."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.uploads import kind_of_upload
from clusteratlas_web.registry.actions.importing_rows import add_to, make, take_back, used_since
from clusteratlas_web.registry.actions.indexing import index, unindex
from clusteratlas_web.registry.duplicates import Known, bare, host_of, likely
from clusteratlas_web.registry.importing.columns import meanings
from clusteratlas_web.registry.importing.rows import Given, Read, read_rows
from clusteratlas_web.registry.importing.sheets import read_sheet
from clusteratlas_web.registry.models import ImportBatch, ImportRow, Organisation
from clusteratlas_web.registry.queries.duplicates import likely_records
from clusteratlas_web.registry.queries.names import name_in
from clusteratlas_web.registry.refusals import (
    CHANGED_SINCE,
    ROWS_OPEN,
    ROWS_WRONG,
    STORED_ALREADY,
    UNDONE_ALREADY,
    NotReady,
    NotUndone,
)
from clusteratlas_web.registry.words import MERGE, NEW, SKIP

ALLOWED = (".csv", ".xlsx")
OFFERED = 3  # likely duplicates that are shown of a row


@dataclass(frozen=True)
class Decision:
    """What becomes of a row: new, skipped, or merged into a record or into an earlier row."""

    choice: str
    into: int | None = None
    into_row: int | None = None


@transaction.atomic
def read_import(person: Any, upload: UploadedFile, given: Given, state: str) -> ImportBatch:
    """Reads and checks a file; nothing of it becomes an organisation yet. Raises BadUpload or BadTable."""
    require(is_administrator, person)
    name = upload.name or ""
    kind_of_upload(name, upload.size or 0, upload.file, ALLOWED)
    sheet = read_sheet(PurePath(name).suffix.lower(), upload.file)
    columns = meanings(sheet.heading)
    found = read_rows(sheet, columns, given)
    batch = ImportBatch.objects.create(person=person, file=name[-200:], state=state, columns=columns, **vars(given))
    in_file = _likely_in_file(found)
    rows = [_staged(batch, each, in_file.get(each.line, []), person) for each in found]
    ImportRow.objects.bulk_create(rows, batch_size=200)
    return batch


@transaction.atomic
def decide_rows(person: Any, batch: ImportBatch, decisions: Mapping[int, Decision]) -> ImportBatch:
    """Notes what is to become of rows, by the number of the row."""
    require(is_administrator, person, batch)
    held = _locked(batch)
    rows = list(held.rows.filter(number__in=decisions))
    known = {each["record"] for row in rows for each in row.likely if "record" in each}
    existing = set(Organisation.objects.filter(pk__in=known, merged_into=None).values_list("pk", flat=True))
    for row in rows:
        _decide(row, decisions[row.number], existing)
    ImportRow.objects.bulk_update(rows, ["decision", "into", "into_row"], batch_size=200)
    return held


@transaction.atomic
def store_import(person: Any, batch: ImportBatch) -> ImportBatch:
    """Stores all rows in one transaction; raises NotReady where a row has errors or waits for a decision."""
    require(is_administrator, person, batch)
    held = _locked(batch)
    rows = list(held.rows.select_related("into"))
    wrong = sum(1 for row in rows if row.errors and row.decision != SKIP)
    if wrong:
        raise NotReady(ROWS_WRONG, count=wrong)
    undecided = sum(1 for row in rows if not row.decision)
    if undecided:
        raise NotReady(ROWS_OPEN, count=undecided)
    made: dict[int, Organisation] = {}
    taken: set[str] = set()
    for row in rows:
        _store(person, held, row, made, taken)
    index(made.values())
    held.stored = timezone.now()
    held.save(update_fields=["stored"])
    return held


@transaction.atomic
def undo_import(person: Any, batch: ImportBatch) -> ImportBatch:
    """Takes everything back that an import stored; raises NotUndone where some of it was changed or used since."""
    require(is_administrator, person, batch)
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.stored is None or held.undone is not None:
        raise NotUndone(UNDONE_ALREADY)
    rows = list(held.rows.exclude(made_version=None).select_related("made").order_by("-number"))
    _check_unused(rows)
    for row in rows:
        if row.decision == MERGE and row.made is not None:
            take_back(row.made, row.added)
            record(person, "undo-import", row.made, note=held.file)
    new = [row.made for row in rows if row.decision == NEW and row.made is not None]
    for each in new:
        record(person, "undo-import", each, before={"slug": each.slug}, note=held.file)
    index({row.made for row in rows if row.made is not None and row.decision == MERGE})
    unindex(new)
    Organisation.objects.filter(pk__in=[each.pk for each in new]).delete()
    held.undone = timezone.now()
    held.save(update_fields=["undone"])
    return held


def _locked(batch: ImportBatch) -> ImportBatch:
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.stored is not None:
        raise NotReady(STORED_ALREADY)
    return held


def _staged(batch: ImportBatch, read: Read, in_file: list[dict[str, Any]], person: Any) -> ImportRow:
    facts = read.facts
    names = list(facts.get("names", {}).values())
    records = likely_records(names, facts.get("web", ""), facts.get("country", ""), person) if names else []
    found = [
        {"record": each.number, "reason": each.reason, "likeness": each.likeness} for each in records[:OFFERED]
    ] + in_file[:OFFERED]
    return ImportRow(
        batch=batch,
        number=read.line,
        values=facts,
        errors=read.errors,
        likely=found,
        decision="" if found or read.errors else NEW,
    )


def _likely_in_file(found: list[Read]) -> dict[int, list[dict[str, Any]]]:
    """What each row may duplicate among the rows before it that share a word of the name, or the host."""
    by_word: dict[str, list[int]] = defaultdict(list)
    known: dict[int, Known] = {}
    hits: dict[int, list[dict[str, Any]]] = {}
    for read in found:
        names = tuple(read.facts.get("names", {}).values())
        host, country = host_of(read.facts.get("web", "")), read.facts.get("country", "")
        words = {word for name in names for word in bare(name).split()} | ({f"//{host}"} if host else set())
        before = {line for word in words for line in by_word[word][-200:]}
        same = likely(names, read.facts.get("web", ""), country, (known[line] for line in sorted(before)))
        hits[read.line] = [{"row": e.number, "reason": e.reason, "likeness": e.likeness} for e in same]
        known[read.line] = Known(read.line, names, host, country)
        for word in words:
            by_word[word].append(read.line)
    return hits


def _decide(row: ImportRow, decision: Decision, existing: set[int]) -> None:
    records = {each["record"] for each in row.likely if "record" in each} & existing
    lines = {each["row"] for each in row.likely if "row" in each}
    row.into_id = decision.into if decision.into in records else None
    row.into_row = decision.into_row if decision.into_row in lines else None
    is_merge = decision.choice == MERGE and (row.into_id or row.into_row)
    row.decision = MERGE if is_merge else decision.choice if decision.choice in (NEW, SKIP) else ""
    if row.errors and row.decision != SKIP:
        row.decision = ""


def _store(person: Any, batch: ImportBatch, row: ImportRow, made: dict[int, Organisation], taken: set[str]) -> None:
    if row.decision == SKIP:
        return
    target = row.into if row.into is not None else made.get(row.into_row or 0)
    if row.decision == MERGE and target is not None:
        row.added = add_to(person, target, row.values, batch.file)
        row.made = target
    else:
        row.decision = NEW
        row.made = make(person, row.values, batch.state, batch.file, taken)
    row.made_version = row.made.version
    row.save()
    made[row.number] = row.made


def _check_unused(rows: list[ImportRow]) -> None:
    """The last version that the import itself made of each record is the one that must still stand."""
    last: dict[int, int] = {}
    for row in rows:
        if row.made is not None:
            last[row.made.pk] = max(last.get(row.made.pk, 0), row.made_version or 0)
    new = {row.made_id for row in rows if row.decision == NEW}
    records = Organisation.objects.filter(pk__in=last).prefetch_related("names")
    changed = [each for each in records if each.version != last[each.pk] or (each.pk in new and used_since(each))]
    gone = [row for row in rows if row.made is None]
    if changed or gone:
        raise NotUndone(CHANGED_SINCE, names="; ".join(str(name_in(each)) for each in changed[:10]) or "?")
