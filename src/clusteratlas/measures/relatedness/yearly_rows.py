"""Answers found year after year, joined into one table in the order of its keys, each key's years together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.tables import Coding


@dataclass(frozen=True, eq=False)
class YearlyRows:
    """Rows with one or more coded keys, a year where the frame has years, and results.

    `codings` has the coding of each key column, `kinds` the type of each result column.
    """

    codings: Mapping[str, Coding]
    kinds: Mapping[str, pa.DataType]
    dated: bool
    _numbers: list[NDArray[np.int64]] = field(default_factory=list)
    _years: list[NDArray[np.int64]] = field(default_factory=list)
    _results: list[Mapping[str, pa.Array]] = field(default_factory=list)

    def add(self, year: int | None, places: Sequence[NDArray[Any]], **results: pa.Array) -> None:
        """One year's rows, in key order: positions of each key in its coding, and each result."""
        shape = [len(coding) for coding in self.codings.values()]
        number = np.zeros(len(places[0]), np.int64)
        for place, size in zip(places, shape, strict=True):
            number = number * size + place
        self._numbers.append(number)
        self._years.append(np.full(len(number), year or 0, np.int64))
        self._results.append(results)

    def table(self) -> pa.Table:
        """All rows, ordered by the keys and then by year."""
        number = np.concatenate([np.empty(0, np.int64), *self._numbers])
        # Each year is in key order already, so a stable sort on one number only merges the years.
        order = np.argsort(number, kind="stable") if len(self._numbers) > 1 else slice(None)
        columns = self._keys(number[order])
        if self.dated:
            columns["year"] = pa.array(np.concatenate([np.empty(0, np.int64), *self._years])[order])
        for name, kind in self.kinds.items():
            found = pa.chunked_array([each[name] for each in self._results], kind)
            columns[name] = found.take(pa.array(order)) if isinstance(order, np.ndarray) else found
        return pa.table(columns)

    def _keys(self, number: NDArray[np.int64]) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for key, coding in reversed(list(self.codings.items())):
            number, place = np.divmod(number, max(len(coding), 1))
            columns[key] = coding.decode(place)
        return dict(reversed(columns.items()))
