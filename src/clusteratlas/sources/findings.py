"""What is wrong with a file's cells: five are kept to show, all are counted."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.errors import SHOWN, BadCell, BadCells

_WHOLE = r"^[0-9]{1,15}(\.0*)?$"  # some producers print counts as 47.0


class Codes(Protocol):
    """Whatever knows the positions of codes: a coding, or a book of spellings; -1 where a value is none of them."""

    def encode(self, values: pa.ChunkedArray) -> NDArray[np.int32]:
        """The position of each value."""


class Findings:
    """Offending cells of one file, gathered batch by batch and raised together."""

    def __init__(self, where: str) -> None:
        self._where, self._cells, self._count = where, list[BadCell](), 0

    @property
    def count(self) -> int:
        """How many cells break a rule so far."""
        return self._count

    def add(
        self, values: pa.ChunkedArray, bad: pa.ChunkedArray, first: int, column: str, rule: Callable[[str], str]
    ) -> None:
        """Adds the values that `bad` marks; `first` is the row number of the first value."""
        positions = pc.indices_nonzero(bad).to_numpy()
        self._count += len(positions)
        for position in positions[: SHOWN - len(self._cells)] if len(self._cells) < SHOWN else []:
            value = str(values[int(position)].as_py())
            self._cells.append(BadCell(first + int(position), column, value, *_parts(rule(value))))

    def add_cells(self, cells: Sequence[BadCell], count: int) -> None:
        """Adds cells to show that stand for `count` of their kind."""
        self._cells.extend(cells)
        self._count += count

    def raise_if_any(self) -> None:
        """Raises BadCells if anything was found."""
        if self._count:
            raise BadCells(self._where, sorted(self._cells, key=lambda cell: cell.row), self._count)


def whole_numbers(values: pa.ChunkedArray, column: str, first: int, findings: Findings) -> NDArray[np.int64]:
    """The column as counts; every cell that is empty, negative, fractional or text is a finding (and 0 here)."""
    fits = pc.match_substring_regex(values, _WHOLE)
    findings.add(values, pc.invert(fits), first, column, _why_not_whole)
    numbers = pc.cast(pc.if_else(fits, values, "0"), pa.float64())
    return np.asarray(numbers.to_numpy(), dtype=np.int64)


def known_codes(
    values: pa.ChunkedArray, coding: Codes, column: str, first: int, findings: Findings, rule: Callable[[str], str]
) -> NDArray[np.int32]:
    """Positions of the codes; every unknown code is a finding (and -1 here)."""
    positions = coding.encode(values)
    findings.add(values, pa.chunked_array([pa.array(positions < 0)]), first, column, rule)
    return positions


def _why_not_whole(value: str) -> str:
    if not value.strip():
        return "is empty"
    try:
        number = float(value)
    except ValueError:
        return "is not a number"
    if number < 0:
        return "is negative"
    return "is not a whole number"


def _parts(rule: str) -> tuple[str, str | None]:
    text, _, nearest = rule.partition("; nearest known: ")
    return text, nearest or None
