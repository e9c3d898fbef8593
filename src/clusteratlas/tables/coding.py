"""Integer coding: text codes become positions in a sorted list once, at the door."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

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

    def _encode_dictionary(self, values: pa.Array | pa.ChunkedArray) -> NDArray[np.int32]:
        chunks = values.chunks if isinstance(values, pa.ChunkedArray) else [values]
        parts = []
        for chunk in chunks:  # look each dictionary up once, then gather
            lookup = _plain(pc.index_in(chunk.dictionary.cast(pa.string()), value_set=self._array))
            parts.append(lookup[chunk.indices.to_numpy(zero_copy_only=False)])
        return np.concatenate(parts) if parts else np.empty(0, np.int32)

    def decode(self, positions: NDArray[np.integer]) -> pa.Array:
        """The codes at these positions."""
        return self._array.take(pa.array(positions))


def _plain(found: pa.Array | pa.ChunkedArray) -> NDArray[np.int32]:
    filled = pc.fill_null(found, -1)
    whole = filled.combine_chunks() if isinstance(filled, pa.ChunkedArray) else filled
    return np.asarray(whole.to_numpy(zero_copy_only=False), dtype=np.int32)
