"""The file of a data set: taken in if its table can be opened, replaced, and not kept when nothing comes of it."""

from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from clusteratlas.errors import UnreadableFile
from clusteratlas_web.contributions.actions.keeping import held_for_change, store
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.refusals import UNREADABLE, UnusableFile
from clusteratlas_web.contributions.table_files import Preview, how_written, preview, under_name
from clusteratlas_web.contributions.words import UNCHECKED
from clusteratlas_web.foundation.files import files_of, keep
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.uploads import PARQUET

AT_ONCE = 2_000_000  # bytes, unpacked, that are read while somebody waits for the page
ALLOWED = (".csv", ".xlsx", PARQUET.suffix)


@transaction.atomic
def give_file(
    person: Any, data_set: DataSet, version: int, upload: UploadedFile, sheet: str = "", lines_above: int = 0
) -> DataSet:
    """Takes a file in place of the one before; raises BadUpload or UnusableFile, and then nothing of it is kept.

    A map of the file before stays where the new one has its columns; in any case the file is checked anew.
    """
    held, before = held_for_change(person, data_set, version)
    former = list(files_of(held))
    stored = keep(upload, held, person, ALLOWED)
    try:
        held.table, found = _looked_into(stored, sheet, lines_above)
        held.preview = found.facts
    except UnreadableFile as error:
        Path(settings.MEDIA_ROOT, stored.path).unlink(missing_ok=True)
        raise UnusableFile(UNREADABLE, reason=error.reason, remedy=error.remedy) from error
    if held.columns is not None:
        held.columns = {**held.columns, "table": held.table | _silence(held.columns)} if _fits(held, found) else None
    held.check_state, held.check_result, held.checked = UNCHECKED, {}, None
    _forget(former)
    return store(person, held, "upload", before | _named(former[-1:]), stored.name)


def drop_files(data_set: DataSet) -> None:
    """Forgets the files of a data set of which nothing comes, and what was read of them."""
    DataSet.objects.filter(pk=data_set.pk).update(preview={}, check_result={})
    _forget(list(files_of(data_set)))


def is_small(data_set: DataSet) -> bool:
    """Whether its file is read in the request, and not by the worker."""
    return int(data_set.preview["size"]) <= AT_ONCE


def path_of(stored: PrivateFile) -> Path:
    """Where the file is."""
    return Path(settings.MEDIA_ROOT) / stored.path


def _looked_into(stored: PrivateFile, sheet: str, lines_above: int) -> tuple[dict[str, Any], Preview]:
    with under_name(path_of(stored), f"file{PurePath(stored.name).suffix.lower()}") as file:
        how = how_written(file, sheet, lines_above)
        return how, preview(file, how)


def _fits(data_set: DataSet, found: Preview) -> bool:
    """Whether the columns that the map names are in the file."""
    columns = data_set.columns or {}
    named = [columns.get(section, {}).get("column") for section in ("region", "industry", "year", "measure")]
    return {name for name in named if name} <= set(found.names)


def _silence(columns: dict[str, Any]) -> dict[str, Any]:
    absent = columns.get("table", {}).get("absent")
    return {"absent": absent} if absent else {}


def _named(former: list[PrivateFile]) -> dict[str, Any]:
    return {"file": former[0].name} if former else {}


def _forget(files: list[PrivateFile]) -> None:
    paths = [path_of(each) for each in files]
    PrivateFile.objects.filter(pk__in=[each.pk for each in files]).delete()
    transaction.on_commit(lambda: [path.unlink(missing_ok=True) for path in paths])
