"""The statistics of Getis and Ord: where on the map high values stand together, and where low ones do."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.spatial.chance_on_the_map import NOTHING, centred, lag_given_own, two_sided
from clusteratlas.measures.spatial.lattice import Lattice
from clusteratlas.measures.spatial.regional_values import Group, RegionalValues
from clusteratlas.tables import Frame

Values = NDArray[np.float64]


def getis_ord(values: Frame, neighbours: Frame, value: str = "value", of: str = "industry") -> Frame:
    """Where high values stand together (above 0) and where low ones do (below 0), in standard deviations.

    G_i = (sum over j of w_ij x_j - W_i m_i) / (s_i * sqrt(((n - 1) S_i - W_i^2) / (n - 2))), over the neighbours j of
    region i; m_i and s_i are mean and standard deviation of the n - 1 other regions, W_i and S_i the sums of the
    weights and of their squares. It says what is around a region, without it. G*_i takes the region in, as a neighbour
    of its own, with the largest weight that its neighbours have: (sum of w_ij x_j - W*_i m) / (s * sqrt((n S*_i -
    W*_i^2) / (n - 1))), m and s of all n regions. Beyond 1.96 is usually called a hot spot, below -1.96 a cold spot.

    Parameters:
        values: one row for each region (and industry, and year): region[, the column `of`][, year], the value.
        neighbours: region, neighbour[, weight]: which region is next to which, both ways round if it is meant so; a
            weight is not negative, 1 where there is none.
        value: column of the values, such as a location quotient, of any sign. Empty: not known.
        of: text column of the industries, if there is one: each has a map of its own.

    Returns:
        The kind of dataframe that came in: region[, the column `of`][, year], gi, gi_p_value, gi_star, gi_star_p_value
        (z and two-sided probabilities by the normal distribution), one row for each row of the values, ordered by its
        keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is not finite, a weight is negative, a key stands twice, or a region is its own neighbour.
        UnknownCode: a neighbour is none of the regions.

    Notes:
        z does not depend on the scale of a region's weights: standardised by row or not, it is the same. A region
        without a row or with an empty value is left out, and with it its links. Null where a region has no neighbour,
        where all values (of G, of the others) are equal, and where all regions are neighbours of one weight. The normal
        distribution is rough where few neighbours have skewed values. With many regions some are far out by chance: at
        0.05 one in twenty.

    References:
        Getis, A. and Ord, J. K. (1992). The analysis of spatial association by use of distance statistics.
        Geographical Analysis 24(3), 189-206.
        Ord, J. K. and Getis, A. (1995). Local spatial autocorrelation statistics: distributional issues and an
        application. Geographical Analysis 27(4), 286-306.

    Example:
        Four regions in a row, values 1 2 4 5. Around d is c alone: 4, less the mean 7/3 of the others, by their
        deviation 1.2472, by sqrt((3 - 1) / 2) = 1: 1.336. With d itself: 9 - 2 * 3 = 3, by 1.5811 * sqrt((8 - 4) / 3).

        >>> import pyarrow as pa
        >>> values = pa.table({"region": list("abcd"), "value": [1, 2, 4, 5]})
        >>> row = pa.table({"region": list("abbccd"), "neighbour": list("bacbdc")})
        >>> found = getis_ord(values, row).to_pylist()[3]
        >>> round(found["gi"], 3), round(found["gi_star"], 3)
        (1.336, 1.643)
    """
    checked = RegionalValues.check(values, value, of)
    whole = Lattice.of(neighbours, checked.regions)

    def of_group(group: Group) -> dict[str, pa.Array | Values]:
        lattice = group.lattice(whole)
        around, within = lag_given_own(group.scaled(), lattice), _with_own(group.scaled(), lattice)
        return {
            "gi": around,
            "gi_p_value": two_sided(around),
            "gi_star": within,
            "gi_star_p_value": two_sided(within),
        }

    return checked.answer_by_region(values, of_group)


def _with_own(values: Values, lattice: Lattice) -> Values:
    """G* of each region; NaN where nothing can change."""
    apart, rows, n = centred(values), lattice.scaled_by_row(), len(values)
    if n < 2 or not apart.any():
        return np.full(n, np.nan)
    sums, squares = rows.row_sums() + 1, rows.row_sums(power=2) + 1  # the largest weight of each row is 1
    spread = squares - sums**2 / n
    fixed = (lattice.links() == 0) | (spread <= NOTHING * squares)
    variance = (apart @ apart) / n * np.maximum(spread, 0.0) * n / (n - 1)
    return quotient(rows.lag(apart) + apart, np.where(fixed, 0.0, np.sqrt(variance)))
