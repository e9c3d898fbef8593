"""Figures: one measure of a batch of records, as published - known, withheld, or withheld within a printed range."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

FLAG = pa.dictionary(pa.int8(), pa.string())


@dataclass(frozen=True)
class Figures:
    """Values in the measure's unit. Where `known` is False the value is 0 here and empty in storage: never a zero.

    `low` and `high` are the range a source prints in place of a withheld figure (UNBOUNDED where it is open); `flags`
    are the producer's own letters, empty text where there is none.
    """

    values: NDArray[np.int64]
    known: NDArray[np.bool_]
    low: NDArray[np.int64] | None = None
    high: NDArray[np.int64] | None = None
    flags: pa.Array | None = None

    @classmethod
    def published(cls, values: NDArray[np.int64]) -> "Figures":
        """Figures that are all known."""
        return cls(values, np.ones(len(values), np.bool_))

    def columns(self, measure: str) -> Iterator[tuple[str, pa.Array]]:
        """The columns these figures take in storage: the measure, and its range and flag where there are such."""
        yield measure, pa.array(self.values, pa.int64(), mask=~self.known)
        for part, bound in (("low", self.low), ("high", self.high)):
            if bound is not None:
                yield f"{measure}_{part}", pa.array(bound, pa.int64(), mask=self.known)
        if self.flags is not None:
            yield f"{measure}_flag", self.flags.cast(FLAG)
