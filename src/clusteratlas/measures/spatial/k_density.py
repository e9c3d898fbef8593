"""The K density of Duranton and Overman: which distances between an industry's plants are more common than chance."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import InputError
from clusteratlas.measures.chances import Seed, checked_level
from clusteratlas.measures.spatial.bands import Bands
from clusteratlas.measures.spatial.counterfactual import Counterfactual, curve_of
from clusteratlas.measures.spatial.density import AUTO, Density, checked_method, density
from clusteratlas.measures.spatial.distances import PLANE, Sites
from clusteratlas.measures.spatial.points import Points, checked_radii
from clusteratlas.tables import Frame

Values = NDArray[np.float64]
BANDS = ("lower", "upper", "localisation", "dispersion")


def k_density(
    points: Frame,
    radii: Sequence[float] | Values,
    weight: str | None = None,
    method: str = AUTO,
    of: str = "industry",
    *,
    distance: str = PLANE,
    bandwidth: float | None = None,
    draws: int = 0,
    confidence: float = 0.95,
    seed: Seed = 0,
) -> Frame:
    """The density of the distances between an industry's plants, and how far chance would let it go.

    K(r) = sum over pairs i < j of w_i w_j (f((r - d_ij) / h) + f((r + d_ij) / h)) / (h * sum over pairs of w_i w_j),
    f being the standard normal density and h the bandwidth. The second term mirrors at zero what the kernel would put
    below: the area over all distances is 1. Without weights each pair counts once; with weights, such as jobs, each
    pair of jobs, which is called K-employment.

    h = 0.9 * min(s, q / 1.34) * m^(-1/5), with the standard deviation s and the quartile distance q of all pairs'
    distances, weighted if there are weights, and m pairs, or (sum of w_i w_j)^2 / sum of (w_i w_j)^2 if weighted. It
    depends neither on the radii nor on the method.

    With `draws`, an industry of as many plants is set on sites drawn from those of all industries, without replacement,
    its weights dealt out by chance; so often, with the same h. The upper band is the same rank of the drawn densities
    at every radius, such that no more than a share of 1 - confidence of them is above it at any radius; the lower band
    likewise, the share being of those that are nowhere above the upper. An industry above its upper band anywhere is
    localised; one that is not, and is below its lower band somewhere, is dispersed.

    Parameters:
        points: one row for each plant or other site: x, y, the column `of`. With draws, the plants of all industries:
            they are the sites. Several plants may be in one place.
        radii: distances, not negative, in the unit of x and y, or kilometres on a great circle.
        weight: column of weights, such as jobs, not negative; none for plants alike.
        method: "exact" reads every pair; "fft" moves plants to a grid; "auto" is exact up to 150,000 plants of an
            industry, and always on great circles.
        of: text column of the industries: "industry", "cluster" or another grouping.
        distance: "plane", straight lines; "great-circle", x being longitude and y latitude in degrees.
        bandwidth: h, in the unit of the radii, in place of the rule.
        draws: how many industries are drawn for the bands; 1,000 is usual.
        confidence: of the bands, above 0 and below 1.
        seed: a whole number, or a NumPy generator. The same number gives the same answer.

    Returns:
        The kind of dataframe that came in: the column `of`, radius, k_density (per unit of distance), bandwidth[,
        lower, upper, localisation (K - upper where above, else 0), dispersion (lower - K where below, else 0; 0
        throughout if the industry is localised)], one row for each industry and radius, ordered by them.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a coordinate or weight is empty or not finite, a weight is negative, or a degree is out of range.
        UnknownChoice: `method` or `distance` is another word.
        InputError: no radius, or one that is negative or not finite; a bandwidth or draws that cannot be;
            "fft" with great circles, or with a bandwidth below the width of its cells.

    Notes:
        Null where fewer than two plants have weight, and, unless a bandwidth is given, where all pairs are as far apart
        as each other (two plants, or all in one place). Where the formula is printed without the doubling that pairs
        i < j bring, its area is one half. "exact" is right to a part in ten thousand of the largest value, and to
        rounding up to 1,000 plants; "fft" to a part in five hundred. Cost: 20,000 plants exact, or a million by "fft",
        take about half a second, and the first call on a machine some seconds more, as it compiles. Bands take `draws`
        times as long as the industry. They hold for one industry: among many, some are outside by chance.

    References:
        Duranton, G. and Overman, H. G. (2005). Testing for localization using micro-geographic data. Review of
        Economic Studies 72(4), 1077-1106.
        Silverman, B. W. (1986). Density Estimation for Statistics and Data Analysis. Chapman and Hall, equation 3.31.

    Example:
        Three mills at 0, 1 and 3 kilometres: distances 1, 2 and 3. At radius 2 and h = 1, f(1) + f(0) + f(1) and the
        mirrored f(3) + f(4) + f(5), by 3: (0.2420 + 0.3989 + 0.2420 + 0.0044 + 0.0001) / 3 = 0.2958.

        >>> import pyarrow as pa
        >>> mills = pa.table({"x": [0, 1, 3], "y": [0, 0, 0], "industry": ["mills"] * 3})
        >>> k_density(mills, [2], bandwidth=1)["k_density"].to_pylist()[0].__round__(4)
        0.2958
    """
    found = checked_radii(radii)
    checked_method(method)
    _checked(bandwidth, draws)
    checked_level("confidence", confidence)
    checked = Points.check(points, of, weight, distance)
    chance = Counterfactual(checked.sites, draws, np.random.default_rng(seed))
    names = ("k_density", "bandwidth", *(BANDS if draws else ()))
    results = {name: np.full((len(checked.industries), len(found)), np.nan) for name in names}
    for row, members in enumerate(checked.members()):
        sites, weights = checked.sites.take(members), None if checked.weights is None else checked.weights[members]
        one = density(sites, weights, found, method, bandwidth)
        results["k_density"][row], results["bandwidth"][row] = one.values, one.bandwidth
        if draws and not np.isnan(one.bandwidth):
            for name, values in _with_bands(one, sites, weights, found, method, chance, confidence).items():
                results[name][row] = values
    return checked.answer(points, of, found, results)


def _with_bands(
    one: Density,
    sites: Sites,
    weights: Values | None,
    radii: Values,
    method: str,
    chance: Counterfactual,
    confidence: float,
) -> dict[str, Values]:
    curve = curve_of(sites, radii, one.bandwidth, method)
    bands = Bands.of(chance.curves(len(sites), weights, curve), confidence)
    own = curve(sites, weights)  # not the density itself, which may differ in its last digits: draws may be the same
    return dict(zip(BANDS, (bands.lower, bands.upper, bands.localisation(own), bands.dispersion(own)), strict=True))


def _checked(bandwidth: float | None, draws: int) -> None:
    if bandwidth is not None and not (bandwidth > 0 and np.isfinite(bandwidth)):
        raise InputError(f"bandwidth={bandwidth!r} is not a distance above 0.")
    if draws < 0:
        raise InputError(f"draws={draws!r} is not 0 or more.")
