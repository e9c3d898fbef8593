"""Related and unrelated variety: how a region's jobs are spread over sectors, and over the industries inside them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.groups import group_numbers, group_sums, groups_of
from clusteratlas.measures.yearly import Columns, measure_years, member_rows
from clusteratlas.tables import Frame, YearMatrix, to_arrow

Values = NDArray[np.float64]


class Variety(NamedTuple):
    """The entropy of each region between groups (unrelated), within them (related), and their sum."""

    unrelated: Values
    related: Values
    total: Values


def variety(frame: Frame, group: str, value: str = "employment", of: str = "industry") -> Frame:
    """How evenly a region's jobs are spread over groups of industries, and over the industries inside each group.

    With p_i the share of industry i in the region and P_g that of group g, logarithms to the base 2:
    unrelated variety = sum over g of P_g * log2(1 / P_g), the entropy between groups;
    related variety = sum over g of P_g * H_g, where H_g = sum over i in g of (p_i / P_g) * log2(P_g / p_i) is the
    entropy inside a group. Together they are the entropy of the industries. Each is in bits: n equal parts have log2 n.

    Parameters:
        frame: one row for each region and industry (and year). An absent row means zero.
        group: text column with one group for each industry: its cluster, or its two-digit sector.
        value: column of the values, any unit, not negative.
        of: text column of the industries, finer than the groups.

    Returns:
        The kind of dataframe that came in: region[, year], unrelated_variety, related_variety, total_variety (bits, 0
        and above), one row for each region that has a row in the frame (in the year), ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, a key stands twice, or an industry has two groups.

    Notes:
        Null where the region's total is zero. The total is the sum of the two to the last bit. Multiply by ln 2 for
        nats. More industries and finer groups give more variety: compare regions of one classification only.

    References:
        Frenken, K., Van Oort, F. and Verburg, T. (2007). Related variety, unrelated variety and regional economic
        growth. Regional Studies 41(5), 685-697.

    Example:
        Half of the jobs are in machines, split in two, half in food: one bit between the groups, half a bit inside.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["ulm"] * 3,
        ...     "industry": ["pumps", "presses", "bread"],
        ...     "sector": ["machines", "machines", "food"],
        ...     "employment": [25, 25, 50],
        ... })
        >>> variety(frame, group="sector").to_pylist()
        [{'region': 'ulm', 'unrelated_variety': 1.0, 'related_variety': 0.5, 'total_variety': 1.5}]
    """
    cells, source = Cells(value, of), to_arrow(frame)
    groups = groups_of(source, of, group)

    def rows(matrix: YearMatrix) -> Columns:
        found = variety_kernel(matrix.values, group_numbers(matrix.industries.codes, groups))
        results = {f"{name}_variety": values for name, values in found._asdict().items()}
        return member_rows("region", matrix.regions, results)

    return measure_years(frame, cells.check(source), cells, ("region",), rows)


def variety_kernel(values: ArrayLike, groups: NDArray[np.int64]) -> Variety:
    """The unrelated, related and total variety of the regions of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        groups: shape (industries,), the group of each industry, from 0.

    Returns:
        Unrelated, related and total, each of shape (..., regions), bits, 0 and above; NaN where the region's total is
        zero.

    Example:
        >>> found = variety_kernel([[25, 25, 50], [0, 0, 8]], np.array([1, 1, 0]))
        >>> found.unrelated.tolist(), found.related.tolist(), found.total.tolist()
        ([1.0, 0.0], [0.5, 0.0], [1.5, 0.0])
    """
    cells = np.asarray(values, dtype=np.float64)  # before any sum: 32-bit sums overflow without a word
    in_groups = group_sums(cells, groups, axis=-1)
    total = in_groups.sum(axis=-1, keepdims=True)
    unrelated = quotient(_weighted_logarithms(in_groups, total), total)[..., 0]
    related = quotient(_weighted_logarithms(cells, np.take(in_groups, groups, axis=-1)), total)[..., 0]
    return Variety(unrelated, related, unrelated + related)


def _weighted_logarithms(part: Values, whole: Values) -> Values:
    """The sum over industries of part * log2(whole / part); no part adds nothing."""
    ratio = np.where(part > 0, quotient(np.broadcast_to(whole, part.shape), part), 1.0)
    result: Values = np.maximum((part * np.log2(ratio)).sum(axis=-1, keepdims=True), 0.0)
    return result
