"""Expected change: what a regional industry would have gained, had it grown as its industry did in the nation."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.span import Span
from clusteratlas.tables import Frame


def expected_change(frame: Frame, start: int, end: int, value: str = "employment", of: str = "industry") -> Frame:
    """What each cell would have gained at its industry's national growth, and how far it came out beside that.

    Expected change = e_ri (e'_i - e_i) / e_i, with e the first year's values, e' the last year's, and a missing index
    the sum over regions; difference = change - expected change. A difference of 300 says that there are 300 more than
    the industry's own growth explains; it is the competitive effect of the classic shift-share analysis.

    Parameters:
        frame: one row for each region, industry and year; other years are passed over. The regions must not overlap
            and together are the nation: leave a row for the country itself out. An absent row means zero.
        start: the first year.
        end: the last year, after `start`.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: region, the column `of`, change, expected_change, difference (unit of the
        value), one row for each cell with a row in either year, ordered by region and industry.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: the frame lacks one of the years, or `end` is not after `start`.

    Notes:
        Expected change and difference are null where the industry has nothing in the nation in the first year.

    Example:
        Software grows by half in the nation, from 40 to 60. Reno's 10 jobs in it should have become 15, and are 18.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["reno", "boise"] * 2, "industry": ["software"] * 4, "year": [2018, 2018, 2019, 2019],
        ...     "employment": [10, 30, 18, 42],
        ... })
        >>> for row in expected_change(frame, 2018, 2019).to_pylist():
        ...     print(row["region"], row["change"], row["expected_change"], row["difference"])
        boise 12.0 15.0 -3.0
        reno 8.0 5.0 3.0
    """
    span = Span.check(frame, value, of, (start, end))
    first, last = span.values
    expected = expected_change_kernel(first, last)
    columns = {"change": last - first, "expected_change": expected, "difference": last - first - expected}
    return span.answer(frame, columns)


def expected_change_kernel(first: ArrayLike, last: ArrayLike) -> NDArray[np.float64]:
    """The expected changes of a region x industry matrix, or of a stack of them.

    Parameters:
        first: shape (..., regions, industries), the values of the first year, not negative.
        last: the same shape, the values of the last year.

    Returns:
        The same shape; NaN where the industry has nothing in the first year.

    Example:
        >>> expected_change_kernel([[10, 0], [30, 0]], [[18, 4], [42, 0]]).tolist()
        [[5.0, nan], [15.0, nan]]
    """
    before, after = np.asarray(first, dtype=np.float64), np.asarray(last, dtype=np.float64)
    industries = before.sum(axis=-2, keepdims=True)
    return quotient(before * (after.sum(axis=-2, keepdims=True) - industries), industries)
