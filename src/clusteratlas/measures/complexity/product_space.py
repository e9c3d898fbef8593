"""The product space: everything that relatedness and complexity say of a table, from one reading of it."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from clusteratlas.measures.answer import nullable
from clusteratlas.measures.complexity.axis import complexity_axis
from clusteratlas.measures.complexity.axis_report import AxisReport
from clusteratlas.measures.complexity.complexity_outlook import complexity_outlook_kernel
from clusteratlas.measures.relatedness.proximity import proximity_kernel
from clusteratlas.measures.relatedness.relatedness_density import relatedness_density_kernel
from clusteratlas.measures.relatedness.specialised_years import SpecialisedYear, SpecialisedYears
from clusteratlas.measures.relatedness.yearly_rows import YearlyRows
from clusteratlas.measures.specialisation import location_quotient_kernel
from clusteratlas.tables import Frame, like


@dataclass(frozen=True, eq=False)
class ProductSpace:
    """All results, each the kind of frame that came in.

    `regions` has region[, year], diversity, eci, coi; `industries` the industries' column[, year], ubiquity, pci;
    `cells` region, the industries' column[, year], location_quotient, specialised, density, cog; `pairs` the
    industries' column, other[, year], proximity; `years` what `economic_complexity` reports.
    """

    regions: Frame
    industries: Frame
    cells: Frame
    pairs: Frame
    years: Frame


def product_space(
    frame: Frame, include_self: bool = False, value: str = "employment", of: str = "industry"
) -> ProductSpace:
    """Location quotient, specialisation, proximity, density, complexity and outlook, from one reading of a table.

    The measures are those of `location_quotient`, `specialised`, `proximity` (conditional), `relatedness_density`,
    `economic_complexity` and `complexity_outlook` with their defaults; asking for all of them here reads and checks the
    table once and not six times. Beside them stand diversity, the number of industries a region is specialised in, and
    ubiquity, the number of regions that are specialised in an industry.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        include_self: whether the industry itself counts in `density`.
        value: column of the values, any unit, not negative.
        of: text column of the industries: "industry", "cluster" or another grouping.

    Returns:
        `.regions`: region[, year], diversity (count), eci, coi; `.industries`: the column `of`[, year], ubiquity
        (count), pci; `.cells`: region, the column `of`[, year], location_quotient, specialised, density, cog, one row
        for each region with each industry that have a row in the year; `.pairs`: the column `of`, other[, year],
        proximity; `.years`: what `economic_complexity` reports. Each is the kind of dataframe that came in, ordered by
        its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.

    Notes:
        Null where the measure by itself is null.

    References:
        Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product space conditions the
        development of nations. Science 317(5837), 482-487.

    Example:
        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["boston", "boston", "boston", "reno", "reno", "elko"],
        ...     "industry": ["biotech", "software", "retail", "software", "retail", "retail"],
        ...     "employment": [10, 10, 10, 10, 10, 10],
        ... })
        >>> found = product_space(frame)
        >>> for row in found.regions.to_pylist():
        ...     print(row["region"], row["diversity"], round(row["eci"], 3), round(row["coi"], 3))
        boston 2 1.309 -1.281
        elko 1 -1.118 0.123
        reno 2 -0.191 1.159
    """
    years = SpecialisedYears.read(frame, value, of)
    answers = _Answers.of(years)
    for year in years:
        answers.add(year, include_self)
    return ProductSpace(*(like(frame, table) for table in answers.tables()))


@dataclass(frozen=True, eq=False)
class _Answers:
    """The rows of each table as the years add to them."""

    regions: YearlyRows
    industries: YearlyRows
    cells: YearlyRows
    pairs: YearlyRows
    report: AxisReport

    @classmethod
    def of(cls, years: SpecialisedYears) -> "_Answers":
        number, truth, count = pa.float64(), pa.bool_(), pa.int64()
        return cls(
            years.rows("region", diversity=count, eci=number, coi=number),
            years.rows(years.of, ubiquity=count, pci=number),
            years.rows("region", years.of, location_quotient=number, specialised=truth, density=number, cog=number),
            years.rows(years.of, "other", proximity=number),
            AxisReport(),
        )

    def add(self, year: SpecialisedYear, include_self: bool) -> None:
        has = year.specialised
        near, axis = proximity_kernel(has), complexity_axis(has)
        coi, cog = complexity_outlook_kernel(has, near, axis.pci)
        cells = {
            "location_quotient": nullable(location_quotient_kernel(year.values).ravel()),
            "specialised": pa.array(has.ravel(), mask=year.undefined.ravel()),
            "density": year.of_regions(relatedness_density_kernel(has, near, include_self)),
            "cog": year.of_regions(cog),
        }
        diversity, ubiquity = (pa.array(has.sum(axis=along, dtype=np.int64)) for along in (1, 0))
        regions = {"diversity": diversity, "eci": nullable(axis.eci), "coi": year.of_regions(coi)}
        self.regions.add(year.year, (year.regions,), **regions)
        self.industries.add(year.year, (year.industries,), ubiquity=ubiquity, pci=nullable(axis.pci))
        self.cells.add(year.year, year.cells, **cells)
        self.pairs.add(year.year, year.pairs, proximity=year.of_pairs(near))
        self.report.add(year, axis)

    def tables(self) -> tuple[pa.Table, ...]:
        rows = (self.regions, self.industries, self.cells, self.pairs)
        return (*(each.table() for each in rows), self.report.table(self.regions.dated))
