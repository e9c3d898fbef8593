"""One try at a download over HTTP: from the start or from where the last one broke off, into a part file."""

import http.client
import os
import re
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import tomli_w

from clusteratlas.home import Share

_BLOCK = 1 << 20
_MOST_PATIENT = 120.0  # seconds; a server that asks for a longer wait is asked again all the same
_HEADERS = {"User-Agent": "clusteratlas (official statistics, one file at a time)", "Accept-Encoding": "identity"}


class BrokenOff(Exception):
    """A try ended before the file was whole; another may do better, after `wait` seconds at least."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        self.wait = wait
        super().__init__(reason)


class Gone(Exception):
    """The server has no such file for us; asking again will not help."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(reason)


@dataclass(frozen=True)
class Validators:
    """What tells one version of a file from another: its entity tag and the time it was changed, as the server says."""

    address: str
    etag: str = ""
    modified: str = ""

    @property
    def condition(self) -> str:
        """What a range may be asked under: a strong entity tag, else the time; empty where the server gave neither."""
        return self.modified if self.etag.startswith("W/") else self.etag or self.modified


@dataclass(frozen=True)
class Part:
    """What has come in so far, and of which version of the file."""

    file: Path
    note: Path
    address: str

    @classmethod
    def at(cls, target: Path, address: str) -> "Part":
        """The part of a target; one that was begun from another address is dropped."""
        part = cls(target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.part.toml"), address)
        if part.file.exists() and part.validators().address != address:
            part.drop()
        return part

    def validators(self) -> Validators:
        """Of which version the bytes are."""
        if not self.note.is_file():
            return Validators("")
        return Validators(**tomllib.loads(self.note.read_text(encoding="utf-8")))

    def size(self) -> int:
        """How many bytes have come in."""
        return self.file.stat().st_size if self.file.is_file() else 0

    def begin(self, validators: Validators) -> None:
        """Starts anew, of this version."""
        self.drop()
        self.note.write_bytes(tomli_w.dumps(asdict(validators)).encode())

    def drop(self) -> None:
        """Forgets what has come in."""
        self.file.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def become(self, target: Path) -> None:
        """Takes the target's name, once on disk."""
        with self.file.open("rb") as stream:
            os.fsync(stream.fileno())
        self.file.replace(target)
        self.note.unlink(missing_ok=True)


def download(address: str, part: Part, timeout: float, share: Share) -> None:
    """Fetches what is missing; raises BrokenOff if the file is not whole then, Gone if there is none."""
    with _answer(address, part, timeout) as answer:
        whole = _whole_size(answer, part)
        with part.file.open("ab") as out:
            _copy(answer, out.write, part.size(), whole, share)
    if whole is not None and part.size() < whole:
        raise BrokenOff(f"the connection ended after {part.size():,} of {whole:,} bytes")


def _answer(address: str, part: Part, timeout: float) -> http.client.HTTPResponse:
    if not address.startswith(("https://", "http://")):
        raise Gone("it is no web address.", "Give an address that begins with https://.")
    request = urllib.request.Request(address, headers=_HEADERS | _range(part))  # noqa: S310 - the scheme is checked
    try:
        answer: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=timeout)  # noqa: S310 - as above
    except urllib.error.HTTPError as error:
        with error:
            raise _refusal(error, part) from error
    except urllib.error.URLError as error:
        raise BrokenOff(f"there is no connection: {error.reason}") from error
    except (OSError, http.client.HTTPException) as error:
        raise BrokenOff(f"the connection failed: {error}") from error
    return answer


def _range(part: Part) -> dict[str, str]:
    """Asks for the rest only, and only while the file is the same; without a way to tell, for the whole."""
    condition = part.validators().condition
    return {"Range": f"bytes={part.size()}-", "If-Range": condition} if part.size() and condition else {}


def _refusal(error: urllib.error.HTTPError, part: Part) -> Exception:
    if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:  # more has come in than there is now
        part.drop()
        return BrokenOff("the file has changed in the meantime")
    if error.code in (http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE):
        return Gone(
            "there is no such file (404).", "It may not be published yet: check the year and the producer's page."
        )
    if error.code == http.HTTPStatus.TOO_MANY_REQUESTS or error.code >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        return BrokenOff(f"the server answers {error.code} {error.reason}", _asked_wait(error))
    return Gone(f"the server refuses: {error.code} {error.reason}.", "Fetch the file in a browser, then import it.")


def _asked_wait(error: urllib.error.HTTPError) -> float:
    seconds = error.headers.get("Retry-After", "")
    return min(float(seconds), _MOST_PATIENT) if seconds.isdigit() else 0.0


def _whole_size(answer: http.client.HTTPResponse, part: Part) -> int | None:
    """How long the whole file is, if the server says; a whole answer starts the part anew."""
    if answer.status == http.HTTPStatus.PARTIAL_CONTENT:
        found = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("Content-Range", ""))
        if found is None or int(found[1]) != part.size():
            part.drop()
            raise BrokenOff("the server sent another part of the file than the one asked for")
        return int(found[2])
    headers = answer.headers
    part.begin(Validators(part.address, headers.get("ETag", ""), headers.get("Last-Modified", "")))
    length = headers.get("Content-Length", "")
    return int(length) if length.isdigit() else None


def _copy(
    answer: http.client.HTTPResponse, write: Callable[[bytes], object], done: int, whole: int | None, share: Share
) -> None:
    while block := _block(answer):
        write(block)
        done += len(block)
        share(min(done / whole, 1.0) if whole else 0.0)


def _block(answer: http.client.HTTPResponse) -> bytes:
    try:
        return answer.read(_BLOCK)
    except http.client.IncompleteRead as error:
        return error.partial
    except (OSError, http.client.HTTPException) as error:  # reading only: what the disk says comes from `write`
        raise BrokenOff(f"the connection failed: {error}") from error
