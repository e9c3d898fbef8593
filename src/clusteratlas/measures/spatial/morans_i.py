"""Moran's I: whether regions next to each other have like values."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.measures.chances import Seed, checked_draws
from clusteratlas.measures.spatial.chance_on_the_map import (
    NORMALITY,
    NOTHING,
    PERMUTATION,
    RANDOMISATION,
    centred,
    checked_inference,
    rank_probability,
    two_sided,
)
from clusteratlas.measures.spatial.lattice import ROW, Lattice, checked_standardise
from clusteratlas.measures.spatial.regional_values import Group, RegionalValues
from clusteratlas.tables import Frame

Values = NDArray[np.float64]
INFERENCES = (RANDOMISATION, NORMALITY, PERMUTATION)
AT_ONCE = 2_000_000  # values of draws held at a time
_RESULTS = pa.schema(
    [(name, pa.float64()) for name in ("morans_i", "expected", "deviation", "z", "p_value")]
    + [(name, pa.int64()) for name in ("regions", "islands")]
)


def morans_i(
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
    """Whether regions next to each other have like values.

    I = n / S * sum over i and j of w_ij z_i z_j / sum over i of z_i^2, z being the values less their mean, S the sum of
    all weights. Above the expected -1/(n - 1): like next to like; below: high next to low.

    Parameters:
        values: one row for each region (and industry, and year): region[, the column `of`][, year], the value.
        neighbours: region, neighbour[, weight]: which region is next to which, both ways round if it is meant so; a
            weight is not negative, 1 where there is none.
        value: column of the values, such as a location quotient, of any sign. Empty: not known.
        of: text column of the industries, if there is one: each has an index of its own.
        standardise: "row", the weights of each region's neighbours are made to add up to 1; "none", as they are.
        inference: what z and p_value hold I against. "randomisation": the values dealt out over the regions in every
            possible way; "normality": values drawn from a normal distribution; "permutation": dealt out `draws` times.
        draws: how many permutations.
        seed: a whole number, or a NumPy generator. The same number gives the same answer.

    Returns:
        The kind of dataframe that came in: [the column `of`][, year], morans_i (no unit, about -1 to 1), expected,
        deviation (standard deviation), z, p_value (two-sided), regions (with a value), islands (those of them without a
        neighbour), one row for each industry and year, ordered by them.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is not finite, a weight is negative, a key stands twice, or a region is its own neighbour.
        UnknownCode: a neighbour is none of the regions.
        UnknownChoice: `standardise` or `inference` is another word.
        InputError: draws is below 1.

    Notes:
        A region without a row or with an empty value is left out, and with it its links; give a row with 0 where there
        is nothing. Islands count among the n and in the mean, and are next to nobody. Null where all values are equal
        or nobody has a neighbour; deviation, z and p_value also where no other arrangement gives another I, and by
        randomisation with fewer than four regions. The p_value of permutations is twice the share on the rarer side.

    References:
        Moran, P. A. P. (1950). Notes on continuous stochastic phenomena. Biometrika 37(1/2), 17-23.
        Cliff, A. D. and Ord, J. K. (1981). Spatial Processes: Models and Applications. Pion.

    Example:
        Four regions in a row, values 1 2 4 5, z -2 -1 1 2. Each region's neighbours on average: -1, -1/2, 1/2, 1. I is
        (2 + 1/2 + 1/2 + 2) / (4 + 1 + 1 + 4) = 0.5.

        >>> import pyarrow as pa
        >>> values = pa.table({"region": list("abcd"), "value": [1, 2, 4, 5]})
        >>> row = pa.table({"region": list("abbccd"), "neighbour": list("bacbdc")})
        >>> found = morans_i(values, row).to_pylist()[0]
        >>> round(found["morans_i"], 3), round(found["expected"], 3), round(found["z"], 3)
        (0.5, -0.333, 1.544)
    """
    checked_standardise(standardise)
    checked_inference(inference, INFERENCES)
    checked_draws(draws)
    checked = RegionalValues.check(values, value, of)
    whole, generator = Lattice.of(neighbours, checked.regions), np.random.default_rng(seed)

    def index(group: Group) -> dict[str, float]:
        lattice = group.lattice(whole).standardised(standardise)
        own = _index(centred(group.scaled()), lattice)
        expected, deviation, probability = np.nan, np.nan, np.nan
        if not np.isnan(own):
            expected = -1 / (len(group.values) - 1)
            if inference == PERMUTATION:
                drawn = _permuted(group.scaled(), lattice, draws, generator)
                expected, deviation = float(drawn.mean()), _known(float(drawn.std()), 1.0)
                probability = float(rank_probability(np.array(own), drawn))
            else:
                deviation = _deviation(centred(group.scaled()), lattice, inference)
        z = (own - expected) / deviation
        if inference != PERMUTATION:
            probability = float(two_sided(np.array(z)))
        found = {"morans_i": own, "expected": expected, "deviation": deviation, "z": z}
        found["p_value"] = probability if not np.isnan(z) else np.nan
        return found | {"regions": len(group.values), "islands": lattice.islands()}

    return checked.answer_by_group(values, [(group, index(group)) for group in checked.groups()], _RESULTS)


def _index(apart: Values, lattice: Lattice) -> float:
    """I of values less their mean; NaN where they are all zero or there are no weights."""
    total, squares = float(lattice.row_sums().sum()), float(apart @ apart)
    if not total > 0 or not squares > 0:
        return float("nan")
    return len(apart) / total * float(apart @ lattice.lag(apart)) / squares


def _deviation(apart: Values, lattice: Lattice, inference: str) -> float:
    """The standard deviation of I; NaN where it is zero, or by randomisation with fewer than four regions."""
    n = float(len(apart))
    total = float(lattice.row_sums().sum())
    both = lattice.matrix + lattice.matrix.T
    one = float((both.data**2).sum()) / 2 / total**2
    two = float(((lattice.row_sums() + lattice.column_sums()) ** 2).sum()) / total**2
    if inference == NORMALITY:
        second = (n**2 * one - n * two + 3) / (n**2 - 1)
    elif n < 4:
        return float("nan")
    else:
        kurtosis = n * float((apart**4).sum()) / float((apart**2).sum()) ** 2
        level = n * ((n**2 - 3 * n + 3) * one - n * two + 3)
        tilt = kurtosis * ((n**2 - n) * one - 2 * n * two + 6)
        second = (level - tilt) / ((n - 1) * (n - 2) * (n - 3))
    variance = second - 1 / (n - 1) ** 2
    return _known(float(np.sqrt(max(variance, 0.0))), float(np.sqrt(max(second, 0.0))))


def _known(deviation: float, scale: float) -> float:
    return deviation if deviation**2 > NOTHING * scale**2 else float("nan")


def _permuted(values: Values, lattice: Lattice, draws: int, generator: np.random.Generator) -> Values:
    """I of the values dealt out anew, so many times."""
    apart = centred(values)
    scale = len(apart) / float(lattice.row_sums().sum()) / float(apart @ apart)
    step = max(AT_ONCE // len(apart), 1)
    found = []
    for first in range(0, draws, step):
        dealt = generator.permuted(np.tile(apart, (min(step, draws - first), 1)), axis=1).T
        found.append(scale * (dealt * lattice.lag(dealt)).sum(axis=0))
    return np.concatenate(found)
