"""Estimates of withheld cells, on tables drawn by hand."""

import numpy as np
import pytest
from tests.reference.suppression import adds_up, nearest, with_rest

from clusteratlas.errors import InputError
from clusteratlas.suppression import (
    UNBOUNDED,
    Bounds,
    Tree,
    establishment_prior,
    estimate_cells,
    midpoint_prior,
    propagate,
)

ONE = Tree.trivial()
PAIR = Tree.of([-1, 0, 0])
THREE = Tree.of([-1, 0, 0, 0])


def known(drawn: list[list[int | None]], regions: Tree, industries: Tree, **choices: object) -> Bounds:
    low = np.array([[0 if cell is None else cell for cell in row] for row in drawn])
    high = np.array([[UNBOUNDED if cell is None else cell for cell in row] for row in drawn])
    return propagate(low, high, regions, industries, **choices)  # type: ignore[arg-type]


def values(bounds: Bounds, prior: list[list[float]], regions: Tree, industries: Tree) -> list[list[int]]:
    return estimate_cells(bounds, np.array(prior, float), regions, industries).values.tolist()


def test_the_rest_is_shared_in_proportion_to_the_guess() -> None:
    bounds = known([[12, 3, None, None]], ONE, THREE)
    assert values(bounds, [[0, 0, 1, 2]], ONE, THREE) == [[12, 3, 3, 6]]
    assert values(bounds, [[0, 0, 10, 20]], ONE, THREE) == [[12, 3, 3, 6]]


def test_what_a_bound_cuts_off_goes_to_the_others() -> None:
    low, high = np.array([[20, 0, 0, 0]]), np.array([[20, UNBOUNDED, UNBOUNDED, 4]])
    bounds = propagate(low, high, ONE, THREE)
    assert values(bounds, [[0, 1, 3, 16]], ONE, THREE) == [[20, 4, 12, 4]]


def test_units_go_where_the_remainder_is_largest() -> None:
    # 10 in proportion 1 : 1 : 5 is 1.43, 1.43, 7.14; the unit left over goes to the first of the two equal remainders.
    assert values(known([[10, None, None, None]], ONE, THREE), [[0, 1, 1, 5]], ONE, THREE) == [[10, 2, 1, 7]]


def test_a_withheld_total_is_the_sum_of_its_parts() -> None:
    assert values(known([[None, 4, None]], ONE, PAIR), [[9, 4, 5]], ONE, PAIR) == [[9, 4, 5]]
    found = values(known([[None, 4, None]], ONE, PAIR), [[20, 4, 5]], ONE, PAIR)[0]
    assert found[0] == 4 + found[2]
    assert 5 <= found[2] <= 16


def test_both_trees_are_met() -> None:
    # All four cells withheld, their margins known: guessed alike, they are in proportion to the margins.
    bounds = known([[20, 5, 15], [8, None, None], [12, None, None]], PAIR, PAIR)
    assert values(bounds, [[1] * 3] * 3, PAIR, PAIR) == [[20, 5, 15], [8, 2, 6], [12, 3, 9]]


def test_nothing_of_what_is_published_changes_even_where_it_contradicts() -> None:
    bounds = known([[10, 4, 5, 3]], ONE, THREE)
    assert values(bounds, [[0, 0, 0, 0]], ONE, THREE) == [[10, 4, 5, 3]]


def test_signed_values_are_shifted() -> None:
    low, high = np.array([[10, -UNBOUNDED, -UNBOUNDED]]), np.array([[10, UNBOUNDED, UNBOUNDED]])
    bounds = propagate(low, high, ONE, PAIR, signed=True)
    # -2 and 6 lack 6 of the total; in proportion to their sizes, 1 : 3, that is -0.5 and 10.5.
    assert sum(values(bounds, [[0, -2, 6]], ONE, PAIR)[0][1:]) == 10
    assert values(bounds, [[0, -2, 6]], ONE, PAIR)[0][1] in (-1, 0)


def test_amounts_of_money_are_met_to_the_last_unit() -> None:
    total = 9_876_543_210_987
    found = values(known([[total, None, None, 1]], ONE, THREE), [[0, 1, 2, 0]], ONE, THREE)[0]
    assert sum(found[1:]) == total
    assert found[1] == pytest.approx((total - 1) / 3, abs=1)


def test_establishments_times_the_known_rate_is_the_guess() -> None:
    # Mining: 60 jobs in 6 establishments known. The withheld state has 3 of them.
    bounds = known([[60], [None]], Tree.trivial(2), ONE)
    assert establishment_prior(np.array([[6], [3]]), bounds, Tree.trivial(2), ONE).tolist() == [[60], [30]]


def test_a_rate_known_from_little_leans_on_the_industry_above() -> None:
    # Total: 90 jobs in 9 establishments, 10 each. First part: 1 establishment of 2 jobs; with 3 of weight on the 10
    # above, (2 + 3 * 10) / (1 + 3) = 8 each. Second part: nothing known, so 10 each.
    bounds = known([[90, 2, None, None], [90, None, None, None]], Tree.trivial(2), THREE)
    places = np.array([[9, 1, 4, 4], [9, 5, 4, 0]])
    assert establishment_prior(places, bounds, Tree.trivial(2), THREE)[1].tolist() == [90, 40, 40, 0]


def test_the_middle_of_a_range() -> None:
    bounds = Bounds(np.array([[0, 20, 100]]), np.array([[19, 99, UNBOUNDED]]))
    assert midpoint_prior(bounds).tolist() == [[9.5, 59.5, 150.0]]


def test_a_guess_that_is_no_number_is_refused() -> None:
    bounds = known([[10, None, None]], ONE, PAIR)
    with pytest.raises(InputError, match="finite"):
        values(bounds, [[0, np.nan, 1]], ONE, PAIR)
    with pytest.raises(InputError, match="negative"):
        values(bounds, [[0, -1, 1]], ONE, PAIR)
    with pytest.raises(InputError, match="shape"):
        values(bounds, [[0, 1]], ONE, PAIR)


@pytest.mark.parametrize("seed", range(6))
def test_a_whole_branch_is_the_table_nearest_to_the_guess(seed: int) -> None:
    """Three levels, most cells withheld, some within a range: against one multiplier at a time, by halving."""
    tree = Tree.of([-1, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 5])
    rng = np.random.default_rng(seed)
    truth = with_rest(rng.integers(0, 100_000, (1, 12)), ONE, tree)
    hidden = rng.random(truth.shape) < 0.8
    hidden[0, 0] = seed % 2  # with the total known, and without
    wide = rng.random(truth.shape) < 0.5
    low = np.where(hidden, np.where(wide, 0, truth // 2), truth)
    high = np.where(hidden, np.where(wide, 1_500_000, truth * 2 + 9), truth)
    bounds = propagate(low, high, ONE, tree)
    guess = np.maximum(truth * rng.gamma(1.0, 1.0, truth.shape), 1.0)
    found = estimate_cells(bounds, guess, ONE, tree)
    assert adds_up(found.values, ONE, tree)
    slow = nearest(bounds.low[0], bounds.high[0], guess[0], tree)
    assert found.values[0] == pytest.approx(slow, abs=3)  # a unit for each level that is rounded
    assert found.rounds <= 2  # the second finds nothing left to do


def test_totals_that_contradict_only_together_are_counted_and_end_soon() -> None:
    # Rows of 10 and 10, columns of 10 and 12: no table has both, whatever the bounds.
    cells = [[20, 10, 12], [10, 0, 0], [10, 0, 0]]
    low, high = np.array(cells), np.array([[22, 10, 12], [10, 10, 10], [10, 10, 10]])
    found = estimate_cells(Bounds(low, high), np.ones(low.shape), PAIR, PAIR)
    assert found.rounds < 100
    assert found.differing == len(found.differences) > 0
