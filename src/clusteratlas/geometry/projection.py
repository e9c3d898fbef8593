"""Equal-area projection of longitude and latitude to a plane: Albers cones, and the United States composed of three.

References: Snyder, J. P. (1987), Map projections: a working manual, US Geological Survey Professional Paper 1395,
section 14 (Albers equal-area conic), formulas 14-1 to 14-11 for the sphere. Cones and scales of the composition are
those of geoAlbersUsa in d3-geo; its insets stand a little further right, so that the sheet cuts off no island.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


class EqualArea(Protocol):
    """A projection of longitude and latitude, in degrees, to a plane in radii of the sphere, y upwards."""

    def project(self, points: Points) -> Points:
        """Points of the plane."""

    def unproject(self, plane: Points) -> Points:
        """Longitude and latitude."""


@dataclass(frozen=True)
class AlbersCone:
    """An Albers cone on the unit sphere; `centre` (longitude, latitude) becomes the origin of the plane."""

    meridian: float
    parallels: tuple[float, float]
    centre: tuple[float, float]

    @cached_property
    def constants(self) -> tuple[float, float]:
        """n and C (14-6, 14-5)."""
        first, second = np.sin(np.radians(self.parallels))
        n = (first + second) / 2
        return float(n), float(1 - first**2 + 2 * n * first)

    def project(self, points: Points) -> Points:
        """x to the right and y upwards, in radii of the sphere; areas are those on the sphere."""
        return self._from_meridian(points) - self._from_meridian(np.array([self.centre]))

    def unproject(self, plane: Points) -> Points:
        """Longitude and latitude of points of the plane (14-8 to 14-11)."""
        n, c = self.constants
        x, y = (plane + self._from_meridian(np.array([self.centre]))).T
        latitude = np.degrees(np.arcsin((c - (n * np.hypot(x, y)) ** 2) / (2 * n)))
        longitude = self.meridian + np.degrees(np.arctan2(x, -y)) / n
        return np.column_stack([(longitude + 180) % 360 - 180, latitude])

    def _from_meridian(self, points: Points) -> Points:
        n, c = self.constants
        longitude, latitude = points.T
        theta = n * np.radians((longitude - self.meridian + 180) % 360 - 180)  # 14-4
        rho = np.sqrt(c - 2 * n * np.sin(np.radians(latitude))) / n  # 14-3
        return np.column_stack([rho * np.sin(theta), -rho * np.cos(theta)])  # 14-1, 14-2 but for a constant


@dataclass(frozen=True)
class Frame:
    """A projection's place on the sheet: what it shows of the world, at what scale, and where its centre lies."""

    name: str
    onto: EqualArea
    box: tuple[float, float, float, float]  # west, south, east, north; west > east crosses the 180th meridian
    scale: float  # units of the sheet in a radius of the Earth
    place: tuple[float, float]  # of the projection's centre on the sheet
    extent: tuple[float, float, float, float]  # left, top, right, bottom of the part of the sheet that is its own

    def holds(self, points: Points) -> NDArray[np.bool_]:
        """Which points lie in the frame."""
        west, south, east, north = self.box
        longitude, latitude = points.T
        across = (longitude >= west) & (longitude <= east)
        if west > east:
            across = (longitude >= west) | (longitude <= east)
        held: NDArray[np.bool_] = across & (latitude >= south) & (latitude <= north)
        return held

    def project(self, points: Points) -> Points:
        """Units of the sheet, y downwards."""
        return np.array(self.place) + self.onto.project(points) * (self.scale, -self.scale)

    def unproject(self, sheet: Points) -> Points:
        """Longitude and latitude of points of the sheet."""
        return self.onto.unproject((sheet - np.array(self.place)) / (self.scale, -self.scale))

    def owns(self, sheet: Points) -> NDArray[np.bool_]:
        """Which points of the sheet lie in its own part."""
        left, top, right, bottom = self.extent
        x, y = sheet.T
        owned: NDArray[np.bool_] = (x >= left) & (x < right) & (y >= top) & (y < bottom)
        return owned


@dataclass(frozen=True)
class Composition:
    """Frames side by side on one sheet."""

    name: str
    view_box: tuple[int, int, int, int]
    frames: tuple[Frame, ...]

    def project(self, points: Points) -> Points:
        """Each point by the first frame that holds it; not-a-number where none does."""
        sheet, free = np.full(points.shape, np.nan), np.ones(len(points), dtype=np.bool_)
        for frame in self.frames:
            held = free & frame.holds(points)
            sheet[held] = frame.project(points[held])
            free &= ~held
        return sheet

    def unproject(self, sheet: Points) -> Points:
        """Longitude and latitude of points of the sheet; an inset goes before the frame it is set in."""
        points, free = np.full(sheet.shape, np.nan), np.ones(len(sheet), dtype=np.bool_)
        for frame in reversed(self.frames):
            owned = free & frame.owns(sheet)
            points[owned] = frame.unproject(sheet[owned])
            free &= ~owned
        return points

    def project_arcs(self, arcs: Sequence[Points]) -> tuple[Points, ...]:
        """Every arc on the sheet. Equal points are projected once: not a digit may part two arcs that meet."""
        distinct, position = np.unique(np.concatenate(arcs), axis=0, return_inverse=True)
        sheet = self.project(distinct)[position.reshape(-1)]
        return tuple(np.split(sheet, np.cumsum([len(arc) for arc in arcs])[:-1]))


def _albers_usa(radius: float, centre: tuple[float, float]) -> tuple[Frame, ...]:
    x, y = centre
    seam = x - 0.1708 * radius  # between the insets
    lower = AlbersCone(-96, (29.5, 45.5), (-96.6, 38.7))
    alaska = AlbersCone(-154, (55, 65), (-156, 58.5))
    hawaii = AlbersCone(-157, (8, 18), (-160, 19.9))
    return (
        Frame("lower 48", lower, (-125.5, 24, -66, 50), radius, centre, (0, 0, 2 * x, 2 * y)),
        Frame(
            "Alaska",
            alaska,
            (172, 51, -129, 72),
            0.35 * radius,
            (x - 0.261 * radius, y + 0.201 * radius),
            (0, y + 0.1212 * radius, seam, 2 * y),
        ),
        Frame(
            "Hawaii",
            hawaii,
            (-161, 18, -154, 23),
            radius,
            (x - 0.165 * radius, y + 0.212 * radius),
            (seam, y + 0.17 * radius, x - 0.078 * radius, 2 * y),
        ),
    )


ALBERS_USA = Composition(
    "Albers equal-area conic, composed: lower 48 states, Alaska at 0.35 of their scale, Hawaii",
    (0, 0, 9750, 6100),
    _albers_usa(13000, (4875, 3050)),
)
