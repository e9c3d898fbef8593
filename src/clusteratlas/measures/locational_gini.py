"""The locational Gini coefficient: how unevenly an industry is spread over regions."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.against import TOTAL, checked_against
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.lorenz_curve import lorenz_curve_kernel
from clusteratlas.measures.yearly import measure_years, member_rows
from clusteratlas.tables import Frame


def locational_gini(frame: Frame, against: str = TOTAL, value: str = "employment", of: str = "industry") -> Frame:
    """How unevenly an industry is spread over regions, against the spread of everything or against an even spread.

    Regions are ordered by location quotient; X_k and Y_k are the shares of the reference and of the industry in the
    first k. G = sum over k of (X_(k-1) * Y_k - X_k * Y_(k-1)), twice the area between this Lorenz curve and the
    diagonal. It is also half the mean difference of two regions' quotients, weighted by their size:
    G = 1/2 * sum over r and s of x_r * x_s * |LQ_r - LQ_s|. 0: spread like the reference; near 1: all in one small
    region. Krugman (1991) gives the area itself, half of this.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        against: the reference. "total": each region's share of the total value; "uniform": the same share for every
            region that has a row (in the year).
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: the column `of`[, year], locational_gini (0 to 1), one row for each
        industry that has a row in the frame (in the year), ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `against` is another word.

    Notes:
        Null where the industry's total is zero. The largest possible value is 1 - x, x being the share of the smallest
        region in the reference: with n regions against uniform, 1 - 1/n. Regions cut finer give higher values.

    References:
        Krugman, P. (1991). Geography and Trade. MIT Press.

    Example:
        Boston has 4/5 of all jobs and 2/5 of aerospace: G = 4/5 * 1 - 1 * 2/5 = 0.4.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "software", "aerospace", "software"],
        ...     "employment": [30, 10, 20, 140],
        ... })
        >>> for row in locational_gini(frame).to_pylist():
        ...     print(row["industry"], round(row["locational_gini"], 3))
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
        lambda matrix: member_rows(
            of, matrix.industries, {"locational_gini": locational_gini_kernel(matrix.values, against)}
        ),
    )


def locational_gini_kernel(values: ArrayLike, against: str = TOTAL) -> NDArray[np.float64]:
    """The locational Gini coefficients of the industries of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        against: "total" or "uniform".

    Returns:
        Shape (..., industries), 0 to 1; NaN where the industry's total is zero.

    Example:
        >>> locational_gini_kernel([[30, 10], [20, 140]]).round(3).tolist()
        [0.4, 0.133]
    """
    return lorenz_curve_kernel(values, against).gini()
