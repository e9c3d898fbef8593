"""Bounds of sums over sets of industries, on trees drawn by hand."""

import numpy as np
import pytest

from clusteratlas.errors import InputError
from clusteratlas.suppression import UNBOUNDED, Tree, propagate, set_bounds

ONE = Tree.trivial()
#         0
#     1       2
#   3   4   5   6
TREE = Tree.of([-1, 0, 0, 1, 1, 2, 2])
NONE = -1


def of_sets(
    cells: list[int | None], membership: list[int], tree: Tree = TREE, rounding: int = 0
) -> list[tuple[int, int]]:
    """Bounds of each set in a region whose cells are published or, where None, withheld."""
    low = np.array([[0 if cell is None else cell for cell in cells]])
    high = np.array([[UNBOUNDED if cell is None else cell for cell in cells]])
    bounds = propagate(low, high, ONE, tree, rounding=rounding)
    found = set_bounds(bounds, tree, np.array(membership, np.int32))
    return list(zip(*(each[0].tolist() for each in found), strict=True))


def test_a_whole_branch_has_the_bounds_of_its_total() -> None:
    # Both leaves of the first branch are withheld; each may be 0 to 6, together they are 6.
    assert of_sets([16, 6, 10, None, None, 4, 6], [0, 0, 0, 0, 0, NONE, NONE]) == [(6, 6)]


def test_a_mixed_branch_leaves_what_the_others_need() -> None:
    # The set has a leaf of each branch: 0 to 6 and 0 to 10, and what it lacks the other set has.
    assert of_sets([16, 6, 10, None, None, None, None], [NONE, NONE, NONE, 0, 1, 0, 1]) == [(0, 16), (0, 16)]
    assert of_sets([16, 6, 10, 2, None, None, 3], [NONE, NONE, NONE, 0, 1, 0, 1]) == [(9, 9), (7, 7)]


def test_a_set_of_three_leaves_is_a_total_less_the_fourth() -> None:
    # Nothing is known below the total of 16 but the last leaf, 6: the three others are 10.
    assert of_sets([16, None, None, None, None, None, 6], [NONE, NONE, NONE, 0, 0, 0, NONE]) == [(10, 10)]


def test_sets_of_known_leaves_are_sums() -> None:
    assert of_sets([20, 11, 9, 5, 6, 2, 7], [NONE, NONE, NONE, 1, 0, 1, NONE]) == [(6, 6), (7, 7)]


def test_a_set_that_no_industry_is_in_is_zero() -> None:
    assert of_sets([20, 11, 9, 5, 6, 2, 7], [NONE, NONE, NONE, NONE, NONE, NONE, 1]) == [(0, 0), (7, 7)]


def test_where_a_total_contradicts_its_leaves_the_leaves_count() -> None:
    assert of_sets([20, 12, 9, 5, 6, 2, 7], [NONE, NONE, NONE, 0, 0, NONE, NONE]) == [(11, 11)]


def test_a_branch_that_is_more_than_its_leaves_bounds_them_from_above() -> None:
    tree = Tree(np.array([-1, 0, 0, 1, 1, 2, 2]), np.array([True, False, True, True, True, True, True]))
    # Of the 6 of the first branch any part may be outside of its two leaves.
    assert of_sets([16, 6, 10, None, None, 4, 6], [NONE, NONE, NONE, 0, 0, NONE, NONE], tree) == [(0, 6)]
    assert of_sets([16, 6, 10, 1, None, 4, 6], [NONE, NONE, NONE, 0, 0, 0, 0], tree) == [(11, 16)]


def test_rounding_widens_a_branch() -> None:
    # 6 is the rounded sum of two rounded leaves: they may add up to 5 or 7.
    assert of_sets([16, 6, 10, None, None, 4, 6], [NONE, NONE, NONE, 0, 0, NONE, NONE], rounding=1) == [(5, 7)]


def test_several_roots_add_up() -> None:
    forest = Tree.of([-1, -1, 0, 0, 1, 1])
    assert of_sets([6, 9, None, None, 4, 5], [NONE, NONE, 0, 0, 0, NONE], forest) == [(10, 10)]


def test_a_membership_of_another_length_is_refused() -> None:
    with pytest.raises(InputError, match="membership has shape"):
        of_sets([1, 1, 0, 1, 0, 0, 0], [0, 0])
    with pytest.raises(InputError, match="set -2"):
        of_sets([1, 1, 0, 1, 0, 0, 0], [-2] * 7)
