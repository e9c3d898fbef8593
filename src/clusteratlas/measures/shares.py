"""Shares: what an industry is to its region, and what a region is to its industry."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.cells import Cells, Groups, group_columns, measure_cells
from clusteratlas.tables import Frame


def region_shares(frame: Frame, value: str = "employment", within: str = "all", of: str = "industry") -> Frame:
    """The share of each industry in its region's total.

    Share = e_rc / e_r., where e_rc is the value of industry c in region r and e_r. the region's sum over all industries
    (`within="all"`) or over those of the same kind (`within="kind"`). 0.25 says that a quarter of the region is in it.

    Parameters:
        frame: one row for each region and industry (and year). An absent row means zero.
        value: column of the values, any unit, not negative.
        within: "all" or "kind"; "kind" needs a text column `kind` with one word for each industry.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: region, the column `of`[, year], region_share (0 to 1), one row for each row
        of the frame, ordered by region, industry and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, a key stands twice, or an industry has two kinds.
        UnknownChoice: `within` is another word.

    Notes:
        Null where the region's total is zero. The shares of a region add up to 1 within each kind.

    Example:
        Wichita has 40 jobs, 30 of them in aerospace: 0.75.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "software", "aerospace", "software"],
        ...     "employment": [30, 10, 20, 140],
        ... })
        >>> for row in region_shares(frame).to_pylist():
        ...     print(row["region"], row["industry"], row["region_share"])
        boston aerospace 0.125
        boston software 0.875
        wichita aerospace 0.75
        wichita software 0.25
    """
    return measure_cells(frame, Cells(value, of, within), "region_share", region_share_kernel)


def national_shares(frame: Frame, value: str = "employment", of: str = "industry") -> Frame:
    """The share of each region in its industry's total over all regions.

    Share = e_rc / e_.c, where e_rc is the value of industry c in region r and e_.c the industry's sum over the regions
    of the frame. 0.25 says that a quarter of the industry is there.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: region, the column `of`[, year], national_share (0 to 1), one row for each
        row of the frame, ordered by region, industry and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.

    Notes:
        Null where the industry's total is zero. The shares of an industry add up to 1.

    Example:
        Aerospace has 50 jobs, 30 of them in Wichita: 0.6.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "software", "aerospace", "software"],
        ...     "employment": [30, 10, 20, 40],
        ... })
        >>> for row in national_shares(frame).to_pylist():
        ...     print(row["region"], row["industry"], row["national_share"])
        boston aerospace 0.4
        boston software 0.8
        wichita aerospace 0.6
        wichita software 0.2
    """
    return measure_cells(frame, Cells(value, of), "national_share", lambda values, _: national_share_kernel(values))


def region_share_kernel(values: ArrayLike, groups: Groups = None) -> NDArray[np.float64]:
    """The shares of a region x industry matrix, or of a stack of them, in each region's total.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        groups: shape (industries,), the group within which each industry's total is taken; None for one group.

    Returns:
        The same shape, 0 to 1; NaN where the region's total is zero.

    Example:
        >>> region_share_kernel([[30, 10], [20, 140]]).tolist()
        [[0.75, 0.25], [0.125, 0.875]]
    """
    cells = np.asarray(values, dtype=np.float64)
    result = np.empty(cells.shape)
    for columns in group_columns(groups):
        part = cells[..., columns]
        result[..., columns] = quotient(part, part.sum(axis=-1, keepdims=True))
    return result


def national_share_kernel(values: ArrayLike) -> NDArray[np.float64]:
    """The shares of a region x industry matrix, or of a stack of them, in each industry's total.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.

    Returns:
        The same shape, 0 to 1; NaN where the industry's total is zero.

    Example:
        >>> national_share_kernel([[30, 10], [20, 40]]).tolist()
        [[0.6, 0.2], [0.4, 0.8]]
    """
    cells = np.asarray(values, dtype=np.float64)
    return quotient(cells, cells.sum(axis=-2, keepdims=True))
