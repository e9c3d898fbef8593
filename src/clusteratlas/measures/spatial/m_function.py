"""The M function of Marcon and Puech: how much of what surrounds an industry's plants is the industry itself."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.spatial.distances import PLANE
from clusteratlas.measures.spatial.points import Points, checked_radii
from clusteratlas.tables import Frame

Values = NDArray[np.float64]


def m_function(
    points: Frame,
    radii: Sequence[float] | Values,
    weight: str | None = None,
    of: str = "industry",
    *,
    distance: str = PLANE,
) -> Frame:
    """The share of an industry within a radius of its plants, against its share of everything.

    M(r) = sum over its plants i of (w_c(i, r) / w(i, r)) / sum over the same i of ((W_c - w_i) / (W - w_i)), w_c(i, r)
    being the weight of the industry's other plants within r of plant i, r included, w(i, r) that of all others, W_c and
    W the weights everywhere. It is a location quotient around plants, without any border. 1: as everywhere; 2: plants
    have twice the share of their own kind around them; below 1: they keep apart.

    Parameters:
        points: one row for each plant of all industries: x, y, the column `of`. Several may be in one place.
        radii: distances, not negative, in the unit of x and y, or kilometres on a great circle.
        weight: column of weights, such as jobs, not negative; none for plants alike.
        of: text column of the industries: "industry", "cluster" or another grouping.
        distance: "plane", straight lines; "great-circle", x being longitude and y latitude in degrees.

    Returns:
        The kind of dataframe that came in: the column `of`, radius, m_function (ratio, 0 and above), one row for each
        industry and radius, ordered by them.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a coordinate or weight is empty or not finite, a weight is negative, or a degree is out of range.
        UnknownChoice: `distance` is another word.
        InputError: no radius, or one that is negative or not finite.

    Notes:
        Plants with nothing around them within r are left out of both sums. Null where no plant has anything around it,
        and where the industry has one plant, or one with weight. It is cumulative: what is near stays in. No correction
        for edges is needed, as both shares know the same plants. Cost: every two plants within the largest radius,
        about 0.2 thousand millions a second.

    References:
        Marcon, E. and Puech, F. (2010). Measures of the geographic concentration of industries: improving
        distance-based methods. Journal of Economic Geography 10(5), 745-762.

    Example:
        Two mills and two shops on a road. Within 1 of each mill lies one other plant, the other mill: a share of 1.
        Everywhere one of the three others is a mill: 1 / (1/3) = 3.

        >>> import pyarrow as pa
        >>> road = pa.table({
        ...     "x": [0, 1, 5, 9], "y": [0, 0, 0, 0], "industry": ["mills", "mills", "shops", "shops"],
        ... })
        >>> for row in m_function(road, [1, 9]).to_pylist():
        ...     print(row["industry"], row["radius"], row["m_function"])
        mills 1.0 3.0
        mills 9.0 1.0
        shops 1.0 None
        shops 9.0 1.0
    """
    # deferred: Numba takes a second to load, which most who import measures never need
    from clusteratlas.measures.spatial.around import sums_of_shares

    found = checked_radii(radii)
    checked = Points.check(points, of, weight, distance)
    order = np.argsort(checked.sites.coordinates[0], kind="stable")
    sites, industry = checked.sites.take(order), checked.industry[order]
    weights = np.ones(len(order)) if checked.weights is None else checked.weights[order]
    sums = sums_of_shares(sites.coordinates, weights, industry, sites.as_line(found), len(checked.industries))
    # Where an industry has no other weight anywhere, it has none around: nothing, not a quotient of nothing.
    return checked.answer(points, of, found, {"m_function": quotient(sums[..., 0], sums[..., 1])})
