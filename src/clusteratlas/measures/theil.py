"""The Theil index: how unevenly an industry is spread over regions, within groups of them and between."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.against import TOTAL, checked_against, reference_sizes
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.cells import Cells, Groups
from clusteratlas.measures.groups import group_numbers, group_sums, groups_of
from clusteratlas.measures.yearly import Columns, measure_years, member_rows
from clusteratlas.tables import Frame, YearMatrix, to_arrow

Values = NDArray[np.float64]


class TheilIndex(NamedTuple):
    """The index of each industry, and its two parts: total = between + within."""

    total: Values
    between: Values
    within: Values


def theil(
    frame: Frame, group: str | None = None, against: str = TOTAL, value: str = "employment", of: str = "industry"
) -> Frame:
    """How unevenly an industry is spread over regions; with a grouping of regions, within groups and between.

    T_c = sum over r of s_rc * ln(s_rc / x_r), where s_rc is region r's share of industry c and x_r its share of the
    reference; the quotient is the location quotient. 0: spread like the reference. With groups g, such as states:
    between = sum over g of S_g * ln(S_g / X_g), of the shares of whole groups;
    within = sum over g of S_g * sum over r in g of (s_rc / S_g) * ln((s_rc / S_g) / (x_r / X_g)); T = between + within.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        group: text column with one group for each region, such as its state; None for the index alone.
        against: the reference. "total": each region's share of the total value; "uniform": the same share for every
            region that has a row (in the year).
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: the column `of`[, year], theil[, theil_between, theil_within] (nats, 0 and
        above), one row for each industry that has a row in the frame (in the year), ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, a key stands twice, or a region has two groups.
        UnknownChoice: `against` is another word.

    Notes:
        Null where the industry's total is zero. 0 * ln 0 counts as 0, its limit. The largest possible value is
        -ln x, x being the share of the smallest region in the reference. Natural logarithms; divide by ln 2 for bits.

    References:
        Theil, H. (1967). Economics and Information Theory. North-Holland.
        Brülhart, M. and Traeger, R. (2005). An account of geographic concentration patterns in Europe. Regional
        Science and Urban Economics 35(6), 597-624.

    Example:
        All software is in Kansas, which has half of all jobs: between = ln 2. In Kansas it is all in one of two equal
        regions: within = ln 2.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["wichita", "topeka", "tulsa"],
        ...     "state": ["kansas", "kansas", "oklahoma"],
        ...     "industry": ["software", "retail", "retail"],
        ...     "employment": [50, 50, 100],
        ... })
        >>> for row in theil(frame, group="state").to_pylist():
        ...     print(row["industry"], *(round(row[name], 3) for name in ("theil", "theil_between", "theil_within")))
        retail 0.288 0.057 0.231
        software 1.386 0.693 0.693
    """
    checked_against(against)
    cells, source = Cells(value, of), to_arrow(frame)
    groups = None if group is None else groups_of(source, "region", group)

    def rows(matrix: YearMatrix) -> Columns:
        numbers = None if groups is None else group_numbers(matrix.regions.codes, groups)
        found = theil_kernel(matrix.values, numbers, against)
        parts = {} if numbers is None else {"theil_between": found.between, "theil_within": found.within}
        return member_rows(of, matrix.industries, {"theil": found.total} | parts)

    return measure_years(frame, cells.check(source), cells, (of,), rows)


def theil_kernel(values: ArrayLike, groups: Groups = None, against: str = TOTAL) -> TheilIndex:
    """The Theil indices of the industries of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        groups: shape (regions,), the group of each region, from 0; None for one group of all.
        against: "total" or "uniform".

    Returns:
        Total, between and within, each of shape (..., industries), 0 and above; NaN where the industry's total is zero.

    Example:
        >>> found = theil_kernel([[50, 0], [0, 50], [0, 100]], np.array([0, 0, 1]))
        >>> found.total.round(3).tolist(), found.between.round(3).tolist(), found.within.round(3).tolist()
        ([1.386, 0.288], [0.693, 0.057], [0.693, 0.231])
    """
    cells = np.asarray(values, dtype=np.float64)  # before any sum: 32-bit sums overflow without a word
    numbers = np.zeros(cells.shape[-2], np.int64) if groups is None else groups
    sizes = reference_sizes(cells, against)
    group_cells, group_sizes = group_sums(cells, numbers, axis=-2), group_sums(sizes, numbers, axis=-2)
    totals, size = cells.sum(axis=-2, keepdims=True), sizes.sum(axis=-2, keepdims=True)
    of_group = np.take(group_cells, numbers, axis=-2), np.take(group_sizes, numbers, axis=-2)
    between = _weighted_logarithms(group_cells, totals, group_sizes, size) if groups is not None else totals * 0
    within = _weighted_logarithms(cells, of_group[0], sizes, of_group[1])
    parts = [quotient(part, totals)[..., 0, :] for part in (between, within)]
    return TheilIndex(parts[0] + parts[1], parts[0], parts[1])


def _weighted_logarithms(part: Values, whole: Values, size: Values, whole_size: Values) -> Values:
    """The sum over regions of part * ln((part / whole) / (size / whole_size)), 0 and above; no part adds nothing."""
    # Multiplied before it is divided, as in the location quotient: equal shares have the logarithm 0 exactly.
    ratio = np.where(part > 0, quotient(part * whole_size, whole * size), 1.0)
    result: Values = np.maximum((part * np.log(ratio)).sum(axis=-2, keepdims=True), 0.0)
    return result
