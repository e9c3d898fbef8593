"""Ranks and percentiles among the regions of a set; only eligible members count, and only they get an answer."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import answer, nullable
from clusteratlas.measures.sets import Sets
from clusteratlas.tables import Column, Frame, Schema, to_arrow

OPTIONAL = ("year", "level", "subcluster")  # a table of one year, of one level, of whole clusters may leave them out


def ranks(
    frame: Frame,
    column: str,
    by: Sequence[str] = ("year", "level", "cluster", "subcluster"),
    eligible: str | None = "employment",
) -> Frame:
    """Rank and percentile of each region among the regions of its set.

    The set of a row is made of the rows with the same `by` columns; of these, those whose column `eligible` is above
    zero and whose value is not empty are ranked. Rank 1 is the highest value. The percentile rank is
    (below + equal / 2) / n, where `below` counts ranked members with a smaller value and `equal` those with the same
    value, the row itself included: 0.9 says that the region stands above nine tenths of the ranked regions.

    Parameters:
        frame: one row for each region and set. An absent row is not ranked and does not count.
        column: the values to rank, any unit; a row without a value is not ranked.
        by: the columns that make a set. Of these year, level and subcluster are passed over where the frame has none.
        eligible: a column that must be above zero for a row to be ranked; None ranks every row that has a value.

    Returns:
        The kind of dataframe that came in: region, the `by` columns, rank_<column> (1 to ranked), percentile_<column>
        (0 to 1), ranked (how many members the set ranks), one row for each row of the frame, ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is not finite, or a region stands twice in a set.

    Notes:
        Rank and percentile are null where a row is not ranked. Ties share the best rank: 1, 2, 2, 4. The percentile
        rank is SciPy's `percentileofscore` of kind "mean", divided by 100.

    Example:
        Three of four regions have jobs. Reno and Boise tie on the second rank; the percentile of each is
        (0 + 2/2) / 3.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "reno", "boise", "ames"],
        ...     "cluster": ["aerospace"] * 4,
        ...     "employment": [90, 20, 20, 0],
        ... })
        >>> for row in ranks(frame, "employment").to_pylist():
        ...     print(row["region"], row["rank_employment"], row["percentile_employment"], row["ranked"])
        ames None None 3
        boise 2 0.3333333333333333 3
        reno 2 0.3333333333333333 3
        wichita 1 0.8333333333333334 3
    """
    source = to_arrow(frame)
    keys = [key for key in by if key in source.column_names or key not in OPTIONAL]
    table = _schema(keys, column, eligible).check(source)
    sets = Sets.of(table, keys)
    columns = {key: table[key] for key in ("region", *keys)} | _ranked(table, sets, column, eligible)
    return answer(frame, columns, ("region", *keys))


def _schema(keys: Sequence[str], column: str, eligible: str | None) -> Schema:
    texts = [Column(key, "count" if key == "year" else "text", key == "subcluster") for key in ("region", *keys)]
    numbers = [Column(name, "number", nullable=True) for name in dict.fromkeys((column, eligible)) if name is not None]
    return Schema("frame", (*texts, *numbers), ("region", *keys))


def _ranked(table: pa.Table, sets: Sets, column: str, eligible: str | None) -> dict[str, pa.Array]:
    values = sets.lay(_numbers(table, column), np.nan)
    member = ~np.isnan(values)
    if eligible is not None:
        member &= sets.lay(_numbers(table, eligible), np.nan) > 0
    rank = sets.gather(descending_ranks(values, member))
    return {
        f"rank_{column}": pa.array(rank, mask=rank == 0),
        f"percentile_{column}": nullable(sets.gather(percentile_ranks(values, member))),
        "ranked": pa.array(member.sum(axis=0)[sets.of_row]),
    }


def _numbers(table: pa.Table, column: str) -> NDArray[np.float64]:
    return np.asarray(table[column].to_numpy(), dtype=np.float64)


def descending_ranks(values: ArrayLike, eligible: ArrayLike) -> NDArray[np.int64]:
    """Rank 1 for the highest eligible value; ties share the best rank of their tie.

    Parameters:
        values: shape (members, ...); each column along the first axis is a set of its own.
        eligible: the same shape; true where a member is ranked.

    Returns:
        The same shape; 0 where a member is not ranked.

    Example:
        >>> descending_ranks([5, 9, 5, 1], [True, True, True, False]).tolist()
        [2, 1, 2, 0]
    """
    above, _ = _above_and_below(values, eligible)
    return np.where(eligible, above + 1, 0)


def percentile_ranks(values: ArrayLike, eligible: ArrayLike) -> NDArray[np.float64]:
    """The share of eligible values below each eligible value, ties counted half.

    Parameters:
        values: shape (members, ...); each column along the first axis is a set of its own.
        eligible: the same shape; true where a member is ranked.

    Returns:
        The same shape, between 0 and 1; NaN where a member is not ranked.

    Example:
        >>> percentile_ranks([5, 9, 5, 1], [True, True, True, True]).tolist()
        [0.5, 0.875, 0.5, 0.125]
    """
    above, below = _above_and_below(values, eligible)
    count = np.sum(eligible, axis=0)
    # below + equal / 2 over n, with equal = n - above - below
    return np.where(eligible, (count + below - above) / np.maximum(2 * count, 1), np.nan)


def linear_percentile(values: ArrayLike, eligible: ArrayLike, q: float) -> NDArray[np.float64]:
    """The q-th percentile of the eligible values, linear between neighbours as NumPy's default.

    The n eligible values in ascending order are numbered 0 to n - 1; the percentile stands at place q / 100 * (n - 1)
    and is interpolated where that is not a whole number.

    Parameters:
        values: shape (members, ...); each column along the first axis is a set of its own.
        eligible: the same shape; true where a member counts.
        q: the percentile, 0 to 100.

    Returns:
        The shape without its first axis; NaN where no member is eligible.

    Notes:
        Bit for bit what `numpy.percentile(values[eligible], q)` gives, for all sets in one sort.

    Example:
        The eligible values are 1, 2 and 4; the place of the 75th percentile is 1.5, between 2 and 4.

        >>> float(linear_percentile([4, 1, 100, 2], [True, True, False, True], 75))
        3.0
    """
    numbers, member = np.asarray(values, dtype=np.float64), np.asarray(eligible, dtype=np.bool_)
    count = member.sum(axis=0)
    if not len(numbers):
        return np.full(count.shape, np.nan)
    ascending = np.sort(np.where(member, numbers, np.nan), axis=0)  # NaN last
    place = np.maximum(count - 1, 0) * (q / 100)
    low = np.floor(place).astype(np.int64)
    high = np.minimum(low + 1, np.maximum(count - 1, 0))
    return _between(_at(ascending, low), _at(ascending, high), place - low)


def _at(ascending: NDArray[np.float64], place: NDArray[np.int64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.take_along_axis(ascending, place[np.newaxis], axis=0)[0]
    return found


def _between(low: NDArray[np.float64], high: NDArray[np.float64], part: NDArray[np.float64]) -> NDArray[np.float64]:
    # From the nearer end, as NumPy does, so that the answer never passes either neighbour.
    step = high - low
    return np.where(part < 0.5, low + step * part, high - step * (1 - part))


def _above_and_below(values: ArrayLike, eligible: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many eligible members stand above and below each member; meaningless where a member is not eligible."""
    numbers, member = np.asarray(values, dtype=np.float64), np.asarray(eligible, dtype=np.bool_)
    order = np.argsort(np.where(member, numbers, np.nan), axis=0, kind="stable")  # NaN last
    ascending = np.take_along_axis(np.where(member, numbers, np.nan), order, axis=0)
    position = _positions(ascending)
    tie_starts = np.ones(ascending.shape, np.bool_)
    tie_starts[1:] = ascending[1:] != ascending[:-1]
    tie_ends = np.ones(ascending.shape, np.bool_)
    tie_ends[:-1] = tie_starts[1:]
    first = np.maximum.accumulate(np.where(tie_starts, position, 0), axis=0)
    last = np.flip(np.minimum.accumulate(np.flip(np.where(tie_ends, position, len(numbers)), 0), axis=0), 0)
    return _unsorted(member.sum(axis=0) - 1 - last, order), _unsorted(first, order)


def _positions(values: NDArray[Any]) -> NDArray[np.int64]:
    column = (-1,) + (1,) * (values.ndim - 1)
    return np.broadcast_to(np.arange(len(values)).reshape(column), values.shape)


def _unsorted(values: NDArray[np.int64], order: NDArray[np.intp]) -> NDArray[np.int64]:
    result = np.empty(values.shape, np.int64)
    np.put_along_axis(result, order, values, axis=0)
    return result
