"""Pages as they were once written: in memory for this process, in the home's cache for all of them and for later.

A page of an edition is drawn from what cannot change, so drawing it twice is waste. What is kept is packed as it is
sent, so that nobody packs it again. The files may be deleted at any time.
"""

import gzip
import hashlib
import json
import logging
import os
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from clusteratlas_web.explore.kept import Kept

IN_MEMORY = 256  # pages of each process; one with a map is 30 kB packed
MEGABYTE = 1_000_000
BETWEEN_TIDYINGS = 100  # pages that a process writes before it looks whether there are too many

_TAKES_GZIP = re.compile(r"\bgzip\b")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """An answer, packed; its entity tag says all it depends on."""

    status: int
    headers: dict[str, str]
    packed: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> "Page":
        """What an answer is made of."""
        return cls(response.status_code, dict(response.items()), gzip.compress(response.content, 6, mtime=0))

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The same answer again, packed for whoever can unpack it."""
        takes = bool(_TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")))
        response = HttpResponse(self.packed if takes else gzip.decompress(self.packed), status=self.status)
        for name, value in self.headers.items():
            response.headers[name] = value
        if takes:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
        patch_vary_headers(response, ("Accept-Encoding",))
        return response


class KeptPages:
    """Pages by their entity tags; `folder` and the megabytes in it are asked for each time, as settings may differ."""

    def __init__(self, folder: Callable[[], Path], megabytes: Callable[[], int]) -> None:
        self._folder, self._megabytes = folder, megabytes
        self._pages: Kept[Page] = Kept(IN_MEMORY)
        self._written = 0

    def get(self, key: str, make: Callable[[], Page]) -> Page:
        """The page under a key: from memory, from disk, or made now and kept if it is a page and no refusal."""
        return self._pages.get((self._folder(), key), lambda: self._from_disk(key, make))

    def _from_disk(self, key: str, make: Callable[[], Page]) -> Page:
        if not self._megabytes():
            return make()
        file = self._folder() / key[:2] / key
        page = _read(file)
        if page is None:
            page = make()
            self._write(file, page)
        return page

    def _write(self, file: Path, page: Page) -> None:
        """Writes a page beside and moves it to its place; a cache that cannot be written only costs time."""
        beside = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._folder().chmod(0o700)  # an edition may be for nobody but those who keep it
            beside.write_bytes(_written(page))
            beside.replace(file)
        except OSError as error:
            with suppress(OSError):
                beside.unlink()
            _log.warning("A page is not kept: %s", error)
        self._written += 1
        if self._written % BETWEEN_TIDYINGS == 0:
            tidy(self._folder(), self._megabytes() * MEGABYTE)


def tidy(folder: Path, most: int) -> None:
    """Where there are more bytes than `most`, removes what was not asked for longest until a tenth is free."""
    found = sorted((stat.st_mtime, stat.st_size, file) for file in folder.glob("*/*") if (stat := _stat(file)))
    excess = sum(size for _, size, _ in found) - most
    if excess <= 0:
        return
    excess += most // 10
    for _, size, file in found:
        if excess <= 0:
            return
        file.unlink(missing_ok=True)
        excess -= size


def _stat(file: Path) -> os.stat_result | None:
    """Size and time of a file; nothing where another process has just removed it."""
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def _written(page: Page) -> bytes:
    """A line of JSON with status, headers and the checksum of what follows: the packed page."""
    facts = {"status": page.status, "headers": page.headers, "sha256": hashlib.sha256(page.packed).hexdigest()}
    return json.dumps(facts).encode() + b"\n" + page.packed


def _read(file: Path) -> Page | None:
    """The page of a file, whose time is set to now; nothing where there is none or it was not written whole."""
    try:
        line, _, packed = file.read_bytes().partition(b"\n")
        os.utime(file)
    except OSError:
        return None
    try:
        facts = json.loads(line)
    except ValueError:
        return None
    if facts.get("sha256") != hashlib.sha256(packed).hexdigest():
        return None
    return Page(facts["status"], facts["headers"], packed)
