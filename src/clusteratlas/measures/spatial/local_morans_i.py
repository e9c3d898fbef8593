"""Local Moran's I: what each region adds to Moran's I, and which corner of the scatter it stands in."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.measures.chances import Seed, checked_draws
from clusteratlas.measures.spatial.chance_on_the_map import (
    PERMUTATION,
    RANDOMISATION,
    centred,
    checked_inference,
    lag_given_own,
    rank_probability,
    two_sided,
)
from clusteratlas.measures.spatial.lattice import ROW, Lattice, checked_standardise
from clusteratlas.measures.spatial.regional_values import Group, RegionalValues
from clusteratlas.tables import Frame

Values = NDArray[np.float64]
INFERENCES = (RANDOMISATION, PERMUTATION)
QUADRANTS = ("low-low", "low-high", "high-low", "high-high")  # the region, its neighbours


def local_morans_i(
    values: Frame,
    neighbours: Frame,
    value: str = "value",
    of: str = "industry",
    *,
    standardise: str = ROW,
    inference: str = RANDOMISATION,
    draws: int = 999,
    seed: Seed = 0,
) -> Frame:
    """What each region adds to Moran's I: above 0 it is like its neighbours, below 0 it is unlike them.

    I_i = z_i / m * sum over j of w_ij z_j, z being the values less their mean and m the mean of z^2. The I_i add up to
    S times Moran's I, S being the sum of all weights.

    Parameters:
        values: one row for each region (and industry, and year): region[, the column `of`][, year], the value.
        neighbours: region, neighbour[, weight]: which region is next to which, both ways round if it is meant so; a
            weight is not negative, 1 where there is none.
        value: column of the values, such as a location quotient, of any sign. Empty: not known.
        of: text column of the industries, if there is one: each has a map of its own.
        standardise: "row", the weights of each region's neighbours are made to add up to 1; "none", as they are.
        inference: what z and p_value hold I_i against. "randomisation": the values of all other regions dealt out over
            its neighbours in every possible way, with a normal distribution; "permutation": dealt out `draws` times.
        draws: how many permutations.
        seed: a whole number, or a NumPy generator. The same number gives the same answer.

    Returns:
        The kind of dataframe that came in: region[, the column `of`][, year], local_morans_i (no unit), z, p_value
        (two-sided), quadrant ("high-high", "low-low", "high-low", "low-high": the region, its neighbours, above or
        below the mean), one row for each row of the values, ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is not finite, a weight is negative, a key stands twice, or a region is its own neighbour.
        UnknownCode: a neighbour is none of the regions.
        UnknownChoice: `standardise` or `inference` is another word.
        InputError: draws is below 1.

    Notes:
        A region without a row or with an empty value is left out, and with it its links. Null where a region has no
        neighbour or all values are equal; the quadrant also where it or its neighbours lie at the mean; z and p_value
        also where it does itself, or where all others have one value. With many regions some are far out by chance: at
        0.05 one in twenty, so take a smaller limit, or one by the false discovery rate. z does not depend on
        `standardise`. Some print n - 1 in place of n in m.

    References:
        Anselin, L. (1995). Local indicators of spatial association - LISA. Geographical Analysis 27(2), 93-115.
        Sokal, R. R., Oden, N. L. and Thomson, B. A. (1998). Local spatial autocorrelation in a biological model.
        Geographical Analysis 30(4), 331-354.

    Example:
        Four regions in a row, values 1 2 4 5, z -2 -1 1 2, m = 2.5. Region a: -2 / 2.5 * -1 = 0.8.

        >>> import pyarrow as pa
        >>> values = pa.table({"region": list("abcd"), "value": [1, 2, 4, 5]})
        >>> row = pa.table({"region": list("abbccd"), "neighbour": list("bacbdc")})
        >>> for found in local_morans_i(values, row).to_pylist():
        ...     print(found["region"], round(found["local_morans_i"], 3), found["quadrant"])
        a 0.8 low-low
        b 0.2 low-low
        c 0.2 high-high
        d 0.8 high-high
    """
    checked_standardise(standardise)
    checked_inference(inference, INFERENCES)
    checked_draws(draws)
    checked = RegionalValues.check(values, value, of)
    whole, generator = Lattice.of(neighbours, checked.regions), np.random.default_rng(seed)

    def of_group(group: Group) -> dict[str, pa.Array | Values]:
        lattice = group.lattice(whole).standardised(standardise)
        apart = centred(group.scaled())
        lag = lattice.lag(apart)
        linked = (lattice.links() > 0) & apart.any()
        mean_square = float(apart @ apart) / max(len(apart), 1) or 1.0
        local = np.where(linked, apart * lag / mean_square, np.nan)
        z = np.where(apart != 0, np.sign(apart) * lag_given_own(group.scaled(), lattice), np.nan)
        probability = two_sided(z)
        if inference == PERMUTATION:
            probability = np.where(np.isnan(z), np.nan, _permuted(apart, lattice, draws, generator))
        quadrant = _quadrants(apart, lag, linked)
        return {"local_morans_i": local, "z": z, "p_value": probability, "quadrant": quadrant}

    return checked.answer_by_region(values, of_group)


def _quadrants(apart: Values, lag: Values, linked: NDArray[np.bool_]) -> pa.Array:
    near = 1e-12 * np.abs(apart).max(initial=0.0)  # a mean of neighbours that is but rounding away from the mean
    known = linked & (np.abs(apart) > near) & (np.abs(lag) > near)
    words = np.array(QUADRANTS, object)[2 * (apart > 0) + (lag > 0)]
    return pa.array(words, pa.string(), mask=~known)


def _permuted(apart: Values, lattice: Lattice, draws: int, generator: np.random.Generator) -> Values:
    """The probability of each region's neighbours when those of its number are drawn from all other regions.

    The places drawn are the same for every region; what stands there is shuffled for each.
    """
    links, others = lattice.links(), len(apart) - 1
    found = np.full(len(apart), np.nan)
    if others < 1:
        return found
    most = int(links.max())
    places = np.array([generator.permutation(others)[:most] for _ in range(draws)]).reshape(draws, most)
    for region in np.flatnonzero(links):
        shuffled = generator.permutation(np.delete(apart, region))
        start, stop = lattice.matrix.indptr[region : region + 2]
        weights, next_to = lattice.matrix.data[start:stop], lattice.matrix.indices[start:stop]
        drawn = shuffled[places[:, : links[region]]] @ weights
        own = np.sign(apart[region])
        found[region] = rank_probability(np.asarray(own * (apart[next_to] @ weights)), own * drawn)
    return found
