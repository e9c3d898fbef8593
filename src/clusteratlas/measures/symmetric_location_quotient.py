"""The symmetric location quotient: the location quotient between -1 and 1."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.cells import Cells, Groups, measure_cells
from clusteratlas.measures.specialisation import location_quotient_kernel
from clusteratlas.tables import Frame


def symmetric_location_quotient(
    frame: Frame, value: str = "employment", within: str = "all", of: str = "industry"
) -> Frame:
    """The location quotient between -1 and 1: under-representation counts as much as over-representation.

    SLQ = (LQ - 1) / (LQ + 1). 0 is the country's share; 1/3 twice and -1/3 half of that share; -1 none of it. A plain
    location quotient runs from 0 to 1 below the country's share and from 1 without end above it, so that means and
    regressions are ruled by the few largest.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        value: column of the values, any unit, not negative.
        within: "all" or "kind"; "kind" needs a text column `kind` with one word for each industry.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: region, the column `of`[, year], symmetric_location_quotient (-1 to 1), one
        row for each row of the frame, ordered by region, industry and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, a key stands twice, or an industry has two kinds.
        UnknownChoice: `within` is another word.

    Notes:
        Null where the region's or the industry's total is zero. 1 is not reached but by rounding.

    References:
        Dalum, B., Laursen, K. and Villumsen, G. (1998). Structural change in OECD export specialisation patterns:
        de-specialisation and "stickiness". International Review of Applied Economics 12(3), 423-443.

    Example:
        Aerospace has 30 of 40 jobs in Wichita and 50 of 200 in the country: LQ = 3, and (3 - 1) / (3 + 1) = 0.5.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "software", "aerospace", "software"],
        ...     "employment": [30, 10, 20, 140],
        ... })
        >>> for row in symmetric_location_quotient(frame).to_pylist():
        ...     print(row["region"], row["industry"], round(row["symmetric_location_quotient"], 3))
        boston aerospace -0.333
        boston software 0.077
        wichita aerospace 0.5
        wichita software -0.5
    """
    cells = Cells(value, of, within)
    return measure_cells(frame, cells, "symmetric_location_quotient", symmetric_location_quotient_kernel)


def symmetric_location_quotient_kernel(values: ArrayLike, groups: Groups = None) -> NDArray[np.float64]:
    """The symmetric location quotients of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        groups: shape (industries,), the group within which each industry's totals are taken; None for one group.

    Returns:
        The same shape, -1 to 1; NaN where the region's or the industry's total is zero.

    Example:
        >>> symmetric_location_quotient_kernel([[30, 10], [20, 140]]).round(3).tolist()
        [[0.5, -0.5], [-0.333, 0.077]]
    """
    quotients = location_quotient_kernel(values, groups)
    return (quotients - 1) / (quotients + 1)
