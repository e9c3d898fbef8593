"""The Hoover index: which share of an industry would have to move to be spread like the reference."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.against import TOTAL, checked_against
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.lorenz_curve import lorenz_curve_kernel
from clusteratlas.measures.yearly import measure_years, member_rows
from clusteratlas.tables import Frame


def hoover(frame: Frame, against: str = TOTAL, value: str = "employment", of: str = "industry") -> Frame:
    """Which share of an industry would have to move to another region to be spread like the reference.

    H_c = 1/2 * sum over r of |s_rc - x_r|, where s_rc is region r's share of industry c and x_r its share of the
    reference; the same as the widest gap between the industry's Lorenz curve and the diagonal. 0: spread like the
    reference; near 1: all in one small region.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        against: the reference. "total": each region's share of the total value; "uniform": the same share for every
            region that has a row (in the year).
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: the column `of`[, year], hoover (0 to 1), one row for each industry that has
        a row in the frame (in the year), ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `against` is another word.

    Notes:
        Null where the industry's total is zero. Never above the locational Gini against the same reference.

    References:
        Hoover, E. M. (1936). The measurement of industrial localization. Review of Economic Statistics 18(4), 162-171.

    Example:
        Wichita has 3/5 of aerospace and 1/5 of all jobs: 2/5 of aerospace would have to move.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "software", "aerospace", "software"],
        ...     "employment": [30, 10, 20, 140],
        ... })
        >>> for row in hoover(frame).to_pylist():
        ...     print(row["industry"], round(row["hoover"], 3))
        aerospace 0.4
        software 0.133
    """
    checked_against(against)
    cells = Cells(value, of)
    return measure_years(
        frame,
        cells.check(frame),
        cells,
        (of,),
        lambda matrix: member_rows(of, matrix.industries, {"hoover": hoover_kernel(matrix.values, against)}),
    )


def hoover_kernel(values: ArrayLike, against: str = TOTAL) -> NDArray[np.float64]:
    """The Hoover indices of the industries of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        against: "total" or "uniform".

    Returns:
        Shape (..., industries), 0 to 1; NaN where the industry's total is zero.

    Example:
        >>> hoover_kernel([[30, 10], [20, 140]]).round(3).tolist()
        [0.4, 0.133]
    """
    return lorenz_curve_kernel(values, against).hoover()
