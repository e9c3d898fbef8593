"""Stitching: border arcs put end to end as rings, and rings nested into polygons."""

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from clusteratlas.geometry.shapes import ring_area
from clusteratlas.geometry.topology import Arc, ArcPolygon, ArcRing, joined, walked

Point = tuple[float, float]


def stitch(arcs: Sequence[Arc], border: Sequence[int]) -> list[ArcRing]:
    """Border arcs, inside to their right, as closed rings; as many must arrive at every junction as leave it."""
    following = _following(arcs, border)
    rings, seen = [], set[int]()
    for first in border:
        ring, arc = [], first
        while arc not in seen:
            seen.add(arc)
            ring.append(arc)
            arc = following[arc]
        if ring:
            rings.append(tuple(ring))
    return rings


def nest(arcs: Sequence[Arc], rings: Sequence[ArcRing]) -> list[ArcPolygon]:
    """Clockwise rings as outer rings, each followed by the holes in it, larger before smaller."""
    ordered = sorted(((ring_area(joined(arcs, ring)), ring) for ring in rings), key=lambda pair: -abs(pair[0]))
    outers = [ring for area, ring in ordered if area < 0]
    holes: dict[ArcRing, list[ArcRing]] = {ring: [] for ring in outers}
    for hole in (ring for area, ring in ordered if area > 0):
        around = [ring for ring in outers if len(outers) == 1 or _holds(joined(arcs, ring), joined(arcs, hole))]
        holes[around[-1]].append(hole)  # the smallest that holds it
    return [(ring, *holes[ring]) for ring in outers]


def start(arcs: Sequence[Arc], arc: int) -> Point:
    """The point an arc leaves from."""
    x, y = walked(arcs, arc)[0]
    return float(x), float(y)


def _following(arcs: Sequence[Arc], border: Sequence[int]) -> dict[int, int]:
    """The arc after each arc.

    Where several leave a junction, the leftmost keeps to the same outside, so that a hole which touches the outer
    ring, or another hole, in a point stays a ring of its own.
    """
    leaving: dict[Point, list[int]] = defaultdict(list)
    for arc in border:
        leaving[start(arcs, arc)].append(arc)
    following = {}
    for arc in border:
        choices = leaving[start(arcs, ~arc)]
        chosen = choices[0] if len(choices) == 1 else max(choices, key=lambda choice: _left_turn(arcs, arc, choice))
        choices.remove(chosen)
        following[arc] = chosen
    return following


def _left_turn(arcs: Sequence[Arc], arc: int, following: int) -> float:
    arriving, leaving = walked(arcs, arc), walked(arcs, following)
    (ax, ay), (bx, by) = arriving[-1] - arriving[-2], leaving[1] - leaving[0]
    return math.atan2(ax * by - ay * bx, ax * bx + ay * by)


def _holds(outer: Arc, hole: Arc) -> bool:
    """Whether a ring holds another that it may touch but not cross: a ray from a corner they do not share tells."""
    shared = {(x, y) for x, y in outer.tolist()}
    x, y = next((point for point in hole.tolist() if tuple(point) not in shared), hole[0].tolist())
    (x1, y1), (x2, y2) = outer[:-1].T, outer[1:].T
    crosses = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):  # level edges, which do not cross
        right = x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
    return bool(np.count_nonzero(crosses & right) % 2)
