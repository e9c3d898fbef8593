"""Whatever the register, the trees and the policy: what is published keeps to the policy, by exact attack."""

from collections import defaultdict
from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clusteratlas.disclosure import (
    Axis,
    Concentration,
    Contributions,
    DifferencingGuard,
    Grid,
    GuardedTable,
    Public,
    PublishPolicy,
    Suppression,
    System,
    attack,
    concentration,
    inspect_public,
    prove,
    proven,
    sensitivity,
    sharp,
    suppress,
)
from clusteratlas.disclosure.primary import Sensitivity
from clusteratlas.suppression import Tree

policies = st.builds(
    PublishPolicy,
    st.just("drawn"),
    minimum_establishments=st.integers(2, 4),
    dominance=st.none() | st.tuples(st.integers(1, 3), st.sampled_from([60.0, 80.0, 90.0])),
    p_percent=st.none() | st.sampled_from([5.0, 15.0, 40.0]),
    minimum_width=st.sampled_from([0.0, 0.2, 1.0, 3.0]),
    contributors_know=st.booleans(),
)


@st.composite
def axes(draw: st.DrawFn, nodes: int = 8) -> Axis:
    """A tree, or several, and perhaps a cluster of some of its leaves."""
    size = draw(st.integers(1, nodes))
    axis = Axis.of_tree(Tree.of([draw(st.integers(-1 if node % 5 == 0 else 0, node - 1)) for node in range(size)]))
    clusters = draw(st.integers(0, 1))
    groups = [sorted(draw(st.sets(st.sampled_from(axis.leaves.tolist()), min_size=1))) for _ in range(clusters)]
    return axis.with_groups(groups)


@st.composite
def registers(draw: st.DrawFn, nodes: int = 8, firms: int = 40) -> tuple[Grid, Contributions]:
    grid = Grid(draw(axes(nodes)), draw(axes(nodes)))
    seed, count = draw(st.integers(0, 2**32 - 1)), draw(st.integers(0, firms))
    random = np.random.default_rng(seed)
    size = np.floor(random.lognormal(1, draw(st.sampled_from([0.0, 1.0, 2.0])), count)).astype(int)
    places = (random.choice(axis.leaves, count) for axis in (grid.regions, grid.industries))
    return grid, Contributions(*places, random.integers(0, draw(st.integers(1, 60)), count), size)


def published(grid: Grid, firms: Contributions, policy: PublishPolicy) -> tuple[Sensitivity, Suppression, Public]:
    found = sensitivity(concentration(firms, grid, policy.contributors_needed), policy)
    hidden = suppress(grid, {"employment": found})
    return found, hidden, Public.showing(grid, found.values, hidden.withheld)


@settings(deadline=None, max_examples=70)
@given(registers(), policies)
def test_no_protected_cell_is_bounded_more_tightly_than_allowed(
    drawn: tuple[Grid, Contributions], policy: PublishPolicy
) -> None:
    found, hidden, public = published(*drawn, policy)
    assert hidden.is_safe
    assert attack(public, found).is_safe
    assert (proven(hidden.exchanges["employment"], drawn[0], hidden.withheld, found) == found.cells).all()
    assert not inspect_public(public, 0.0).determined.any()


@settings(deadline=None, max_examples=40)
@given(registers(nodes=5), policies)
def test_nor_by_whoever_reckons_in_whole_numbers(drawn: tuple[Grid, Contributions], policy: PublishPolicy) -> None:
    found, _, public = published(*drawn, policy)
    assert attack(public, found, whole_numbers=True).is_safe


@settings(deadline=None, max_examples=40)
@given(registers(), policies)
def test_suppressing_twice_withholds_the_same(drawn: tuple[Grid, Contributions], policy: PublishPolicy) -> None:
    (_, first, _), (_, second, _) = published(*drawn, policy), published(*drawn, policy)
    assert (first.withheld == second.withheld).all()
    assert (first.exchanges["employment"].rows == second.exchanges["employment"].rows).all()


@settings(deadline=None, max_examples=80)
@given(registers(), policies, st.randoms(use_true_random=False))
def test_a_proof_never_says_more_than_the_attack(
    drawn: tuple[Grid, Contributions], policy: PublishPolicy, random: object
) -> None:
    """Cells withheld at random, and exchanges proven among them: what is proven the attack finds safe."""
    grid, firms = drawn
    found = sensitivity(concentration(firms, grid, policy.contributors_needed), policy)
    chance = np.array([random.random() for _ in range(grid.cells)]).reshape(grid.shape)  # type: ignore[attr-defined]
    withheld = found.cells | (chance < 0.4)
    exchanges = prove(grid, found, withheld)
    safe = proven(exchanges, grid, withheld, found)
    assert attack(Public.showing(grid, found.values, withheld), replace(found, cells=safe)).is_safe


@settings(deadline=None, max_examples=60)
@given(registers(), policies, st.randoms(use_true_random=False))
def test_what_outsiders_have_seen_stays_shown(
    drawn: tuple[Grid, Contributions], policy: PublishPolicy, random: object
) -> None:
    """Cells given up are named, and every other one is safe."""
    grid, firms = drawn
    found = sensitivity(concentration(firms, grid, policy.contributors_needed), policy)
    chance = np.array([random.random() for _ in range(grid.cells)]).reshape(grid.shape)  # type: ignore[attr-defined]
    before = chance < 0.3
    hidden = suppress(grid, {"employment": found}, published=before)
    assert not (hidden.withheld & before).any()
    kept = found.cells.copy()
    kept[tuple(hidden.unprotected["employment"].T)] = False
    assert attack(Public.showing(grid, found.values, hidden.withheld), replace(found, cells=kept)).is_safe


@settings(deadline=None, max_examples=40)
@given(registers(), policies, st.randoms(use_true_random=False))
def test_no_row_of_questions_uncovers_anybody(
    drawn: tuple[Grid, Contributions], policy: PublishPolicy, random: object
) -> None:
    """Sums over leaves at random: all that are answered, put together, keep to the policy."""
    grid, firms = drawn
    found, hidden, public = published(grid, firms, policy)
    guard = DifferencingGuard(GuardedTable(policy, firms, found, public, hidden.exchanges["employment"]))
    shown = public
    for _ in range(6):
        asked = [
            random.sample(axis.leaves.tolist(), random.randint(1, len(axis.leaves)))  # type: ignore[attr-defined]
            for axis in (grid.regions, grid.industries)
        ]
        if guard.allow(*asked).allowed:
            guard = guard.with_answer(*asked)
            nodes = [np.array(each) for each in asked]
            shown = shown.with_sum(grid.published_sum(*nodes, int(found.values[np.ix_(*nodes)].sum())))
    assert attack(shown, found).is_safe


def slow_concentration(firms: Contributions, grid: Grid, n: int) -> dict[tuple[int, int], tuple[object, ...]]:
    """For each cell its establishments, holders, total, largest and sole holder, by looking at every firm."""
    cells: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    place = [{node: k for k, node in enumerate(axis.leaves.tolist())} for axis in (grid.regions, grid.industries)]
    for region, industry in product(range(grid.shape[0]), range(grid.shape[1])):
        for r, i, holder, value in zip(firms.region, firms.industry, firms.holder, firms.value, strict=True):
            if grid.regions.members[region, place[0][r]] and grid.industries.members[industry, place[1][i]]:
                cells[region, industry].append((int(holder), int(value)))
    found = {}
    for cell, rows in cells.items():
        held: dict[int, int] = defaultdict(int)
        for holder, value in rows:
            held[holder] += value
        largest = (sorted(held.values(), reverse=True) + [0] * n)[:n]
        is_leaf = cell[0] in place[0] and cell[1] in place[1]
        alone = next(iter(held)) if is_leaf and len(held) == 1 else -1
        found[cell] = len(rows), len(held), sum(held.values()), largest, alone
    return found


def at(found: Concentration, cell: tuple[int, int]) -> tuple[object, ...]:
    counts = (int(each[cell]) for each in (found.establishments, found.holders, found.total))
    return (*counts, found.largest[cell].tolist(), int(found.alone[cell]))


@settings(deadline=None, max_examples=60)
@given(registers(), st.integers(1, 4))
def test_concentration_is_that_of_looking_at_every_firm(drawn: tuple[Grid, Contributions], n: int) -> None:
    grid, firms = drawn
    found, slow = concentration(firms, grid, n), slow_concentration(firms, grid, n)
    for cell in product(range(grid.shape[0]), range(grid.shape[1])):
        assert at(found, cell) == slow.get(cell, (0, 0, 0, [0] * n, -1))
    assert (grid.filled(grid.leaves(found.total)) == found.total).all()


def possible(grid: Grid, values: np.ndarray, withheld: np.ndarray) -> np.ndarray:
    """Lowest and highest of every cell over all tables of whole numbers that agree with what is shown."""
    leaves = np.array(list(product(range(int(values.max()) + 1), repeat=4))).reshape(-1, 2, 2)
    tables = grid.regions.members.astype(int) @ leaves @ grid.industries.members.T.astype(int)
    agreeing = tables[((tables == values) | withheld).all(axis=(1, 2))]
    return np.array([agreeing.min(axis=0), agreeing.max(axis=0)])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 2), min_size=4, max_size=4), st.lists(st.booleans(), min_size=8, max_size=8))
def test_bounds_are_those_of_all_tables_tried_in_turn(leaves: list[int], hidden: list[bool]) -> None:
    """Two regions by two industries; the grand total is shown, so that there are not endlessly many tables."""
    assume(any(hidden))
    grid = Grid(*(Axis.of_tree(Tree.of([-1, 0, 0])) for _ in range(2)))
    values = grid.filled(np.array(leaves).reshape(2, 2))
    withheld = np.array([False, *hidden]).reshape(3, 3)
    tried = possible(grid, values, withheld)
    system = System.of(Public.showing(grid, values, withheld))
    for region, industry in np.argwhere(withheld).tolist():
        block = system.block(grid.number(region, industry))
        place = block.position(grid.number(region, industry))
        assert np.allclose(sharp(block, place, whole_numbers=True), tried[:, region, industry])
        low, high = sharp(block, place)
        assert low <= tried[0, region, industry] + 1e-6
        assert high >= tried[1, region, industry] - 1e-6
