"""Coagglomeration: how far two industries are over-represented in the same regions."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.shares import national_share_kernel
from clusteratlas.measures.yearly import measure_years, pair_rows
from clusteratlas.tables import Frame

SIZES = ("mean", "total")


def coagglomeration(frame: Frame, value: str = "employment", of: str = "industry", size: str = "mean") -> Frame:
    """How far two industries are over-represented in the same regions: the pairwise index of Ellison and Glaeser.

    C_ij = sum over r of (s_ri - x_r) * (s_rj - x_r) / (1 - sum over r of x_r^2), where s_ri is region r's share of
    industry i and x_r the size of region r, as a share of all. 0: the two know nothing of each other; above: they are
    found in the same regions more than the size of regions explains; below: they avoid each other.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.
        size: what the size of a region is. "mean": the mean of its shares of the industries, each industry counting
            the same, as Ellison, Glaeser and Kerr (2010) have it. "total": its share of the total value, as Ellison and
            Glaeser (1997) have it.

    Returns:
        The kind of dataframe that came in: the column `of`, other[, year], coagglomeration (no unit, 0 is neutral, at
        most about 2), one row for every two different industries that have a row (in the year), both ways round,
        ordered by both and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `size` is another word.

    Notes:
        Null where the total of one of the two is zero, and where one region is all there is. Symmetric. Industries
        without any value are left out of the mean. No correction for the size of plants is needed: plants of two
        different industries do not stand in the same place by being one.

    References:
        Ellison, G. and Glaeser, E. L. (1997). Geographic concentration in U.S. manufacturing industries: A dartboard
        approach. Journal of Political Economy 105(5), 889-927.
        Ellison, G., Glaeser, E. L. and Kerr, W. R. (2010). What causes industry agglomeration? Evidence from
        coagglomeration patterns. American Economic Review 100(3), 1195-1213.

    Example:
        Steel and coal have shares (1, 0) of the two regions, software (0, 1). The mean shares are (2/3, 1/3), and
        1 - 4/9 - 1/9 = 4/9. Steel and coal: (1/3 * 1/3 + 1/3 * 1/3) / (4/9) = 1/2.
        Steel and software: (1/3 * -2/3 + -1/3 * 2/3) / (4/9) = -1.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["essen", "essen", "berlin"],
        ...     "industry": ["steel", "coal", "software"],
        ...     "employment": [30, 10, 20],
        ... })
        >>> for row in coagglomeration(frame).to_pylist():
        ...     print(row["industry"], row["other"], round(row["coagglomeration"], 3))
        coal software -1.0
        coal steel 0.5
        software coal -1.0
        software steel -1.0
        steel coal 0.5
        steel software -1.0
    """
    _checked(size)
    cells = Cells(value, of)
    return measure_years(
        frame,
        cells.check(frame),
        cells,
        (of, "other"),
        lambda matrix: pair_rows(
            of, matrix.industries, {"coagglomeration": coagglomeration_kernel(matrix.values, size)}
        ),
    )


def coagglomeration_kernel(values: ArrayLike, size: str = "mean") -> NDArray[np.float64]:
    """The coagglomeration of every two industries of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        size: "mean" or "total", what the size of a region is.

    Returns:
        Shape (..., industries, industries), symmetric; NaN where the total of one of the two is zero, everywhere
        where one region is all there is. The diagonal is each industry's own concentration, without a correction for
        the size of plants.

    Example:
        >>> coagglomeration_kernel([[30, 10, 0], [0, 0, 20]]).round(3).tolist()
        [[0.5, 0.5, -1.0], [0.5, 0.5, -1.0], [-1.0, -1.0, 2.0]]
    """
    cells = np.asarray(values, dtype=np.float64)  # before any sum: 32-bit sums overflow without a word
    shares = national_share_kernel(cells)
    known = ~np.isnan(shares)
    sizes = _sizes(cells, np.where(known, shares, 0.0), _checked(size))
    apart = np.where(known, shares - sizes, 0.0)
    both = np.swapaxes(apart, -1, -2) @ apart
    result = quotient(both, (sizes * (1 - sizes)).sum(axis=(-2, -1), keepdims=True))
    industries = np.asarray(known.any(axis=-2))
    return np.where(industries[..., :, None] & industries[..., None, :], result, np.nan)


def _sizes(cells: NDArray[np.float64], shares: NDArray[np.float64], size: str) -> NDArray[np.float64]:
    """The size of each region, of shape (..., regions, 1); zero throughout where there is nothing."""
    parts = shares if size == "mean" else cells
    regions = parts.sum(axis=-1, keepdims=True)
    total = regions.sum(axis=-2, keepdims=True)
    return np.nan_to_num(quotient(regions, total))


def _checked(size: str) -> str:
    if size not in SIZES:
        raise UnknownChoice("size", size, SIZES)
    return size
