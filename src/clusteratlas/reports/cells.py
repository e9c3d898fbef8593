"""The cells of a brief's tables as a document and a page set them: a text, or a small drawing with its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clusteratlas.charts import Palette
from clusteratlas.editions.edition import Row
from clusteratlas.numerals.numbers import location_quotient
from clusteratlas.reports.brief import BAR, CODE, DRAWN, GROWTH, MARK, RAIL, TEXT, YEAR, Brief, Column
from clusteratlas.reports.marks import draw_bar, draw_mark, draw_rail
from clusteratlas.reports.texts import say
from clusteratlas.reports.writing import Writer


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a text, what stands below it, and a drawing with the words for those who do not see it."""

    text: str
    under: str = ""
    drawing: str = ""
    alt: str = ""
    missing: bool = False


@dataclass(frozen=True)
class CellWriter:
    """Writes the cells of a brief for one palette."""

    brief: Brief
    palette: Palette

    @property
    def writer(self) -> Writer:
        """Writes figures."""
        return Writer(self.brief.naming.language, self.brief.currency)

    def cell(self, column: Column, row: Row) -> Cell:
        """The cell of a column in a row."""
        value = row.get(column.key)
        if column.kind in DRAWN:
            return self._drawn(column, value)
        if column.kind == GROWTH and row.get("growth_ranged"):
            written = self.writer.growth(row["growth_low"], row["growth_high"])
            return Cell(written) if written else Cell(self.brief.words["not_known"], missing=True)
        under = str(row.get(column.under) or "") if column.under else ""
        written = self.writer.written(column.kind, value)
        if written:
            return Cell(written, under)
        if column.absent or column.kind in (TEXT, CODE):
            return Cell(column.absent.strip(), under)
        return Cell(self.brief.words["not_known"], under, missing=True)

    def _drawn(self, column: Column, value: Any) -> Cell:
        if value is None or (column.kind == RAIL and value["value"] is None):
            return Cell("")
        if column.kind == MARK:
            word = self.brief.words[f"word_{value}"]
            return Cell(word, drawing=draw_mark(value, "", self.palette), alt=word)
        if column.kind == BAR:
            alt = self.writer.written("percentile", value)
            return Cell("", drawing=draw_bar(value, alt, self.palette), alt=alt)
        alt = self._rail_words(value)
        return Cell("", drawing=draw_rail(value, alt, self.palette), alt=alt)

    def _rail_words(self, value: Mapping[str, Any]) -> str:
        language = self.brief.naming.language
        said = say("rail_label", language, value=location_quotient(value["value"]))
        low, high, line = (value[name] for name in ("low", "high", "line"))
        if low is not None:
            ends = {"low": location_quotient(low), "high": "" if high is None else location_quotient(high)}
            said += say("rail_open" if high is None else "rail_range", language, **ends)
        return said if line is None else said + say("rail_line", language, line=location_quotient(line))


def is_figure(column: Column) -> bool:
    """Whether the values of a column stand to the right, under each other: a year is a name."""
    return column.kind not in (TEXT, *DRAWN, YEAR)
