"""K density with this library, from a dataframe."""

import pyarrow as pa

from benchmarks.points.plants import RADII, plants
from clusteratlas.measures import k_density


def density(method: str, points: int) -> list[float]:
    """The density at each radius."""
    x, y = plants(points)
    frame = pa.table({"x": x, "y": y, "industry": pa.repeat("mills", points)})
    return list(k_density(frame, RADII, method=method)["k_density"].to_pylist())


for _method in ("exact", "fft"):  # the first call loads what has been compiled; nobody's imports are timed
    density(_method, 1_500)
