"""Proximity and relatedness density, on a table drawn by hand."""

from math import sqrt

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures import proximity, proximity_kernel, relatedness_density, relatedness_density_kernel
from clusteratlas.measures.relatedness.proximity import co_occurrence

# has  x  y  z  w
# p    1  1  .  .
# q    1  1  1  .
# r    1  .  .  .
# s    .  .  1  .
HAS = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [1, 0, 0, 0], [0, 0, 1, 0]], bool)
XY, XZ, YZ = (0, 1), (0, 2), (1, 2)
PAIRS = {
    "conditional": {XY: 2 / 3, XZ: 1 / 3, YZ: 1 / 2},  # two regions have x and y, three x, two y: min(2/3, 2/2)
    "cosine": {XY: 2 / sqrt(6), XZ: 1 / sqrt(6), YZ: 1 / 2},
    "jaccard": {XY: 2 / 3, XZ: 1 / 4, YZ: 1 / 3},
    "association": {XY: 4 * 2 / 6, XZ: 4 / 6, YZ: 1.0},
    "correlation": {XY: 1 / sqrt(3), XZ: -1 / sqrt(3), YZ: 0.0},  # (4 * 2 - 3 * 2) / sqrt(3 * 1 * 2 * 2)
}


def frame_of(has: np.ndarray) -> pa.Table:
    """Jobs with which regions are specialised as drawn: 1 where they are, and 1,000 in a region and industry apart."""
    cells = [(f"region-{r}", "xyzw"[i], int(has[r, i])) for r in range(len(has)) for i in range(has.shape[1])]
    region, industry, jobs = zip(*cells, ("rest", "rest", 1000), strict=True)
    return pa.table({"region": region, "industry": industry, "employment": jobs})


@pytest.mark.parametrize("method", PAIRS)
def test_every_method_by_hand(method: str) -> None:
    found = proximity_kernel(HAS, method)
    for (one, other), expected in PAIRS[method].items():
        assert found[one, other] == found[other, one] == pytest.approx(expected, abs=1e-15)
    assert np.isnan(found[3]).all()
    assert np.isnan(found[:, 3]).all()
    own = [4 / 3, 2, 2] if method == "association" else [1, 1, 1]
    assert found.diagonal()[:3].tolist() == pytest.approx(own)


def test_every_pair_stands_in_both_orders_and_none_with_itself() -> None:
    rows = proximity(frame_of(HAS)).to_pylist()
    assert [(row["industry"], row["other"]) for row in rows] == sorted(
        (one, other) for one in ["rest", *"wxyz"] for other in ["rest", *"wxyz"] if one != other
    )
    found = {(row["industry"], row["other"]): row["proximity"] for row in rows}
    assert found["x", "y"] == found["y", "x"] == 2 / 3
    assert found["x", "rest"] == 0
    assert {found["w", other] for other in ["rest", *"xyz"]} == {None}


def test_regions_without_any_job_do_not_count() -> None:
    rows = frame_of(HAS)
    empty = pa.table({"region": ["nowhere"], "industry": ["x"], "employment": [0]})
    for method in PAIRS:
        assert proximity(pa.concat_tables([rows, empty]), method).equals(proximity(rows, method))


def test_what_everybody_has_correlates_with_nothing() -> None:
    found = proximity_kernel(np.array([[1, 1], [1, 0]], bool), "correlation")
    assert np.isnan(found).tolist() == [[True, True], [True, False]]


def test_years_stand_apart() -> None:
    first = frame_of(HAS).append_column("year", pa.array([2018] * 17, pa.int16()))
    second = frame_of(HAS[::-1, ::-1]).append_column("year", pa.array([2019] * 17, pa.int16()))
    found = proximity(pa.concat_tables([second, first]))
    assert found.column_names == ["industry", "other", "year", "proximity"]
    keys = list(zip(*(found[key].to_pylist() for key in ("industry", "other", "year")), strict=True))
    assert keys == sorted(keys)
    for year, alone in ((2018, first), (2019, second)):
        rows = found.filter(pa.compute.equal(found["year"], year)).drop_columns(["year"])
        assert rows.equals(proximity(alone.drop_columns(["year"])))


def test_counts_are_exact_beyond_what_32_bits_count() -> None:
    regions = 2**24 + 3
    assert co_occurrence(np.broadcast_to(np.True_, (regions, 1))).tolist() == [[regions]]


def test_an_unknown_method_names_the_known_ones() -> None:
    words = "conditional, cosine, jaccard, association, correlation"
    for call in (proximity, relatedness_density):
        with pytest.raises(UnknownChoice, match=f"method='phi' is not known. Choose one of: {words}"):
            call(frame_of(HAS), method="phi")
    with pytest.raises(UnknownChoice, match="method='phi'"):
        proximity_kernel(HAS, "phi")


WITHOUT_SELF = [
    [2 / 3, 4 / 7, 1.0],  # p: of what is near x, y has 2/3 and z 1/3; of what is near y, x has 2/3 and z 1/2
    [1.0, 1.0, 1.0],
    [0.0, 4 / 7, 2 / 5],
    [1 / 3, 3 / 7, 0.0],
]
WITH_SELF = [
    [5 / 6, 10 / 13, 5 / 11],  # p: (1 + 2/3) / 2
    [1.0, 1.0, 1.0],
    [1 / 2, 4 / 13, 2 / 11],
    [1 / 6, 3 / 13, 6 / 11],
]


@pytest.mark.parametrize(("include_self", "expected"), [(False, WITHOUT_SELF), (True, WITH_SELF)])
def test_density_is_a_fraction_without_the_industry_itself_unless_asked(include_self: bool, expected: object) -> None:
    found = relatedness_density_kernel(HAS, proximity_kernel(HAS), include_self)
    np.testing.assert_allclose(found[:, :3], expected, rtol=1e-15)
    assert np.isnan(found[:, 3]).all()
    chosen = {"include_self": include_self} if include_self else {}  # without is the default
    rows = relatedness_density(frame_of(HAS), **chosen).to_pylist()
    answers = {(row["region"], row["industry"]): row["density"] for row in rows}
    for r, i in np.ndindex(4, 3):
        assert answers[f"region-{r}", "xyz"[i]] == pytest.approx(expected[r][i])  # type: ignore[index]


def test_density_is_answered_for_what_a_region_does_not_have_a_row_of() -> None:
    whole = frame_of(HAS)
    thin = whole.filter(pa.compute.greater(whole["employment"], 0))
    regions, industries = [*(f"region-{r}" for r in range(4)), "rest"], ["rest", *"xyz"]
    found = relatedness_density(thin)
    keys = list(zip(found["region"].to_pylist(), found["industry"].to_pylist(), strict=True))
    assert keys == sorted((region, industry) for region in regions for industry in industries)
    everything = relatedness_density(whole)
    assert everything.filter(pa.compute.not_equal(everything["industry"], "w")).equals(found)


def test_a_region_without_jobs_has_no_density_and_a_portfolio_without_anything_has_zero() -> None:
    empty = pa.table({"region": ["nowhere"], "industry": ["x"], "employment": [0]})
    rows = relatedness_density(pa.concat_tables([frame_of(HAS), empty])).to_pylist()
    assert {row["density"] for row in rows if row["region"] == "nowhere"} == {None}
    nothing = np.zeros((1, 4), bool)
    assert relatedness_density_kernel(nothing, proximity_kernel(HAS))[0, :3].tolist() == [0.0, 0.0, 0.0]


def test_negative_correlations_count_as_zero_in_density() -> None:
    # x correlates with y only, z with neither: what is near x is y, and nothing is near z.
    found = relatedness_density_kernel(HAS, proximity_kernel(HAS, "correlation"))
    assert found[:, 0].tolist() == [1.0, 1.0, 0.0, 0.0]
    assert np.isnan(found[:, 2]).all()


def test_what_one_industry_says_for_another_need_not_be_mutual() -> None:
    says = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [0.0, 3.0, 0.0]])  # both others say something for the second
    found = relatedness_density_kernel(np.array([[True, False, False], [False, True, True]]), says)
    assert found[:, 1].tolist() == [1 / 4, 3 / 4]
    assert np.isnan(found[:, [0, 2]]).all()


STACKS = [np.stack([HAS, ~HAS, np.zeros_like(HAS)]), np.zeros((2, 0, 3), bool), np.zeros((0, 4, 3), bool)]


@pytest.mark.parametrize("stack", STACKS, ids=lambda stack: str(stack.shape))
def test_a_stack_of_years_equals_each_year_alone(stack: np.ndarray) -> None:
    for method in PAIRS:
        near = proximity_kernel(stack, method)
        assert near.shape == (*stack.shape[:-2], stack.shape[-1], stack.shape[-1])
        density = relatedness_density_kernel(stack, near)
        for year, has in enumerate(stack):
            np.testing.assert_array_equal(near[year], proximity_kernel(has, method))
            np.testing.assert_allclose(density[year], relatedness_density_kernel(has, near[year]), rtol=1e-14)
