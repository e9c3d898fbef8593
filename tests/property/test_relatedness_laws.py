"""Whatever the table: specialisation, proximity and density are those of exact fractions, and keep their laws."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reference import relatedness as by_hand

from clusteratlas.measures import (
    location_quotient_kernel,
    proximity,
    proximity_kernel,
    relatedness_density,
    relatedness_density_kernel,
    specialised,
    specialised_kernel,
)

METHODS = ("conditional", "cosine", "jaccard", "association", "correlation")
methods = st.sampled_from(METHODS)


def matrices(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Tables of one to seven regions and one to six industries."""
    shapes = st.tuples(st.integers(1, 7), st.integers(1, 6))
    return shapes.flatmap(
        lambda shape: st.lists(
            st.lists(values, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
        )
    )


# Few different values make many quotients of exactly 1; large ones pass 53 and 64 bits.
tables = matrices(st.integers(0, 4)) | matrices(st.integers(0, 3) | st.integers(10**9 - 2, 10**9 + 2) | st.just(10**16))
portfolios = matrices(st.booleans()).map(lambda rows: np.array(rows, bool))


def close(found: np.ndarray, expected: list[list[by_hand.Number]]) -> None:
    exact = [[np.nan if value is None else float(value) for value in row] for row in expected]
    np.testing.assert_allclose(found, np.array(exact).reshape(found.shape), rtol=1e-13, atol=1e-15)


def frame_of(values: list[list[int]]) -> pa.Table:
    cells = [(f"r{r}", f"i{i}", jobs) for r, row in enumerate(values) for i, jobs in enumerate(row)]
    region, industry, jobs = zip(*cells, strict=True)
    return pa.table({"region": region, "industry": industry, "employment": pa.array(jobs, pa.int64())})


@given(tables)
def test_specialised_is_that_of_exact_fractions(values: list[list[int]]) -> None:
    assert specialised_kernel(np.array(values)).tolist() == by_hand.specialised(values)


@given(tables)
def test_specialised_is_a_location_quotient_of_one_where_that_is_sure(values: list[list[int]]) -> None:
    quotients = location_quotient_kernel(values)
    found = specialised_kernel(np.array(values))
    assert not found[np.isnan(quotients)].any()
    assert found[quotients > 1 + 1e-9].all()
    assert not found[quotients < 1 - 1e-9].any()


@given(tables, st.sampled_from([2, 3, 10, 1000]))
def test_specialisation_has_no_unit(values: list[list[int]], factor: int) -> None:
    scaled = [[value * factor for value in row] for row in values]
    assert specialised_kernel(np.array(scaled)).tolist() == specialised_kernel(np.array(values)).tolist()


@given(tables)
def test_whatever_has_any_value_is_specialised_somewhere(values: list[list[int]]) -> None:
    cells, found = np.array(values), specialised_kernel(np.array(values))
    assert (found.any(axis=1) == (cells > 0).any(axis=1)).all()
    assert (found.any(axis=0) == (cells > 0).any(axis=0)).all()


@given(portfolios, methods)
def test_proximity_is_that_of_counting(has: np.ndarray, method: str) -> None:
    close(proximity_kernel(has, method), by_hand.proximity(has.tolist(), method))


@given(portfolios)
def test_correlation_is_pearsons(has: np.ndarray) -> None:
    found, regions = proximity_kernel(has, "correlation"), has[has.any(axis=1)]
    varies = [i for i in range(has.shape[1]) if 0 < regions[:, i].sum() < len(regions)]
    assert np.isfinite(found).sum() == len(varies) ** 2
    for i in varies:
        for j in varies:
            assert found[i, j] == pytest.approx(np.corrcoef(regions[:, i], regions[:, j])[0, 1], abs=1e-12)


@given(portfolios)
def test_proximities_are_symmetric_in_range_and_in_order(has: np.ndarray) -> None:
    found = {method: proximity_kernel(has, method) for method in METHODS}
    for near in found.values():
        np.testing.assert_array_equal(near, near.T)
    for method in ("conditional", "cosine", "jaccard"):
        assert (np.isnan(found[method]) | ((found[method] >= 0) & (found[method] <= 1 + 1e-15))).all()
    defined = np.isfinite(found["cosine"])
    # Both over either, over the larger, over the mean of the two: ever smaller denominators.
    assert (found["jaccard"][defined] <= found["conditional"][defined]).all()
    assert (found["conditional"][defined] <= found["cosine"][defined] + 1e-15).all()
    assert (np.abs(found["correlation"][np.isfinite(found["correlation"])]) <= 1 + 1e-15).all()
    assert (found["association"][defined] >= 0).all()


@given(portfolios, methods, st.randoms(use_true_random=False))
def test_the_order_of_regions_and_industries_does_not_matter(has: np.ndarray, method: str, random: Any) -> None:
    regions, industries = list(range(has.shape[0])), list(range(has.shape[1]))
    random.shuffle(regions)
    random.shuffle(industries)
    near, other = proximity_kernel(has, method), proximity_kernel(has[regions][:, industries], method)
    np.testing.assert_array_equal(other, near[industries][:, industries])
    density = relatedness_density_kernel(has, near)
    moved = relatedness_density_kernel(has[regions][:, industries], other)
    np.testing.assert_allclose(moved, density[regions][:, industries], rtol=1e-13)


@given(portfolios, methods, st.integers(2, 4))
def test_copies_of_every_region_change_no_proximity(has: np.ndarray, method: str, copies: int) -> None:
    many = proximity_kernel(np.tile(has, (copies, 1)), method)
    np.testing.assert_allclose(many, proximity_kernel(has, method), rtol=1e-14, atol=1e-15)


@given(portfolios, methods, st.booleans())
def test_density_is_that_of_the_formula(has: np.ndarray, method: str, include_self: bool) -> None:
    found = relatedness_density_kernel(has, proximity_kernel(has, method), include_self)
    close(found, by_hand.density(has.tolist(), by_hand.proximity(has.tolist(), method), include_self))
    assert (np.isnan(found) | ((found >= 0) & (found <= 1))).all()


@given(portfolios, st.data())
def test_density_is_no_evidence_of_itself_and_grows_with_the_portfolio(has: np.ndarray, data: st.DataObject) -> None:
    near = proximity_kernel(has)
    before = relatedness_density_kernel(has, near)
    added = data.draw(st.integers(0, has.shape[1] - 1))
    wider = has.copy()
    wider[:, added] = True
    after = relatedness_density_kernel(wider, near)
    np.testing.assert_array_equal(after[:, added], before[:, added])
    assert (np.isnan(after) | (after >= before - 1e-15)).all()
    everything = relatedness_density_kernel(np.ones_like(has), near)
    assert (np.isnan(everything) | (everything > 1 - 1e-15)).all()


@given(matrices(st.integers(0, 4)), st.randoms(use_true_random=False), methods)
def test_the_answer_does_not_depend_on_the_order_of_rows(values: list[list[int]], random: Any, method: str) -> None:
    frame = frame_of(values)
    order = list(range(frame.num_rows))
    random.shuffle(order)
    shuffled = frame.take(order)
    assert specialised(shuffled).equals(specialised(frame))
    assert proximity(shuffled, method).equals(proximity(frame, method))
    assert relatedness_density(shuffled, method).equals(relatedness_density(frame, method))
