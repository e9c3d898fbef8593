"""Laws of the measures of likeness on the map, and agreement with the slow reference."""

from math import isnan, nan

import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference import autocorrelation as slow

from clusteratlas.measures import getis_ord, local_morans_i, morans_i

CODES = "abcdefghij"
Matrix = list[list[float]]
Case = tuple[list[float], Matrix]


@st.composite
def maps(draw: st.DrawFn, most: int = 9, least: int = 2) -> Case:
    """Values and weights of up to so many regions: some alike, some islands, links not always both ways."""
    n = draw(st.integers(least, most))
    values = draw(st.lists(st.integers(-6, 6).map(float), min_size=n, max_size=n))
    weight = st.sampled_from([0.0, 0.0, 1.0, 1.0, 0.3, 2.5])
    weights = [[0.0 if i == j else draw(weight) for j in range(n)] for i in range(n)]
    return values, weights


def tables(case: Case) -> tuple[pa.Table, pa.Table]:
    values, weights = case
    links = [(CODES[i], CODES[j], w) for i, row in enumerate(weights) for j, w in enumerate(row) if w]
    names = ("region", "neighbour", "weight")
    kinds = (pa.string(), pa.string(), pa.float64())
    columns = [pa.array([link[place] for link in links], kind) for place, kind in enumerate(kinds)]
    frame = pa.table({"region": list(CODES[: len(values)]), "value": values})
    return frame, pa.table(dict(zip(names, columns, strict=True)))


def with_own(weights: Matrix) -> Matrix:
    """Each region a neighbour of its own, with the largest weight that its neighbours have."""
    return [[max(row) if i == j else weight for j, weight in enumerate(row)] for i, row in enumerate(weights)]


def numbers(table: pa.Table, name: str) -> list[float]:
    return [nan if value is None else value for value in table[name].to_pylist()]


@given(maps(), st.sampled_from(["row", "none"]))
def test_morans_i_is_its_formula(case: Case, standardise: str) -> None:
    values, weights = case
    found = morans_i(*tables(case), standardise=standardise)
    expected = slow.morans_i(values, slow.by_row(weights) if standardise == "row" else weights)
    assert numbers(found, "morans_i") == pytest.approx([expected], nan_ok=True)


@settings(max_examples=30)
@given(maps(most=6, least=4), st.sampled_from(["row", "none"]))
def test_randomisation_is_every_arrangement(case: Case, standardise: str) -> None:
    values, weights = case
    expected = slow.arrangements(values, slow.by_row(weights) if standardise == "row" else weights)
    assume(not isnan(expected[0]))
    (found,) = morans_i(*tables(case), standardise=standardise).to_pylist()
    assert found["expected"] == pytest.approx(expected[0])
    if found["deviation"] is None:
        assert expected[1] == pytest.approx(0, abs=1e-6)
    else:
        assert found["deviation"] == pytest.approx(expected[1], rel=1e-6)


@given(maps(), st.sampled_from(["row", "none"]))
def test_local_indices_are_their_formula_and_add_up(case: Case, standardise: str) -> None:
    values, weights = case
    assume(len(set(values)) > 1)
    used = slow.by_row(weights) if standardise == "row" else weights
    expected = [
        value if any(row) else nan for value, row in zip(slow.local_morans_i(values, used), weights, strict=True)
    ]
    found = numbers(local_morans_i(*tables(case), standardise=standardise), "local_morans_i")
    assert found == pytest.approx(expected, nan_ok=True, abs=1e-12)
    (whole,) = numbers(morans_i(*tables(case), standardise=standardise), "morans_i")
    if not isnan(whole):
        total = sum(map(sum, used))
        assert sum(value for value in found if not isnan(value)) == pytest.approx(total * whole, abs=1e-9)


@settings(max_examples=20)
@given(maps(most=6, least=4))
def test_local_z_is_every_arrangement_of_the_others(case: Case) -> None:
    values, weights = case
    assume(len(set(values)) > 1)
    found = local_morans_i(*tables(case), standardise="none").to_pylist()
    for region, row in enumerate(found):
        mean, deviation = slow.local_arrangements(values, weights, region)
        if row["z"] is None:
            assert deviation == pytest.approx(0, abs=1e-6)
        else:
            assert row["z"] == pytest.approx((row["local_morans_i"] - mean) / deviation, rel=1e-6, abs=1e-9)


@given(maps(least=4))
def test_getis_ord_is_its_formula(case: Case) -> None:
    values, weights = case
    assume(len(set(values)) > 1)
    for region, row in enumerate(getis_ord(*tables(case)).to_pylist()):
        for name, star in (("gi", False), ("gi_star", True)):
            if row[name] is not None:
                used = [
                    [max(line) if i == j and star else w for j, w in enumerate(line)] for i, line in enumerate(weights)
                ]
                assert row[name] == pytest.approx(slow.gi(values, used, region, star), rel=1e-6, abs=1e-9)


@given(maps(), st.lists(st.sampled_from([0.25, 1.0, 3.0]), min_size=9, max_size=9))
def test_z_of_getis_and_ord_does_not_change_with_the_scale_of_rows(case: Case, times: list[float]) -> None:
    values, weights = case
    scaled = [[factor * weight for weight in row] for factor, row in zip(times, weights, strict=False)]
    answers = [getis_ord(*tables((values, each))) for each in (weights, slow.by_row(weights), scaled)]
    for name in ("gi", "gi_star", "gi_p_value", "gi_star_p_value"):
        expected = numbers(answers[0], name)
        assert all(numbers(each, name) == pytest.approx(expected, nan_ok=True, abs=1e-9) for each in answers[1:])


@given(maps(), st.sampled_from([1e-9, 3.0, 1e250]), st.sampled_from([0.0, 1.0, -1000.0]))
def test_unit_and_origin_of_the_values_do_not_count(case: Case, times: float, more: float) -> None:
    values, weights = case
    other = [times * (value + more) for value in values]
    for measure, names in (
        (morans_i, ("morans_i", "z")),
        (local_morans_i, ("local_morans_i",)),
        (getis_ord, ("gi_star",)),
    ):
        found = [measure(*tables((each, weights))) for each in (values, other)]
        for name in names:
            assert numbers(found[0], name) == pytest.approx(numbers(found[1], name), nan_ok=True, rel=1e-6, abs=1e-6)


@given(maps(least=4), st.integers(0, 9))
def test_upside_down_the_likeness_is_the_same_and_hot_is_cold(case: Case, seed: int) -> None:
    values, weights = case
    negative = [-value for value in values]
    for inference in ("randomisation", "permutation"):
        found = [
            local_morans_i(*tables((each, weights)), inference=inference, draws=19, seed=seed)
            for each in (values, negative)
        ]
        for name in ("local_morans_i", "z"):
            assert numbers(found[0], name) == pytest.approx(numbers(found[1], name), nan_ok=True, abs=1e-9)
        assert all(0 < value <= 1 for value in numbers(found[0], "p_value") if not isnan(value))
    hot, cold = (numbers(getis_ord(*tables((each, weights))), "gi_star") for each in (values, negative))
    assert hot == pytest.approx([-value for value in cold], nan_ok=True, abs=1e-9)


@given(maps())
def test_random_permutations_come_near_every_arrangement(case: Case) -> None:
    (drawn,) = morans_i(*tables(case), inference="permutation", draws=400).to_pylist()
    (known,) = morans_i(*tables(case)).to_pylist()
    assert (drawn["morans_i"], drawn["regions"]) == (known["morans_i"], known["regions"])
    if known["deviation"] is not None:
        assert drawn["expected"] == pytest.approx(known["expected"], abs=0.25 * known["deviation"] + 1e-9)
        assert drawn["deviation"] == pytest.approx(known["deviation"], rel=0.25)
