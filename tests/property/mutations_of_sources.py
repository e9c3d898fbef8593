"""Changes a real extract at random, and says whether what came of it is right: refused clearly, or read rightly."""

import gzip
import random
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.property.mutations import Mutation, byte, cut, drop, insert, letter, repeat, shuffle
from tests.property.mutations import column as cell_moved
from tests.reference.folders import files
from tests.reference.records import stored_cells

from clusteratlas.errors import ClusterAtlasError
from clusteratlas.sources import import_file
from clusteratlas.sources.registry import Source

Reader = Callable[[Path], Mapping[tuple[int, str, str], Mapping[str, object]]]


def row_twice(text: bytes, chance: random.Random) -> bytes:
    heading, *rows = text.splitlines(keepends=True)
    return heading + b"".join([*rows, chance.choice(rows)])


def column(text: bytes, chance: random.Random) -> bytes:
    """One cell takes the place of another in its row."""
    return cell_moved(text, chance, b"\t" if b"\t" in text else b",")


MUTATIONS: tuple[Mutation, ...] = (byte, letter, insert, drop, repeat, cut, shuffle, row_twice, column)
ROUNDS = 12  # of each mutation: more than a hundred files in all


def check(source: Source, read: Reader, mutation: Mutation, text: bytes, folder: Path, suffix: str = ".csv") -> None:
    """Changes the text, imports it, and holds what is stored beside what the slow reader reads of the changed file."""
    chance = random.Random(f"{source.name} {mutation.__name__}")
    for number in range(ROUNDS):
        changed = mutation(text, chance)
        file = folder / f"{number}{suffix}"
        file.write_bytes(gzip.compress(changed) if number % 3 == 0 and suffix != ".xlsx" else changed)
        home, refusal = folder / f"home{number}", ""
        try:
            receipt = import_file(source, file, home)
        except ClusterAtlasError as error:
            refusal = str(error)
        if refusal:
            assert mutation is not shuffle, refusal
            assert file.name in refusal
            assert files(home) == {}
        else:
            assert stored_cells(receipt.records) == read(file)
