"""A real extract, changed at random: refused with one of our errors, or read as a slow plain reader reads it."""

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reference.cbp import read_cbp
from tests.reference.folders import files
from tests.reference.records import stored_cells

from clusteratlas.errors import ClusterAtlasError
from clusteratlas.sources import import_file

Mutation = Callable[[bytes, random.Random], bytes]


@pytest.fixture(scope="module")
def text(cbp_extract: Path) -> bytes:
    """The heading, and the rows of one real area; small, so that a hundred imports take seconds."""
    lines = gzip.decompress(cbp_extract.read_bytes()).splitlines(keepends=True)
    area = lines[1].split(b",")[1]
    return b"".join([lines[0], *(line for line in lines[1:] if line.split(b",")[1] == area)])


def _byte(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + bytes([chance.randrange(256)]) + text[at + 1 :]


def _letter(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(b'0123456789.,"\r\n -+eE').to_bytes() + text[at + 1 :]


def _insert(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice([b",", b'"', b"\n", b"\r", b"0", b"-", b".", b"\x00", b"\xef\xbb\xbf"]) + text[at:]


def _drop(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + text[at + chance.randrange(1, 60) :]


def _repeat(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + text[max(at - chance.randrange(1, 60), 0) :]


def _cut(text: bytes, chance: random.Random) -> bytes:
    return text[: chance.randrange(len(text))]


def _shuffle(text: bytes, chance: random.Random) -> bytes:
    heading, *rows = text.splitlines(keepends=True)
    return heading + b"".join(chance.sample(rows, len(rows)))


def _column(text: bytes, chance: random.Random) -> bytes:
    """One cell takes the place of another in its row."""
    lines = text.splitlines()
    at = chance.randrange(len(lines))
    cells = lines[at].split(b",")
    cells[chance.randrange(6)] = cells[chance.randrange(6)]
    return b"\n".join([*lines[:at], b",".join(cells), *lines[at + 1 :]])


MUTATIONS: tuple[Mutation, ...] = (_byte, _letter, _insert, _drop, _repeat, _cut, _shuffle, _column)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__.strip("_"))
@pytest.mark.parametrize("packed", ["plain", "packed before", "packed after"])
def test_a_changed_file_is_refused_clearly_or_read_rightly(
    mutation: Mutation, packed: str, text: bytes, tmp_path: Path
) -> None:
    chance = random.Random(f"{mutation.__name__} {packed}")
    for number in range(6):
        file = tmp_path / f"{number}.csv"
        file.write_bytes(_changed(text, mutation, packed, chance))
        home, refusal = tmp_path / f"home{number}", ""
        try:
            receipt = import_file("cbp", file, home)
        except ClusterAtlasError as error:
            refusal = str(error)
        if refusal:
            assert file.name in refusal
            assert files(home) == {}
        else:
            assert stored_cells(receipt.records) == read_cbp(file)


def _changed(text: bytes, mutation: Mutation, packed: str, chance: random.Random) -> bytes:
    if packed == "plain":
        return mutation(text, chance)
    if packed == "packed before":
        return gzip.compress(mutation(text, chance))
    if mutation in (_shuffle, _column):  # they need lines
        return gzip.compress(mutation(text, chance), mtime=0)
    return mutation(gzip.compress(text, mtime=0), chance)
