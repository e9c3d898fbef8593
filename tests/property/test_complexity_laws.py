"""Whatever the portfolios: complexity, outlook and fitness agree with the slow way, and keep their laws."""

from typing import Any

import networkx as nx
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference import complexity as by_hand

from clusteratlas.measures import (
    complexity_outlook,
    complexity_outlook_kernel,
    economic_complexity,
    economic_complexity_kernel,
    fitness,
    fitness_kernel,
    location_quotient,
    product_space,
    proximity,
    proximity_kernel,
    relatedness_density,
)
from clusteratlas.measures.complexity.axis import complexity_axis
from clusteratlas.measures.complexity.connection import parts

Portfolios = np.ndarray


@st.composite
def drawn(draw: st.DrawFn, least: int = 1) -> Portfolios:
    """Which of a few regions have which of a few industries."""
    regions, industries = draw(st.integers(least, 8)), draw(st.integers(least, 7))
    row = st.lists(st.booleans(), min_size=industries, max_size=industries)
    return np.array(draw(st.lists(row, min_size=regions, max_size=regions)), bool)


def tied(has: Portfolios) -> Portfolios:
    """The regions and industries that have any tie."""
    return has[has.any(axis=1)][:, has.any(axis=0)]


def network(has: Portfolios) -> nx.Graph:
    return nx.Graph([(("region", r), ("industry", i)) for r, i in zip(*np.nonzero(has), strict=True)])


@given(drawn())
def test_the_parts_are_those_of_the_network(has: Portfolios) -> None:
    assert parts(has) == nx.number_connected_components(network(has))


@given(drawn())
def test_the_index_is_that_of_all_eigenvectors_or_has_a_reason_not_to_be(has: Portfolios) -> None:
    axis, small = complexity_axis(has), tied(has)
    if min(small.shape) < 2:
        assert axis.undefined == ("single" if small.size else "empty")
        return
    eci, pci, values = (
        by_hand.economic_complexity(small.astype(float)) if small.sum(axis=1).std() else (None, None, None)
    )
    if axis.undefined is None:
        assert values is not None
        assert (values[1] < 1 - 1e-9, values[1] - [*values, 0][2] > 1e-9) == (True, True)
        assert axis.second == pytest.approx(values[1])
        np.testing.assert_allclose(axis.eci[has.any(axis=1)], eci, rtol=1e-6, atol=1e-8)
        np.testing.assert_allclose(axis.pci[has.any(axis=0)], pci, rtol=1e-6, atol=1e-8)
        return
    assert np.isnan(axis.eci).all()
    assert np.isnan(axis.pci).all()
    assert axis.undefined in ("disconnected", "alike", "degenerate", "undirected")
    assert (axis.undefined == "disconnected") == (axis.parts > 1)
    assert (axis.undefined == "alike") == bool(small.all())
    if axis.undefined == "degenerate":
        assert axis.second - axis.third < 1e-9
    if values is not None and axis.undefined in ("disconnected", "degenerate"):
        assert values[1] == pytest.approx(1 if axis.undefined == "disconnected" else values[2], abs=1e-7)


@given(drawn(2))
def test_the_scale_the_zero_and_the_sign(has: Portfolios) -> None:
    axis = complexity_axis(has)
    assume(axis.undefined is None)
    small = tied(has).astype(float)
    eci, pci = axis.eci[has.any(axis=1)], axis.pci[has.any(axis=0)]
    diversity, ubiquity = small.sum(axis=1), small.sum(axis=0)
    assert (eci.mean(), eci.std()) == (pytest.approx(0, abs=1e-9), pytest.approx(1))
    np.testing.assert_allclose(small @ pci / diversity, eci, atol=1e-9)
    assert np.corrcoef(eci, diversity)[0, 1] > 0
    zero = (diversity @ eci) / diversity.sum()
    assert (ubiquity @ pci) / ubiquity.sum() == pytest.approx(zero, abs=1e-9)
    # Since that weighted mean is the eigenvector's zero, a positive correlation with diversity puts it above the mean.
    assert zero > 0
    np.testing.assert_allclose(small.T @ eci / ubiquity - zero, axis.second * (pci - zero), atol=1e-9)


@given(drawn(2), st.randoms(use_true_random=False), st.integers(1, 3))
def test_order_and_copies_of_all_regions_do_not_matter(has: Portfolios, random: Any, copies: int) -> None:
    axis = complexity_axis(has)
    assume(axis.undefined is None)
    assume(axis.second - axis.third > 1e-5)
    regions, industries = list(range(has.shape[0])) * copies, list(range(has.shape[1]))
    random.shuffle(regions)
    random.shuffle(industries)
    eci, pci = economic_complexity_kernel(has[regions][:, industries])
    np.testing.assert_allclose(eci, axis.eci[regions], atol=1e-8)
    np.testing.assert_allclose(pci, axis.pci[industries], atol=1e-8)


@given(drawn(2))
def test_industries_by_regions_give_the_same_line(has: Portfolios) -> None:
    axis, turned = complexity_axis(has), complexity_axis(has.T.copy())
    assume(axis.undefined is None)
    assume(turned.undefined is None)
    assume(axis.second - axis.third > 1e-5)
    assert turned.second == pytest.approx(axis.second)
    for one, other in ((axis.eci, turned.pci), (axis.pci, turned.eci)):
        defined = ~np.isnan(one)
        if np.ptp(one[defined]) > 1e-6:
            assert abs(np.corrcoef(one[defined], other[defined])[0, 1]) == pytest.approx(1)


@pytest.mark.parametrize("shape", [(200, 140), (140, 200)])
def test_large_tables_agree_with_all_eigenvectors(shape: tuple[int, int]) -> None:
    draw = np.random.default_rng(11)
    has = draw.random(shape) < np.outer(np.linspace(0.1, 0.9, shape[0]), np.linspace(0.2, 1, shape[1]))
    axis, small = complexity_axis(has), tied(has)
    eci, pci, values = by_hand.economic_complexity(small.astype(float))
    np.testing.assert_allclose(axis.eci[has.any(axis=1)], eci, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(axis.pci[has.any(axis=0)], pci, rtol=1e-8, atol=1e-10)
    assert (axis.second, axis.third) == (pytest.approx(values[1]), pytest.approx(values[2]))


@given(drawn(2))
def test_the_outlook_is_that_of_the_formulas(has: Portfolios) -> None:
    axis, small = complexity_axis(has), tied(has)
    assume(axis.undefined is None)
    ubiquity, pci = small.sum(axis=0), axis.pci[has.any(axis=0)]
    near, worth = proximity_kernel(small), pci - (ubiquity @ pci) / ubiquity.sum()
    sums = np.array(by_hand.outlook_sums(small.tolist(), near, worth))
    coi, cog = complexity_outlook_kernel(small, near, pci)
    if sums.std() > 1e-9:
        np.testing.assert_allclose(coi, (sums - sums.mean()) / sums.std(), atol=1e-7)
    gains = [
        [np.nan if gain is None else gain for gain in row] for row in by_hand.outlook_gains(small.tolist(), near, worth)
    ]
    np.testing.assert_allclose(cog, gains, atol=1e-12)
    # With what has no tie, the answers are the same, and null for it.
    wide = complexity_outlook_kernel(has, proximity_kernel(has), axis.pci)
    np.testing.assert_allclose(wide[1][has.any(axis=1)][:, has.any(axis=0)], gains, atol=1e-12)
    assert np.isnan(wide[1][:, ~has.any(axis=0)]).all()


@given(drawn(2), st.data())
def test_the_net_gain_is_what_having_the_industry_changes(has: Portfolios, data: st.DataObject) -> None:
    small = tied(has)
    assume(small.size > 0)
    pci = np.array(data.draw(st.lists(st.integers(-9, 9), min_size=small.shape[1], max_size=small.shape[1])), float)
    missing = list(zip(*np.nonzero(~small), strict=True))
    assume(missing)
    region, industry = data.draw(st.sampled_from(missing))
    near, ubiquity = proximity_kernel(small), small.sum(axis=0)
    np.fill_diagonal(near, 0)
    assume((near.sum(axis=0) > 0).all())
    worth = pci - (ubiquity @ pci) / ubiquity.sum()
    _, cog = complexity_outlook_kernel(small, near, pci, gain="net", include_self=False)
    after = small.copy()
    after[region, industry] = True
    change = (
        by_hand.outlook_sums(after.tolist(), near, worth)[region]
        - by_hand.outlook_sums(small.tolist(), near, worth)[region]
    )
    assert cog[region, industry] == pytest.approx(change, abs=1e-9)


@given(drawn(), st.integers(1, 30))
def test_fitness_is_that_of_the_loops(has: Portfolios, updates: int) -> None:
    found, complexity = fitness_kernel(has, updates)
    small = tied(has)
    expected = by_hand.fitness(small.tolist(), updates) if small.size else ([], [])
    np.testing.assert_allclose(found[has.any(axis=1)], expected[0], rtol=1e-9)
    np.testing.assert_allclose(complexity[has.any(axis=0)], expected[1], rtol=1e-9)
    assert (np.isnan(found).sum(), np.isnan(complexity).sum()) == tuple((~has.any(axis=axis)).sum() for axis in (1, 0))
    if small.size:
        assert (np.nanmean(found), np.nanmean(complexity)) == (pytest.approx(1), pytest.approx(1))


@given(drawn(2), st.randoms(use_true_random=False), st.integers(1, 3))
def test_order_and_copies_of_all_regions_do_not_matter_to_fitness(has: Portfolios, random: Any, copies: int) -> None:
    regions, industries = list(range(has.shape[0])) * copies, list(range(has.shape[1]))
    random.shuffle(regions)
    random.shuffle(industries)
    alone, moved = fitness_kernel(has), fitness_kernel(has[regions][:, industries])
    np.testing.assert_allclose(moved[0], alone[0][regions], rtol=1e-9)
    np.testing.assert_allclose(moved[1], alone[1][industries], rtol=1e-9)


@st.composite
def panels(draw: st.DrawFn) -> pa.Table:
    """A few regions and industries in one to three years, some rows left out."""
    keys = st.tuples(st.sampled_from([2018, 2019, 2020]), st.sampled_from("abcde"), st.sampled_from("wxyz"))
    cells = draw(st.dictionaries(keys, st.integers(0, 5), min_size=1, max_size=40))
    year, region, industry = zip(*cells, strict=True)
    return pa.table({"year": year, "region": region, "industry": industry, "employment": list(cells.values())})


@settings(max_examples=50)
@given(panels())
def test_the_product_space_is_every_measure_by_itself(frame: pa.Table) -> None:
    space = product_space(frame)
    index, outlook, cells = economic_complexity(frame), complexity_outlook(frame), space.cells
    assert space.years.equals(index.years)
    assert space.regions.drop_columns(["diversity", "coi"]).equals(index.regions)
    assert space.industries.drop_columns(["ubiquity"]).equals(index.industries)
    assert space.regions.drop_columns(["diversity", "eci"]).equals(outlook.regions)
    assert space.pairs.equals(proximity(frame))
    others = ["location_quotient", "specialised"]
    assert cells.drop_columns([*others, "density"]).equals(outlook.cells)
    assert cells.drop_columns([*others, "cog"]).equals(relatedness_density(frame))
    assert (
        product_space(frame, include_self=True)
        .cells.drop_columns([*others, "cog"])
        .equals(relatedness_density(frame, include_self=True))
    )
    found = {(row["region"], row["industry"], row["year"]): row for row in cells.to_pylist()}
    for row in location_quotient(frame).to_pylist():
        assert found[row["region"], row["industry"], row["year"]]["location_quotient"] == row["location_quotient"]
    for row in cells.to_pylist():
        quotient = row["location_quotient"]
        assert row["specialised"] == (None if quotient is None else quotient > 1 - 1e-12)
    for row in space.regions.to_pylist():
        mine = [c for c in cells.to_pylist() if (c["region"], c["year"]) == (row["region"], row["year"])]
        assert row["diversity"] == sum(bool(cell["specialised"]) for cell in mine)
    for row in space.industries.to_pylist():
        mine = [c for c in cells.to_pylist() if (c["industry"], c["year"]) == (row["industry"], row["year"])]
        assert row["ubiquity"] == sum(bool(cell["specialised"]) for cell in mine)


@settings(max_examples=30)
@given(panels(), st.randoms(use_true_random=False))
def test_years_stand_apart_and_rows_in_any_order(frame: pa.Table, random: Any) -> None:
    order = list(range(frame.num_rows))
    random.shuffle(order)
    for measure in (economic_complexity, fitness, complexity_outlook):
        whole, shuffled = measure(frame), measure(frame.take(order))
        for name in vars(whole):
            assert getattr(shuffled, name).equals(getattr(whole, name))
            for year in frame["year"].unique().to_pylist():
                of_year = pa.compute.equal(frame["year"], year)
                alone = getattr(measure(frame.filter(of_year)), name)
                part = getattr(whole, name)
                assert part.filter(pa.compute.equal(part["year"], year)).equals(alone)
