"""The entries of a comparison with the figures of each thing in line: a dot plot that is its own table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas.charts import UnitAxis
from clusteratlas.charts.unit_marks import SHAPES
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.benchmarks import Spread, spread_by_cluster
from clusteratlas_web.explore.comparing.asked import CLUSTERS
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.comparing.scale_axis import axis_of, emphasised, written_ticks
from clusteratlas_web.explore.comparing.units import Unit
from clusteratlas_web.explore.explained.linking import explained_figure
from clusteratlas_web.explore.region.contents import legend_classes
from clusteratlas_web.explore.scales import SCALES
from clusteratlas_web.explore.wording import LOCAL
from clusteratlas_web.foundation.templatetags.figures import no_data

WIDTH, HEIGHT, RADIUS = 320, 20, 5
LARGEST = 12  # entries where none is strong, and regions that clusters are compared in
OF_EACH = 6  # largest regions of every cluster


@dataclass(frozen=True)
class DotCell:
    """A figure of one thing: as written, the class of its colour, whether strong, and the row that explains it."""

    unit: Unit
    value: float | None
    written: str
    colour: str
    strong: bool
    row: Row


@dataclass(frozen=True)
class DotLine:
    """An entry: its names and page, its figures in the order of the things, its drawing, the group's quartiles."""

    key: str
    name: str
    full_name: str
    address: str
    cells: list[DotCell]
    figures: SafeString
    drawing: SafeString
    spread: Spread | None
    median: str
    quartiles: tuple[str, str]


@dataclass(frozen=True)
class Dots:
    """The lines that tell most, the others, their axis, and the legend of colours."""

    measure: str
    column: str
    lines: list[DotLine]
    more: list[DotLine]
    axis: UnitAxis
    head: list[tuple[float, str, bool]]
    classes: list[dict[str, str]]
    grouped: bool
    any_strong: bool


def lay_dots(comparison: Comparison) -> Dots:
    """The dot plot of a comparison in the measure that was asked."""
    first, rest = entries_of(comparison)
    measure = comparison.asked.measure
    spreads = spreads_of(comparison)
    figures = [comparison.figure(entry, unit, measure) for entry in (*first, *rest) for unit in comparison.units]
    axis = axis_of(measure, figures, WIDTH)
    drawn = _Drawn(comparison, axis, spreads)
    ticks, divides = written_ticks(measure, axis), emphasised(measure)
    return Dots(
        measure=measure,
        column=f"portfolio.{measure}",
        lines=[drawn.line(entry) for entry in first],
        more=[drawn.line(entry) for entry in rest],
        axis=axis,
        head=[(axis.at(tick), text, tick == divides) for tick, text in ticks.items()],
        classes=legend_classes(measure),
        grouped=bool(spreads),
        any_strong=any(comparison.is_strong(entry, unit) for entry in first for unit in comparison.units),
    )


def spreads_of(comparison: Comparison) -> dict[str, Spread]:
    """The quartiles of the group by entry; none without a group."""
    group, asked = comparison.group, comparison.asked
    if group is None or not group.members:
        return {}
    return spread_by_cluster(comparison.edition, group.members, asked.year, asked.measure)


def entries_of(comparison: Comparison) -> tuple[list[str], list[str]]:
    """The entries that are shown first, and the others.

    Of clusters: those that are strong in any, the ones shared by most first, else the largest. Of regions: the largest
    of every thing.
    """
    if comparison.by_cluster:
        return _clusters_first(comparison)
    return _largest_regions(comparison), []


def _clusters_first(comparison: Comparison) -> tuple[list[str], list[str]]:
    jobs = {
        code: max(row["employment"] for row in rows.values())
        for code, rows in comparison.cells.items()
        if any(row["kind"] != LOCAL and row["employment"] for row in rows.values())
    }
    shared = {code: sum(comparison.is_strong(code, unit) for unit in comparison.units) for code in jobs}
    ordered = sorted(jobs, key=lambda code: (-shared[code], -jobs[code], code))
    strong = [code for code in ordered if shared[code]] or ordered[:LARGEST]
    return strong, [code for code in ordered if code not in strong]


def _largest_regions(comparison: Comparison) -> list[str]:
    """The largest regions of every cluster, or of a cluster in any of its years; the largest in all of them first."""
    cells = comparison.cells
    most = OF_EACH if comparison.asked.kind == CLUSTERS else LARGEST
    chosen: set[str] = set()
    for unit in comparison.units:
        here = [code for code, rows in cells.items() if rows.get(unit.key, {}).get("employment")]
        chosen.update(sorted(here, key=lambda code: (-cells[code][unit.key]["employment"], code))[:most])
    return sorted(chosen, key=lambda code: (-max(row["employment"] for row in cells[code].values()), code))


class _Drawn:
    """Draws the lines of one comparison."""

    def __init__(self, comparison: Comparison, axis: UnitAxis, spreads: dict[str, Spread]) -> None:
        self._comparison, self._axis, self._spreads = comparison, axis, spreads
        self._scale = SCALES[comparison.asked.measure]
        self._strong = escape(gettext("strong"))

    def line(self, entry: str) -> DotLine:
        cells = [self._cell(entry, unit) for unit in self._comparison.units]
        spread = self._spreads.get(entry)
        write = self._scale.write
        return DotLine(
            key=entry,
            **self._named(entry),
            cells=cells,
            figures=SafeString("".join(map(self._figure, cells))),
            drawing=self._drawing(cells, spread),
            spread=spread,
            median="" if spread is None else write(spread.median),
            quartiles=("", "") if spread is None else (write(spread.low), write(spread.high)),
        )

    def _named(self, entry: str) -> dict[str, Any]:
        comparison, asked = self._comparison, self._comparison.asked
        names, to = comparison.names, asked.to
        if comparison.by_cluster:
            address = to.cluster(entry, level=asked.level, year=asked.year)
            return {"name": names.short_cluster(entry), "full_name": names.cluster(entry), "address": address}
        full = names.region(entry)
        return {"name": full, "full_name": full, "address": to.region(entry, asked.year)}

    def _cell(self, entry: str, unit: Unit) -> DotCell:
        comparison = self._comparison
        value = comparison.figure(entry, unit, self._scale.measure)
        row = comparison.cells.get(entry, {}).get(unit.key, {})
        written = "" if value is None else self._scale.write(value)
        strong = comparison.is_strong(entry, unit)
        return DotCell(unit, value, written, self._scale.colour(value), strong, row)

    def _figure(self, cell: DotCell) -> str:
        """The cell as the table has it: written here, since a comparison of ten has a thousand of them."""
        kind = f"n on-{cell.colour} b" if cell.strong else f"n on-{cell.colour}"
        if not cell.written:
            return f'<td class="n">{no_data()}</td>'
        figure = self._explained(cell) if cell.row else escape(cell.written)
        said = f'<span class="vh"> {self._strong}</span>' if cell.strong else ""
        return f'<td class="{kind}">{figure}{said}</td>'

    def _explained(self, cell: DotCell) -> str:
        column = f"portfolio.{self._scale.measure}"
        return explained_figure(self._comparison.asked.to, cell.written, column, cell.row)

    def _drawing(self, cells: Sequence[DotCell], spread: Spread | None) -> SafeString:
        """The line in one cell: the group's band, a rule from the first mark to the last, the marks."""
        known = [(cell, self._axis.at(cell.value)) for cell in cells if cell.value is not None]
        places = [place for _, place in known]
        span = f'<path class="span" d="M{min(places)},10H{max(places)}"/>' if known else ""
        marks = "".join(draw_mark(cell.unit.number, place, cell.strong) for cell, place in known)
        return SafeString(f"{self._ground}{self._band(spread)}{span}{marks}")

    @property
    def _ground(self) -> str:
        divides = emphasised(self._scale.measure)
        return "".join(
            f'<path class="{"one" if tick == divides else "gr"}" d="M{self._axis.at(tick)},0V{HEIGHT}"/>'
            for tick in self._axis.ticks
        )

    def _band(self, spread: Spread | None) -> str:
        if spread is None:
            return ""
        low, median, high = (self._axis.at(value) for value in (spread.low, spread.median, spread.high))
        wide = max(high - low, 1.0)
        return (
            f'<rect class="band" x="{low}" y="4" width="{wide:.1f}" height="12"/>'
            f'<path class="median" d="M{median},3V17"/>'
        )


def draw_mark(number: int, x: float, filled: bool) -> str:
    """A thing's mark at a place of a line; hollow unless it is filled."""
    kind = "mark" if filled else "mark hollow"
    return f'<path class="{kind} u{number}" transform="translate({x} 10) scale({RADIUS})" d="{SHAPES[number - 1]}"/>'


def marks_of(units: Sequence[Unit]) -> SafeString:
    """The marks of some things, one after the other."""
    return format_html_join("", "{}", ((single_mark(unit.number),) for unit in units))


def single_mark(number: int, filled: bool = True) -> SafeString:
    """A thing's mark beside its name."""
    mark = draw_mark(number, 7, filled).replace(" 10) ", " 7) ")
    return SafeString(
        f'<svg class="unit-mark" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">{mark}</svg>'
    )
