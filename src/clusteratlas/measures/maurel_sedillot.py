"""The Maurel-Sedillot index: how much likelier two plants of an industry are to be neighbours than any two."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.plants import Plants, corrected_for_plants
from clusteratlas.measures.yearly import Columns, measure_years, member_rows
from clusteratlas.tables import Frame, YearMatrix


def maurel_sedillot(frame: Frame, plants: Frame, value: str = "employment", of: str = "industry") -> Frame:
    """How much likelier two plants of an industry are to stand in the same region than chance and size would have it.

    gamma = ((sum of s_rc^2 - sum of x_r^2) / (1 - sum of x_r^2) - H) / (1 - H), where s_rc is region r's share of
    industry c, x_r its share of everything, and H the sum over plants of the squares of their shares of the industry.
    The same idea as the Ellison-Glaeser index; it differs in that an industry concentrated in large regions scores
    higher than one equally concentrated in small ones. 0: as by chance; below: plants avoid each other.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        plants: the plants of the whole country, in one of two forms, with the column `of` (and year, if the frame has
            one). Sizes: size (unit of the value, not negative)[, count: how many plants are of that size, else 1].
            Size classes: size_low, size_high (empty: the class is open), count.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: the column `of`[, year], maurel_sedillot[, maurel_sedillot_low,
        maurel_sedillot_high] (no unit, at most 1), plant_herfindahl[, plant_herfindahl_low, plant_herfindahl_high]
        (0 to 1), one row for each industry that has a row in the frame (in the year), ordered by its keys. The bounds
        are there with size classes.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value or a size is empty, negative or not finite, a key stands twice, or a class ends below where
            it begins.

    Notes:
        Null where the industry's total is zero, where it has no plant or one plant only (H = 1), and where one region
        is all there is; with size classes also where they cannot add up to the industry's total in the frame. A bound
        is null where H may be 1.

    References:
        Maurel, F. and Sédillot, B. (1999). A measure of the geographic concentration in French manufacturing
        industries. Regional Science and Urban Economics 29(5), 575-604.

    Example:
        Two equal regions; all three steel plants, of 20, 10 and 10 jobs, are in Essen: (1 - 1/2) / (1/2) = 1,
        H = 3/8, (1 - 3/8) / (5/8) = 1.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["essen", "berlin"], "industry": ["steel", "software"], "employment": [40, 40],
        ... })
        >>> plants = pa.table({"industry": ["steel"] * 2, "size": [20, 10], "count": [1, 2]})
        >>> for row in maurel_sedillot(frame, plants).to_pylist():
        ...     print(row["industry"], row["maurel_sedillot"], row["plant_herfindahl"])
        software None None
        steel 1.0 0.375
    """
    cells = Cells(value, of)
    table = cells.check(frame)
    checked = Plants.check(plants, of, "year" in table.column_names)

    def rows(matrix: YearMatrix) -> Columns:
        herfindahl = checked.herfindahl(matrix)
        found = corrected_for_plants(_concentration(matrix.values), herfindahl, "maurel_sedillot")
        return member_rows(of, matrix.industries, found | herfindahl)

    return measure_years(frame, table, cells, (of,), rows)


def maurel_sedillot_kernel(values: ArrayLike, herfindahl: ArrayLike) -> NDArray[np.float64]:
    """The Maurel-Sedillot indices of the industries of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        herfindahl: shape (..., industries), the Herfindahl index of each industry's plants.

    Returns:
        Shape (..., industries), at most 1; NaN where the industry's total is zero, its index is NaN or 1, or one region
        is all there is.

    Example:
        >>> maurel_sedillot_kernel([[40, 0], [0, 40]], [0.375, 1]).tolist()
        [1.0, nan]
    """
    index = np.asarray(herfindahl, dtype=np.float64)
    concentration = _concentration(np.asarray(values, dtype=np.float64))
    return corrected_for_plants(concentration, {"plant_herfindahl": index}, "gamma")["gamma"]


def _concentration(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """(sum of s^2 - sum of x^2) / (1 - sum of x^2) of each industry."""
    sizes = cells.sum(axis=-1, keepdims=True)
    sizes = quotient(sizes, sizes.sum(axis=-2, keepdims=True))
    shares = quotient(cells, cells.sum(axis=-2, keepdims=True))
    difference = (shares**2).sum(axis=-2) - (sizes**2).sum(axis=-2)
    return quotient(difference, np.broadcast_to((sizes * (1 - sizes)).sum(axis=-2), difference.shape))
