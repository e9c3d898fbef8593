"""The Ellison-Glaeser index: how far an industry is concentrated beyond what its plants and chance would give."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.plants import Plants, corrected_for_plants
from clusteratlas.measures.yearly import Columns, measure_years, member_rows
from clusteratlas.tables import Frame, YearMatrix


def ellison_glaeser(frame: Frame, plants: Frame, value: str = "employment", of: str = "industry") -> Frame:
    """How far an industry is concentrated beyond what plants thrown at the map like darts would give.

    G = sum over r of (s_rc - x_r)^2, where s_rc is region r's share of industry c and x_r its share of everything;
    H = sum over plants of the squares of their shares of the industry;
    gamma = (G - (1 - sum of x_r^2) * H) / ((1 - sum of x_r^2) * (1 - H)). Few large plants make any industry look
    concentrated; gamma takes that out. 0: as if plants had chosen their places by chance; below: they avoid each other;
    above 0.05 is often called high, below 0.02 low.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        plants: the plants of the whole country, in one of two forms, with the column `of` (and year, if the frame has
            one). Sizes: size (unit of the value, not negative)[, count: how many plants are of that size, else 1].
            Size classes: size_low, size_high (empty: the class is open), count.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: the column `of`[, year], ellison_glaeser[, ellison_glaeser_low,
        ellison_glaeser_high] (no unit, seldom above 1), raw_concentration (G),
        plant_herfindahl[, plant_herfindahl_low, plant_herfindahl_high] (0 to 1), one row for each industry that has a
        row in the frame (in the year), ordered by its keys. The bounds are there with size classes.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value or a size is empty, negative or not finite, a key stands twice, or a class ends below where
            it begins.

    Notes:
        gamma is null where the industry's total is zero, where it has no plant or one plant only (H = 1), and where one
        region is all there is. With size classes the sizes are taken to add up to the industry's total in the frame;
        H and gamma are null where the classes cannot (the sources contradict each other, or cells are withheld), and a
        bound of gamma is null where H may be 1. How classes become an index: see `size_class_herfindahl_kernel`. An
        industry of the plants that the frame does not have is passed over.

    References:
        Ellison, G. and Glaeser, E. L. (1997). Geographic concentration in U.S. manufacturing industries: A dartboard
        approach. Journal of Political Economy 105(5), 889-927.

    Example:
        Two equal regions; all three steel plants, of 20, 10 and 10 jobs, are in Essen. G = 1/4 + 1/4, 1 - 1/4 - 1/4 is
        1/2, H = 1/4 + 1/16 + 1/16 = 3/8: (1/2 - 3/16) / (1/2 * 5/8) = 1.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["essen", "berlin"], "industry": ["steel", "software"], "employment": [40, 40],
        ... })
        >>> plants = pa.table({"industry": ["steel"] * 2, "size": [20, 10], "count": [1, 2]})
        >>> for row in ellison_glaeser(frame, plants).to_pylist():
        ...     print(row["industry"], row["ellison_glaeser"], row["raw_concentration"], row["plant_herfindahl"])
        software None 0.5 None
        steel 1.0 0.5 0.375
    """
    cells = Cells(value, of)
    table = cells.check(frame)
    checked = Plants.check(plants, of, "year" in table.column_names)

    def rows(matrix: YearMatrix) -> Columns:
        herfindahl = checked.herfindahl(matrix)
        raw, room = _raw_concentration(matrix.values)
        found = corrected_for_plants(quotient(raw, room), herfindahl, "ellison_glaeser")
        return member_rows(of, matrix.industries, found | {"raw_concentration": raw} | herfindahl)

    return measure_years(frame, table, cells, (of,), rows)


def ellison_glaeser_kernel(values: ArrayLike, herfindahl: ArrayLike) -> NDArray[np.float64]:
    """The Ellison-Glaeser indices of the industries of a region x industry matrix, or of a stack of them.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent.
        herfindahl: shape (..., industries), the Herfindahl index of each industry's plants.

    Returns:
        Shape (..., industries); NaN where the industry's total is zero, its index is NaN or 1, or one region is all
        there is.

    Example:
        >>> ellison_glaeser_kernel([[40, 0], [0, 40]], [0.375, 1]).tolist()
        [1.0, nan]
    """
    raw, room = _raw_concentration(np.asarray(values, dtype=np.float64))
    index = np.asarray(herfindahl, dtype=np.float64)
    return corrected_for_plants(quotient(raw, room), {"plant_herfindahl": index}, "gamma")["gamma"]


def _raw_concentration(cells: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """G of each industry, and 1 less the sum of the squared sizes of regions, which is what chance leaves to it."""
    sizes = cells.sum(axis=-1, keepdims=True)
    sizes = quotient(sizes, sizes.sum(axis=-2, keepdims=True))
    apart = quotient(cells, cells.sum(axis=-2, keepdims=True)) - sizes
    raw = np.asarray((apart**2).sum(axis=-2))
    room = np.asarray((sizes * (1 - sizes)).sum(axis=-2))
    return (raw if cells.shape[-2] else np.full(raw.shape, np.nan)), np.broadcast_to(room, raw.shape)
