"""The location quotient on tables drawn by hand."""

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, UnknownChoice, WrongColumns
from clusteratlas.measures import location_quotient, location_quotient_kernel

# jobs      aerospace  software  retail   all   traded
# wichita          30        10      60   100       40
# boston           20       140     240   400      160
# country          50       150     300   500      200
CELLS = {
    "region": ["wichita", "wichita", "wichita", "boston", "boston", "boston"],
    "industry": ["aerospace", "software", "retail", "aerospace", "software", "retail"],
    "kind": ["traded", "traded", "local", "traded", "traded", "local"],
    "employment": [30, 10, 60, 20, 140, 240],
}


def answers(table: pa.Table) -> dict[tuple[str, str], float | None]:
    return {(row["region"], row["industry"]): row["location_quotient"] for row in table.to_pylist()}


def test_within_all_divides_by_all_employment() -> None:
    found = answers(location_quotient(pa.table(CELLS)))
    assert found == pytest.approx(
        {
            ("boston", "aerospace"): 0.5,  # (20/400) / (50/500)
            ("boston", "retail"): 1.0,  # (240/400) / (300/500)
            ("boston", "software"): 7 / 6,  # (140/400) / (150/500)
            ("wichita", "aerospace"): 3.0,  # (30/100) / (50/500)
            ("wichita", "retail"): 1.0,  # (60/100) / (300/500)
            ("wichita", "software"): 1 / 3,  # (10/100) / (150/500)
        }
    )


def test_within_kind_divides_by_the_employment_of_the_kind() -> None:
    found = answers(location_quotient(pa.table(CELLS), within="kind"))
    assert found == pytest.approx(
        {
            ("boston", "aerospace"): 0.5,  # (20/160) / (50/200)
            ("boston", "retail"): 1.0,  # (240/240) / (300/300)
            ("boston", "software"): 7 / 6,  # (140/160) / (150/200)
            ("wichita", "aerospace"): 3.0,  # (30/40) / (50/200)
            ("wichita", "retail"): 1.0,  # (60/60) / (300/300)
            ("wichita", "software"): 1 / 3,  # (10/40) / (150/200)
        }
    )


def test_the_two_choices_differ_where_the_mix_of_kinds_differs() -> None:
    # Wichita now has 160 local jobs: 30/200 of all, still 30/40 of traded; the country has 600 jobs, 200 traded.
    cells = CELLS | {"employment": [30, 10, 160, 20, 140, 240]}
    assert answers(location_quotient(pa.table(cells)))["wichita", "aerospace"] == pytest.approx(1.8)
    assert answers(location_quotient(pa.table(cells), within="kind"))["wichita", "aerospace"] == pytest.approx(3.0)


def test_rows_are_ordered_by_region_industry_and_year() -> None:
    table = pa.table(
        {
            "year": [2019, 2018, 2019, 2018],
            "region": ["b", "b", "a", "a"],
            "industry": ["x", "x", "x", "x"],
            "employment": [1, 3, 3, 1],
        }
    )
    result = location_quotient(table)
    assert result.column_names == ["region", "industry", "year", "location_quotient"]
    # One industry only: every region has the country's share of it.
    assert result.to_pylist() == [
        {"region": "a", "industry": "x", "year": 2018, "location_quotient": 1.0},
        {"region": "a", "industry": "x", "year": 2019, "location_quotient": 1.0},
        {"region": "b", "industry": "x", "year": 2018, "location_quotient": 1.0},
        {"region": "b", "industry": "x", "year": 2019, "location_quotient": 1.0},
    ]


def test_years_do_not_mix() -> None:
    # 2018: a has 1 of 4 jobs in x, the country 2 of 8. 2019: a has 3 of 4, the country 4 of 8.
    table = pa.table(
        {
            "year": [2018] * 4 + [2019] * 4,
            "region": ["a", "a", "b", "b"] * 2,
            "industry": ["x", "y"] * 4,
            "employment": [1, 3, 1, 3, 3, 1, 1, 3],
        }
    )
    found = {
        (row["region"], row["year"]): row["location_quotient"]
        for row in location_quotient(table).to_pylist()
        if row["industry"] == "x"
    }
    assert found == {("a", 2018): 1.0, ("a", 2019): 1.5, ("b", 2018): 1.0, ("b", 2019): 0.5}


def test_an_absent_row_is_zero_and_stays_absent() -> None:
    table = pa.table({"region": ["a", "b", "b"], "industry": ["x", "x", "y"], "employment": [2, 1, 1]})
    # a has 2 of 2 jobs in x, the country 3 of 4.
    assert answers(location_quotient(table)) == {("a", "x"): 4 / 3, ("b", "x"): 2 / 3, ("b", "y"): 2.0}


def test_zero_totals_give_null() -> None:
    table = pa.table(
        {
            "region": ["a", "a", "empty", "empty"],
            "industry": ["x", "gone", "x", "gone"],
            "employment": [5, 0, 0, 0],
        }
    )
    assert answers(location_quotient(table)) == {
        ("a", "gone"): None,  # the industry has no jobs anywhere
        ("a", "x"): 1.0,
        ("empty", "gone"): None,
        ("empty", "x"): None,  # the region has no jobs at all
    }


def test_an_empty_table_gives_an_empty_table() -> None:
    table = pa.table(CELLS).slice(0, 0)
    assert location_quotient(table).num_rows == 0
    assert location_quotient(table).column_names == ["region", "industry", "location_quotient"]


def test_32_bit_counts_do_not_overflow() -> None:
    # Sums of these pass 2**31; with 32-bit sums the country would have a negative total.
    jobs = np.array([[2_000_000_000, 1_000_000_000], [1_500_000_000, 500_000_000]], np.int32)
    # (2/3) / (3.5/5)
    assert location_quotient_kernel(jobs)[0, 0] == pytest.approx((2 / 3) / (3.5 / 5), rel=1e-15)
    table = pa.table(
        {"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "employment": pa.array(jobs.ravel(), pa.int32())}
    )
    assert answers(location_quotient(table))["a", "x"] == pytest.approx((2 / 3) / (3.5 / 5), rel=1e-15)


def test_equal_shares_give_equal_quotients_to_the_last_bit() -> None:
    # 1/3 of each region, written in three sizes.
    values = [[1, 2], [7, 14], [333_333, 666_666], [4, 1]]
    quotients = location_quotient_kernel(values)[:3, 0]
    assert len(set(quotients.tolist())) == 1


def test_a_stack_of_years_equals_each_year_alone() -> None:
    years = np.array([[[30, 10], [20, 140]], [[1, 2], [3, 4]], [[0, 0], [5, 5]]])
    groups = np.array([0, 1])
    for kernel_groups in (None, groups):
        alone = [location_quotient_kernel(year, kernel_groups) for year in years]
        np.testing.assert_array_equal(location_quotient_kernel(years, kernel_groups), np.array(alone))


def test_an_unknown_choice_names_the_allowed_words() -> None:
    with pytest.raises(UnknownChoice, match=r"within='traded' is not known. Choose one of: all, kind"):
        location_quotient(pa.table(CELLS), within="traded")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(WrongColumns, match="column 'wages' is missing"):
        location_quotient(pa.table(CELLS), value="wages")
    with pytest.raises(WrongColumns, match="column 'kind' is missing"):
        location_quotient(pa.table(CELLS).drop_columns(["kind"]), within="kind")


def test_an_industry_of_two_kinds_is_refused() -> None:
    cells = CELLS | {"kind": ["traded", "traded", "local", "local", "traded", "local"]}
    with pytest.raises(BadCells, match="'aerospace' has more than one kind") as caught:
        location_quotient(pa.table(cells), within="kind")
    assert caught.value.count == 1


@pytest.mark.parametrize(
    ("value", "rule"), [(-1.0, "is negative"), (float("nan"), "is not a finite number"), (None, "is empty")]
)
def test_bad_values_are_refused(value: float | None, rule: str) -> None:
    cells = CELLS | {"employment": [30.0, value, 60.0, 20.0, 140.0, 240.0]}
    with pytest.raises(BadCells, match=f"row 2, column employment.*{rule}"):
        location_quotient(pa.table(cells))


def test_a_repeated_key_is_refused() -> None:
    cells = CELLS | {"region": ["wichita"] * 3 + ["wichita"] + ["boston"] * 2}
    with pytest.raises(BadCells, match="wichita aerospace"):
        location_quotient(pa.table(cells))
