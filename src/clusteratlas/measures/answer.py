"""How an answer leaves a measure: ordered by its keys, undefined values null, as the kind of dataframe that came in."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.tables import Frame, key_numbers, like


def answer(frame: Frame, columns: Mapping[str, Any], keys: Sequence[str]) -> Frame:
    """The columns as a table in the order of the keys, as the kind of dataframe that `frame` is."""
    return like(frame, in_key_order(pa.table(dict(columns)), keys))


def in_key_order(table: pa.Table, keys: Sequence[str], of: pa.Table | None = None) -> pa.Table:
    """The rows ordered by the keys, or by those `of` another table with the same rows.

    An empty key (a whole cluster among its subclusters) stands first.
    """
    number = key_numbers(table if of is None else of, keys)
    if (number[1:] >= number[:-1]).all():  # nothing to move, and moving copies every column
        return table
    return table.take(pa.array(np.argsort(number, kind="stable")))


def nullable(values: NDArray[np.floating]) -> pa.Array:
    """The values as a column that is null where they are NaN."""
    return pa.array(values, from_pandas=True)


def quotient(
    numerator: NDArray[np.float64], denominator: NDArray[np.float64], out: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """The quotient, and NaN where the denominator is not above zero: one policy on every engine.

    It is written into `out` where that is given, which may be the numerator.
    """
    return np.divide(numerator, np.where(denominator > 0, denominator, np.nan), out=out)
