"""The Lorenz curve of an industry over its regions: one sort, from which the Gini and the Hoover index are read too."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.against import TOTAL, checked_against, reference_sizes
from clusteratlas.measures.answer import nullable, quotient
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.yearly import Columns, measure_years
from clusteratlas.tables import Frame, YearMatrix


@dataclass(frozen=True)
class SortedCurves:
    """The Lorenz curves of industries, each of shape (..., regions, industries).

    `order` is the regions' positions by ascending location quotient; `reference` and `industry` are the cumulative
    shares of the reference and of the industry up to and including that region. Every curve starts at (0, 0), which is
    not among the points, and ends at (1, 1). Of an industry without any value both shares are NaN.
    """

    order: NDArray[np.intp]
    reference: NDArray[np.float64]
    industry: NDArray[np.float64]

    def gini(self) -> NDArray[np.float64]:
        """Twice the area between the curve and the diagonal, of shape (..., industries)."""
        # By cross products of neighbouring points, none of which is negative: nothing is subtracted from 1.
        x, y = self.reference, self.industry
        area = (x[..., :-1, :] * y[..., 1:, :] - x[..., 1:, :] * y[..., :-1, :]).sum(axis=-2)
        return self._share(area)

    def hoover(self) -> NDArray[np.float64]:
        """The largest vertical distance between the curve and the diagonal, of shape (..., industries)."""
        return self._share((self.reference - self.industry).max(axis=-2, initial=0.0))

    def _share(self, found: NDArray[np.float64]) -> NDArray[np.float64]:
        """What was found, without rounding beyond 0 and 1; NaN where there is no curve."""
        if not self.industry.shape[-2]:
            return np.full(found.shape, np.nan)
        return np.where(np.isnan(self.industry[..., -1, :]), np.nan, np.clip(found, 0.0, 1.0))


def lorenz_curve(frame: Frame, against: str = TOTAL, value: str = "employment", of: str = "industry") -> Frame:
    """The Lorenz curve of each industry: its regions by ascending location quotient, with what they have so far.

    The points are (X_k, Y_k): X_k is the share of the reference in the first k regions, Y_k their share of the
    industry. An industry spread like the reference runs along the diagonal; the more of it stands in few regions the
    lower the curve hangs. Twice the area between is the locational Gini, the widest gap the Hoover index.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        against: the reference. "total": each region's share of the total value; "uniform": the same share for every
            region that has a row (in the year).
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: the column `of`, position (1 for the region with the lowest quotient)[,
        year], region, reference_share and industry_share (cumulative, 0 to 1), one row for each industry and region
        that have a row (in the year), ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `against` is another word.

    Notes:
        The curve starts at (0, 0), which is not a row. Regions with equal quotients stand in the order of their codes;
        regions without any value stand last. Both shares are null where the industry's total is zero.

    References:
        Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications of the American
        Statistical Association 9(70), 209-219.
        Krugman, P. (1991). Geography and Trade. MIT Press.

    Example:
        Boston has 160 of 200 jobs and 20 of 50 in aerospace; Wichita, with the higher quotient, has the rest.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "software", "aerospace", "software"],
        ...     "employment": [30, 10, 20, 140],
        ... })
        >>> for row in lorenz_curve(frame).to_pylist()[:2]:
        ...     print(row["industry"], row["position"], row["region"], row["reference_share"], row["industry_share"])
        aerospace 1 boston 0.8 0.4
        aerospace 2 wichita 1.0 1.0
    """
    checked_against(against)
    cells = Cells(value, of)
    keys = (of, "position")
    return measure_years(frame, cells.check(frame), cells, keys, lambda matrix: _points(matrix, of, against))


def lorenz_curve_kernel(values: ArrayLike, against: str = TOTAL) -> SortedCurves:
    """The Lorenz curves of the industries of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        against: "total" or "uniform".

    Returns:
        The sorted curves, with the Gini and the Hoover index to be read from them.

    Example:
        >>> curves = lorenz_curve_kernel([[30, 10], [20, 140]])
        >>> curves.order[:, 0].tolist(), curves.reference[:, 0].tolist(), curves.industry[:, 0].tolist()
        ([1, 0], [0.8, 1.0], [0.4, 1.0])
    """
    cells = np.asarray(values, dtype=np.float64)  # before any sum: 32-bit sums overflow without a word
    sizes = np.broadcast_to(reference_sizes(cells, against), cells.shape)
    # One division of what was counted: regions with equal shares are equal to the last bit. NaN, of a region without
    # any value, sorts last and adds nothing to either share.
    order = np.argsort(quotient(cells, sizes), axis=-2, kind="stable")
    reference, industry = (_cumulative(np.take_along_axis(part, order, axis=-2)) for part in (sizes, cells))
    return SortedCurves(order, np.where(np.isnan(industry), np.nan, reference), industry)


def _cumulative(amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    sums = np.cumsum(amounts, axis=-2)
    return quotient(sums, sums[..., -1:, :]) if amounts.shape[-2] else sums


def _points(matrix: YearMatrix, of: str, against: str) -> Columns:
    curves = lorenz_curve_kernel(matrix.values, against)
    industry, position = np.indices((len(matrix.industries), len(matrix.regions))).reshape(2, -1)
    return {
        of: matrix.industries.decode(industry),
        "position": position + 1,
        "region": matrix.regions.decode(curves.order.T.ravel()),
        "reference_share": nullable(curves.reference.T.ravel()),
        "industry_share": nullable(curves.industry.T.ravel()),
    }
