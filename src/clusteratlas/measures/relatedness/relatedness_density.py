"""Relatedness density: how much of what is near an industry a region already has."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.relatedness.proximity import check_method, proximity_kernel
from clusteratlas.measures.relatedness.specialised_years import SpecialisedYears
from clusteratlas.tables import Frame, like

Matrix = NDArray[np.float64]


def relatedness_density(
    frame: Frame,
    method: str = "conditional",
    include_self: bool = False,
    value: str = "employment",
    of: str = "industry",
) -> Frame:
    """How much of what is near an industry a region already has: the share of the industry's proximities.

    Density_ri = sum over j of has_rj p_ij / sum over j of p_ij, where p_ij is the proximity of the industries i and j
    and has_rj is 1 where region r is specialised in j, else 0. 0.4 says that 40 % of the industry's ties, weighted by
    proximity, lead to industries the region is specialised in. The industry itself is left out of both sums unless
    `include_self` is set: an industry is no evidence of what is near it.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        method: the proximity: "conditional", "cosine", "jaccard", "association" or "correlation".
        include_self: whether the industry itself counts, with its proximity with itself; the published measure of the
            product space counts it.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: region, the column `of`[, year], density (0 to 1), one row for each region
        with each industry that have a row in the year, those without a row of their own included: these are what a
        region may enter. Ordered by region, industry and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `method` is another word.

    Notes:
        Null where the region's total is zero, and where the industry's is or nothing is near it: its proximities are
        all zero or undefined. Negative correlations count as zero. Densities are fractions and are never rounded.

    References:
        Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product space conditions the
        development of nations. Science 317(5837), 482-487.
        Boschma, R., Balland, P.-A. and Kogler, D. F. (2015). Relatedness and technological change in cities.
        Industrial and Corporate Change 24(1), 223-250.

    Example:
        Gaming is near hotels only and hotels near gaming only. Boise has hotels: all of what is near gaming.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["reno", "reno", "boise", "provo"],
        ...     "industry": ["gaming", "hotels", "hotels", "software"],
        ...     "employment": [10, 10, 20, 20],
        ... })
        >>> for row in relatedness_density(frame).to_pylist():
        ...     print(row["region"], row["industry"], row["density"])
        boise gaming 1.0
        boise hotels 0.0
        boise software None
        provo gaming 0.0
        provo hotels 0.0
        provo software None
        reno gaming 1.0
        reno hotels 1.0
        reno software None
    """
    check_method(method)
    years = SpecialisedYears.read(frame, value, of)
    rows = years.rows("region", of, density=pa.float64())
    for year in years:
        has = year.specialised
        found = relatedness_density_kernel(has, proximity_kernel(has, method), include_self)
        rows.add(year.year, year.cells, density=year.of_regions(found))
    return like(frame, rows.table())


def relatedness_density_kernel(specialised: NDArray[np.bool_], proximity: Matrix, include_self: bool = False) -> Matrix:
    """The relatedness density of every cell.

    Parameters:
        specialised: shape (..., regions, industries), whether the region has the industry; leading axes, such as years,
            are independent.
        proximity: shape (..., industries, industries); NaN and what is below zero count as zero. Element [i, j] is what
            having i says for j, where that is not what having j says for i.
        include_self: whether the diagonal of the proximities counts.

    Returns:
        The shape of `specialised`, 0 to 1; NaN where nothing is near the industry. A region that has nothing has zeros.

    Example:
        >>> has = np.array([[True, True, False], [False, True, True]])
        >>> relatedness_density_kernel(has, proximity_kernel(has)).tolist()
        [[1.0, 0.5, 1.0], [1.0, 0.5, 1.0]]
    """
    weights = proximity_weights(proximity, include_self)
    found = np.asarray(specialised, np.float64) @ weights
    shares = quotient(found, weights.sum(axis=-2, keepdims=True), out=found)
    # The two sums are added in different orders, so a region that has everything may pass 1 by a rounding.
    return np.minimum(shares, 1, out=shares)


def proximity_weights(proximity: Matrix, include_self: bool) -> Matrix:
    """The proximities as weights: zero where undefined or negative, and on the diagonal unless asked for."""
    weights = np.where(proximity > 0, proximity, 0.0)  # not-a-number is not above zero
    if not include_self:
        weights[..., np.arange(weights.shape[-1]), np.arange(weights.shape[-1])] = 0
    return weights
