"""A made-up register with giants in it: attacked with only its protected cells withheld, and as it is published."""

from dataclasses import replace

import numpy as np
import pytest
from tests.reference.register import Register, register

from clusteratlas.disclosure import (
    PUBLIC_SOURCE,
    Attack,
    DifferencingGuard,
    GuardedTable,
    Public,
    PublishPolicy,
    Sensitivity,
    Suppression,
    attack,
    concentration,
    inspect_public,
    protect,
    sensitivity,
    suppress,
)
from clusteratlas.errors import InputError

POLICY = PublishPolicy("register", dominance=(1, 80), p_percent=10, minimum_width=0.2)
Published = tuple[Register, Sensitivity, Suppression]


@pytest.fixture(scope="module", params=[1, 2])
def made_up(request: pytest.FixtureRequest) -> Published:
    made = register(request.param)
    found = sensitivity(concentration(made.employment, made.grid, POLICY.contributors_needed), POLICY)
    return made, found, suppress(made.grid, {"employment": found})


@pytest.fixture(scope="module")
def attacked(made_up: Published) -> Attack:
    made, found, hidden = made_up
    return attack(Public.showing(made.grid, found.values, hidden.withheld), found)


def test_it_has_cells_of_every_kind(made_up: Published) -> None:
    made, found, _ = made_up
    counted = concentration(made.employment, made.grid)
    few = (counted.holders > 0) & (counted.holders < 3)
    assert few.any()
    assert (found.cells & ~few).any()  # dominated
    assert (~found.cells & (counted.total > 0)).any()


def test_withholding_only_the_protected_cells_recovers_some_of_them(made_up: Published) -> None:
    made, found, _ = made_up
    attacked = attack(Public.showing(made.grid, found.values, found.cells), found)
    assert attacked.recovered.any()
    place = np.flatnonzero(attacked.recovered)[0]
    assert round(attacked.low[place]) == round(attacked.high[place]) == attacked.value[place]


def test_under_the_policy_none_is_recovered_and_none_violated(made_up: Published, attacked: Attack) -> None:
    made, found, hidden = made_up
    public = Public.showing(made.grid, found.values, hidden.withheld)
    assert attacked.counts == {
        "protected": int(found.cells.sum()),
        "violated": 0,
        "recovered": 0,
        "attacked": int(found.cells.sum()),
        "proven": 0,
    }
    by_proof = attack(public, found, hidden.exchanges["employment"])
    assert by_proof.counts["proven"] == len(by_proof.value)
    assert (by_proof.low >= attacked.low - 1e-6).all()
    assert (by_proof.high <= attacked.high + 1e-6).all()


def test_the_worst_cell_has_the_least_room(attacked: Attack) -> None:
    room = (attacked.high - attacked.low) / (attacked.least_high - attacked.most_low)
    assert room[attacked.worst(1)[0]] == pytest.approx(room.min())


def test_a_cell_shown_by_mistake_is_found(made_up: Published) -> None:
    made, found, hidden = made_up
    shown = hidden.withheld.copy()
    shown[tuple(np.argwhere(found.cells)[0])] = False
    attacked = attack(Public.showing(made.grid, found.values, shown), found, hidden.exchanges["employment"])
    assert attacked.recovered[0]


def test_wages_and_counts_are_safe_with_employment(made_up: Published) -> None:
    made = made_up[0]
    policy = replace(POLICY, establishments_shown=False)
    found = protect(policy, made.grid, {"employment": made.employment, "wages": made.wages})
    assert found.suppression.is_safe
    attacks = found.attacks()
    assert list(attacks) == ["employment", "wages", "establishments"]
    for each in attacks.values():
        assert each.is_safe
        assert each.counts["proven"] == each.counts["protected"] > 0
    assert found.attacks(exact=True)["establishments"].is_safe


def test_a_public_source_withholds_nothing(made_up: Published) -> None:
    found = protect(PUBLIC_SOURCE, made_up[0].grid, {"employment": made_up[0].employment})
    assert not found.suppression.withheld.any()
    assert found.attacks()["employment"].counts["protected"] == 0


def test_counts_are_not_given_but_counted(made_up: Published) -> None:
    with pytest.raises(InputError, match="counted from them"):
        protect(POLICY, made_up[0].grid, {"establishments": made_up[0].employment})


def test_an_inspection_passes_what_is_published_and_not_what_is_not_safe(made_up: Published) -> None:
    made, found, hidden = made_up
    assert inspect_public(Public.showing(made.grid, found.values, found.cells), 0.2).determined.any()
    assert not inspect_public(Public.showing(made.grid, found.values, hidden.withheld), 0.2).determined.any()


def test_regions_put_together_to_take_one_out_are_refused(made_up: Published) -> None:
    """All of a parent's regions but the one with a protected cell: the parent's total is shown."""
    made, found, hidden = made_up
    public = Public.showing(made.grid, found.values, hidden.withheld)
    guard = DifferencingGuard(GuardedTable(POLICY, made.employment, found, public, hidden.exchanges["employment"]))
    rules = []
    for parent in range(1, 6):
        children = np.array(made.grid.regions.parts[made.grid.regions.totals.index(parent)])
        for region, industry in np.argwhere(found.cells[children] & ~hidden.withheld[parent]).tolist():
            others = [int(child) for child in np.delete(children, region)]
            decision = guard.allow(others, [industry])
            assert not decision.allowed
            rules.append(decision.rule)
    assert set(rules) <= {"set", "remainder", "complement"}
    assert "complement" in rules


def test_the_guard_and_the_attack_agree(made_up: Published) -> None:
    """Questions at random: what the guard calls safe is safe with the sum published, what it calls attacked is not."""
    made, found, hidden = made_up
    public = Public.showing(made.grid, found.values, hidden.withheld)
    guard = DifferencingGuard(GuardedTable(POLICY, made.employment, found, public, hidden.exchanges["employment"]))
    random = np.random.default_rng(5)
    seen = set()
    for _ in range(12):
        regions = random.choice(made.grid.regions.leaves, 4, replace=False)
        industry = random.choice(made.grid.industries.leaves)
        decision = guard.allow(regions.tolist(), [int(industry)])
        value = int(found.values[regions, industry].sum())
        widened = public.with_sum(made.grid.published_sum(regions, np.array([industry]), value))
        near = replace(found, cells=found.cells & np.isin(np.arange(made.grid.shape[1]), [industry]))
        if decision.rule in {"safe", "published"}:
            assert attack(widened, near).is_safe
        if decision.rule == "attacked":
            assert not attack(widened, found, hidden.exchanges["employment"]).is_safe
        seen.add(decision.rule)
    assert {"safe", "attacked"} <= seen
