"""Contribution: how much of a region's growth comes from each industry, or of the nation's from each region."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.span import Span
from clusteratlas.tables import Frame

BY = ("industry", "region")


def contribution(
    frame: Frame, start: int, end: int, by: str = "industry", value: str = "employment", of: str = "industry"
) -> Frame:
    """How much each industry adds to its region's growth, or each region to the nation's.

    By industry: contribution = (e'_ri - e_ri) / e_r; by region: (e'_r - e_r) / e, with e the first year's values, e'
    the last year's, and a missing index a sum. 0.02 is two percentage points of growth. The contributions to a growth
    add up to it.

    Parameters:
        frame: one row for each region, industry and year; other years are passed over. The regions must not overlap
            and together are the nation: leave a row for the country itself out. An absent row means zero.
        start: the first year.
        end: the last year, after `start`.
        by: "industry" or "region": what contributes.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: region[, the column `of`], change (unit of the value), contribution (ratio),
        one row for each cell (by region: for each region) with a row in either year, ordered by region and industry.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `by` is another word, the frame lacks one of the years, or `end` is not after `start`.

    Notes:
        Null where what grows (the region; by region the nation) is zero in the first year.

    Example:
        Reno grows from 40 to 48 jobs, a fifth; software's 8 jobs are all of it. The nation grows from 100 to 120.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["reno", "reno", "boise", "boise"] * 2,
        ...     "industry": ["software", "retail"] * 4,
        ...     "year": [2018] * 4 + [2019] * 4,
        ...     "employment": [10, 30, 30, 30, 18, 30, 42, 30],
        ... })
        >>> contribution(frame, 2018, 2019).to_pylist()[3]
        {'region': 'reno', 'industry': 'software', 'change': 8.0, 'contribution': 0.2}
        >>> contribution(frame, 2018, 2019, by="region").to_pylist()[1]
        {'region': 'reno', 'change': 8.0, 'contribution': 0.08}
    """
    if by not in BY:
        raise UnknownChoice("by", by, BY)
    span = Span.check(frame, value, of, (start, end))
    if by == "industry":
        return span.answer(frame, _columns(span.values))
    return span.answer_by_region(frame, _columns(span.values.sum(axis=2)))


def contribution_kernel(first: ArrayLike, last: ArrayLike) -> NDArray[np.float64]:
    """What each part adds to the growth of its whole, the sum along the last axis.

    Parameters:
        first: shape (..., parts), the values of the first year, not negative.
        last: the same shape, the values of the last year.

    Returns:
        The same shape; NaN where the whole is zero in the first year.

    Example:
        >>> contribution_kernel([[10, 30], [0, 0]], [[18, 30], [5, 0]]).tolist()
        [[0.2, 0.0], [nan, nan]]
    """
    before, after = np.asarray(first, dtype=np.float64), np.asarray(last, dtype=np.float64)
    return quotient(after - before, before.sum(axis=-1, keepdims=True))


def _columns(values: NDArray[np.float64]) -> dict[str, Any]:
    first, last = values
    return {"change": last - first, "contribution": contribution_kernel(first, last)}
