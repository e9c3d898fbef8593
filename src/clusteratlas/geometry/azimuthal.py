"""Lambert's azimuthal equal-area projection: for lands about as wide as high, such as Europe.

References: Snyder, J. P. (1987), Map projections: a working manual, US Geological Survey Professional Paper 1395,
section 24, formulas 24-2 to 24-4 and 20-14, 20-15, 20-18, 24-16 for the sphere.
"""

from dataclasses import dataclass

import numpy as np

from clusteratlas.geometry.projection import Points


@dataclass(frozen=True)
class LambertAzimuthal:
    """The plane that touches the unit sphere at `centre` (longitude, latitude), its origin."""

    centre: tuple[float, float]

    def project(self, points: Points) -> Points:
        """x to the right and y upwards, in radii of the sphere; areas are those on the sphere."""
        longitude, latitude = np.radians(points - (self.centre[0], 0)).T
        middle = np.radians(self.centre[1])
        nearness = np.sin(middle) * np.sin(latitude) + np.cos(middle) * np.cos(latitude) * np.cos(longitude)
        k = np.sqrt(2 / (1 + nearness))  # 24-2
        x = k * np.cos(latitude) * np.sin(longitude)  # 22-4
        y = k * (np.cos(middle) * np.sin(latitude) - np.sin(middle) * np.cos(latitude) * np.cos(longitude))  # 22-5
        return np.column_stack([x, y])

    def unproject(self, plane: Points) -> Points:
        """Longitude and latitude of points of the plane."""
        x, y = plane.T
        middle = np.radians(self.centre[1])
        rho = np.hypot(x, y)  # 20-18
        c = 2 * np.arcsin(np.clip(rho / 2, -1, 1))  # 24-16
        fall = np.divide(np.sin(c), rho, out=np.ones_like(rho), where=rho > 0)
        latitude = np.arcsin(np.clip(np.cos(c) * np.sin(middle) + y * fall * np.cos(middle), -1, 1))  # 20-14
        longitude = np.arctan2(x * np.sin(c), rho * np.cos(middle) * np.cos(c) - y * np.sin(middle) * np.sin(c))
        longitude = self.centre[0] + np.degrees(longitude)  # 20-15
        return np.column_stack([(longitude + 180) % 360 - 180, np.degrees(latitude)])
