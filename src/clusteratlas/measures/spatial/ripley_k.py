"""Ripley's K and L: how many more plants lie within a radius of a plant than if plants lay anywhere alike."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clusteratlas.measures.spatial.distances import PLANE
from clusteratlas.measures.spatial.points import Points, checked_radii
from clusteratlas.measures.spatial.window import TRANSLATION, Rectangle, Window, checked_sphere
from clusteratlas.tables import Frame

Values = NDArray[np.float64]


def ripley_k(
    points: Frame,
    radii: Sequence[float] | Values,
    of: str = "industry",
    *,
    distance: str = PLANE,
    correction: str = TRANSLATION,
    window: Rectangle | None = None,
    area: float | None = None,
) -> Frame:
    """How many other plants of an industry lie within a radius of its plants, for each plant there is in a square unit.

    K(r) = A / (n (n - 1)) * sum over plants i and j, i not j, of e_ij * (d_ij <= r), A being the area of the window.
    e_ij = a b / ((a - |dx|) (b - |dy|)) corrects for what lies beyond the edges of the rectangle with sides a and b: it
    is the translation correction; "none" leaves e_ij = 1, and K too small. L(r) = sqrt(K(r) / pi). Plants anywhere
    alike, independent of each other, have K(r) = pi r^2 and L(r) = r; above that they are clustered, below dispersed.

    Parameters:
        points: one row for each plant: x, y, the column `of`. Several may be in one place.
        radii: distances, not negative, in the unit of x and y, or kilometres on a great circle.
        of: text column of the industries: "industry", "cluster" or another grouping.
        distance: "plane", straight lines; "great-circle", x being longitude and y latitude in degrees, which needs
            `area` and correction="none".
        correction: "translation" or "none".
        window: least x, least y, largest x, largest y of the study area; if none, the smallest rectangle that holds the
            points of all industries, which is a little too small.
        area: of the study area, if it is not the rectangle's.

    Returns:
        The kind of dataframe that came in: the column `of`, radius, ripley_k (square units), ripley_l (units), one row
        for each industry and radius, ordered by them.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a coordinate is empty or not finite, a degree is out of range, or a point is outside the window.
        UnknownChoice: `distance` or `correction` is another word.
        InputError: no radius, or one that is negative or not finite; a window or an area that is none.

    Notes:
        Null where the industry has one plant, where the window has no area, and, with the correction, where the radius
        is not below its shorter side. K knows of no other industries: an economy is not anywhere alike, so that all
        industries look clustered. `m_function` and `k_density` hold an industry against the others.

    References:
        Ripley, B. D. (1976). The second-order analysis of stationary point processes. Journal of Applied Probability
        13(2), 255-266.
        Ohser, J. (1983). On estimators for the reduced second moment measure of point processes. Mathematische
        Operationsforschung und Statistik, series Statistics 14(1), 63-71.

    Example:
        Three mills in a square of 10 by 10, one pair of them 1 apart: 100 / (3 * 2) * 2 * 1 = 33.33 as they are; the
        pair counts 100 / (9 * 10) = 1.11 times with the correction.

        >>> import pyarrow as pa
        >>> mills = pa.table({"x": [1, 2, 9], "y": [5, 5, 5], "industry": ["mills"] * 3})
        >>> for correction in ("none", "translation"):
        ...     found = ripley_k(mills, [1], correction=correction, window=(0, 0, 10, 10))
        ...     print(round(found["ripley_k"].to_pylist()[0], 2))
        33.33
        37.04
    """
    found = checked_radii(radii)
    checked = Points.check(points, of, None, distance)
    checked_sphere(distance, correction, area, window)
    frame = Window.of(checked, window, area, correction)
    rows = [_of_industry(checked, members, found, frame) for members in checked.members()]
    values = np.array(rows, np.float64).reshape(-1, len(found))
    return checked.answer(points, of, found, {"ripley_k": values, "ripley_l": np.sqrt(values / np.pi)})


def _of_industry(points: Points, members: NDArray[np.intp], radii: Values, window: Window) -> Values:
    # deferred: Numba takes a second to load, which most who import measures never need
    from clusteratlas.measures.spatial.around import pairs_within

    values, known = np.full(len(radii), np.nan), window.reaches(radii)
    plants = len(members)
    if plants > 1 and window.area > 0 and known.any():
        sites = points.sites.take(members)
        sites = sites.take(np.argsort(sites.coordinates[0], kind="stable"))
        pairs = pairs_within(sites.coordinates, sites.as_line(radii[known]), window.sides)
        values[known] = window.area / (plants * (plants - 1)) * 2 * pairs
    return values
