"""The study area of Ripley's K: a rectangle on the plane that holds all points, or a number of square units."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import SHOWN, BadCell, BadCells, InputError, UnknownChoice
from clusteratlas.measures.spatial.distances import GREAT_CIRCLE
from clusteratlas.measures.spatial.points import Points

Values = NDArray[np.float64]
Rectangle = tuple[float, float, float, float]
TRANSLATION, NONE = "translation", "none"
CORRECTIONS = (TRANSLATION, NONE)


@dataclass(frozen=True, eq=False)
class Window:
    """Its area, and with a correction for edges its two sides."""

    area: float
    sides: Values | None

    @classmethod
    def of(cls, points: Points, rectangle: Rectangle | None, area: float | None, correction: str) -> "Window":
        """The rectangle that was named, or the smallest that holds the points; raises BadCells where it does not."""
        if correction not in CORRECTIONS:
            raise UnknownChoice("correction", correction, CORRECTIONS)
        if area is not None and not (area > 0 and np.isfinite(area)):
            raise InputError(f"area={area!r} is not above 0.")
        sides = _sides(points, rectangle)
        found = float(sides.prod()) if area is None else area
        return cls(found, sides if correction == TRANSLATION else None)

    def reaches(self, radii: Values) -> NDArray[np.bool_]:
        """Whether the correction for edges can be made: for radii below the shorter side."""
        return np.ones(len(radii), np.bool_) if self.sides is None else radii < self.sides.min()


def checked_sphere(distance: str, correction: str, area: float | None, rectangle: Rectangle | None) -> None:
    """Raises InputError where great circles are asked for with what only a plane has."""
    if distance == GREAT_CIRCLE and (correction != NONE or area is None or rectangle is not None):
        raise InputError("Great circles have no rectangle: name the area in square kilometres and correction='none'.")


def _sides(points: Points, rectangle: Rectangle | None) -> Values:
    if rectangle is None:
        return np.array([np.ptp(values) if len(values) else 0.0 for values in (points.x, points.y)])
    low, high = np.array(rectangle[:2], np.float64), np.array(rectangle[2:], np.float64)
    if len(rectangle) != 4 or not (np.isfinite([low, high]).all() and (high > low).all()):
        raise InputError(f"window={rectangle!r} is not least x, least y, largest x, largest y.")
    _check_inside(points, low, high)
    return high - low


def _check_inside(points: Points, low: Values, high: Values) -> None:
    cells = [
        BadCell(0, name, f"{value:g}", "is outside the window")
        for name, values, least, most in zip("xy", (points.x, points.y), low, high, strict=True)
        for value in values[(values < least) | (values > most)]
    ]
    if cells:
        raise BadCells("points", cells[:SHOWN], len(cells), "Name a window that holds all points.")
