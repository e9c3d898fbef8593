"""Integer coding: text codes become positions in a sorted list once, at the door."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


@dataclass(frozen=True)
class Coding:
    """A sorted list of distinct codes; the integer of a code is its position."""

    codes: tuple[str, ...]

    @classmethod
    def of(cls, values: Iterable[str]) -> "Coding":
        """The coding of all distinct values."""
        return cls(tuple(sorted(set(values))))

    @classmethod
    def of_column(cls, values: pa.Array | pa.ChunkedArray) -> "Coding":
        """The coding of the values that stand in a column; of a dictionary column only what its rows use."""
        if not pa.types.is_dictionary(values.type):
            return cls.of(values.unique().drop_null().to_pylist())
        chunks = values.chunks if isinstance(values, pa.ChunkedArray) else [values]
        return cls.of(code for chunk in chunks for code in _used(chunk))

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def _array(self) -> pa.Array:
        return pa.array(self.codes, pa.string())

    def encode(self, values: pa.Array | pa.ChunkedArray) -> NDArray[np.int32]:
        """Positions of the values; -1 where a value is not in the coding."""
        if pa.types.is_dictionary(values.type):
            return self._encode_dictionary(values)
        found = pc.index_in(values.cast(pa.string()), value_set=self._array)
        return _plain(found)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {code: position for position, code in enumerate(self.codes)}

    def _encode_dictionary(self, values: pa.Array | pa.ChunkedArray) -> NDArray[np.int32]:
        chunks = values.chunks if isinstance(values, pa.ChunkedArray) else [values]
        parts = [self._gather(chunk) for chunk in chunks]
        return np.concatenate(parts) if parts else np.empty(0, np.int32)

    def _gather(self, chunk: pa.DictionaryArray) -> NDArray[np.int32]:
        """Looks the dictionary up once, in plain Python: Arrow would load pandas to take the codes in."""
        found = [self._positions.get(code, -1) for code in chunk.dictionary.to_pylist()]
        lookup = np.array([*found, -1], np.int32)  # the last is for an empty cell
        return np.asarray(lookup[_indices(chunk)], np.int32)

    def decode(self, positions: NDArray[np.integer]) -> pa.Array:
        """The codes at these positions."""
        return self._array.take(pa.array(positions))


def plain(values: pa.Array) -> NDArray[Any]:
    """The numbers of a column without empty cells, nothing copied.

    The standard exchange and not `to_numpy`: that loads pandas, if it is there, which takes longer than a year's table.
    """
    return np.from_dlpack(values)


def _indices(chunk: pa.DictionaryArray) -> NDArray[Any]:
    """The integers of a dictionary column; -1 where the cell is empty."""
    return plain(chunk.indices.fill_null(-1) if chunk.indices.null_count else chunk.indices)


def _used(chunk: pa.DictionaryArray) -> Iterator[str]:
    used = np.zeros(len(chunk.dictionary) + 1, np.bool_)  # the last is for an empty cell
    used[_indices(chunk)] = True
    codes = chunk.dictionary.to_pylist()
    return (code for code, stands in zip(codes, used[:-1], strict=True) if stands and code is not None)


def _plain(found: pa.Array | pa.ChunkedArray) -> NDArray[np.int32]:
    filled = pc.fill_null(found, -1)
    whole = filled.combine_chunks() if isinstance(filled, pa.ChunkedArray) else filled
    return np.asarray(whole.to_numpy(zero_copy_only=False), dtype=np.int32)
