"""The map of a tidy file: which of its columns are region, industry, year and measures, and what its words mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clusteratlas.sources.origin import Publication
from clusteratlas.sources.reading import UNKNOWN
from clusteratlas.sources.units import Unit

CODE, NAME = "code", "name"  # how regions and industries are written
YEAR = "{year}"  # stands for the year in the name of a column, where years stand across


@dataclass(frozen=True)
class TableMap:
    """How the file is written. `lines_above` the heading hold titles; `separator` and `encoding` are of text files."""

    sheet: str | None = None
    lines_above: int = 0
    separator: str = ","
    encoding: str = "utf-8"
    absent: str = UNKNOWN


@dataclass(frozen=True)
class RegionMap:
    """Whose regions, of which level, in which column, by code or name.

    `country` holds the words of rows for the whole country. Where levels are mixed, `level_column` says the level of a
    row in the words of `levels`.
    """

    gazetteer: str
    column: str
    written: str = CODE
    level: str | None = None
    level_column: str | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    country: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndustryMap:
    """Whose industries, in which column, by code or name (title). `total` holds the words of rows for all of them."""

    classification: str
    vintage: str
    column: str
    written: str = CODE
    total: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeasureMap:
    """One measure: its column (`{year}` in its name stands for every year there is a column of) and its unit.

    Where each row is of one measure, `row` is its word in the column that says which.
    """

    name: str
    column: str
    unit: Unit
    row: str | None = None


@dataclass(frozen=True)
class CellMap:
    """What other than numbers stands in cells: marks of what is withheld or missing, marks of zero, thousands."""

    withheld: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    thousands: str = ""


@dataclass(frozen=True)
class ColumnMap:
    """The whole map. `year` is a column, or `fixed_year` the year of every row, or years stand across."""

    publication: Publication
    table: TableMap
    region: RegionMap
    industry: IndustryMap
    measures: tuple[MeasureMap, ...]
    cells: CellMap = field(default_factory=CellMap)
    year_column: str | None = None
    fixed_year: int | None = None
    measure_column: str | None = None

    @property
    def currency(self) -> str | None:
        """The currency of its money, the same in all of it."""
        return next((measure.unit.currency for measure in self.measures if measure.unit.currency), None)
