"""Distances between points: straight on a plane, or along the great circle of a sphere as large as the Earth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice

PLANE, GREAT_CIRCLE = "plane", "great-circle"
DISTANCES = (PLANE, GREAT_CIRCLE)
EARTH_RADIUS = 6371.0088  # kilometres; the mean radius of the International Union of Geodesy and Geophysics
Values = NDArray[np.float64]


def checked_distance(distance: str) -> str:
    """The word, if it is one of the two; raises UnknownChoice."""
    if distance not in DISTANCES:
        raise UnknownChoice("distance", distance, DISTANCES)
    return distance


@dataclass(frozen=True, eq=False)
class Sites:
    """Points between which straight lines are measured: on the plane as they are, on the sphere through the Earth.

    `coordinates` has the shape (2 or 3, points). A chord through the Earth grows with the distance along its surface,
    so that points are compared by chords, and chords become distances at the end.
    """

    coordinates: Values

    @classmethod
    def of(cls, x: Values, y: Values, distance: str) -> "Sites":
        """Of x and y in any one unit, or of degrees of longitude and latitude."""
        if distance == PLANE:
            return cls(np.array([x, y], np.float64))
        longitude, latitude = np.radians(x), np.radians(y)
        flat = np.cos(latitude)
        unit = np.array([flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)])
        return cls(EARTH_RADIUS * unit)

    def __len__(self) -> int:
        return len(self.coordinates[0])

    def take(self, positions: NDArray[np.integer]) -> "Sites":
        """The sites at these positions."""
        return Sites(np.ascontiguousarray(self.coordinates[:, positions]))

    @property
    def on_plane(self) -> bool:
        """Whether lines are distances already."""
        return len(self.coordinates) == 2

    def longest(self) -> float:
        """A length that no line between two of the sites exceeds."""
        if not len(self):
            return 0.0
        sides = self.coordinates.max(axis=1) - self.coordinates.min(axis=1)
        return float(np.hypot.reduce(sides))

    def as_distance(self, lines: Values) -> Values:
        """The distances that belong to lines."""
        if self.on_plane:
            return lines
        return 2 * EARTH_RADIUS * np.arcsin(np.minimum(lines / (2 * EARTH_RADIUS), 1.0))

    def as_line(self, distances: Values) -> Values:
        """The lines that belong to distances; a distance beyond the other side of the Earth is as far as that."""
        if self.on_plane:
            return distances
        return 2 * EARTH_RADIUS * np.sin(np.minimum(distances / (2 * EARTH_RADIUS), np.pi / 2))
