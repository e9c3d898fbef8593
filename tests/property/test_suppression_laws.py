"""Laws of withheld cells on generated tables: the truth is never lost, and a slow enumeration agrees."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.reference.suppression import adds_up, agreeing, free_cells, with_rest

from clusteratlas.suppression import (
    UNBOUNDED,
    Bounds,
    Tree,
    estimate_cells,
    midpoint_prior,
    propagate,
    set_bounds,
    sharpen,
)

SHAPES = ([-1], [-1, 0, 0], [-1, -1], [-1, 0, 0, 0], [-1, 0, 0, 1, 1], [2, 2, -1, 0, 0, 1])


@dataclass(frozen=True, eq=False)
class Case:
    """A true table, and what is published of it."""

    truth: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    regions: Tree
    industries: Tree

    def bounds(self, **choices: object) -> Bounds:
        return propagate(self.low, self.high, self.regions, self.industries, **choices)  # type: ignore[arg-type]


@st.composite
def trees(draw: st.DrawFn, whole: bool) -> Tree:
    parents = draw(st.sampled_from(SHAPES))
    flags = (
        [True] * len(parents) if whole else draw(st.lists(st.booleans(), min_size=len(parents), max_size=len(parents)))
    )
    return Tree(np.array(parents), np.array(flags))


@st.composite
def cases(draw: st.DrawFn, whole: bool = False, largest: int = 40, hidden: int = 64) -> Case:
    regions, industries = draw(trees(whole)), draw(trees(whole))
    shape = len(regions), len(industries)
    numbers = st.lists(st.integers(0, largest), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1])
    truth = with_rest(np.array(draw(numbers), np.int64).reshape(shape), regions, industries)
    low, high = truth.copy(), truth.copy()
    cells = st.tuples(st.integers(0, shape[0] - 1), st.integers(0, shape[1] - 1))
    for cell in draw(st.lists(cells, unique=True, max_size=hidden)):
        low[cell], high[cell] = 0, UNBOUNDED
        if draw(st.integers(0, 3)) == 0:
            low[cell] = max(0, int(truth[cell]) - draw(st.integers(0, 5)))
            high[cell] = int(truth[cell]) + draw(st.integers(0, 5))
    return Case(truth, low, high, regions, industries)


def renumbered(tree: Tree, order: NDArray[np.int64]) -> Tree:
    """The same tree with node order[n] now called n."""
    new = np.argsort(order)
    parents = tree.parents[order]
    return Tree(np.where(parents < 0, -1, new[parents]).astype(np.int32), tree.whole[order])


@given(cases())
def test_the_truth_is_within_the_bounds_and_they_never_widen(case: Case) -> None:
    found = case.bounds()
    assert (found.low <= case.truth).all()
    assert (found.high >= case.truth).all()
    assert (found.low >= case.low).all()
    assert (found.high <= case.high).all()
    assert found.contradictory == 0


@given(cases())
def test_bounds_are_at_rest(case: Case) -> None:
    found = case.bounds()
    again = propagate(found.low, found.high, case.regions, case.industries)
    assert again.low.tolist() == found.low.tolist()
    assert again.high.tolist() == found.high.tolist()


@given(cases(), st.data())
def test_the_numbering_of_nodes_changes_nothing_even_where_totals_contradict(case: Case, data: st.DataObject) -> None:
    low, high = case.low.copy(), case.high.copy()
    cell = data.draw(st.tuples(*(st.integers(0, size - 1) for size in low.shape)))
    if low[cell] == high[cell]:
        low[cell] = high[cell] = low[cell] + data.draw(st.integers(0, 9))
    rows = np.array(data.draw(st.permutations(range(low.shape[0]))))
    columns = np.array(data.draw(st.permutations(range(low.shape[1]))))
    first = propagate(low, high, case.regions, case.industries)
    moved = np.ix_(rows, columns)
    other = propagate(low[moved], high[moved], renumbered(case.regions, rows), renumbered(case.industries, columns))
    assert other.low.tolist() == first.low[moved].tolist()
    assert other.high.tolist() == first.high[moved].tolist()
    named = {(each.kind, each.region, each.industry, each.amount) for each in first.contradictions}
    back = {(each.kind, rows[each.region], columns[each.industry], each.amount) for each in other.contradictions}
    assert back == named


@given(cases(whole=True))
def test_releasing_believed_zeros_never_loses_the_truth(case: Case) -> None:
    """Every leaf cell is left out of the file, whether it is zero or not; only totals stay."""
    absent = np.zeros(case.truth.shape, bool)
    absent[np.ix_(case.regions.leaves, case.industries.leaves)] = True
    absent &= (case.regions.parents >= 0)[:, None] | (case.industries.parents >= 0)
    named = np.where(absent, 0, case.truth)
    found = propagate(named, named, case.regions, case.industries, believed_zero=absent)
    assert (found.low <= case.truth).all()
    assert (found.high >= case.truth).all()
    assert found.contradictory == 0
    assert found.released == np.count_nonzero(found.high[absent])


@given(cases(largest=200), st.integers(2, 12))
def test_rounding_each_cell_on_its_own_never_loses_the_published_truth(case: Case, unit: int) -> None:
    rounded = (case.truth + unit // 2) // unit  # what would be printed, in units
    hidden = case.low != case.high
    found = propagate(
        np.where(hidden, 0, rounded), np.where(hidden, UNBOUNDED, rounded), case.regions, case.industries,
        believed_zero=None, rounding=1,
    )  # fmt: skip
    zeros_are_exact = ((rounded > 0) | (case.truth == 0)).all()
    if zeros_are_exact:
        assert found.contradictory == 0
        assert (found.low <= rounded).all()
        assert (found.high >= rounded).all()


@given(cases(whole=True, largest=30), st.data())
def test_signed_tables_keep_their_truth(case: Case, data: st.DataObject) -> None:
    shift = np.zeros_like(case.truth)
    shift[tuple(np.array(free_cells(case.regions, case.industries)).T)] = -15
    truth = with_rest(np.where(shift < 0, case.truth + shift, 0), case.regions, case.industries)
    hidden = np.array(data.draw(st.lists(st.booleans(), min_size=truth.size, max_size=truth.size))).reshape(truth.shape)
    found = propagate(
        np.where(hidden, -UNBOUNDED, truth),
        np.where(hidden, UNBOUNDED, truth),
        case.regions,
        case.industries,
        signed=True,
    )
    assert found.contradictory == 0
    assert (found.low <= truth).all()
    assert (found.high >= truth).all()
    values = estimate_cells(found, np.zeros(truth.shape), case.regions, case.industries).values
    assert ((values >= found.low) & (values <= found.high)).all()


@given(cases(largest=3, hidden=5))
@settings(max_examples=60)
def test_sharp_bounds_are_those_of_all_tables_that_agree(case: Case) -> None:
    found = case.bounds()
    if (found.high >= UNBOUNDED).any() or np.prod((found.high - found.low + 1).astype(float)) > 1e5:
        return
    tables = agreeing(case.low, case.high, case.regions, case.industries, int(found.high.max()))
    least, most = tables.min(axis=0), tables.max(axis=0)
    assert (found.low <= least).all()
    assert (found.high >= most).all()
    sharp = sharpen(found, np.ones(found.low.shape, bool), case.regions, case.industries)
    assert sharp.low.tolist() == least.tolist()
    assert sharp.high.tolist() == most.tolist()


@given(cases(), st.integers(0, 50))
def test_estimates_are_within_bounds_and_add_up_along_industries(case: Case, seed: int) -> None:
    found = case.bounds()
    guess = np.random.default_rng(seed).gamma(1.0, 10.0, case.truth.shape)
    estimates = estimate_cells(found, guess, case.regions, case.industries)
    assert ((estimates.values >= found.low) & (estimates.values <= found.high)).all()
    assert not [each for each in estimates.differences if each.kind == "industries"]
    assert adds_up(estimates.values, case.regions, case.industries) == (estimates.differing == 0)


@given(cases())
def test_estimates_are_exact_where_one_tree_is_trivial(case: Case) -> None:
    for regions, industries in ((Tree.trivial(len(case.regions)), case.industries),
                                (case.regions, Tree.trivial(len(case.industries)))):  # fmt: skip
        found = propagate(case.low, case.high, regions, industries)
        estimates = estimate_cells(found, midpoint_prior(found), regions, industries)
        assert estimates.differing == 0
        assert adds_up(estimates.values, regions, industries)


@given(cases(), st.data())
def test_bounds_of_sets_hold_the_truth_and_are_no_wider_than_sums(case: Case, data: st.DataObject) -> None:
    found = case.bounds()
    size = len(case.industries)
    membership = np.array(data.draw(st.lists(st.integers(-1, 2), min_size=size, max_size=size)), np.int32)
    leaf = np.isin(np.arange(size), case.industries.leaves)
    low, high = set_bounds(found, case.industries, membership)
    for member in range(low.shape[1]):
        inside = leaf & (membership == member)
        true = case.truth[:, inside].sum(axis=1)
        assert ((low[:, member] <= true) & (true <= high[:, member])).all()
        assert (low[:, member] >= found.low[:, inside].sum(axis=1)).all()
        assert (high[:, member] <= np.minimum(found.high[:, inside], 2**40).sum(axis=1)).all() or (
            found.high[:, inside] >= UNBOUNDED
        ).any()


@pytest.mark.parametrize("hidden", [0.2, 0.6])
def test_bounds_of_sets_are_those_of_all_tables_in_one_region(hidden: float) -> None:
    """Along one tree of intervals the sums are sharp; forty seeded tables against enumeration."""
    industries = Tree.of([-1, 0, 0, 1, 1, 2, 2])
    membership = np.array([-1, -1, -1, 0, 1, 0, 1], np.int32)
    rng = np.random.default_rng(7)
    for _ in range(40):
        truth = with_rest(rng.integers(0, 4, (1, 7)), Tree.trivial(), industries)
        unknown = rng.random(truth.shape) < hidden
        unknown[0, 0] = False
        found = propagate(np.where(unknown, 0, truth), np.where(unknown, 20, truth), Tree.trivial(), industries)
        tables = agreeing(found.low, found.high, Tree.trivial(), industries, 20)
        low, high = set_bounds(found, industries, membership)
        for member in (0, 1):
            sums = tables[:, 0, membership == member].sum(axis=1)
            assert (low[0, member], high[0, member]) == (sums.min(), sums.max())
