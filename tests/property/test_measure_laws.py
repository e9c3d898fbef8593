"""Whatever the cells: laws of shares and quotients, and agreement with the slow formulas."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference import quotients as by_hand
from tests.reference.ordering import percentile, percentile_rank, rank

from clusteratlas.measures import (
    descending_ranks,
    linear_percentile,
    location_quotient,
    location_quotient_kernel,
    national_shares,
    percentile_ranks,
    region_shares,
)

KINDS = {"x": "traded", "y": "traded", "z": "local", "w": "local"}
keys = st.tuples(st.sampled_from(["a", "b", "c", "d"]), st.sampled_from(sorted(KINDS)))
cells = st.dictionaries(keys, st.integers(0, 2_000_000_000), min_size=1)
matrices = st.lists(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), min_size=1, max_size=6).map(np.array)


def table(values: by_hand.Cells, kind: pa.DataType | None = None) -> pa.Table:
    regions, industries = zip(*values, strict=True)
    return pa.table(
        {
            "region": list(regions),
            "industry": list(industries),
            "kind": [KINDS[industry] for industry in industries],
            "employment": pa.array(list(values.values()), kind or pa.int64()),
        }
    )


def answers(result: pa.Table, column: str) -> dict[tuple[str, str], float | None]:
    return {(row["region"], row["industry"]): row[column] for row in result.to_pylist()}


def same(found: dict[tuple[str, str], float | None], expected: dict[tuple[str, str], float | None]) -> bool:
    assert found.keys() == expected.keys()
    return all(
        found[key] is None if value is None else found[key] == pytest.approx(value, rel=1e-12, abs=0)
        for key, value in expected.items()
    )


@settings(deadline=None)
@given(cells)
def test_quotients_and_shares_are_those_of_the_formula(values: by_hand.Cells) -> None:
    frame = table(values)
    within = answers(location_quotient(frame, within="kind"), "location_quotient")
    assert same(answers(location_quotient(frame), "location_quotient"), by_hand.location_quotients(values))
    assert same(within, by_hand.location_quotients(values, KINDS))
    assert same(answers(region_shares(frame), "region_share"), by_hand.region_shares(values))
    assert same(answers(national_shares(frame), "national_share"), by_hand.national_shares(values))


@settings(deadline=None)
@given(cells)
def test_32_bit_columns_give_what_64_bit_columns_give(values: by_hand.Cells) -> None:
    assert location_quotient(table(values, pa.int32())).equals(location_quotient(table(values)))


@settings(deadline=None)
@given(cells, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(values: by_hand.Cells, random: object) -> None:
    shuffled = list(values.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for measure in (location_quotient, region_shares, national_shares):
        assert measure(table(dict(shuffled))).equals(measure(table(values)))


@settings(deadline=None)
@given(matrices, st.sampled_from([2, 1024, 1 / 8]))
def test_scaling_every_value_changes_no_quotient(values: np.ndarray, factor: float) -> None:
    # Powers of two scale without rounding, so the answers are the same bits.
    np.testing.assert_array_equal(location_quotient_kernel(values * factor), location_quotient_kernel(values))


@settings(deadline=None)
@given(matrices)
def test_the_mean_quotient_weighted_by_the_size_of_regions_is_one(values: np.ndarray) -> None:
    weights = values.sum(axis=1) / max(values.sum(), 1)
    present = values.sum(axis=1) > 0
    mean = weights[present] @ location_quotient_kernel(values)[present]
    np.testing.assert_allclose(mean[values.sum(axis=0) > 0], 1, rtol=1e-12)


@settings(deadline=None)
@given(cells)
def test_shares_add_up_to_one(values: by_hand.Cells) -> None:
    rows = national_shares(table(values)).to_pylist()
    for industry in {row["industry"] for row in rows}:
        shares = [row["national_share"] for row in rows if row["industry"] == industry]
        assert shares[0] is None or sum(shares) == pytest.approx(1)
    rows = region_shares(table(values), within="kind").to_pylist()
    for region, kind in {(row["region"], KINDS[row["industry"]]) for row in rows}:
        shares = [row["region_share"] for row in rows if (row["region"], KINDS[row["industry"]]) == (region, kind)]
        assert shares[0] is None or sum(shares) == pytest.approx(1)


members = st.lists(st.tuples(st.sampled_from([0.1, 0.25, 1.0, 1 / 3, 2.0, 7.5]) | st.floats(0, 100), st.booleans()))


@settings(deadline=None)
@given(members)
def test_ranks_are_those_of_counting(drawn: list[tuple[float, bool]]) -> None:
    values, eligible = [value for value, _ in drawn], [counts for _, counts in drawn]
    places = range(len(values))
    assert descending_ranks(values, eligible).tolist() == [rank(values, eligible, place) for place in places]
    found = [None if np.isnan(value) else value for value in percentile_ranks(values, eligible)]
    assert found == pytest.approx([percentile_rank(values, eligible, place) for place in places])


@settings(deadline=None)
@given(members, st.sampled_from([0, 10, 25, 33.3, 50, 75, 90, 100]))
def test_percentiles_are_numpys_to_the_last_bit(drawn: list[tuple[float, bool]], q: float) -> None:
    found = float(linear_percentile([value for value, _ in drawn], [counts for _, counts in drawn], q))
    assert (None if np.isnan(found) else found) == percentile([value for value, counts in drawn if counts], q)
