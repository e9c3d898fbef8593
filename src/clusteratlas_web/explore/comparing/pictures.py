"""The dot plot of a comparison as a file to take away, with its title and its source."""

from typing import Any

from django.utils.translation import get_language, gettext

from clusteratlas.charts import PRINT, DotPlot, DotRow, Drawing, specification, unit_dots
from clusteratlas_web.explore.comparing.dots import DotLine, lay_dots
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.comparing.saying import title_of
from clusteratlas_web.explore.comparing.scale_axis import axis_of, emphasised, written_ticks
from clusteratlas_web.explore.comparing.units import short_names
from clusteratlas_web.explore.figure import measure_names

CHART = "side-by-side"
_SIZE = 900, 400  # it is as high as its rows need
_PLOT = 640.0


def taken_dots(comparison: Comparison) -> dict[str, Any]:
    """The specification of the lines that the page shows first."""
    dots, measure = lay_dots(comparison), comparison.asked.measure
    figures = [cell.value for line in dots.lines for cell in line.cells]
    axis = axis_of(measure, figures, _PLOT)
    units = [str(name) for name in short_names(comparison.units)]
    plot = DotPlot(units, [_row(line) for line in dots.lines], axis, written_ticks(measure, axis), emphasised(measure))
    drawing = _drawing(comparison)
    return specification(unit_dots(plot, drawing), drawing)


def _row(line: DotLine) -> DotRow:
    band = None if line.spread is None else (line.spread.low, line.spread.median, line.spread.high)
    return DotRow(str(line.name), [cell.value for cell in line.cells], [cell.strong for cell in line.cells], band)


def _drawing(comparison: Comparison) -> Drawing:
    manifest, asked = comparison.edition.manifest, comparison.asked
    title = gettext("%(title)s · %(measure)s, %(year)s") % {
        "title": title_of(comparison),
        "measure": measure_names()[asked.measure],
        "year": asked.year,
    }
    reading = gettext("Filled marks are strong clusters under “%(rules)s”.") % {"rules": asked.rules.title}
    if comparison.group is not None and comparison.group.members:
        band = gettext("The band is the middle half, the line in it the median of the group: %(group)s.")
        reading = f"{reading}\n{band % {'group': comparison.group.about}}"
    note = gettext("Cluster Atlas, edition %(edition)s. Figures: %(producer)s, %(title)s.") % {
        "edition": manifest.identity,
        "producer": manifest.inputs[0]["producer"],
        "title": manifest.inputs[0]["title"],
    }
    words = {"band": gettext("Middle half and median of the group")}
    return Drawing(*_SIZE, PRINT, get_language() or "en", words, title, f"{reading}\n{note}")
