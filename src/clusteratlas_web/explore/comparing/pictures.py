"""The charts of a comparison as files to take away, each with its title and its source."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import get_language, gettext

from clusteratlas.charts import (
    PRINT,
    BarCell,
    BarTable,
    DotPlot,
    DotRow,
    Drawing,
    Head,
    specification,
    unit_bars,
    unit_dots,
)
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.comparing import change, headlines
from clusteratlas_web.explore.comparing.asked import CLUSTER, CLUSTERS, REGION, REGIONS
from clusteratlas_web.explore.comparing.clusters import read_cluster_headlines
from clusteratlas_web.explore.comparing.dots import DotLine, lay_dots
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.comparing.saying import title_of
from clusteratlas_web.explore.comparing.scale_axis import axis_of, emphasised, written_ticks
from clusteratlas_web.explore.comparing.taken import PORTFOLIO
from clusteratlas_web.explore.comparing.units import short_names
from clusteratlas_web.explore.figure import measure_names
from clusteratlas_web.foundation import numbers

_SIZE = 900, 400  # it is as high as its rows need
_PLOT = 640.0
_NARROW = 84  # pixels of a column of bars, at the least


def charts_of(kind: str) -> list[str]:
    """The charts that comparisons of a kind have, by the name of the table that each is drawn from."""
    return list(_CHARTS[kind])


def taken_chart(comparison: Comparison, chart: str) -> dict[str, Any]:
    """The specification of a chart; raises UnknownChoice for one that the comparison has nothing to draw in."""
    found = _CHARTS[comparison.asked.kind][chart](comparison)
    if found is None:
        raise UnknownChoice("chart", chart, [PORTFOLIO, headlines.TABLE])
    return found


def _dots(comparison: Comparison) -> dict[str, Any]:
    """The lines that the page shows first."""
    dots, measure = lay_dots(comparison), comparison.asked.measure
    figures = [cell.value for line in dots.lines for cell in line.cells]
    axis = axis_of(measure, figures, _PLOT)
    rows = [_row(line) for line in dots.lines]
    plot = DotPlot(_names(comparison), rows, axis, written_ticks(measure, axis), emphasised(measure))
    reading = gettext("Filled marks are strong clusters under “%(rules)s”.") % {"rules": comparison.asked.rules.title}
    if comparison.group is not None and comparison.group.members:
        band = gettext("The band is the middle half, the line in it the median of the group: %(group)s.")
        reading = f"{reading}\n{band % {'group': comparison.group.about}}"
    drawing = _drawing(comparison, measure_names()[measure], reading)
    return specification(unit_dots(plot, drawing), drawing)


def _row(line: DotLine) -> DotRow:
    band = None if line.spread is None else (line.spread.low, line.spread.median, line.spread.high)
    return DotRow(str(line.name), [cell.value for cell in line.cells], [cell.strong for cell in line.cells], band)


def _headlines(comparison: Comparison) -> dict[str, Any]:
    """The headline figures with their bars, a column for each thing."""
    read = headlines.read_headlines if comparison.asked.kind in (REGIONS, REGION) else read_cluster_headlines
    columns = [Head(name, at) for at, name in enumerate(_names(comparison))]
    rows = [
        (Head(str(line.label)), [BarCell(cell.written, cell.start, cell.length) for cell in line.cells])
        for line in read(comparison).lines
    ]
    reading = gettext("Bars compare them with each other, each line by itself.")
    return _bars(comparison, BarTable(columns, rows), gettext("Headline figures"), reading)


def _change(comparison: Comparison) -> dict[str, Any] | None:
    """The parts of the change, a column for each; None where no year can be compared with one before."""
    of_years = comparison.asked.kind == REGION
    found = change.read_steps(comparison) if of_years else change.read_changes(comparison)
    if found is None or not found.lines:
        return None
    names = _names(comparison)
    rows = [
        (Head(names[line.unit.number - 1], line.unit.number - 1), [_effect(each) for each in (*line.parts, line.total)])
        for line in found.lines
    ]
    titles = [gettext("The nation"), gettext("The mix of clusters"), gettext("The region’s own"), gettext("Change")]
    reading = (
        gettext("Shift-share, from each year to the next of those compared. The three parts add up to the change.")
        if of_years
        else gettext("Shift-share, %(since)s to %(until)s. The three parts add up to the change.")
        % {"since": found.since, "until": found.until}
    )
    return _bars(comparison, BarTable([Head(title) for title in titles], rows, signed=True), found.title, reading)


def _effect(effect: change.Effect) -> BarCell:
    share = "" if effect.share is None else numbers.change(effect.share)
    return BarCell(numbers.signed_count(effect.jobs), effect.start, effect.length, share)


def _bars(comparison: Comparison, table: BarTable, what: str, reading: str) -> dict[str, Any]:
    drawing = _drawing(comparison, what, reading, wide=_LABELS + len(table.columns) * (_NARROW + 22))
    return specification(unit_bars(table, drawing), drawing)


_LABELS = 230
Draw = Callable[[Comparison], dict[str, Any] | None]
_CHARTS: dict[str, dict[str, Draw]] = {
    REGIONS: {PORTFOLIO: _dots, headlines.TABLE: _headlines, change.TABLE: _change},
    CLUSTERS: {PORTFOLIO: _dots, headlines.TABLE: _headlines},
    REGION: {PORTFOLIO: _dots, headlines.TABLE: _headlines, change.TABLE: _change},
    CLUSTER: {PORTFOLIO: _dots, headlines.TABLE: _headlines},
}


def _names(comparison: Comparison) -> Sequence[str]:
    return [str(name) for name in short_names(comparison.units)]


def _drawing(comparison: Comparison, what: str, reading: str, wide: int = 0) -> Drawing:
    """A drawing with its title, how to read it, and its source."""
    manifest, asked = comparison.edition.manifest, comparison.asked
    facts = {"title": title_of(comparison), "measure": what, "year": asked.year}
    title = gettext("%(title)s · %(measure)s") if asked.of_years else gettext("%(title)s · %(measure)s, %(year)s")
    note = gettext("Cluster Atlas, edition %(edition)s. Figures: %(producer)s, %(title)s.") % {
        "edition": manifest.identity,
        "producer": manifest.inputs[0]["producer"],
        "title": manifest.inputs[0]["title"],
    }
    words = {"band": gettext("Middle half and median of the group"), "missing": gettext("no data")}
    size = max(_SIZE[0], wide), _SIZE[1]
    return Drawing(*size, PRINT, get_language() or "en", words, title % facts, f"{reading}\n{note}")
