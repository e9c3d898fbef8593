"""Laws of merging and simplifying, on random maps of unit squares: areas add up, borders stay valid, neighbours fit."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box, union_all

from clusteratlas.geometry.borders import mesh
from clusteratlas.geometry.merging import merge
from clusteratlas.geometry.shapes import Shape, polygon_area, shape_area, shape_from
from clusteratlas.geometry.simplification import effective_areas, simplify_arcs, simplify_line
from clusteratlas.geometry.topology import Topology, decode

WIDTH, HEIGHT = 5, 4
CELLS = [(x, y) for x in range(WIDTH) for y in range(HEIGHT)]
owners = st.lists(st.sampled_from("abc-"), min_size=len(CELLS), max_size=len(CELLS))
coordinate = st.floats(-100, 100, allow_nan=False)


def grid(backwards: set[int]) -> Topology:
    """Unit squares whose edges are arcs of two points; some squares are wound the other way."""
    edges = [((x, y), (x + 1, y)) for x in range(WIDTH) for y in range(HEIGHT + 1)]
    edges += [((x, y), (x, y + 1)) for x in range(WIDTH + 1) for y in range(HEIGHT)]
    number = {edge: position for position, edge in enumerate(edges)}
    geometries = []
    for position, (x, y) in enumerate(CELLS):
        left, top = number[(x, y), (x, y + 1)], number[(x, y + 1), (x + 1, y + 1)]
        right, bottom = number[(x + 1, y), (x + 1, y + 1)], number[(x, y), (x + 1, y)]
        ring = [left, top, ~right, ~bottom]
        ring = [~arc for arc in reversed(ring)] if position in backwards else ring
        geometries.append({"type": "Polygon", "id": f"{x}{y}", "arcs": [ring]})
    cells = {"type": "GeometryCollection", "geometries": geometries}
    return decode({"type": "Topology", "arcs": edges, "objects": {"cells": cells}}, Path("grid.json"))


def groups_of(owner: list[str]) -> dict[str, set[str]]:
    pairs = list(zip(CELLS, owner, strict=True))
    return {group: {f"{x}{y}" for (x, y), who in pairs if who == group} for group in "abc"}


def drawn(topology: Topology, groups: dict[str, set[str]]) -> dict[str, Shape]:
    arcs = [arc.astype(np.int64) for arc in topology.arcs]
    return {group: shape_from(arcs, parts) for group, parts in merge(topology, "cells", groups).items()}


@given(owners, st.sets(st.integers(0, len(CELLS) - 1)))
def test_merged_areas_are_the_sums_of_their_members(owner: list[str], backwards: set[int]) -> None:
    groups = groups_of(owner)
    for group, shape in drawn(grid(backwards), groups).items():
        assert shape_area(shape) == len(groups[group])


@given(owners, st.sets(st.integers(0, len(CELLS) - 1)))
def test_merged_parts_are_valid_and_equal_the_union_of_squares(owner: list[str], backwards: set[int]) -> None:
    groups = groups_of(owner)
    for group, shape in drawn(grid(backwards), groups).items():
        parts = [Polygon(outer, holes) for outer, *holes in shape]
        squares = union_all([box(int(x), int(y), int(x) + 1, int(y) + 1) for x, y in groups[group]])
        assert all(part.is_valid for part in parts)
        assert len(parts) == len(getattr(squares, "geoms", [squares] if groups[group] else []))
        assert union_all(parts).equals(squares)
        assert [polygon_area(part) for part in shape] == sorted((part.area for part in parts), reverse=True)


@given(owners)
def test_the_mesh_is_as_long_as_the_edges_between_groups(owner: list[str]) -> None:
    who = dict(zip(CELLS, owner, strict=True))
    pairs = [((x, y), (x + dx, y + dy)) for x, y in CELLS for dx, dy in ((1, 0), (0, 1)) if (x + dx, y + dy) in who]
    between = sum(1 for one, other in pairs if "-" not in (who[one], who[other]) and who[one] != who[other])
    assert sum(len(line) for line in mesh(grid(set()), "cells", groups_of(owner))) == between


@given(st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=30), st.floats(0, 500), st.floats(0, 500))
def test_a_greater_threshold_keeps_a_subset_and_both_ends(
    line: list[tuple[float, float]], one: float, two: float
) -> None:
    points = np.array(line)
    assert np.isinf(effective_areas(points)[[0, -1]]).all()
    finer, coarser = (simplify_line(points, area).tolist() for area in (min(one, two), max(one, two)))
    remaining = iter(finer)
    assert all(point in remaining for point in coarser)
    assert (coarser[0], coarser[-1]) == (points[0].tolist(), points[-1].tolist())


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), max_size=30), st.floats(0, 2000))
def test_neighbours_fit_after_simplification(inner: list[tuple[int, int]], area: float) -> None:
    # A square of side 100 in two halves; whatever the border between them, what one loses the other gains.
    border = [[0, 0], *map(list, inner), [100, 100]]
    arcs = [border, [[100, 100], [100, 0], [0, 0]], [[100, 100], [0, 100], [0, 0]]]
    simple = simplify_arcs([np.array(arc, dtype=np.float64) for arc in arcs], area)
    halves = [signed(np.concatenate([simple[0], side])) for side in simple[1:]]
    corners = [signed(np.concatenate([simple[0][[0, -1]], side])) for side in simple[1:]]
    assert halves[0] - halves[1] == corners[0] - corners[1]


def signed(ring: np.ndarray) -> float:
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) / 2)
