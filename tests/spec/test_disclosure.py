"""Disclosure control on tables drawn by hand: what is protected, what is withheld with it, what can be inferred."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from clusteratlas.disclosure import (
    PUBLIC_SOURCE,
    Axis,
    Contributions,
    DifferencingGuard,
    Exchange,
    Exchanges,
    Grid,
    GuardedTable,
    Public,
    PublishPolicy,
    Sensitivity,
    attack,
    concentration,
    counts_sensitivity,
    inspect_public,
    prove,
    proven,
    sensitivity,
    suppress,
)
from clusteratlas.errors import InputError
from clusteratlas.suppression import Tree

ONE = Grid(Axis.of_tree(Tree.trivial()), Axis.of_tree(Tree.trivial()))
ALL, A, B, C = range(4)
TOTAL, X, Y, Z = range(4)
SIDE = Axis.of_tree(Tree.of([-1, 0, 0, 0]))
SQUARE = Grid(SIDE, SIDE)

#        x   y   z  total
#   A   20  50  10     80
#   B    8  19  22     49
#   C   17  32  12     61
#       45 101  44    190
LEAVES = np.array([[20, 50, 10], [8, 19, 22], [17, 32, 12]])
VALUES = SQUARE.filled(LEAVES)


def one_cell(*values: int, holders: list[int] | None = None) -> Contributions:
    nowhere = np.zeros(len(values), np.int64)
    return Contributions(nowhere, nowhere, np.array(holders or range(len(values))), np.array(values))


def judged(policy: PublishPolicy, *values: int, holders: list[int] | None = None) -> Sensitivity:
    return sensitivity(concentration(one_cell(*values, holders=holders), ONE, policy.contributors_needed), policy)


def is_protected(policy: PublishPolicy, *values: int, holders: list[int] | None = None) -> bool:
    return bool(judged(policy, *values, holders=holders).cells[0, 0])


def protecting(*cells: tuple[int, int], lower: int = 1, upper: int = 1, grid: Grid = SQUARE) -> Sensitivity:
    """The square with these cells protected, and nobody alone."""
    mask = np.zeros(grid.shape, bool)
    mask[tuple(np.array(cells).T)] = True
    values = grid.filled(LEAVES)
    return Sensitivity(values, mask, mask * lower, mask * upper, np.full(grid.shape, -1), values == 0)


def cells_of(mask: np.ndarray) -> set[tuple[int, int]]:
    return {(int(region), int(industry)) for region, industry in np.argwhere(mask)}


def test_fewer_than_three_are_protected() -> None:
    three = PublishPolicy("three", minimum_establishments=3)
    assert [is_protected(three, *[10] * count) for count in (0, 1, 2, 3, 4)] == [False, True, True, False, False]


def test_workshops_of_one_firm_are_one() -> None:
    three = PublishPolicy("three", minimum_establishments=3)
    assert is_protected(three, 10, 10, 10, 10, holders=[1, 1, 2, 2])
    assert not is_protected(three, 10, 10, 10, 10, holders=[1, 1, 2, 3])


def test_dominance_of_one_over_eighty_percent() -> None:
    """81 of 100 are more than 80 percent, 80 of 100 are not. 100/80 * 81 - 100 = 1.25, so two below and two above."""
    rule = PublishPolicy("dominance", minimum_establishments=0, dominance=(1, 80))
    assert not is_protected(rule, 80, 10, 10)
    assert is_protected(rule, 81, 10, 9)
    found = judged(rule, 81, 10, 9)
    assert (found.lower[0, 0], found.upper[0, 0]) == (2, 2)


def test_dominance_of_two() -> None:
    """50 + 41 = 91 of 100 are more than 90 percent. 100/90 * 91 - 100 = 1.11."""
    rule = PublishPolicy("dominance", minimum_establishments=0, dominance=(2, 90))
    assert is_protected(rule, 50, 41, 5, 4)
    assert not is_protected(rule, 50, 40, 5, 5)
    assert judged(rule, 50, 41, 5, 4).upper[0, 0] == 2


def test_p_percent() -> None:
    """Ten percent of the first, 100, is 10; the others beside the second come to 10, 9, 4."""
    rule = PublishPolicy("p", minimum_establishments=0, p_percent=10)
    assert not is_protected(rule, 100, 50, 6, 4)
    assert is_protected(rule, 100, 50, 9)
    found = judged(rule, 100, 50, 4)  # 10 - 4 = 6
    assert (found.lower[0, 0], found.upper[0, 0]) == (6, 6)


def test_minimum_width_is_shared_by_both_sides() -> None:
    """A fifth of 100 is 20: ten below, ten above. One and a half times 100 is 150: 75 below, 75 above."""
    for width, lower, upper in ((0.2, 10, 10), (1.5, 75, 75), (3.0, 100, 200)):
        found = judged(PublishPolicy("width", minimum_width=width), 60, 40)
        assert (found.lower[0, 0], found.upper[0, 0]) == (lower, upper)


def test_workers_of_nobody_are_no_secret_but_a_firm_without_workers_is() -> None:
    three = PublishPolicy("three", p_percent=10, dominance=(1, 80))
    assert not is_protected(three)
    found = judged(three, 0)
    assert found.cells[0, 0]
    assert (found.lower[0, 0], found.upper[0, 0]) == (0, 1)


def test_a_public_source_protects_nothing() -> None:
    assert not is_protected(PUBLIC_SOURCE, 10)


def test_a_firm_in_two_regions_is_one_contributor_to_their_sum() -> None:
    """Firm 7 has 40 in A and 45 in B, others 10 and 5: of the sum, 100, it has 85."""
    grid = Grid(SIDE, Axis.of_tree(Tree.trivial()))
    found = concentration(Contributions([A, B, A, B], [0] * 4, [7, 7, 8, 9], [40, 45, 10, 5]), grid, n=2)
    assert found.largest[ALL, 0].tolist() == [85, 10]
    assert found.holders[:, 0].tolist() == [3, 2, 2, 0]
    assert found.establishments[:, 0].tolist() == [4, 2, 2, 0]
    assert found.total[:, 0].tolist() == [100, 50, 50, 0]


def test_the_largest_alone_are_enough_with_totals_and_counts() -> None:
    """A: 40 and 10 of 55 by six; B: 45 and 5, all there is. Together 40, 45, 10, 5 of 105."""
    grid = Grid(SIDE, Axis.of_tree(Tree.trivial()))
    named = Contributions.largest(
        np.array([A, B]), np.array([0, 0]), np.array([[40, 10], [45, 5]]), np.array([[1, 2], [3, 4]])
    )
    total, counts = np.array([[105], [55], [50], [0]]), np.array([[8], [6], [2], [0]])
    found = concentration(named, grid, 2, total, counts)
    assert found.largest[:, 0].tolist() == [[45, 40], [40, 10], [45, 5], [0, 0]]
    assert found.holders[:, 0].tolist() == [8, 6, 2, 0]
    assert found.total[:, 0].tolist() == [105, 55, 50, 0]


def test_a_cell_withheld_alone_is_recovered() -> None:
    found = attack(Public.showing(SQUARE, VALUES, protecting((B, X)).cells), protecting((B, X)))
    assert (found.low.tolist(), found.high.tolist()) == ([8.0], [8.0])
    assert found.counts == {"protected": 1, "violated": 1, "recovered": 1, "attacked": 1, "proven": 0}


def test_three_cells_are_withheld_with_it() -> None:
    """With C and z: 17 + 12 + 22 = 51 jobs lost. With A and z 52, with C and y 68, with A and y 89."""
    protected = protecting((B, X))
    found = suppress(SQUARE, {"employment": protected})
    assert cells_of(found.withheld) == {(B, X), (B, Z), (C, X), (C, Z)}
    assert cells_of(found.primary) == {(B, X)}
    assert len(cells_of(found.secondary)) == 3
    assert found.is_safe


def test_what_remains_possible_of_it() -> None:
    """B x = t leaves B z = 30 - t, C x = 25 - t, C z = 4 + t: t is anything from 0 to 25."""
    protected = protecting((B, X))
    withheld = suppress(SQUARE, {"employment": protected}).withheld
    for whole_numbers in (False, True):
        found = attack(Public.showing(SQUARE, VALUES, withheld), protected, whole_numbers=whole_numbers)
        assert (found.low.tolist(), found.high.tolist()) == ([0.0], [25.0])
        assert found.is_safe


def test_a_wider_need_takes_larger_cells() -> None:
    """Twenty above 8 need 20 in another region's x and in another of B's industries: A has 20, z has 22."""
    found = suppress(SQUARE, {"employment": protecting((B, X), lower=8, upper=20)})
    assert cells_of(found.withheld) == {(B, X), (B, Z), (A, X), (A, Z)}


def test_a_need_no_cell_meets_alone_is_met_by_several() -> None:
    """30 above 8: x elsewhere has 20 and 17, and B elsewhere has 19 and 22; both partners are needed."""
    protected = protecting((B, X), lower=1, upper=30)
    found = suppress(SQUARE, {"employment": protected})
    assert found.is_safe
    assert attack(Public.showing(SQUARE, VALUES, found.withheld), protected).is_safe
    assert proven(found.exchanges["employment"], SQUARE, found.withheld, protected)[B, X]


def test_a_protected_total_is_withheld_with_a_part_of_it() -> None:
    """The total of B may hide only if some industry of B does; the exchange with C and the least industry."""
    protected = protecting((B, TOTAL))
    found = suppress(SQUARE, {"employment": protected})
    assert found.withheld[B, TOTAL]
    assert found.withheld[B, X:].any()
    assert attack(Public.showing(SQUARE, VALUES, found.withheld), protected).is_safe


def test_the_grand_total_can_be_protected_too() -> None:
    protected = protecting((ALL, TOTAL))
    found = suppress(SQUARE, {"employment": protected})
    assert found.is_safe
    bounded = attack(Public.showing(SQUARE, VALUES, found.withheld), protected)
    assert bounded.is_safe
    assert np.isinf(bounded.high).all()


def test_what_was_published_before_is_never_withheld() -> None:
    """With C z and A z published before, of the four partners only y is left: A 89 jobs, C 68."""
    before = protecting((A, Z), (C, Z)).cells
    found = suppress(SQUARE, {"employment": protecting((B, X))}, published=before)
    assert cells_of(found.withheld) == {(B, X), (B, Y), (C, X), (C, Y)}
    assert found.is_safe


def test_a_protected_cell_that_was_published_cannot_be_saved() -> None:
    protected = protecting((B, X))
    found = suppress(SQUARE, {"employment": protected}, published=protected.cells)
    assert not found.is_safe
    assert found.unprotected["employment"].tolist() == [[B, X]]
    assert not found.withheld.any()


def test_a_cluster_published_beside_the_tree_uncovers_a_partner_outside_of_it() -> None:
    """B x + B y = 27 is published as a cluster, and B y = 19: so B x is 8."""
    protected = protecting((B, X))
    withheld = suppress(SQUARE, {"employment": protected}).withheld
    cluster = SQUARE.published_sum(np.array([B]), np.array([X, Y]), 27)
    found = attack(Public.showing(SQUARE, VALUES, withheld, cluster), protected)
    assert (found.low.tolist(), found.high.tolist()) == ([8.0], [8.0])


def test_a_partner_inside_of_the_cluster_is_taken() -> None:
    """With C and y 68 jobs are lost. With C and z the cluster goes too, in B and in C: 51 + 27 + 49."""
    grid = Grid(SIDE, SIDE.with_groups([[X, Y]]))
    protected = protecting((B, X), grid=grid)
    found = suppress(grid, {"employment": protected})
    assert cells_of(found.withheld) == {(B, X), (B, Y), (C, X), (C, Y)}
    bounded = attack(Public.showing(grid, grid.filled(LEAVES), found.withheld), protected)
    assert (bounded.low.tolist(), bounded.high.tolist()) == ([0.0], [25.0])


def test_who_is_alone_in_a_withheld_cell_uncovers_the_other() -> None:
    """Whoever is alone in C x knows 17 there, and so 25 - 17 = 8 in B x."""
    nobody = protecting((B, X))
    withheld = suppress(SQUARE, {"employment": nobody}).withheld
    alone = np.full(SQUARE.shape, -1)
    alone[C, X], alone[B, X] = 5, 6
    insider = replace(nobody, alone=alone)
    assert attack(Public.showing(SQUARE, VALUES, withheld), insider).recovered.tolist() == [True]
    found = suppress(SQUARE, {"employment": insider})
    assert cells_of(found.withheld) == {(B, X), (B, Z), (A, X), (A, Z)}
    alone[C, X] = 6  # the same holder learns nothing about itself
    assert attack(Public.showing(SQUARE, VALUES, withheld), insider).is_safe


@pytest.mark.parametrize(("nobody_there", "partner"), [(True, A), (False, C)])
def test_a_cell_without_contributors_is_always_shown(nobody_there: bool, partner: int) -> None:
    """A firm without workers in B x must be possible with one: C x = 17, B z = 22 and an empty C z, or A and z with 10.

    A zero of firms without workers may be withheld; that there is nobody is shown.
    """
    leaves = LEAVES.copy()
    leaves[1, 0] = leaves[2, 2] = 0
    values = SQUARE.filled(leaves)
    empty = np.zeros(SQUARE.shape, bool)
    empty[C, Z] = nobody_there
    protected = replace(protecting((B, X), lower=0, upper=1), values=values, empty=empty)
    found = suppress(SQUARE, {"employment": protected})
    assert cells_of(found.withheld) == {(B, X), (B, Z), (partner, X), (partner, Z)}
    assert attack(Public.showing(SQUARE, values, found.withheld), protected).is_safe


UP, DOWN = Exchange(B, X, 1, 1, 0, 2, 2, 5), Exchange(B, X, -1, 1, 0, 2, 2, 5)  # 5 between B and C, x and z


@pytest.mark.parametrize(
    ("forged", "is_proof"),
    [
        ([UP, DOWN], True),
        ([UP], False),  # nothing below
        ([UP, DOWN._replace(amount=4)], False),  # not far enough
        ([UP, DOWN._replace(amount=9)], False),  # B x would be 8 - 9
        ([UP._replace(amount=18), DOWN], False),  # C x would be 17 - 18
        ([UP._replace(other_region=0), DOWN], False),  # A x is shown
        ([UP._replace(other_region=-1), DOWN], False),  # the total of x is shown
        ([UP, DOWN._replace(side=1)], False),  # above twice
    ],
)
def test_only_a_proof_is_taken_for_one(forged: list[Exchange], is_proof: bool) -> None:
    protected = protecting((B, X), lower=5, upper=5)
    withheld = protecting((B, X), (B, Z), (C, X), (C, Z)).cells
    assert proven(Exchanges.of(forged), SQUARE, withheld, protected)[B, X] == is_proof
    cluster = SQUARE.published_sum(np.array([B]), np.array([X, Y]), 27)
    assert not proven(Exchanges.of(forged), SQUARE, withheld, protected, cluster).any()


def test_measures_share_what_is_withheld_and_each_is_safe() -> None:
    """Wages ten times employment, but all of C x a single wage of 1: the pair with C would not do."""
    wages_leaves = LEAVES * 10
    wages_leaves[2, 0] = 1
    jobs = protecting((B, X))
    wages = replace(jobs, values=SQUARE.filled(wages_leaves), lower=jobs.lower * 40, upper=jobs.upper * 40)
    found = suppress(SQUARE, {"employment": jobs, "wages": wages})
    assert found.is_safe
    for each in (jobs, wages):
        assert attack(Public.showing(SQUARE, each.values, found.withheld), each).is_safe
    assert found.withheld[A, X]


def test_counts_that_are_not_shown_are_protected_by_one() -> None:
    grid = Grid(SIDE, Axis.of_tree(Tree.trivial()))
    firms = Contributions([A, A, B, B, B], [0] * 5, range(5), [4, 4, 4, 4, 4])
    found = counts_sensitivity(concentration(firms, grid), PublishPolicy("three"))
    assert found.cells[:, 0].tolist() == [False, True, False, False]
    assert (found.lower[A, 0], found.upper[A, 0], found.values[A, 0]) == (1, 1, 2)


def test_an_inspection_without_the_truth_finds_what_is_determined() -> None:
    alone = Public.showing(SQUARE, VALUES, protecting((B, X)).cells)
    assert inspect_public(alone, 0.2).determined.tolist() == [True]
    found = inspect_public(Public.showing(SQUARE, VALUES, protecting((B, X), (B, Z), (C, X), (C, Z)).cells), 0.2)
    assert not found.determined.any()
    assert not found.narrow.any()


def test_an_inspection_names_what_is_narrow() -> None:
    """2 x 2: 1000 in all, with 1 in the corner: the others are known to within a unit or two, 0 .. 2."""
    grid = Grid(*(Axis.of_tree(Tree.of([-1, 0, 0])) for _ in range(2)))
    values = grid.filled(np.array([[1, 1], [500, 498]]))
    withheld = np.zeros((3, 3), bool)
    withheld[1:, 1:] = True
    found = inspect_public(Public.showing(grid, values, withheld), 0.2)
    assert not found.determined.any()
    assert found.narrow.tolist() == [False, False, True, True]


def square_guard(policy: PublishPolicy) -> DifferencingGuard:
    """Every job of the square is a firm of its own, but in B x, where one firm has all eight."""
    firms = [(1 + region, 1 + industry, LEAVES[region, industry]) for region, industry in product(range(3), repeat=2)]
    rows = [
        (region, industry, jobs if (region, industry) == (B, X) else 1)
        for region, industry, jobs in firms
        for _ in range(1 if (region, industry) == (B, X) else jobs)
    ]
    region, industry, value = np.array(rows).T
    contributions = Contributions(region, industry, np.arange(len(rows)), value)
    found = sensitivity(concentration(contributions, SQUARE, policy.contributors_needed), policy)
    assert cells_of(found.cells) == {(B, X)}
    hidden = suppress(SQUARE, {"employment": found})
    assert cells_of(hidden.withheld) == {(B, X), (B, Z), (C, X), (C, Z)}
    public = Public.showing(SQUARE, VALUES, hidden.withheld)
    return DifferencingGuard(GuardedTable(policy, contributions, found, public, hidden.exchanges["employment"]))


@pytest.mark.parametrize(
    ("regions", "industries", "rule"),
    [
        ([A, B], [Y], "published"),  # both are shown
        ([B], [X], "set"),  # one firm
        ([A, B], [X], "remainder"),  # A x is shown, so 28 - 20 is the one firm
        ([A, C], [X], "complement"),  # 45 - 37 is the one firm
        ([C], [X, Y], "attacked"),  # C y is shown, so C x = 17, and 45 - 20 - 17 is the one firm
        ([C], [Z], "attacked"),  # B x = C z - 4
        ([B, C], [X, Z], "safe"),  # all four withheld cells: their sum is 190 - all that is shown
        ([B], [X, Z], "safe"),  # 49 - 19, known already
    ],
)
def test_sums_of_a_readers_own_choice(regions: list[int], industries: list[int], rule: str) -> None:
    decision = square_guard(PublishPolicy("three")).allow(regions, industries)
    assert decision.rule == rule
    assert decision.allowed == (rule in {"published", "safe"})
    assert decision.reason.endswith(".")


def test_answers_are_kept_in_mind() -> None:
    """With x and z withheld everywhere, A x or C x may be shown, but not both: 45 - 20 - 17 is the one firm's 8."""
    guard = square_guard(PublishPolicy("three"))
    hidden = protecting(*product((A, B, C), (X, Z))).cells
    proofs = prove(SQUARE, guard.table.sensitivity, hidden)
    guard = DifferencingGuard(replace(guard.table, public=Public.showing(SQUARE, VALUES, hidden), proofs=proofs))
    assert guard.allow([A], [X]).rule == "safe"
    assert guard.allow([C], [X]).rule == "safe"
    assert guard.with_answer([A], [X]).allow([C], [X]).rule == "attacked"
    assert guard.with_answer([C], [X]).allow([A], [X]).rule == "attacked"
    with pytest.raises(InputError, match="may not be shown"):
        guard.with_answer([A], [X]).with_answer([C], [X])


def test_what_cannot_be_proven_in_time_is_refused() -> None:
    guard = replace(square_guard(PublishPolicy("three")), effort=0)
    assert guard.allow([C], [Z]).rule == "unproven"


@pytest.mark.parametrize(("regions", "industries"), [([], [X]), ([ALL, B], [X]), ([B, B], [X]), ([9], [X])])
def test_sums_that_are_none_are_refused(regions: list[int], industries: list[int]) -> None:
    with pytest.raises(InputError, match="sum:"):
        square_guard(PublishPolicy("three")).allow(regions, industries)
