"""Location quotients with this library: years as matrices of integers, one kernel, a few years in memory at a time."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.quotients.panel import Shape, codings
from clusteratlas.engines import PanelYear, over_years, panel_years
from clusteratlas.measures import location_quotient_kernel
from clusteratlas.tables import Codings, year_matrix

_COLUMNS = ("region", "industry", "employment")


def from_text(file: str) -> list[list[float]]:
    """For each year the sum and the maximum of the quotients of its cells, from text codes."""
    return _answer(panel_years(Path(file), _COLUMNS), None)


def from_codes(files: Sequence[str], shape: Sequence[int]) -> list[list[float]]:
    """The same from integer codes, whose meaning is known."""
    return _answer(panel_years([Path(file) for file in files], _COLUMNS), codings(Shape(*shape)))


def _answer(years: list[PanelYear], known: Codings | None) -> list[list[float]]:
    def summary(year: PanelYear) -> list[float]:
        matrix = year_matrix(year.read(), "employment", year=year.year, codings=known)
        quotients = location_quotient_kernel(matrix.values)
        shown = quotients if matrix.present.all() else quotients[matrix.present]
        if np.isnan(shown.sum()):  # a region or an industry without any employment has no quotient
            shown = shown[~np.isnan(shown)]
        return [float(year.year or 0), float(shown.sum()), float(shown.max())]

    return list(over_years(summary, years))
