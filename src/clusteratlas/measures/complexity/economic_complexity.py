"""Economic complexity: the index of regions (ECI) and of industries (PCI), on one scale."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import nullable
from clusteratlas.measures.complexity.axis import complexity_axis
from clusteratlas.measures.complexity.axis_report import AxisReport
from clusteratlas.measures.relatedness.specialised_years import SpecialisedYears
from clusteratlas.tables import Frame, like

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class EconomicComplexity:
    """The index of regions and of industries, and for each year what they rest on; each the kind of frame that came in.

    `regions` has region[, year], eci; `industries` the industries' column[, year], pci; `years` has [year,] regions and
    industries (how many count), parts, second_eigenvalue, third_eigenvalue, diversity_correlation, and undefined: null,
    or why there is none.
    """

    regions: Frame
    industries: Frame
    years: Frame


def economic_complexity(frame: Frame, value: str = "employment", of: str = "industry") -> EconomicComplexity:
    """The economic complexity of regions (ECI) and of industries (PCI), from which regions have which industries.

    A region has an industry when it is specialised in it (a location quotient of 1 or more, see `specialised`). With M
    the matrix of these ones and zeros, D the diversity of regions (the sums of its rows) and U the ubiquity of
    industries (the sums of its columns), k is the eigenvector of U^-1 M' D^-1 M with the second largest eigenvalue.
    With k_r the mean of k over the industries of region r,

    - ECI_r = (k_r - m) / s
    - PCI_i = (k_i - m) / s

    where m and s are the mean and the standard deviation (divisor n) of k_r over the regions: the mean ECI is 0 and its
    standard deviation 1. PCI is on the scale of ECI: the ECI of a region is exactly the mean of the PCI of the
    industries it is specialised in. (The other way round, the mean ECI of the regions specialised in an industry is its
    PCI drawn towards -m/s, to a distance of the eigenvalue times the PCI's.) The sign is such that ECI and diversity
    correlate positively. ECI orders regions along the line on which their industries differ most; high are industries
    that few regions have, and the regions that have many such.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        `.regions`: region[, year], eci; `.industries`: the column `of`[, year], pci; both any number, one row for each
        that has a row in the year, ordered by their keys. `.years`: [year,] regions, industries (those with any value),
        parts, second_eigenvalue, third_eigenvalue (0 to 1), diversity_correlation (of ECI, 0 to 1), undefined. Each is
        the kind of dataframe that came in.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.

    Notes:
        Regions and industries whose values are all zero do not count and have null. A whole year has null where the
        index would be noise, and `.years` says why in `undefined`: "empty" (no values), "single" (one region or one
        industry), "disconnected" (the regions fall into `parts` that have no industry in common), "alike" (every region
        has every industry), "degenerate" (second and third eigenvalue differ by no more than 1e-9: the vector is any
        mixture of two), "undirected" (no correlation with diversity: the sign is open). Where `diversity_correlation`
        is weak the sign rests on little. Of jobs in few or coarse industries the line often runs from services to
        manufacturing: look at its two ends before calling one of them complex. Each year has a scale of its own.
        For n industries, or regions where these are fewer, memory and time are those of an n x n matrix.

    References:
        Hidalgo, C. A. and Hausmann, R. (2009). The building blocks of economic complexity. Proceedings of the National
        Academy of Sciences 106(26), 10570-10575.
        Hausmann, R., Hidalgo, C. A., Bustos, S., Coscia, M., Simoes, A. and Yildirim, M. A. (2014). The Atlas of
        Economic Complexity: Mapping Paths to Prosperity. MIT Press.

    Example:
        Boston is specialised in biotech and software, Reno in software and retail, Elko in retail. Boston's index is
        the mean of those of its industries: (1.882 + 0.736) / 2.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["boston", "boston", "boston", "reno", "reno", "elko"],
        ...     "industry": ["biotech", "software", "retail", "software", "retail", "retail"],
        ...     "employment": [10, 10, 10, 10, 10, 10],
        ... })
        >>> found = economic_complexity(frame)
        >>> for row in found.regions.to_pylist():
        ...     print(row["region"], round(row["eci"], 3))
        boston 1.309
        elko -1.118
        reno -0.191
        >>> for row in found.industries.to_pylist():
        ...     print(row["industry"], round(row["pci"], 3))
        biotech 1.882
        retail -1.118
        software 0.736
    """
    years = SpecialisedYears.read(frame, value, of)
    regions, industries = years.rows("region", eci=pa.float64()), years.rows(of, pci=pa.float64())
    report = AxisReport()
    for year in years:
        axis = complexity_axis(year.specialised)
        regions.add(year.year, (year.regions,), eci=nullable(axis.eci))
        industries.add(year.year, (year.industries,), pci=nullable(axis.pci))
        report.add(year, axis)
    tables = regions.table(), industries.table(), report.table(regions.dated)
    return EconomicComplexity(*(like(frame, table) for table in tables))


def economic_complexity_kernel(specialised: ArrayLike) -> tuple[Matrix, Matrix]:
    """The ECI of regions and the PCI of industries of a region x industry matrix, or of a stack of them.

    Parameters:
        specialised: shape (..., regions, industries), whether the region has the industry; leading axes, such as years,
            are independent.

    Returns:
        ECI of shape (..., regions) and PCI of shape (..., industries); NaN for a region or industry without any tie,
        and for all of a matrix that has no index.

    Example:
        >>> eci, pci = economic_complexity_kernel([[1, 1], [1, 0]])
        >>> eci.round(9).tolist(), pci.round(9).tolist()
        ([1.0, -1.0], [-1.0, 3.0])
    """
    has = np.asarray(specialised, np.bool_)
    eci, pci = np.empty(has.shape[:-1]), np.empty((*has.shape[:-2], has.shape[-1]))
    for place in product(*map(range, has.shape[:-2])):
        axis = complexity_axis(has[place])
        eci[place], pci[place] = axis.eci, axis.pci
    return eci, pci
