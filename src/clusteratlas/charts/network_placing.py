"""Lays the network of related clusters out in pixels: circles, the lines between them, labels that cover nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Any

import numpy as np

from clusteratlas.charts.label_placement import Box, Circle, Label, Room, place_labels
from clusteratlas.charts.lettering import BOLD
from clusteratlas.charts.network_spreading import spread

Row = Mapping[str, Any]

FONT = 11
RELATIONS = ("close", "related", "next")  # from the strongest
_SMALLEST_RADIUS, _GAP = 3.2, 7.0
_EDGE, _SIDE = 2.0, 0.05
_TRIES = 4
_BEAD, _REACH = 6.0, (200.0, 60.0)  # how finely a line is looked at, and how far from a circle its label reaches
_DARK, _APART = 1, 9.0  # which of a label's beads are those of dark lines; between a name far off and other circles
_LINE_END = 3.0  # so near its own circle a line is no hindrance


@dataclass(frozen=True)
class Plane:
    """What is drawn on: its size, the radius of the largest circle, how many clusters are named."""

    width: float
    height: float
    largest_radius: float
    labels: int


@dataclass(frozen=True)
class Node:
    """A cluster in the network; its part is focus, strong, opportunity, near (to the focus) or other."""

    row: Row
    part: str
    circle: Circle
    label: Label | None


@dataclass(frozen=True)
class Line:
    """A link between two nodes; faint where it is none of the cluster in focus."""

    ends: tuple[float, float, float, float]
    relation: str
    faint: bool


@dataclass(frozen=True)
class Network:
    """The whole drawing: nodes with the largest first, lines with the weakest first."""

    nodes: list[Node]
    lines: list[Line]


def relations_between(links: Sequence[Row]) -> dict[tuple[str, str], str]:
    """The relation of each pair that has one, by codes in order; of two ways round the stronger."""
    found: dict[tuple[str, str], str] = {}
    for link in links:
        if link["relation"] is not None:
            pair = (min(link["cluster"], link["other"]), max(link["cluster"], link["other"]))
            found[pair] = min(link["relation"], found.get(pair, RELATIONS[-1]), key=RELATIONS.index)
    return found


def neighbourhood(rows: Sequence[Row], links: Sequence[Row]) -> list[Row]:
    """The rows a region's network shows: strong clusters, opportunities, and all that are related to a strong one."""
    strong = {row["cluster"] for row in rows if row.get("strong")}
    shown = _with_related(strong, links) | {row["cluster"] for row in rows if row.get("opportunity")}
    return [row for row in rows if row["cluster"] in shown]


def around(rows: Sequence[Row], links: Sequence[Row], focus: str) -> list[Row]:
    """The rows of a cluster, of those related to it, and of those related to these."""
    shown = _with_related(_with_related({focus}, links), links)
    return [row for row in rows if row["cluster"] in shown]


def _with_related(clusters: set[str], links: Sequence[Row]) -> set[str]:
    related = {code for pair in relations_between(links) if clusters & set(pair) for code in pair}
    return clusters | related


def lay_network(rows: Sequence[Row], links: Sequence[Row], plane: Plane, focus: str | None = None) -> Network:
    """The layout of rows that have cluster, x, y and employment, and of the links between them."""
    rows = sorted(rows, key=lambda row: (-(row["employment"] or 0), row["cluster"]))
    codes = {row["cluster"]: number for number, row in enumerate(rows)}
    pairs = {pair: how for pair, how in relations_between(links).items() if codes.keys() >= set(pair)}
    near = {code for pair in pairs if focus in pair for code in pair}
    parts = [_part(row, focus, near) for row in rows]
    circles = _circles(rows, plane)
    lines = [
        Line(_ends(circles[codes[one]], circles[codes[other]]), how, focus is not None and focus not in (one, other))
        for (one, other), how in pairs.items()
    ]
    lines.sort(key=lambda line: (not line.faint, -RELATIONS.index(line.relation), line.ends))
    least = len(parts) - parts.count("other")
    labels = _labels(_names(rows, parts, plane.labels), least, circles, lines, plane)
    return Network([Node(*node) for node in zip(rows, parts, circles, labels, strict=True)], lines)


def _part(row: Row, focus: str | None, near: set[str]) -> str:
    if focus is not None:
        return "focus" if row["cluster"] == focus else "near" if row["cluster"] in near else "other"
    return "strong" if row.get("strong") else "opportunity" if row.get("opportunity") else "other"


def _circles(rows: Sequence[Row], plane: Plane) -> list[Circle]:
    """Area is jobs, down to a circle that can still be seen; the places are stretched over the plane."""
    if not rows:
        return []
    most = max(rows[0]["employment"] or 0, 1)
    radii = [max(_SMALLEST_RADIUS, plane.largest_radius * sqrt((row["employment"] or 0) / most)) for row in rows]
    places = np.array([[row["x"], row["y"]] for row in rows], np.float64)
    low, extent = places.min(axis=0), np.ptp(places, axis=0)
    middle = np.full_like(places, 0.5)
    inset = np.array([plane.width * _SIDE, 0])  # at the sides, so that what stands there has room for its name
    whole = np.divide(places - low, extent, out=middle, where=extent > 0)
    whole = inset + whole * (np.array([plane.width, plane.height]) - 2 * inset)
    room = np.array(radii) + _GAP
    return [
        Circle(float(x), float(y), radius)
        for (x, y), radius in zip(spread(whole, room, (plane.width, plane.height)), radii, strict=True)
    ]


def _names(rows: Sequence[Row], parts: Sequence[str], most: int) -> dict[int, list[str]]:
    """Which are named, in this order: the one in focus, strong ones and opportunities, near ones, the largest."""
    order = ("focus", "strong", "opportunity", "near", "other")
    numbers = sorted(range(len(rows)), key=lambda number: (order.index(parts[number]), number))
    return {number: [str(rows[number].get("label") or rows[number]["cluster_name"])] for number in numbers[:most]}


def _labels(
    names: Mapping[int, Sequence[str]], least: int, circles: Sequence[Circle], lines: Sequence[Line], plane: Plane
) -> list[Label | None]:
    """A label for each circle named, as far as there is room; what finds none of the first `least` is tried first.

    Only those first ones may stand on a dark line.
    """
    drawn = [line for line in lines if not line.faint]
    dark = [bead for line in drawn if line.relation == RELATIONS[0] for bead in _beads(line)]
    clear = [[bead for line in drawn for bead in _beads(line)], dark]
    order = list(names)
    wanted = order[:least]
    beads = {number: [*clear, []] if number in wanted else clear for number in order}
    best: dict[int, Label] = {}
    for _ in range(_TRIES):
        placed = _in_turn({number: names[number] for number in order}, circles, beads, plane)
        best = max(best, placed, key=lambda labels: (sum(number in labels for number in wanted), len(labels)))
        missing = [number for number in wanted if number not in placed]
        if not missing:
            break
        order = [*missing, *(number for number in order if number not in missing)]
    return [best.get(number) for number in range(len(circles))]


def _in_turn(
    names: Mapping[int, Sequence[str]],
    circles: Sequence[Circle],
    beads: Mapping[int, Sequence[Sequence[Box]]],
    plane: Plane,
) -> dict[int, Label]:
    """One label after another, beside its circle and clear of the first of its beads with which it finds room there.

    What has none there stands farther off with a line to its circle, well away from others, or else on what its last
    beads leave free.
    """
    frame = Box(_EDGE, _EDGE, plane.width - _EDGE, plane.height - _EDGE)
    placed: dict[int, Label] = {}
    for number, texts in names.items():
        taken, circle = [label.box for label in placed.values()], circles[number]
        rooms = [Room(frame, circles, [*taken, *_near(circle, some)]) for some in beads[number]]
        apart = Room(frame, _set_apart(circles, number), rooms[_DARK].taken)
        found, off, last = (
            [place_labels({number: texts}, room, FONT * BOLD).get(number) for room in some]
            for some in (rooms[: _DARK + 1], [apart], rooms[-1:])
        )
        if label := next((each for each in found if each and not each.leader), off[0] or last[0]):
            placed[number] = label
    return placed


def _set_apart(circles: Sequence[Circle], number: int) -> list[Circle]:
    """The circles, all but one of them with a margin, so that no name far from its own seems another's."""
    return [c if at == number else Circle(c.x, c.y, c.radius + _APART) for at, c in enumerate(circles)]


def _near(circle: Circle, beads: Sequence[Box]) -> list[Box]:
    """The beads a circle's label might lie on, but those where its own lines begin."""
    across, down = _REACH
    near = (bead for bead in beads if abs(bead.top - circle.y) < down and abs(bead.left - circle.x) < across)
    edge = circle.radius + _LINE_END
    return [bead for bead in near if hypot(bead.left + 1 - circle.x, bead.top + 1 - circle.y) > edge]


def _beads(line: Line) -> list[Box]:
    """Small boxes along a line, which a label is to keep clear of."""
    x1, y1, x2, y2 = line.ends
    steps = max(int(hypot(x2 - x1, y2 - y1) / _BEAD), 1)
    points = ((x1 + (x2 - x1) * at / steps, y1 + (y2 - y1) * at / steps) for at in range(steps + 1))
    return [Box(x - 1, y - 1, x + 1, y + 1) for x, y in points]


def _ends(one: Circle, other: Circle) -> tuple[float, float, float, float]:
    return one.x, one.y, other.x, other.y
