"""Jurors for applications: by hand, against all assignments there are, and against the largest flow.

Drawn tasks have up to three applications and three jurors, so every assignment can be tried; the larger ones are held
against the largest flow of networkx.
"""

import itertools
import random
import re
from collections import Counter

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.selection import slow
from tests.selection.slow import Task

from clusteratlas_web.selection.assigning import Assignment, Lack, Seat, assign


def assigned(task: Task) -> Assignment:
    return assign(
        task.applications,
        task.jurors,
        at_least=task.at_least,
        load=task.load,
        suitability=task.suitability,
        conflicts=task.conflicts,
        already=task.already,
    )


@st.composite
def tasks(draw: st.DrawFn, applications: int = 3, jurors: int = 3) -> Task:
    rows = tuple("abcdefghij"[: draw(st.integers(1, applications))])
    columns = tuple(range(1, draw(st.integers(1, jurors)) + 1))
    pairs = list(itertools.product(rows, columns))
    some = st.frozensets(st.sampled_from(pairs))
    conflicts = draw(some)
    return Task(
        rows,
        columns,
        draw(st.integers(0, 3)),
        {juror: draw(st.integers(0, 3)) for juror in columns},
        draw(st.dictionaries(st.sampled_from(pairs), st.sampled_from([0.0, 0.25, 0.5, 1.0]))),
        conflicts,
        draw(some) - conflicts if draw(st.booleans()) else frozenset(),
    )


def test_the_one_who_knows_reads() -> None:
    found = assign(
        ["optics", "steel"],
        [1, 2],
        at_least=1,
        load=1,
        suitability={("optics", 2): 0.9, ("steel", 1): 0.2},
        conflicts=[],
    )
    assert found.seats == (Seat("optics", 2, 0.9, False), Seat("steel", 1, 0.2, False))
    assert (found.is_complete, found.loads) == (True, {1: 1, 2: 1})


def test_a_conflict_is_never_assigned_though_it_suits_best() -> None:
    """Optics has one juror without a conflict; a second one lacks, whatever the loads."""
    found = assign(["optics"], [1, 2], at_least=2, load=5, suitability={("optics", 1): 1.0}, conflicts={("optics", 1)})
    assert found.pairs == {("optics", 2)}
    assert found.lacks == (Lack("optics", lacking=1, by_conflict=1, by_load=0),)


def test_what_lacks_by_load_is_told_from_what_lacks_by_conflict() -> None:
    """Six seats for three loads; c may have juror 3 only, so of its two lacking seats one lacks by conflict anyway."""
    found = assign("abc", [1, 2, 3], at_least=2, load=1, suitability={}, conflicts={("c", 1), ("c", 2)})
    assert [(each.lacking, each.by_conflict, each.by_load) for each in found.lacks] == [(1, 0, 1), (1, 0, 1), (1, 1, 0)]
    only = assign("abc", [1, 2, 3], at_least=2, load={1: 2, 2: 1, 3: 0}, suitability={}, conflicts={("c", 1), ("c", 2)})
    assert only.lacks[-1] == Lack("c", lacking=2, by_conflict=1, by_load=1)


def test_what_lacks_is_spread_evenly() -> None:
    """Four seats for four applications that want two each: one each, though a would suit all jurors best."""
    found = assign(
        "abcd", [1, 2], at_least=2, load=2, suitability={("a", 1): 1.0, ("a", 2): 1.0, ("b", 1): 0.9}, conflicts=[]
    )
    assert [each.lacking for each in found.lacks] == [1, 1, 1, 1]


def test_load_is_even_where_all_suit_alike() -> None:
    applications = [f"a{n}" for n in range(10)]
    found = assign(applications, [1, 2, 3, 4], at_least=3, load=10, suitability={}, conflicts=[])
    assert sorted(found.loads.values()) == [7, 7, 8, 8]
    uneven = assign(applications, [1, 2], at_least=1, load={1: 8, 2: 4}, suitability={}, conflicts=[])
    assert uneven.loads == {1: 7, 2: 3}  # fair shares by load are 6.7 and 3.3


def test_an_expert_reads_more_until_half_the_scale_is_used_up() -> None:
    """Fair share 5: the expert's m-th costs 0.1 (m - 1), another's 0.5 + 0.1 (m - 1), so 8 and 2 cost as 7 and 3."""
    expert = {(n, 1): 0.5 for n in range(10)}
    found = assign(range(10), [1, 2], at_least=1, load=10, suitability=expert, conflicts=[])
    assert found.loads in ({1: 7, 2: 3}, {1: 8, 2: 2})


def test_what_is_given_already_stays_and_counts() -> None:
    """a has two of two, though one would do and juror 1 is over the load; b gets juror 2, who has room."""
    found = assign(
        "ab", [1, 2], at_least=1, load=1, suitability={("b", 1): 1.0}, conflicts=[], already={("a", 1), ("a", 2)}
    )
    assert [(each.application, each.juror, each.already) for each in found.seats] == [("a", 1, True), ("a", 2, True)]
    assert found.lacks == (Lack("b", 1, 0, 1),)
    more = assign("ab", [1, 2], at_least=1, load=2, suitability={}, conflicts=[], already={("a", 1), ("b", 1)})
    assert (more.new, more.loads) == ((), {1: 2, 2: 0})


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"applications": ["a", "a"]}, "one application is named twice"),
        ({"jurors": [1, 1]}, "one juror is named twice"),
        ({"at_least": -1}, "an application cannot need -1 jurors"),
        ({"load": {1: 2}}, "juror 2 has no load"),
        ({"load": -1}, "juror 1 has a load of -1"),
        ({"suitability": {("a", 1): 1.5}}, "juror 1 suits application a by 1.5; it must be from 0 to 1"),
        ({"already": {("z", 1)}}, "juror 1 has application z already, but they are not both here"),
        ({"already": {("a", 1)}, "conflicts": {("a", 1)}}, "juror 1 has application a already, and a conflict with it"),
    ],
)
def test_what_cannot_be_is_refused(changed: dict[str, object], message: str) -> None:
    whole: dict[str, object] = {"applications": ["a"], "jurors": [1, 2], "at_least": 1, "load": 1} | changed
    whole = {"suitability": {}, "conflicts": set()} | whole
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        assign(whole.pop("applications"), whole.pop("jurors"), **whole)  # type: ignore[arg-type]


def test_nobody_and_nothing() -> None:
    none = {"suitability": {}, "conflicts": []}
    assert assign([], [1], at_least=2, load=1, **none) == Assignment((), (), {1: 0})  # type: ignore[arg-type]
    assert assign(["a"], [], at_least=2, load=1, **none).lacks == (Lack("a", 2, 2, 0),)  # type: ignore[arg-type]
    assert assign(["a"], [1], at_least=0, load=1, **none).is_complete  # type: ignore[arg-type]


@given(tasks())
def test_is_the_best_of_all_assignments(task: Task) -> None:
    assert slow.worth(task, assigned(task).pairs) == slow.best(task)


@given(tasks(applications=9, jurors=6))
def test_laws(task: Task) -> None:
    found = assigned(task)
    assert found.pairs >= task.already
    assert not found.pairs & task.conflicts
    assert slow.may_be(task, found.pairs)
    filled = Counter(seat.application for seat in found.seats)
    lacks = {each.application: each for each in found.lacks}
    assert {each: filled[each] + (lacks[each].lacking if each in lacks else 0) for each in task.applications} == {
        each: max(task.at_least, sum(pair[0] == each for pair in task.already)) for each in task.applications
    }
    for each in found.lacks:
        free = [juror for juror in task.jurors if (each.application, juror) not in task.conflicts | found.pairs]
        assert each.lacking == each.by_conflict + each.by_load
        assert (each.by_conflict > 0) == (len(free) + filled[each.application] < task.at_least)
        assert all(found.loads[juror] >= task.load[juror] for juror in free)


@settings(max_examples=50)
@given(tasks(applications=9, jurors=6))
def test_as_many_seats_are_filled_as_the_largest_flow_has(task: Task) -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from(["from", "to"])
    for application in task.applications:
        before = sum(pair[0] == application for pair in task.already)
        graph.add_edge("from", application, capacity=max(task.at_least - before, 0))
    for juror in task.jurors:
        graph.add_edge(juror, "to", capacity=max(task.load[juror] - sum(pair[1] == juror for pair in task.already), 0))
    for pair in itertools.product(task.applications, task.jurors):
        if pair not in task.conflicts | task.already:
            graph.add_edge(*pair, capacity=1)
    assert len(assigned(task).new) == nx.maximum_flow_value(graph, "from", "to")


def test_the_same_order_gives_the_same_answer() -> None:
    """However the sets and mappings were filled."""
    applications, jurors = [f"a{n}" for n in range(30)], list(range(12))
    pairs = list(itertools.product(applications, jurors))
    shuffled = random.Random(3).sample(pairs, len(pairs))
    one, other = (
        assign(
            applications,
            jurors,
            at_least=3,
            load=9,
            suitability={pair: (hash_free(pair) % 3) / 2 for pair in order},
            conflicts=[pair for pair in order if hash_free(pair) % 11 == 0],
        )
        for order in (pairs, shuffled)
    )
    assert one == other
    assert one.is_complete


def hash_free(pair: tuple[str, int]) -> int:
    """A number of a pair that is the same in every process."""
    return int(pair[0][1:]) * 7 + pair[1] * 5
