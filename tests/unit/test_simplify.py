"""Simplification by hand: which points go, and that no ring collapses."""

import numpy as np
import pytest

from clusteratlas.geometry.simplification import effective_areas, simplify_arcs, simplify_line


def points(*pairs: tuple[float, float]) -> np.ndarray:
    return np.array(pairs, dtype=np.float64)


def test_effective_areas_of_a_line_by_hand() -> None:
    # The inner triangles are 1, 3 and 4. Without (1, 1) that at (2, 0) is 4; without both, that at (4, 4) is 8.
    line = points((0, 0), (1, 1), (2, 0), (4, 4), (4, 0))
    assert effective_areas(line).tolist() == [np.inf, 1, 4, 8, np.inf]


def test_a_point_is_never_less_than_one_removed_before_it() -> None:
    # The triangle at (1, 2) is 2.2; without it that at (2, -0.4) is 2.0, which counts as 2.2.
    line = points((0, 0), (1, 2), (2, -0.4), (10, 0))
    assert effective_areas(line) == pytest.approx([np.inf, 2.2, 2.2, np.inf])


def test_ends_stay_and_points_on_the_line_go() -> None:
    line = points((0, 0), (1, 0), (2, 0), (3, 0))
    assert simplify_line(line, 1e-9).tolist() == [[0, 0], [3, 0]]
    assert simplify_line(line, 0).tolist() == line.tolist()
    assert simplify_line(line[:2], 100).tolist() == [[0, 0], [1, 0]]


def test_a_small_ring_keeps_a_triangle() -> None:
    ring = points((0, 0), (0, 1), (1, 2), (2, 1), (2, 0), (0, 0))
    (kept,) = simplify_arcs([ring], 1000)
    assert len(kept) == 4
    assert kept[0].tolist() == kept[-1].tolist() == [0, 0]


def test_two_arcs_that_close_a_ring_do_not_fall_together() -> None:
    upper, lower = points((0, 0), (1, 1), (2, 0)), points((2, 0), (1, -1), (0, 0))
    assert [len(arc) for arc in simplify_arcs([upper, lower], 1000)] == [3, 3]


@pytest.mark.parametrize("area", [0.1, 0.3, 1000.0])
def test_an_open_arc_loses_what_is_below_the_threshold(area: float) -> None:
    arc = points((0, 0), (1, 1), (2, 0), (3, 0.25), (4, 0))
    kept = {0.1: 5, 0.3: 4, 1000.0: 2}[area]
    assert len(simplify_arcs([arc], area)[0]) == kept
