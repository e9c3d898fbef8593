"""What withheld cells can be at least and at most, on tables drawn by hand."""

import numpy as np
import pytest

from clusteratlas.errors import InputError
from clusteratlas.suppression import UNBOUNDED, Bounds, Contradiction, Tree, propagate, sharpen

Drawn = list[list[int | tuple[int, int] | None]]

ONE = Tree.trivial()
PAIR = Tree.of([-1, 0, 0])  # a total and two parts
THREE = Tree.of([-1, 0, 0, 0])


def solve(drawn: Drawn, regions: Tree, industries: Tree, **choices: object) -> Bounds:
    """A number is published, None withheld, a pair a published range."""
    low = [[0 if cell is None else cell[0] if isinstance(cell, tuple) else cell for cell in row] for row in drawn]
    high = [
        [UNBOUNDED if cell is None else cell[1] if isinstance(cell, tuple) else cell for cell in row] for row in drawn
    ]
    return propagate(np.array(low), np.array(high), regions, industries, **choices)  # type: ignore[arg-type]


def pairs(bounds: Bounds) -> list[list[tuple[int, int]]]:
    return [list(zip(*rows, strict=True)) for rows in zip(bounds.low.tolist(), bounds.high.tolist(), strict=True)]


def test_a_single_withheld_part_is_the_rest() -> None:
    assert pairs(solve([[10, 4, 5, None]], ONE, THREE)) == [[(10, 10), (4, 4), (5, 5), (1, 1)]]


def test_two_withheld_parts_share_the_rest() -> None:
    assert pairs(solve([[10, 4, None, None]], ONE, THREE)) == [[(10, 10), (4, 4), (0, 6), (0, 6)]]


def test_a_withheld_total_is_the_sum() -> None:
    assert pairs(solve([[None, 4, 5, 1]], ONE, THREE)) == [[(10, 10), (4, 4), (5, 5), (1, 1)]]


def test_a_total_above_a_withheld_part_is_bounded_below_only() -> None:
    assert pairs(solve([[None, 4, 5, None]], ONE, THREE)) == [[(9, UNBOUNDED), (4, 4), (5, 5), (0, UNBOUNDED)]]


def test_a_published_range_narrows_the_other_part() -> None:
    # 20 jobs, 0 to 19 in one part: at least 1 in the other. 20 to 99 in the other: all 20 of them, and none in the one.
    assert pairs(solve([[20, (0, 19), None]], ONE, PAIR)) == [[(20, 20), (0, 19), (1, 20)]]
    assert pairs(solve([[20, (0, 19), (20, 99)]], ONE, PAIR)) == [[(20, 20), (0, 0), (20, 20)]]


def test_parts_that_are_not_the_whole_bound_it_from_below() -> None:
    country = Tree(np.array([-1, 0, 0]), np.array([False, True, True]))
    assert pairs(solve([[10], [4], [None]], country, ONE)) == [[(10, 10)], [(4, 4)], [(0, 6)]]
    assert pairs(solve([[None], [4], [3]], country, ONE)) == [[(7, UNBOUNDED)], [(4, 4)], [(3, 3)]]


def test_both_trees_together_give_more_than_either() -> None:
    # Along industries alone the first state leaves 0 to 6, along regions alone 0 to 9 and 0 to 5.
    drawn: Drawn = [[20, 6, 9, 5], [12, 6, None, None], [8, 0, None, None]]
    assert pairs(solve(drawn, PAIR, THREE)) == [
        [(20, 20), (6, 6), (9, 9), (5, 5)],
        [(12, 12), (6, 6), (1, 6), (0, 5)],
        [(8, 8), (0, 0), (3, 8), (0, 5)],
    ]


def test_a_square_of_withheld_cells_swings_by_its_smallest_margin() -> None:
    # Rows 6 and 8, columns 9 and 5: the first cell is 9 - (0 to 8) and 6 - (0 to 5), so 1 to 6.
    drawn: Drawn = [[14, 9, 5], [6, None, None], [8, None, None]]
    assert pairs(solve(drawn, PAIR, PAIR))[1] == [(6, 6), (1, 6), (0, 5)]
    assert pairs(solve(drawn, PAIR, PAIR))[2] == [(8, 8), (3, 8), (0, 5)]


def test_contradicting_totals_are_reported_and_kept() -> None:
    found = solve([[10, 4, 5, 3], [None, 4, None, 1]], Tree.trivial(2), THREE)
    assert found.contradictions == (Contradiction("industries", 0, 0, 12, 12, 2),)
    assert found.contradictory == 1
    assert pairs(found)[0] == [(10, 10), (4, 4), (5, 5), (3, 3)]


def test_parts_too_small_for_their_total_contradict_it_too() -> None:
    assert solve([[10], [4], [5]], PAIR, ONE).contradictions == (Contradiction("regions", 0, 0, 9, 9, -1),)


def test_a_contradicting_relation_narrows_nothing() -> None:
    # The published parts alone are above the total, so nothing is known of the third.
    found = solve([[10, 8, 5, None]], ONE, THREE)
    assert pairs(found) == [[(10, 10), (8, 8), (5, 5), (0, UNBOUNDED)]]
    assert found.contradictions == (Contradiction("industries", 0, 0, 13, UNBOUNDED, 3),)


def test_a_contradiction_that_shows_only_when_narrowed_is_reported() -> None:
    # Along industries the withheld cell is 3, along regions it would have to be 5.
    found = solve([[None, None, 9], [10, 7, None], [None, None, 4]], PAIR, PAIR)
    assert pairs(found)[1] == [(10, 10), (7, 7), (3, 3)]
    assert Contradiction("regions", 0, 2, 7, 7, -2) in found.contradictions


def test_totals_that_contradict_only_together_come_to_rest() -> None:
    # With x for the last withheld part, the whole is x + 7 + 9 along industries and x + 4 + 10 along regions: every
    # round would raise all four by the two that are lacking, and never end.
    found = solve([[None, None, 9], [10, 7, 3], [None, None, 4]], PAIR, PAIR)
    assert [each.amount for each in found.contradictions] == [-2, -2]  # one of the circle's, and 9 above 3 and 4
    assert found.rounds < 10
    assert found.low[0, 0] <= 10 + 4 + 5 * 2


def test_margins_that_disagree_come_to_rest() -> None:
    # Four withheld cells, rows of 1,000 and 1,000, columns of 1,000 and 999: every round would take one from a bound.
    drawn: Drawn = [[None, 1000, 999], [1000, None, None], [1000, None, None]]
    found = solve(drawn, PAIR, PAIR)
    assert found.rounds < 10
    assert {abs(each.amount) for each in found.contradictions} == {1}


def test_the_largest_contradictions_come_first() -> None:
    found = solve([[10, 4, 5], [10, 4, 1], [10, 9, 9]], Tree.trivial(3), PAIR)
    assert [each.amount for each in found.contradictions] == [8, -5, -1]


def test_a_believed_zero_is_released_by_a_larger_total() -> None:
    absent = np.array([[False, False, True, True]])
    found = solve([[10, 4, 0, 0]], ONE, THREE, believed_zero=absent)
    assert pairs(found) == [[(10, 10), (4, 4), (0, 6), (0, 6)]]
    assert (found.released, found.contradictory) == (2, 0)


def test_a_believed_zero_stays_where_totals_agree() -> None:
    absent = np.array([[False, False, True, True]])
    found = solve([[4, 4, 0, 0]], ONE, THREE, believed_zero=absent)
    assert pairs(found) == [[(4, 4), (4, 4), (0, 0), (0, 0)]]
    assert found.released == 0


def test_a_released_cell_that_the_other_tree_settles_is_zero_again() -> None:
    # The state lacks 6; the country has no farming, so all 6 are in mining.
    absent = np.array([[False] * 4, [False, False, True, True]])
    found = solve([[12, 4, 8, 0], [10, 4, 0, 0]], Tree(np.array([-1, 0]), np.array([False, True])), THREE,
                  believed_zero=absent)  # fmt: skip
    assert pairs(found)[1] == [(10, 10), (4, 4), (6, 6), (0, 0)]
    assert found.released == 1


def test_what_is_below_a_released_cell_is_released_with_it() -> None:
    tree = Tree.of([-1, 0, 0, 2, 2])
    absent = np.array([[False, False, True, True, True]])
    found = solve([[10, 4, 0, 0, 0]], ONE, tree, believed_zero=absent)
    assert pairs(found) == [[(10, 10), (4, 4), (6, 6), (0, 6), (0, 6)]]


def test_a_believed_zero_above_published_parts_is_released() -> None:
    absent = np.array([[False, False, True, False, False]])
    found = solve([[10, 4, 0, 5, 1]], ONE, Tree.of([-1, 0, 0, 2, 2]), believed_zero=absent)
    assert pairs(found)[0][2] == (6, 6)


def test_rounding_widens_what_totals_say() -> None:
    # Two parts and a total, each off by at most a half: a part may be 1 off, the sum of two halves and a half.
    assert pairs(solve([[10, 4, None]], ONE, PAIR, rounding=1)) == [[(10, 10), (4, 4), (5, 7)]]
    assert solve([[10, 4, 7]], ONE, PAIR, rounding=1).contradictory == 0
    assert solve([[10, 4, 8]], ONE, PAIR, rounding=1).contradictions == (Contradiction("industries", 0, 0, 12, 12, 1),)


def test_one_part_alone_is_its_total_however_rounded() -> None:
    assert pairs(solve([[10, None, 0]], ONE, PAIR, rounding=1)) == [[(10, 10), (10, 10), (0, 0)]]


def test_a_signed_part_may_be_larger_than_the_total() -> None:
    low, high = np.array([[10, -5, -UNBOUNDED]]), np.array([[10, 5, UNBOUNDED]])
    assert pairs(propagate(low, high, ONE, PAIR, signed=True)) == [[(10, 10), (-5, 5), (5, 15)]]
    with pytest.raises(InputError, match="signed=True"):
        propagate(low, high, ONE, PAIR)


def test_nothing_withheld_gives_back_what_came() -> None:
    low = np.array([[9, 4, 5]])
    assert propagate(low, low, ONE, PAIR).low is low


def test_sharp_bounds_see_what_no_single_total_shows() -> None:
    # The first two states have 10 + 6 jobs, of which 7 + 5 are in the first two industries: 4 are left for the third.
    drawn: Drawn = [[None, 7, 5, None], [10, None, None, None], [6, None, None, 0], [None, 0, 0, None]]
    known = solve(drawn, THREE, THREE)
    assert pairs(known)[1][3] == (0, 9)
    asked = np.zeros(known.low.shape, bool)
    asked[1, 3] = True
    sharp = sharpen(known, asked, THREE, THREE)
    assert pairs(sharp)[1][3] == (4, 4)
    assert pairs(sharp)[1][1] == pairs(known)[1][1]


def test_sharp_bounds_of_amounts_of_money() -> None:
    million = 1_000_000_000_000
    drawn: Drawn = [
        [None, 7 * million, 5 * million + 1, None],
        [10 * million, None, None, None],
        [6 * million, None, None, 0],
        [None, 0, 0, None],
    ]
    known = solve(drawn, THREE, THREE)
    sharp = sharpen(known, known.low != known.high, THREE, THREE)
    assert pairs(sharp)[1][3] == (4 * million - 1, 4 * million - 1)


@pytest.mark.parametrize(
    ("low", "high", "match"),
    [([[1, 2]], [[1, 2]], "shape"), ([[1, 5, 2]], [[1, 4, 2]], "above high"), ([[1, -1, 2]], [[1, 4, 2]], "negative")],
)
def test_bounds_that_make_no_sense_are_refused(low: list[list[int]], high: list[list[int]], match: str) -> None:
    with pytest.raises(InputError, match=match):
        propagate(np.array(low), np.array(high), ONE, PAIR)


def test_trees_that_are_none_are_refused() -> None:
    with pytest.raises(InputError, match="circle"):
        Tree.of([-1, 2, 1])
    with pytest.raises(InputError, match="no node"):
        Tree.of([-1, 7])


def test_codes_hang_under_the_nearest_listed_code() -> None:
    codes = ["31", "3114", "311412", "9"]
    assert Tree.of_codes(codes, lambda code: code[:-1] or None, ["31"]).parents.tolist() == [-1, 0, 1, -1]
    assert Tree.of_codes(codes, lambda code: code[:-1] or None, ["31"]).whole.tolist() == [False, True, True, True]
