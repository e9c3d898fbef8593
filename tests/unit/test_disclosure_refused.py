"""What disclosure control refuses, and what it says."""

import numpy as np
import pytest

from clusteratlas.disclosure import (
    PUBLIC_SOURCE,
    Axis,
    Contributions,
    Grid,
    Public,
    PublishPolicy,
    Sensitivity,
    System,
    concentration,
    publish_policy,
    sensitivity,
    sharp,
    suppress,
)
from clusteratlas.errors import InputError, UnknownChoice
from clusteratlas.suppression import UNBOUNDED, Tree

ROW = Grid(Axis.of_tree(Tree.trivial()), Axis.of_tree(Tree.of([-1, 0, 0])))


def test_a_policy_is_read_from_its_table() -> None:
    entries = {
        "name": "register",
        "minimum_establishments": 4,
        "dominance": {"largest": 2, "percent": 85},
        "p_percent": 15,
        "minimum_width": 0.3,
        "contributors_know": False,
        "establishments_shown": False,
    }
    assert publish_policy(entries) == PublishPolicy("register", 4, (2, 85.0), 15.0, 0.3, False, False)
    assert publish_policy({"name": "register"}) == PublishPolicy("register")
    assert publish_policy({"name": "public-source"}) is PUBLIC_SOURCE


def test_the_record_of_a_policy_keeps_its_parameters_secret() -> None:
    record = PublishPolicy("register", dominance=(1, 80), p_percent=10, minimum_width=0.2).record()
    assert record == {
        "name": "register",
        "minimum_establishments": 3,
        "minimum_width": 0.2,
        "contributors_know": True,
        "establishments_shown": True,
        "applied": True,
        "rules": ["dominance", "p_percent"],
    }


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"minimum_establishments": 3}, "there is no name"),
        ({"name": 3}, "not a text"),
        ({"name": " "}, "give it a name"),
        ({"name": "r", "minimum_establishments": 2.5}, "not a whole number"),
        ({"name": "r", "minimum_establishments": True}, "not a whole number"),
        ({"name": "r", "minimum_establishments": -1}, "0 or more"),
        ({"name": "r", "minimum_establishments": 0}, "no rule protects anything"),
        ({"name": "r", "dominance": [1, 80]}, "largest and percent"),
        ({"name": "r", "dominance": {"largest": 0, "percent": 80}}, "1 or more"),
        ({"name": "r", "dominance": {"largest": 1, "percent": 100}}, "between 0 and 100"),
        ({"name": "r", "p_percent": 0}, "above 0"),
        ({"name": "r", "p_percent": float("nan")}, "above 0"),
        ({"name": "r", "minimum_width": "wide"}, "not a number"),
        ({"name": "r", "minimum_width": -0.1}, "a share of the value"),
        ({"name": "r", "contributors_know": 1}, "true or false"),
        ({"name": "public-source", "p_percent": 10}, "takes no rules"),
    ],
)
def test_a_policy_that_means_nothing(entries: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        publish_policy(entries)


def test_an_unknown_entry_of_a_policy() -> None:
    with pytest.raises(UnknownChoice, match="minimum_establishment"):
        publish_policy({"name": "r", "minimum_establishment": 3})


@pytest.mark.parametrize(
    ("parts", "totals", "message"),
    [
        (((1, 2), (1,)), (0, 0), "two sums"),
        (((1, 7),), (0,), "name node 7"),
    ],
)
def test_an_axis_that_is_none(parts: tuple[tuple[int, ...], ...], totals: tuple[int, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Axis(3, totals, parts, (True,) * len(totals))


@pytest.mark.parametrize(
    ("axis", "message"),
    [
        (Axis(2, (0, 1), ((1,), (0,)), (True, True)), "a part of itself"),
        (Axis(3, (0, 2), ((1, 2), (1,)), (True, True)), "counts a leaf twice"),
        (Axis(2, (0,), ((1,),), (False,)), "not wholly made up"),
    ],
)
def test_an_axis_without_members(axis: Axis, message: str) -> None:
    with pytest.raises(InputError, match=message):
        _ = axis.members


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (([0], [1], [0], [1, 2]), "differ in length"),
        (([0], [1], [0], [-1]), "0 or more"),
        (([0], [1], [-1], [1]), "numbered from 0"),
    ],
)
def test_contributions_that_are_none(columns: tuple[list[int], ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Contributions(*map(np.array, columns))


@pytest.mark.parametrize(("region", "industry", "message"), [(0, 0, "industry 0 is no leaf"), (5, 1, "region 5")])
def test_contributions_to_what_is_no_leaf(region: int, industry: int, message: str) -> None:
    with pytest.raises(InputError, match=message):
        concentration(Contributions(*map(np.array, ([region], [industry], [0], [1]))), ROW)


def test_too_few_of_the_largest_for_the_policy() -> None:
    found = concentration(Contributions(*map(np.array, ([0], [1], [0], [1]))), ROW, n=2)
    with pytest.raises(InputError, match="3 largest"):
        sensitivity(found, PublishPolicy("r", dominance=(3, 80)))


@pytest.mark.parametrize(("values", "message"), [([[3, 1, 1]], "do not add up"), ([[2, 1]], "shape")])
def test_values_that_do_not_add_up(values: list[list[int]], message: str) -> None:
    nothing = np.zeros(ROW.shape, int)
    none = Sensitivity(np.array(values), nothing > 0, nothing, nothing, nothing - 1, nothing > 0)
    with pytest.raises(InputError, match=message):
        suppress(ROW, {"employment": none})


def test_published_figures_that_contradict_each_other() -> None:
    low, high = np.array([[5, 1, 1]]), np.array([[5, 1, 1]])
    with pytest.raises(InputError, match="contradict"):
        System.of(Public(ROW, low, high))
    system = System.of(Public(ROW, np.array([[5, 6, 0]]), np.array([[5, 7, UNBOUNDED]])))
    with pytest.raises(InputError, match="no table agrees"):
        sharp(system.block(1), 0)


@pytest.mark.parametrize(("low", "high", "message"), [([[1, 0, 2]], [[1, 0, 1]], "above high"), ([[1]], [[1]], "grid")])
def test_a_public_table_that_is_none(low: list[list[int]], high: list[list[int]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Public(ROW, np.array(low), np.array(high))


def test_parts_that_are_not_the_whole_bound_from_above_only() -> None:
    """Two areas of a country of 10, one of 4: the other has 0 to 6."""
    axis = Axis.of_tree(Tree(np.array([-1, 0, 0]), np.array([False, True, True])))
    grid = Grid(Axis.of_tree(Tree.trivial()), axis)
    system = System.of(Public(grid, np.array([[10, 4, 0]]), np.array([[10, 4, UNBOUNDED]])))
    assert sharp(system.block(2), 0) == (0.0, 6.0)
