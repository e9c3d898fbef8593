"""A real file, changed at random in any provider's layout: what each change is, and what must come of it."""

import gzip
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.reference.folders import files
from tests.reference.records import Stored, stored_cells

from clusteratlas.errors import ClusterAtlasError
from clusteratlas.sources import Source, import_file

Mutation = Callable[[bytes, random.Random], bytes]
TIMES = 6
INSERTED = (b",", b"\t", b'"', b"\n", b"\r", b"0", b"-", b".", b":", b" ", b"\x00", b"\xef\xbb\xbf")


@dataclass(frozen=True)
class Case:
    """A source, a real text in its layout, what its file is called, and a slow plain reader of the layout.

    The plain reader raises anything where the text is no such file.
    """

    source: Source | str
    text: bytes
    name: str
    read: Callable[[Path], Stored]
    separator: bytes = b","


def byte(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + bytes([chance.randrange(256)]) + text[at + 1 :]


def letter(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(b'0123456789.,"\r\n\t -+eE:cb').to_bytes() + text[at + 1 :]


def insert(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(INSERTED) + text[at:]


def drop(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + text[at + chance.randrange(1, 60) :]


def repeat(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + text[max(at - chance.randrange(1, 60), 0) :]


def cut(text: bytes, chance: random.Random) -> bytes:
    return text[: chance.randrange(len(text))]


def shuffle(text: bytes, chance: random.Random) -> bytes:
    heading, *rows = text.splitlines(keepends=True)
    return heading + b"".join(chance.sample(rows, len(rows)))


def column(text: bytes, chance: random.Random, separator: bytes = b",") -> bytes:
    """One cell takes the place of another in its row."""
    lines = text.splitlines()
    at = chance.randrange(len(lines))
    cells = lines[at].split(separator)
    cells[chance.randrange(len(cells))] = cells[chance.randrange(len(cells))]
    return b"\n".join([*lines[:at], separator.join(cells), *lines[at + 1 :]]) + b"\n"


MUTATIONS: tuple[Mutation, ...] = (byte, letter, insert, drop, repeat, cut, shuffle, column)
NEED_LINES = (shuffle, column)
PACKED = (
    "plain",
    "packed before",
    "packed after",
)  # when a gzip was made: never, of the changed text, before the change

every_mutation = pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
every_packing = pytest.mark.parametrize("packed", PACKED)


def refused_or_right(case: Case, mutation: Mutation, packed: str, folder: Path) -> int:
    """Imports the file changed in several ways; how many were refused. Each is, clearly, or read as it really says."""
    chance = random.Random(f"{mutation.__name__} {packed}")
    return sum(
        _refused(case, _changed(case, mutation, packed, chance), folder / str(number)) for number in range(TIMES)
    )


def _refused(case: Case, content: bytes, folder: Path) -> bool:
    folder.mkdir()
    file, home, refusal = folder / case.name, folder / "home", ""
    file.write_bytes(content)
    try:
        receipt = import_file(case.source, file, home)
    except ClusterAtlasError as error:
        refusal = str(error)
    if refusal:
        assert file.name in refusal
        assert files(home) == {}
    else:
        assert stored_cells(receipt.records) == case.read(file)
    return bool(refusal)


def _changed(case: Case, mutation: Mutation, packed: str, chance: random.Random) -> bytes:
    def change(text: bytes) -> bytes:
        return column(text, chance, case.separator) if mutation is column else mutation(text, chance)

    if packed == "plain":
        return change(case.text)
    if packed == "packed before" or mutation in NEED_LINES:
        return gzip.compress(change(case.text), mtime=0)
    return change(gzip.compress(case.text, mtime=0))
