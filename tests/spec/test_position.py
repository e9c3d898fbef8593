"""Position: a figure held against a set it need not be in, against the definition written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.diagnosis import Distribution, Position

FIGURES = st.lists(st.integers(-4, 4).map(float), max_size=12)


def slow(values: list[float], value: float) -> Position:
    """Counting, one by one."""
    above, equal = sum(each > value for each in values), sum(each == value for each in values)
    below = len(values) - above - equal
    return Position(1 + above, (below + equal / 2) / len(values), len(values))


@given(FIGURES.filter(len), st.integers(-5, 5).map(float))
def test_rank_and_percentile_are_counts(values: list[float], value: float) -> None:
    found = Distribution.of(values).position(value)
    assert (found.rank, found.ranked) == (slow(values, value).rank, len(values))
    assert found.percentile == pytest.approx(slow(values, value).percentile)


@given(FIGURES.filter(len))
def test_a_member_stands_where_the_ranks_of_its_set_put_it(values: list[float]) -> None:
    from clusteratlas.measures.ranks import descending_ranks, percentile_ranks

    among = Distribution.of(values)
    found = [among.position(value) for value in values]
    everyone = [True] * len(values)
    assert [each.rank for each in found] == descending_ranks(values, everyone).tolist()
    assert [each.percentile for each in found] == pytest.approx(percentile_ranks(values, everyone).tolist())


def test_nothing_stands_nowhere() -> None:
    assert Distribution.of([]).position(1) == Position(None, None, 0)
    assert Distribution.of([1, np.nan]).position(np.nan) == Position(None, None, 1)
    assert Distribution.of([1, np.nan, 3]).position(9) == Position(1, 1.0, 2)
