"""Ranked sets: rows that share their keys, laid side by side as the columns of one matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.tables import key_numbers

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True)
class Sets:
    """Which set each row of a table belongs to, and its place among the members of that set.

    Sets stand in the order of their keys. They differ in size, so the matrix has places no row fills.
    """

    of_row: NDArray[np.int64]
    place: NDArray[np.int64]
    first: NDArray[np.int64]  # one row of each set, to read its keys from
    largest: int

    @classmethod
    def of(cls, table: pa.Table, keys: Sequence[str]) -> "Sets":
        """The sets of the rows that agree in all keys; one set of all rows where there are no keys."""
        if not keys or not table.num_rows:
            return cls._of_order(np.arange(table.num_rows), np.zeros(table.num_rows, np.bool_))
        number = key_numbers(table, keys)
        order = np.argsort(number, kind="stable")
        return cls._of_order(order, np.diff(number[order], prepend=-1) > 0)

    @classmethod
    def _of_order(cls, order: NDArray[Any], starts: NDArray[np.bool_]) -> "Sets":
        starts[:1] = True
        number = np.cumsum(starts) - 1
        heads = np.flatnonzero(starts)
        place_in_order = np.arange(len(order)) - heads[number] if len(order) else np.empty(0, np.int64)
        of_row, place = np.empty(len(order), np.int64), np.empty(len(order), np.int64)
        of_row[order], place[order] = number, place_in_order
        return cls(of_row, place, order[heads].astype(np.int64), int(place.max(initial=-1)) + 1)

    def __len__(self) -> int:
        return len(self.first)

    def lay(self, values: NDArray[Scalar], empty: Any) -> NDArray[Scalar]:
        """The values of the rows as a matrix of members x sets; `empty` where no row is."""
        matrix = np.full((self.largest, len(self)), empty, dtype=values.dtype)
        matrix[self.place, self.of_row] = values
        return matrix

    def gather(self, matrix: NDArray[Scalar]) -> NDArray[Scalar]:
        """The values of a members x sets matrix, back in the order of the rows."""
        return matrix[self.place, self.of_row]
