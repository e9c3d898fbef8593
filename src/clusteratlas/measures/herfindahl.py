"""The Herfindahl index: how few industries a region, or how few regions an industry consists of."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.shares import national_share_kernel, region_share_kernel
from clusteratlas.measures.yearly import measure_years, member_rows
from clusteratlas.tables import Frame

BY = ("region", "industry")


def herfindahl(frame: Frame, by: str = "region", value: str = "employment", of: str = "industry") -> Frame:
    """How few industries a region consists of, or how few regions an industry: the sum of squared shares.

    By region H_r = sum over c of (e_rc / e_r.)^2; by industry H_c = sum over r of (e_rc / e_.c)^2. 1: all in one; 1/n:
    spread evenly over n. 1/H is the number of equal parts that would give the same index.

    Parameters:
        frame: one row for each region and industry (and year). An absent row means zero.
        by: "region" for the specialisation of regions, "industry" for the concentration of industries.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: region, or the column `of`[, year], herfindahl (0 to 1), one row for each
        that has a row in the frame (in the year), ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `by` is another word.

    Notes:
        Null where the total is zero. Not comparable between classifications with more and fewer industries, nor
        between maps with more and fewer regions.

    References:
        Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54(5), 761-762.

    Example:
        Wichita has 3/4 and 1/4 of its jobs in its two industries: 9/16 + 1/16 = 0.625. Boston has half and half.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "software", "aerospace", "software"],
        ...     "employment": [30, 10, 20, 20],
        ... })
        >>> for row in herfindahl(frame).to_pylist():
        ...     print(row["region"], row["herfindahl"])
        boston 0.5
        wichita 0.625
    """
    _check(by)
    cells = Cells(value, of)
    name = "region" if by == "region" else of
    return measure_years(
        frame,
        cells.check(frame),
        cells,
        (name,),
        lambda matrix: member_rows(
            name,
            matrix.regions if by == "region" else matrix.industries,
            {"herfindahl": herfindahl_kernel(matrix.values, by)},
        ),
    )


def herfindahl_kernel(values: ArrayLike, by: str = "region") -> NDArray[np.float64]:
    """The Herfindahl indices of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        by: "region" or "industry".

    Returns:
        Shape (..., regions) or (..., industries), 0 to 1; NaN where the total is zero.

    Example:
        >>> herfindahl_kernel([[30, 10], [20, 20]], by="industry").round(3).tolist()
        [0.52, 0.556]
    """
    _check(by)
    shares, axis = (region_share_kernel(values), -1) if by == "region" else (national_share_kernel(values), -2)
    result: NDArray[np.float64] = (shares**2).sum(axis=axis)
    if shares.shape[axis] == 0:  # a sum over nothing is zero, the share of nothing is not
        result = np.full(result.shape, np.nan)
    return np.minimum(result, 1.0)


def _check(by: str) -> None:
    if by not in BY:
        raise UnknownChoice("by", by, BY)
