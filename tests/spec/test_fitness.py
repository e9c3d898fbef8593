"""Fitness and complexity, update by update, on tables drawn by hand."""

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures import fitness, fitness_kernel

HAS = np.array([[1, 1], [1, 0]], bool)
CELLS = pa.table(
    {
        "region": ["boston", "boston", "boston", "reno", "reno", "elko"],
        "industry": ["biotech", "software", "retail", "software", "retail", "retail"],
        "employment": [10] * 6,
    }
)


def test_the_first_updates_by_hand() -> None:
    # Fitness 2 and 1 over their mean 3/2; complexity 1 / 2 and 1 / 1 over their mean 3/4.
    found, complexity = fitness_kernel(HAS, updates=1)
    assert (found.tolist(), complexity.tolist()) == (pytest.approx([4 / 3, 2 / 3]), pytest.approx([2 / 3, 4 / 3]))
    # Fitness 2/3 + 4/3 and 2/3 over 4/3; complexity 1 / (3/4 + 3/2) = 4/9 and 1 / (3/4) = 4/3 over 8/9.
    found, complexity = fitness_kernel(HAS, updates=2)
    assert (found.tolist(), complexity.tolist()) == (pytest.approx([3 / 2, 1 / 2]), pytest.approx([1 / 2, 3 / 2]))


def test_a_table_that_does_not_converge_says_so() -> None:
    # The fitness of the second region is 2 / (n + 2) after n updates: it falls towards zero, ever more slowly.
    for updates in (5, 98):
        assert fitness_kernel(HAS, updates)[0].tolist() == pytest.approx([2 - 2 / (updates + 2), 2 / (updates + 2)])


def test_twenty_updates_are_the_default() -> None:
    assert fitness(CELLS).regions.equals(fitness(CELLS, updates=20).regions)
    assert fitness(CELLS).years["updates"].to_pylist() == [20]


def test_convergence_is_reported() -> None:
    # Boston has biotech and software, Reno software and retail, Elko retail.
    (first,) = fitness(CELLS, updates=1).years.to_pylist()
    # From 1 to 6/5, 6/5 and 3/5: the last changed by 2/5 of 3/5; all shared rank 1 before.
    assert first == {"updates": 1, "change": pytest.approx(2 / 3), "reordered": 1, "converged": False}
    (last,) = fitness(CELLS, updates=2000).years.to_pylist()
    assert last["reordered"] == 0
    # Everybody has everything: 1 from the beginning.
    same = pa.table({"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "employment": [1, 2, 10, 20]})
    assert fitness(same, updates=1).years.to_pylist() == [
        {"updates": 1, "change": 0.0, "reordered": 0, "converged": True}
    ]


def test_a_fitness_that_falls_without_end_stays_finite() -> None:
    # One region has everything, the others one of two industries each: every update makes them ten times smaller.
    has = np.zeros((6, 40), bool)
    has[0], has[1:4, 0], has[4:, 1] = True, True, True
    found, complexity = fitness_kernel(has, updates=5000)
    assert np.isfinite(found).all()
    assert np.isfinite(complexity).all()
    assert found[1:].tolist() == [1e-250] * 5
    assert fitness_kernel(has, updates=100)[0][1:].max() < 1e-90
    assert found[0] == pytest.approx(6)


def test_what_has_no_tie_is_null_and_changes_nothing_else() -> None:
    wider = np.zeros((3, 4), bool)
    wider[np.ix_([0, 2], [1, 3])] = HAS
    found, complexity = fitness_kernel(wider)
    alone = fitness_kernel(HAS)
    assert np.isnan(found).tolist() == [False, True, False]
    assert np.isnan(complexity).tolist() == [True, False, True, False]
    assert found[[0, 2]].tolist() == alone[0].tolist()
    assert complexity[[1, 3]].tolist() == alone[1].tolist()


def test_a_stack_of_years_equals_each_year_alone() -> None:
    years = np.stack([HAS, ~HAS, np.zeros_like(HAS)])
    found, complexity = fitness_kernel(years)
    for year, has in enumerate(years):
        np.testing.assert_array_equal(found[year], fitness_kernel(has)[0])
        np.testing.assert_array_equal(complexity[year], fitness_kernel(has)[1])


@pytest.mark.parametrize("updates", [0, -1, 2.5, True, "20"])
def test_updates_are_a_number_of_times(updates: object) -> None:
    for call in (lambda: fitness(CELLS, updates=updates), lambda: fitness_kernel(HAS, updates)):  # type: ignore[arg-type]
        with pytest.raises(UnknownChoice, match="Choose one of: a whole number of 1 or more"):
            call()
