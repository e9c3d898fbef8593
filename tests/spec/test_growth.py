"""Growth on tables drawn by hand."""

import pyarrow as pa
import pytest

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures import compound_growth, growth


def test_change_and_rate_against_the_year_before() -> None:
    table = pa.table(
        {
            "region": ["a", "a", "a", "b", "b", "a"],
            "industry": ["x", "x", "x", "x", "x", "y"],
            "year": [2018, 2019, 2020, 2019, 2020, 2020],
            "employment": [40, 50, 0, 0, 7, 3],
        }
    )
    result = growth(table)
    assert result.column_names == ["region", "industry", "year", "employment_change", "employment_growth"]
    assert [tuple(row.values()) for row in result.to_pylist()] == [
        ("a", "x", 2018, None, None),  # nothing before
        ("a", "x", 2019, 10.0, 0.25),  # 10/40
        ("a", "x", 2020, -50.0, -1.0),
        ("a", "y", 2020, None, None),  # another industry's row stands before it
        ("b", "x", 2019, None, None),
        ("b", "x", 2020, 7.0, None),  # from zero: a change, but no rate
    ]


def test_a_gap_of_two_years_is_not_a_year() -> None:
    table = pa.table({"region": ["a", "a"], "industry": ["x", "x"], "year": [2017, 2019], "employment": [1, 2]})
    assert growth(table)["employment_change"].to_pylist() == [None, None]


def test_regions_alone() -> None:
    table = pa.table({"region": ["a", "a"], "year": [2018, 2019], "wages": [100.0, 150.0]})
    assert growth(table, "wages", of=None).to_pylist() == [
        {"region": "a", "year": 2018, "wages_change": None, "wages_growth": None},
        {"region": "a", "year": 2019, "wages_change": 50.0, "wages_growth": 0.5},
    ]


def test_a_loss_turning_to_profit_has_a_change_but_no_rate() -> None:
    table = pa.table({"region": ["a", "a"], "year": [2018, 2019], "profit": [-10.0, 5.0]})
    row = growth(table, "profit", of=None).to_pylist()[1]
    assert (row["profit_change"], row["profit_growth"]) == (15.0, None)


COMPOUND = pa.table(
    {
        "region": ["a", "a", "a", "b", "c", "c", "d", "d"],
        "industry": ["x"] * 8,
        "year": [2016, 2017, 2018, 2018, 2016, 2018, 2016, 2018],
        "employment": [100, 999, 121, 5, 0, 5, 4, 0],
    }
)


def test_compound_growth_reads_the_two_years_only() -> None:
    result = compound_growth(COMPOUND, "employment", 2016, 2018)
    assert result.column_names == ["region", "industry", "compound_growth"]
    found = dict(zip(result["region"].to_pylist(), result["compound_growth"].to_pylist(), strict=True))
    assert found["a"] == pytest.approx(0.1)  # 1.1 * 1.1 = 1.21
    assert (found["b"], found["c"], found["d"]) == (None, None, -1.0)  # no first row; from zero; to zero


def test_the_years_must_be_there_and_in_order() -> None:
    with pytest.raises(UnknownChoice, match="start=2015"):
        compound_growth(COMPOUND, "employment", 2015, 2018)
    with pytest.raises(UnknownChoice, match=r"end=2016 is not known. Choose one of: 2018"):
        compound_growth(COMPOUND, "employment", 2017, 2016)
