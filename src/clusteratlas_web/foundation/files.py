"""Private files: stored under a random name outside every served folder, handed out to those who may read them."""

import hashlib
import logging
import re
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from clusteratlas_web.foundation.caching import PRIVATE
from clusteratlas_web.foundation.history import kind_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.permissions import Rule
from clusteratlas_web.foundation.uploads import KINDS, kind_of_upload

LONGEST_NAME = 200  # characters
OURS = re.compile(r"[0-9a-f]{48}")  # what keep() calls a file
DAY = timedelta(days=1)  # how long a file may be there before its row

log = logging.getLogger(__name__)

# Who may read the files of a kind of thing: an app says so when it is ready. A kind nobody spoke for is nobody's.
READERS: dict[str, tuple[type[models.Model], Rule]] = {}


def readers_of(model: type[models.Model], may: Rule) -> None:
    """Says who may read the files that belong to things of a kind."""
    READERS[kind_of(model)] = (model, may)


def keep(
    upload: UploadedFile, thing: models.Model, person: Any, allowed: tuple[str, ...] = tuple(KINDS)
) -> PrivateFile:
    """Stores an uploaded file as belonging to a thing; raises BadUpload, and then nothing is stored."""
    kind = kind_of_upload(upload.name or "", upload.size or 0, upload.file, allowed)
    path = secrets.token_hex(24)
    digest = _write(upload, Path(settings.MEDIA_ROOT) / path)
    return PrivateFile.objects.create(
        name=_named(upload.name or ""),
        media_type=kind.media_type,
        size=upload.size,
        sha256=digest,
        path=path,
        kind=kind_of(thing),
        thing=thing.pk,
        uploader=person,
    )


def _write(upload: UploadedFile, target: Path) -> str:
    """Writes an upload for nobody but the platform to read; returns its checksum."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with target.open("xb") as out:
        target.chmod(0o600)
        for part in upload.chunks():
            digest.update(part)
            out.write(part)
    return digest.hexdigest()


def _named(name: str) -> str:
    """The name as it is offered for a download: its end counts, and nothing invisible is in it."""
    return "".join(sign for sign in name if sign.isprintable())[-LONGEST_NAME:]


def files_of(thing: models.Model) -> models.QuerySet[PrivateFile]:
    """The files that belong to a thing."""
    return PrivateFile.objects.filter(kind=kind_of(thing), thing=thing.pk)


def remove_abandoned(now: datetime) -> int:
    """Removes what uploads left on disk whose transaction failed, a day later; never what a row points to."""
    old = [each for each in Path(settings.MEDIA_ROOT).glob("*") if OURS.fullmatch(each.name) and _age(each, now) > DAY]
    known = set(PrivateFile.objects.values_list("path", flat=True)) if old else set()
    abandoned = [each for each in old if each.name not in known]
    for each in abandoned:
        each.unlink(missing_ok=True)
        log.warning("removed the uploaded file %s: nothing stored points to it", each.name)
    return len(abandoned)


def _age(file: Path, now: datetime) -> timedelta:
    return now - datetime.fromtimestamp(file.lstat().st_mtime, UTC)


@require_safe
def hand_out(request: HttpRequest, number: int) -> FileResponse:
    """A private file as a download; to whoever may not read it, it does not exist."""
    file = PrivateFile.objects.filter(pk=number).first()
    model, may = READERS.get(file.kind, (None, None)) if file else (None, None)
    thing = model._default_manager.filter(pk=file.thing).first() if model and file else None
    if file is None or thing is None or may is None or not may(request.user, thing):
        raise Http404
    return as_download(file)


def as_download(file: PrivateFile, name: str = "") -> FileResponse:
    """A private file as a download, under its own name or another; who may read it was asked before."""
    content = (Path(settings.MEDIA_ROOT) / file.path).open("rb")
    response = FileResponse(content, as_attachment=True, filename=name or file.name)
    response.headers["Content-Type"] = file.media_type
    response.headers["Cache-Control"] = PRIVATE
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
