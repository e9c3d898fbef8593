"""Figures that an office did publish, hidden as it hides others: the truth is within the bounds, the estimate is near.

The file is the annual QCEW of the US Bureau of Labor Statistics, private employers by state and NAICS level.
"""

from pathlib import Path

import numpy as np
import pytest
from benchmarks.withheld import Outcome, Published, attempt, hide, invented, midpoints, qcew, size_class

from clusteratlas.suppression import UNBOUNDED, Tree, propagate, set_bounds


@pytest.fixture(scope="module", params=[2019, 2020])
def table(request: pytest.FixtureRequest, data: Path) -> Published:
    return qcew(data, request.param)


@pytest.fixture(scope="module")
def hidden(table: Published) -> np.ndarray:
    return hide(table)


@pytest.fixture(scope="module")
def outcome(table: Published, hidden: np.ndarray) -> Outcome:
    return attempt(table, hidden)


def error(values: np.ndarray, truth: np.ndarray) -> float:
    return float(np.abs(values - truth).mean())


def test_states_agree_with_their_own_totals_once_rounding_is_allowed_for(table: Published) -> None:
    """Rounded annual averages: exact sums would have thousands of totals contradict their parts."""
    low, high = np.where(table.withheld, 0, table.employment), np.where(table.withheld, UNBOUNDED, table.employment)
    states = low[1:], high[1:], Tree.trivial(len(low) - 1), table.industries
    assert propagate(*states, rounding=1).contradictory == 0
    assert propagate(*states).contradictory > 1000


def test_as_many_cells_are_hidden_as_the_office_hides_and_none_alone(table: Published, hidden: np.ndarray) -> None:
    assert 0.1 < hidden[1:].sum() / (table.establishments[1:] > 0).sum() < 0.2
    tree = table.industries
    for node in np.flatnonzero(np.diff(tree.first)):
        below = tree.children[tree.first[node] : tree.first[node + 1]]
        unknown = (table.withheld | hidden)[1:]
        assert not ((unknown[:, below].sum(axis=1) == 1) & ~unknown[:, node] & hidden[1:, below].any(axis=1)).any()


def test_the_truth_is_within_the_bounds_of_every_cell(table: Published, hidden: np.ndarray, outcome: Outcome) -> None:
    seen = ~table.withheld
    assert (outcome.bounds.low <= table.employment)[seen].all()
    assert (outcome.bounds.high >= table.employment)[seen].all()
    # The country's row is the sum of rounded figures, so its totals may be off by more than rounding each would allow.
    assert {each.region for each in outcome.bounds.contradictions} <= {0}
    shown = seen & ~hidden
    assert (outcome.values[shown] == table.employment[shown]).all()


def test_the_estimate_is_nearer_than_the_middle_of_the_size_class(
    table: Published, hidden: np.ndarray, outcome: Outcome
) -> None:
    truth = table.employment[hidden]
    assert error(outcome.values[hidden], truth) < error(midpoints(truth), truth) / 3
    assert np.median(np.abs(outcome.values[hidden] - truth)) < np.median(np.abs(midpoints(truth) - truth)) / 3


def test_with_the_size_class_known_it_is_nearer_in_every_class(table: Published, hidden: np.ndarray) -> None:
    truth = table.employment[hidden]
    values = attempt(table, hidden, letters=True).values[hidden]
    first, _ = size_class(truth)
    for low in np.unique(first):
        here = first == low
        assert error(values[here], truth[here]) < error(midpoints(truth[here]), truth[here])


def test_sets_of_industries_hold_the_truth(table: Published, hidden: np.ndarray, outcome: Outcome) -> None:
    whole = (table.level == 6) & ~table.withheld.any(axis=0)
    rng = np.random.default_rng(1)
    membership = np.where(whole, rng.integers(0, 30, len(whole)), -1).astype(np.int32)
    low, high = set_bounds(outcome.bounds, table.industries, membership)
    true = np.stack([table.employment[:, membership == each].sum(axis=1) for each in range(30)], axis=1)
    assert (low <= true).all()
    assert (true <= high).all()


def test_an_invented_table_needs_no_file() -> None:
    table = invented()
    found = attempt(table, hide(table))
    seen = ~table.withheld
    assert ((found.bounds.low <= table.employment) & (table.employment <= found.bounds.high))[seen].all()
