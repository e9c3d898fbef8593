"""Specialisation: the location quotient."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.cells import Cells, Groups, group_columns, measure_cells
from clusteratlas.tables import Frame

_CACHED_CELLS = 32_768


def location_quotient(frame: Frame, value: str = "employment", within: str = "all", of: str = "industry") -> Frame:
    """How many times larger an industry's share of a region is than its share of the whole country.

    LQ = (e_rc / e_r.) / (e_.c / e_..), where e_rc is the value of industry c in region r and a dot is a sum. 1 is the
    country's share; 2 is twice that share. The denominators are a choice: with `within="all"` they run over all
    industries of the frame, with `within="kind"` over the industries of the same kind (a traded cluster over traded
    employment), which is what the atlas of the United States publishes.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        value: column of the values, any unit, not negative.
        within: "all" or "kind"; "kind" needs a text column `kind` with one word for each industry.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: region, the column `of`[, year], location_quotient (ratio, 0 and above),
        one row for each row of the frame, ordered by region, industry and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, a key stands twice, or an industry has two kinds.
        UnknownChoice: `within` is another word.

    Notes:
        Null where the region's or the industry's total is zero. Sums are 64-bit whatever the type of the column. The
        products e_rc * e_.. and e_r. * e_.c are taken before the one division, so counts whose products stay below
        2**53 give the correctly rounded quotient, and two regions with equal shares give equal quotients.

    References:
        Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries. Journal of Economic
        Geography 16(1), 1-38.

    Example:
        Aerospace has 30 of 40 jobs in Wichita and 50 of 200 in the country: (30/40) / (50/200) = 3.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "software", "aerospace", "software"],
        ...     "employment": [30, 10, 20, 140],
        ... })
        >>> for row in location_quotient(frame).to_pylist():
        ...     print(row["region"], row["industry"], round(row["location_quotient"], 3))
        boston aerospace 0.5
        boston software 1.167
        wichita aerospace 3.0
        wichita software 0.333
    """
    return measure_cells(frame, Cells(value, of, within), "location_quotient", location_quotient_kernel)


def location_quotient_kernel(values: ArrayLike, groups: Groups = None) -> NDArray[np.float64]:
    """The location quotients of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        groups: shape (industries,), the group within which each industry's totals are taken; None for one group.

    Returns:
        The same shape; NaN where the region's or the industry's total is zero.

    Example:
        >>> location_quotient_kernel([[30, 10], [20, 140]]).round(3).tolist()
        [[3.0, 0.333], [0.5, 1.167]]
    """
    cells = np.asarray(values, dtype=np.float64)  # before any sum: 32-bit sums overflow without a word
    if groups is None:
        return _quotients(cells)
    result = np.empty(cells.shape)
    for columns in group_columns(groups):
        result[..., columns] = _quotients(cells[..., columns])
    return result


def location_quotients_against(
    values: ArrayLike, totals: ArrayLike, reference: ArrayLike, reference_totals: ArrayLike
) -> NDArray[np.float64]:
    """Location quotients where the reference is given: a published national row, and not the sum of the regions.

    LQ = (e_rc / e_r.) / (E_c / E), multiplied before it is divided, as in the kernel, so that the two agree to the last
    bit where the reference is the sum.

    Parameters:
        values, totals: shape (regions, industries): each cell, and its region's total of the industry's group.
        reference, reference_totals: shape (industries,): the industry in the reference, and its group's total there.

    Returns:
        Shape (regions, industries); NaN where a total or the industry's reference is zero.

    Example:
        >>> location_quotients_against([[30, 10]], [[40, 40]], [50, 150], [200, 200]).round(3).tolist()
        [[3.0, 0.333]]
    """
    cells, whole = np.asarray(values, np.float64), np.asarray(totals, np.float64)
    return quotient(cells * np.asarray(reference_totals, np.float64), whole * np.asarray(reference, np.float64))


def _quotients(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """The margins once, then a few regions at a time, so that only the result is as large as the table."""
    regions, industries = cells.sum(axis=-1, keepdims=True), cells.sum(axis=-2, keepdims=True)
    total = regions.sum(axis=-2, keepdims=True)
    result = np.empty(cells.shape)
    for rows in _blocks(cells.shape):
        quotient(cells[rows] * total, regions[rows] * industries, out=result[rows])
    return result


def _blocks(shape: tuple[int, ...]) -> Iterator[tuple[Any, ...]]:
    """Slices along the regions, each of about so many cells as a processor's cache holds."""
    regions, cells = shape[-2], math.prod(shape)
    step = max(1, _CACHED_CELLS * regions // max(cells, 1))
    return (np.s_[..., first : first + step, :] for first in range(0, regions, step))
