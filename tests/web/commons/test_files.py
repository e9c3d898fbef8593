"""Private files: kept under a name that says nothing, handed out to those who may read the thing they belong to."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.commons.conftest import NAMES, Cast

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.accounts.permissions import is_administrator, is_oneself
from clusteratlas_web.foundation.files import READERS, files_of, keep, readers_of
from clusteratlas_web.foundation.models import PrivateFile
from clusteratlas_web.foundation.uploads import BadUpload

CONTENT = b"name\nsecret\n"


@pytest.fixture
def readers() -> Iterator[None]:
    """Ana's papers are for Ana and for administrators."""
    before = dict(READERS)
    readers_of(Person, is_oneself | is_administrator)
    yield
    READERS.clear()
    READERS.update(before)


def kept_for(cast: Cast) -> PrivateFile:
    """A file that belongs to Ana."""
    return keep(SimpleUploadedFile("../../etc/Pläne\r\n.csv", CONTENT), cast.ana, cast.ben)


def test_what_is_stored(cast: Cast) -> None:
    file = kept_for(cast)
    stored = Path(settings.MEDIA_ROOT) / file.path
    assert (file.name, file.media_type, file.size) == ("Pläne.csv", "text/csv", len(CONTENT))
    assert (file.sha256, file.uploader, len(file.path)) == (hashlib.sha256(CONTENT).hexdigest(), cast.ben, 48)
    assert (stored.read_bytes(), stored.stat().st_mode & 0o777) == (CONTENT, 0o600)
    assert (list(files_of(cast.ana)), list(files_of(cast.ben))) == ([file], [])


def test_what_is_refused_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(BadUpload):
        keep(SimpleUploadedFile("a.csv", b"<html>"), cast.ana, cast.ana)
    assert (PrivateFile.objects.count(), list(Path(settings.MEDIA_ROOT).glob("*"))) == (0, [])


@pytest.mark.usefixtures("readers")
def test_who_may_read_it(cast: Cast) -> None:
    address = reverse("file", kwargs={"number": kept_for(cast).pk})
    answers = {name: cast.client(name).get(address) for name in NAMES}
    for answer in answers.values():
        answer.close()
    assert {name: answer.status_code for name, answer in answers.items()} == {
        "visitor": 404,
        "carla": 404,
        "ben": 404,
        "ana": 200,
        "finn": 404,
        "gao": 200,
    }


@pytest.mark.usefixtures("readers")
def test_it_comes_as_a_download_that_nothing_keeps_or_runs(cast: Cast) -> None:
    answer = cast.client("ana").get(reverse("file", kwargs={"number": kept_for(cast).pk}))
    assert b"".join(answer.streaming_content) == CONTENT
    assert answer.headers["Content-Type"] == "text/csv"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''Pl%C3%A4ne.csv"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_nobody_spoke_for_is_nobodys(cast: Cast) -> None:
    before = READERS.pop("accounts.person", None)
    answer = cast.client("gao").get(reverse("file", kwargs={"number": kept_for(cast).pk}))
    assert (before, answer.status_code) == (None, 404)
