"""Proximity: how much two industries are found in the same regions."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.relatedness.proximity_methods import METHODS, Matrix
from clusteratlas.measures.relatedness.specialised_years import SpecialisedYears
from clusteratlas.tables import Frame, like

_WHOLE_IN_32_BITS = 2**24  # every whole number up to here is a float32


def proximity(frame: Frame, method: str = "conditional", value: str = "employment", of: str = "industry") -> Frame:
    """How much two industries are found in the same regions.

    A region has an industry when it is specialised in it (a location quotient of 1 or more, see `specialised`). With
    u_i the number of regions that have industry i, b_ij the number that have both i and j, and n the number of regions
    with any value:

    - "conditional": b_ij / max(u_i, u_j), the smaller of the two conditional probabilities of having one industry where
      the other is; 0 to 1; the proximity of the product space, and the default
    - "cosine": b_ij / sqrt(u_i u_j); 0 to 1
    - "jaccard": b_ij / (u_i + u_j - b_ij), of the regions with either industry the part with both; 0 to 1
    - "association": n b_ij / (u_i u_j), over what would be expected if the two had nothing to do with each other; 1 is
      as expected, 2 twice as often
    - "correlation": (n b_ij - u_i u_j) / sqrt(u_i (n - u_i) u_j (n - u_j)), the phi coefficient; -1 to 1

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        method: "conditional", "cosine", "jaccard", "association" or "correlation".
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        The kind of dataframe that came in: the column `of`, other[, year], proximity, one row for each industry and
        each other industry with a row in the year, so that every pair stands in both orders; ordered by industry, other
        and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `method` is another word.

    Notes:
        Null where nobody is specialised in one of the two (its values are all zero); the correlation also where every
        region is. An industry's proximity with itself is left out. Regions are counted in 32-bit floating point, which
        is exact up to 2**24 regions, and in 64-bit beyond. The answer has as many rows as industries squared: a million
        for a thousand industries, for each year.

    References:
        Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product space conditions the
        development of nations. Science 317(5837), 482-487.
        van Eck, N. J. and Waltman, L. (2009). How to normalize cooccurrence data? An analysis of some well-known
        similarity measures. Journal of the American Society for Information Science and Technology 60(8), 1635-1651.

    Example:
        Reno has gaming and hotels, Boise hotels, Provo software: two regions have hotels, one of them gaming too.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["reno", "reno", "boise", "provo"],
        ...     "industry": ["gaming", "hotels", "hotels", "software"],
        ...     "employment": [10, 10, 20, 20],
        ... })
        >>> for row in proximity(frame).to_pylist():
        ...     print(row["industry"], row["other"], row["proximity"])
        gaming hotels 0.5
        gaming software 0.0
        hotels gaming 0.5
        hotels software 0.0
        software gaming 0.0
        software hotels 0.0
    """
    check_method(method)
    years = SpecialisedYears.read(frame, value, of)
    rows = years.rows(of, "other", proximity=pa.float64())
    for year in years:
        rows.add(year.year, year.pairs, proximity=year.of_pairs(proximity_kernel(year.specialised, method)))
    return like(frame, rows.table())


def proximity_kernel(specialised: NDArray[np.bool_], method: str = "conditional") -> Matrix:
    """The proximity of every two industries.

    Parameters:
        specialised: shape (..., regions, industries), whether the region has the industry; leading axes, such as years,
            are independent.
        method: "conditional", "cosine", "jaccard", "association" or "correlation".

    Returns:
        Shape (..., industries, industries), symmetric, with each industry's proximity with itself on the diagonal (1
        but for "association"); NaN where no region has one of the two, in "correlation" also where every region does.

    Example:
        >>> proximity_kernel(np.array([[True, True], [True, False]])).tolist()
        [[1.0, 0.5], [0.5, 1.0]]
    """
    check_method(method)
    has = np.asarray(specialised, np.bool_)
    both = co_occurrence(has)
    having = np.diagonal(both, axis1=-2, axis2=-1)
    regions = has.any(axis=-1).sum(axis=-1, dtype=np.float64)[..., None, None]
    return METHODS[method](both, having[..., :, None], having[..., None, :], regions)


def co_occurrence(specialised: NDArray[np.bool_]) -> Matrix:
    """How many regions have both of two industries; on the diagonal, how many have the one."""
    # Counts are whole numbers, so 32 bits, at twice the speed, lose nothing while they can hold every count.
    kind = np.float32 if specialised.shape[-2] <= _WHOLE_IN_32_BITS else np.float64
    ones = specialised.astype(kind)
    return np.asarray(np.swapaxes(ones, -1, -2) @ ones, np.float64)


def check_method(method: str) -> None:
    """Raises UnknownChoice where there is no such method."""
    if method not in METHODS:
        raise UnknownChoice("method", method, list(METHODS))
