"""SVG path data: shapes and lines as the shortest text of whole, relative steps."""

from collections.abc import Iterable

import numpy as np

from clusteratlas.geometry.shapes import Line, Shape


def shape_path(shape: Shape) -> str:
    """All rings of a shape, each closed by Z."""
    return "".join(_steps(ring[:-1]) + "Z" for polygon in shape for ring in polygon)


def line_path(lines: Iterable[Line]) -> str:
    """Lines, not closed."""
    return "".join(_steps(line) for line in lines)


def _steps(line: Line) -> str:
    """`M` and the first point, `l` and the steps to the others; a minus sign separates by itself."""
    steps = " ".join(str(step) for step in np.diff(line, axis=0).ravel().tolist()).replace(" -", "-")
    return f"M{line[0][0]} {line[0][1]}l{steps}".replace(" -", "-")
