"""Visvalingam's line simplification on arcs: neighbours share an arc, so they are simplified once and keep fitting."""

import heapq
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def simplify_arcs(arcs: Sequence[Points], area: float) -> tuple[Points, ...]:
    """Every arc without the points whose effective area, in square units of the plane, is below `area`.

    Ends stay, since other arcs meet there. An arc that is a ring by itself keeps a triangle, and arcs that share both
    ends, and so may close a ring of two, keep a point between: no ring collapses.
    """
    ends = [_ends(arc) for arc in arcs]
    sharing = Counter(ends)
    least = [2 if first == last else int(sharing[first, last] > 1) for first, last in ends]
    return tuple(simplify_line(arc, area, keep) for arc, keep in zip(arcs, least, strict=True))


def simplify_line(line: Points, area: float, least: int = 0) -> Points:
    """The line without the points below `area`, but with its `least` most telling inner points and both ends."""
    effective = effective_areas(line)
    keep = effective >= area
    if least:
        telling = np.argsort(-effective, kind="stable")[: least + 2]  # the two ends come first
        keep[telling] = True
    return line[keep]


def effective_areas(line: Points) -> NDArray[np.float64]:
    """The area of the triangle each point made with its neighbours when it was the least of all; ends are infinite.

    Never below that of a point removed before it, so that a greater threshold always keeps a subset.

    References: Visvalingam, M. and Whyatt, J. D. (1993), Line generalisation by repeated elimination of points,
    The Cartographic Journal 30(1), 46-51.
    """
    count = len(line)
    points = [(float(x), float(y)) for x, y in line]
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    areas = [_triangle(points[i - 1], points[i], points[i + 1]) for i in range(1, count - 1)]
    current = [np.inf, *areas, np.inf]
    heap = [(current[i], i) for i in range(1, count - 1)]
    heapq.heapify(heap)
    effective, highest = np.full(count, np.inf), 0.0
    while heap:
        area, point = heapq.heappop(heap)
        if area != current[point] or effective[point] < np.inf:
            continue  # an older entry of a point whose neighbour has gone since
        effective[point] = highest = max(highest, area)
        left, right = before[point], after[point]
        after[left], before[right] = right, left
        for neighbour in (left, right):
            if 0 < neighbour < count - 1:
                triangle = _triangle(points[before[neighbour]], points[neighbour], points[after[neighbour]])
                current[neighbour] = triangle
                heapq.heappush(heap, (triangle, neighbour))
    return effective


def _triangle(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _ends(arc: Points) -> tuple[tuple[float, ...], tuple[float, ...]]:
    first, last = tuple(arc[0].tolist()), tuple(arc[-1].tolist())
    return (first, last) if first <= last else (last, first)
