"""Complexity outlook: what the complex industries a region does not have, but is near, are worth to it."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.complexity.axis import complexity_axis
from clusteratlas.measures.relatedness.proximity import proximity_kernel
from clusteratlas.measures.relatedness.relatedness_density import proximity_weights
from clusteratlas.measures.relatedness.specialised_years import SpecialisedYears
from clusteratlas.tables import Frame, like

Matrix = NDArray[np.float64]
REACH, NET = "reach", "net"
_NEGLIGIBLE = 1e-12  # a spread that rounding may have made, relatively


@dataclass(frozen=True, eq=False)
class ComplexityOutlook:
    """The outlook of regions and the gain of cells, each the kind of frame that came in.

    `regions` has region[, year], coi; `cells` has region, the industries' column[, year], cog.
    """

    regions: Frame
    cells: Frame


def complexity_outlook(
    frame: Frame, gain: str = REACH, include_self: bool = True, value: str = "employment", of: str = "industry"
) -> ComplexityOutlook:
    """The complexity outlook index of regions (COI), and the gain each missing industry would bring (COG).

    A region has an industry when it is specialised in it, and misses it otherwise. With p_ij the conditional proximity
    of two industries (see `proximity`), p_i. its sum over j, c_i the complexity of an industry counted from its own
    zero (below), and density_ri the sum over the industries j that r has of p_ij / p_i.,

    - COI_r = sum over the missing i of density_ri c_i, then standardised: over the regions its mean is 0 and its
      standard deviation (divisor n) 1
    - COG_ri = sum over the missing j of p_ij / p_j. c_j, for a missing industry i: what having i adds to the density of
      the complex industries that r misses. This is `gain="reach"`, what the Growth Lab's own programs compute. With
      `gain="net"` density_ri c_i, which i itself no longer adds to the outlook once the region has it, is taken off, as
      the book has it.

    c_i is PCI_i (see `economic_complexity`) less the mean PCI weighted with ubiquity: the eigenvector's own zero, from
    before it is moved to make the mean ECI 0, on the scale of the standardised ECI. COI is high where much that is
    complex is near and not there yet: low both where little is near and where nearly everything is there.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        gain: "reach" or "net".
        include_self: whether p_i. and the sum of COG include the industry itself, with a proximity of 1, as the source
            does; without it `gain="net"` is exactly what having i changes in the sum of COI.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        `.regions`: region[, year], coi (any number), one row for each region with a row in the year; `.cells`: region,
        the column `of`[, year], cog (any number), one row for each region with each industry that have a row in the
        year. Both ordered by their keys, and the kind of dataframe that came in.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.
        UnknownChoice: `gain` is another word.

    Notes:
        COG is null where the region has the industry already. Both are null where the region's total is zero, and in a
        year without complexity indices, for which `economic_complexity` says why; COG also where the industry's total
        is zero, COI also where all regions have the same.

    References:
        Hausmann, R., Hidalgo, C. A., Bustos, S., Coscia, M., Simoes, A. and Yildirim, M. A. (2014). The Atlas of
        Economic Complexity: Mapping Paths to Prosperity. MIT Press. Technical box 5.4 calls them opportunity value and
        opportunity gain.

    Example:
        Boston is specialised in biotech and software, Reno in software and retail, Elko in retail. Reno's outlook is
        the best, since software is near biotech; Boston's the worst, since only retail is left to it.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["boston", "boston", "boston", "reno", "reno", "elko"],
        ...     "industry": ["biotech", "software", "retail", "software", "retail", "retail"],
        ...     "employment": [10, 10, 10, 10, 10, 10],
        ... })
        >>> found = complexity_outlook(frame)
        >>> for row in found.regions.to_pylist():
        ...     print(row["region"], round(row["coi"], 3))
        boston -1.281
        elko 0.123
        reno 1.159
        >>> for row in found.cells.to_pylist():
        ...     print(row["region"], row["industry"], row["cog"] and round(row["cog"], 3))
        boston biotech None
        boston retail -0.894
        boston software None
        elko biotech 1.234
        elko retail None
        elko software 0.809
        reno biotech 1.106
        reno retail None
        reno software None
    """
    _check_gain(gain)
    years = SpecialisedYears.read(frame, value, of)
    regions, cells = years.rows("region", coi=pa.float64()), years.rows("region", of, cog=pa.float64())
    for year in years:
        has = year.specialised
        coi, cog = complexity_outlook_kernel(has, proximity_kernel(has), complexity_axis(has).pci, gain, include_self)
        regions.add(year.year, (year.regions,), coi=year.of_regions(coi))
        cells.add(year.year, year.cells, cog=year.of_regions(cog))
    return ComplexityOutlook(like(frame, regions.table()), like(frame, cells.table()))


def complexity_outlook_kernel(
    specialised: NDArray[np.bool_], proximity: Matrix, pci: Matrix, gain: str = REACH, include_self: bool = True
) -> tuple[Matrix, Matrix]:
    """The complexity outlook index of regions and the gain of cells.

    Parameters:
        specialised: shape (..., regions, industries), whether the region has the industry; leading axes, such as years,
            are independent.
        proximity: shape (..., industries, industries), symmetric; NaN and what is below zero count as zero.
        pci: shape (..., industries); industries with NaN do not count.
        gain: "reach" or "net".
        include_self: whether the diagonal of the proximities counts.

    Returns:
        COI of shape (..., regions), standardised over the regions that have anything, and COG of the shape of
        `specialised`; NaN where the region has the industry, the industry has no PCI, or no region differs in COI.

    Example:
        The second region misses the second industry, worth 3 - 1/3: COG is 1 / (1 + 0.5) of that.

        >>> has = np.array([[True, True], [True, False]])
        >>> coi, cog = complexity_outlook_kernel(has, proximity_kernel(has), np.array([-1.0, 3.0]))
        >>> coi.tolist(), cog.round(3).tolist()
        ([-1.0, 1.0], [[nan, nan], [nan, 1.778]])
    """
    _check_gain(gain)
    has = np.asarray(specialised, np.bool_)
    weights, worth = proximity_weights(proximity, include_self), _from_own_zero(has, pci)
    each = np.nan_to_num(quotient(worth, weights.sum(axis=-2, keepdims=True)))
    missing = (~has).astype(np.float64)
    found = missing @ (np.swapaxes(each, -1, -2) * weights)
    ones = np.subtract(1, missing, out=missing)  # in its place: memory of this size takes as long to get as to fill
    coi = _standardised(np.einsum("...ri,...ri->...r", ones, found), np.logical_or.reduce(has, axis=-1))
    if gain == NET:
        found -= (ones @ weights) * each
    np.copyto(found, np.nan, where=has | np.isnan(worth))
    return coi, found


def _check_gain(gain: str) -> None:
    if gain not in (REACH, NET):
        raise UnknownChoice("gain", gain, [REACH, NET])


def _from_own_zero(has: NDArray[np.bool_], pci: Matrix) -> Matrix:
    """PCI less its mean over the industries of all regions, as a row of the matrix."""
    complexity = np.asarray(pci, np.float64)[..., None, :]
    ubiquity = np.where(np.isnan(complexity), 0, has.sum(axis=-2, keepdims=True, dtype=np.float64))
    mean = quotient(np.nansum(ubiquity * complexity, axis=-1, keepdims=True), ubiquity.sum(axis=-1, keepdims=True))
    return np.asarray(complexity - mean, np.float64)


def _standardised(values: Matrix, counted: NDArray[np.bool_]) -> Matrix:
    """The values less their mean over what counts, in standard deviations; NaN where they hardly differ."""
    number = counted.sum(axis=-1, keepdims=True, dtype=np.float64)
    mean = quotient(np.where(counted, values, 0).sum(axis=-1, keepdims=True), number)
    away = values - mean
    spread = np.sqrt(quotient(np.where(counted, away**2, 0).sum(axis=-1, keepdims=True), number))
    largest = np.abs(values).max(axis=-1, keepdims=True, initial=0)
    return quotient(away, np.where(spread > _NEGLIGIBLE * largest, spread, 0))
