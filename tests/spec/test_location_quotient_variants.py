"""The symmetric and the standardised location quotient, and its interval, on tables drawn by hand."""

import math

import numpy as np
import pyarrow as pa
import pytest
from scipy.stats import shapiro

from clusteratlas.errors import BadCells, InputError, UnknownChoice
from clusteratlas.measures import (
    location_quotient_interval,
    standardised_location_quotient,
    symmetric_location_quotient,
)

# jobs      aerospace  software  retail   all   traded
# wichita          30        10      60   100       40
# boston           20       140     240   400      160
# country          50       150     300   500      200
CELLS = {
    "region": ["wichita", "wichita", "wichita", "boston", "boston", "boston"],
    "industry": ["aerospace", "software", "retail", "aerospace", "software", "retail"],
    "kind": ["traded", "traded", "local", "traded", "traded", "local"],
    "employment": [30, 10, 160, 20, 140, 240],
}

# Aerospace has quotients of 4, 2, 1, 1/2 and 1/4 of its share of the country, by regions of size 1, 2, 4, 8 and 16.
FIVE = pa.table(
    {
        "region": [region for region in "abcde" for _ in range(2)],
        "industry": ["aerospace", "retail"] * 5,
        "employment": [20, 80, 20, 180, 20, 380, 20, 780, 20, 1580],
    }
)


def by_cell(table: pa.Table, name: str) -> dict[tuple[str, str], object]:
    return {(row["region"], row["industry"]): row[name] for row in table.to_pylist()}


def test_the_symmetric_quotient_within_all_and_within_the_kind() -> None:
    found = by_cell(symmetric_location_quotient(pa.table(CELLS)), "symmetric_location_quotient")
    # The country has 600 jobs: LQ = (30/200) / (50/600) = 1.8
    assert found["wichita", "aerospace"] == pytest.approx(0.8 / 2.8)
    found = by_cell(symmetric_location_quotient(pa.table(CELLS), within="kind"), "symmetric_location_quotient")
    assert found == pytest.approx(
        {
            ("boston", "aerospace"): -1 / 3,  # LQ 1/2
            ("boston", "retail"): 0.0,
            ("boston", "software"): 1 / 13,  # LQ 7/6
            ("wichita", "aerospace"): 0.5,  # LQ 3
            ("wichita", "retail"): 0.0,
            ("wichita", "software"): -0.5,  # LQ 1/3
        }
    )


def test_none_of_an_industry_is_minus_one() -> None:
    frame = pa.table({"region": ["a", "a", "b"], "industry": ["x", "y", "x"], "employment": [0, 3, 4]})
    found = by_cell(symmetric_location_quotient(frame), "symmetric_location_quotient")
    assert found["a", "x"] == -1


def test_a_standardised_quotient_counts_deviations_of_the_logarithm() -> None:
    found = by_cell(standardised_location_quotient(FIVE), "standardised_location_quotient")
    # The logarithms to the base 2 are 2, 1, 0, -1, -2 more or less a constant: mean 0, variance 10 / 4.
    for place, region in enumerate("abcde"):
        assert found[region, "aerospace"] == pytest.approx((2 - place) / math.sqrt(2.5))


def test_the_normal_threshold_and_what_it_rests_on() -> None:
    rows = standardised_location_quotient(FIVE, significance=0.2).to_pylist()
    assert list(rows[0]) == [
        "region",
        "industry",
        "standardised_location_quotient",
        "threshold",
        "above_threshold",
        "normality",
    ]
    aerospace = [row for row in rows if row["industry"] == "aerospace"]
    assert {round(row["threshold"], 4) for row in aerospace} == {0.8416}  # of a normal variable 80 % are below
    assert [row["above_threshold"] for row in aerospace] == [True, False, False, False, False]
    assert [row["normality"] for row in aerospace] == pytest.approx([shapiro([2, 1, 0, -1, -2]).pvalue] * 5)
    limits = standardised_location_quotient(FIVE, significance=0.025)["threshold"].to_pylist()
    assert {round(limit, 2) for limit in limits} == {1.96}


def test_the_bootstrapped_threshold_is_the_industrys_own() -> None:
    rows = standardised_location_quotient(FIVE, "tian", significance=0.25, draws=20_000).to_pylist()
    assert list(rows[0]) == [
        "region",
        "industry",
        "standardised_location_quotient",
        "threshold",
        "above_threshold",
    ]
    aerospace = [row for row in rows if row["industry"] == "aerospace"]
    # The 75th percentile of five is the fourth. Of five draws from 5 places it is at place k or lower with the chance
    # that four or more fall there: 5 p^4 (1 - p) + p^5 for p = k/5.
    below = [5 * p**4 * (1 - p) + p**5 for p in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    mean = sum((after - before) * z for after, before, z in zip(below[1:], below, (-2, -1, 0, 1, 2), strict=False))
    assert [row["threshold"] for row in aerospace] == pytest.approx([mean / math.sqrt(2.5)] * 5, abs=0.02)
    assert [row["above_threshold"] for row in aerospace] == [True, True, False, False, False]


def test_regions_without_the_industry_count_only_without_logarithms() -> None:
    # x: a 0, b 2/3 of its 1/2, c twice that share; equal regions. Quotients 0, 1, 2.
    frame = pa.table(
        {
            "region": ["a", "b", "b", "c", "c", "a"],
            "industry": ["x", "x", "y", "x", "y", "y"],
            "employment": [0, 10, 20, 20, 10, 30],
        }
    )
    logged = by_cell(standardised_location_quotient(frame), "standardised_location_quotient")
    # Two logarithms stand half their difference from their mean, and 1 / sqrt(2) of their deviation.
    assert [logged[region, "x"] for region in "abc"] == [
        None,
        pytest.approx(-math.sqrt(0.5)),
        pytest.approx(math.sqrt(0.5)),
    ]
    above = by_cell(standardised_location_quotient(frame), "above_threshold")
    assert [above[region, "x"] for region in "abc"] == [None, False, False]
    plain = by_cell(standardised_location_quotient(frame, logarithm=False), "standardised_location_quotient")
    assert [plain[region, "x"] for region in "abc"] == pytest.approx([-1, 0, 1])
    # An absent row is a zero like another.
    short = standardised_location_quotient(frame.slice(1), logarithm=False)
    assert by_cell(short, "standardised_location_quotient")["c", "x"] == pytest.approx(1)


def test_normality_is_not_tested_on_two_regions() -> None:
    frame = pa.table({"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "employment": [1, 2, 3, 4]})
    assert set(standardised_location_quotient(frame)["normality"].to_pylist()) == {None}


def test_the_delta_interval() -> None:
    # LQ = (100/200) / (200/800) = 2. The rest: 100 of 600.
    # var = (1/100 - 1/200)^2 * 200 * 1/2 * 1/2 + 1/200^2 * 600 * 1/6 * 5/6
    frame = pa.table({"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "employment": [100, 100, 100, 500]})
    row = location_quotient_interval(frame, confidence=0.9).to_pylist()[0]
    step = 1.6448536269514722 * math.sqrt(0.005**2 * 50 + 0.005**2 * 250 / 3)
    assert row == {
        "region": "a",
        "industry": "x",
        "location_quotient": 2.0,
        "interval_low": pytest.approx(2 * math.exp(-step)),
        "interval_high": pytest.approx(2 * math.exp(step)),
        "interval_method": "delta",
    }


def test_the_interval_within_the_kind_takes_totals_of_the_kind() -> None:
    # 300 jobs of another kind, here and there, are as if they were not.
    traded = {"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "employment": [100, 100, 100, 500]}
    kinds = {name: [*values, values[0], values[2]] for name, values in traded.items()}
    kinds |= {"industry": ["x", "y", "x", "y", "z", "z"], "kind": ["traded"] * 4 + ["local"] * 2}
    kinds["employment"] = [100, 100, 100, 500, 300, 250]
    found = location_quotient_interval(pa.table(kinds), within="kind").to_pylist()
    expected = location_quotient_interval(pa.table(traded)).to_pylist()
    assert [row for row in found if row["industry"] != "z"] == expected


def test_small_counts_are_drawn_and_none_is_reckoned_exactly() -> None:
    frame = pa.table(
        {"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "employment": [4, 996, 4_000, 95_000]}
    )
    row = location_quotient_interval(frame, draws=20_000).to_pylist()[0]
    assert row["interval_method"] == "bootstrap"
    # Four of 1,000 are nearly a Poisson variable: 2.5 % are below 1 and 97.5 % at 8 or below. The rest hardly moves.
    ends = [jobs / 1_000 / (4_004 / 100_000) for jobs in (1, 8)]
    assert [row["interval_low"], row["interval_high"]] == pytest.approx(ends, rel=0.05)
    nothing = pa.table(
        {"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "employment": [0, 1_000, 4_000, 95_000]}
    )
    row = location_quotient_interval(nothing).to_pylist()[0]
    assert (row["interval_method"], row["location_quotient"], row["interval_low"]) == ("exact", 0, 0)
    # 0 of 1,000: the chance is below 0.00368 or so, with (1 - 0.00368)^1000 = 0.025
    assert row["interval_high"] == pytest.approx(0.003682 / ((3.682 + 4_000) / 100_000), rel=1e-3)


def test_a_region_that_is_the_country_has_no_doubt() -> None:
    frame = pa.table({"region": ["a", "a"], "industry": ["x", "y"], "employment": [4, 996]})
    for row in location_quotient_interval(frame).to_pylist():
        assert (row["location_quotient"], row["interval_low"], row["interval_high"]) == (1, 1, 1)


def test_years_do_not_mix() -> None:
    years = pa.concat_tables(
        [FIVE.append_column("year", pa.array([year] * 10)) for year in (2019, 2018)]
        + [pa.table({"region": ["f"], "industry": ["aerospace"], "employment": [7], "year": [2018]})]
    )
    for measure in (symmetric_location_quotient, standardised_location_quotient, location_quotient_interval):
        alone = measure(FIVE).to_pylist()
        rows = measure(years).to_pylist()
        assert [row["year"] for row in rows[:4]] == [2018, 2019, 2018, 2019]
        assert [{key: value for key, value in row.items() if key != "year"} for row in rows if row["year"] == 2019] == (
            alone
        )


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: standardised_location_quotient(FIVE, "krugman"),
            UnknownChoice,
            "Choose one of: odonoghue-gleave, tian",
        ),
        (lambda: standardised_location_quotient(FIVE, significance=1), InputError, "significance=1 is not between"),
        (lambda: standardised_location_quotient(FIVE, significance=math.nan), InputError, "significance=nan is not"),
        (lambda: standardised_location_quotient(FIVE, "tian", draws=0), InputError, "draws=0 is not 1 or more"),
        (lambda: location_quotient_interval(FIVE, confidence=95), InputError, "confidence=95 is not between 0 and 1"),
        (lambda: location_quotient_interval(FIVE, draws=-1), InputError, "draws=-1 is not 1 or more"),
        (lambda: location_quotient_interval(FIVE, within="us"), UnknownChoice, "within='us' is not known"),
    ],
)
def test_choices_that_cannot_be_are_refused(call: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()  # type: ignore[operator]


def test_an_industry_of_two_kinds_is_refused() -> None:
    cells = CELLS | {"kind": ["traded", "traded", "local", "local", "traded", "local"]}
    for measure in (symmetric_location_quotient, standardised_location_quotient, location_quotient_interval):
        with pytest.raises(BadCells, match="'aerospace' has more than one kind") as caught:
            measure(pa.table(cells), within="kind")
        assert caught.value.count == 1


def test_quotients_of_wages_that_are_no_whole_numbers_have_an_interval_too() -> None:
    frame = pa.table({"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "employment": [0.3, 0.1, 0.25, 7.5]})
    for row in location_quotient_interval(frame, draws=50).to_pylist():
        assert 0 <= row["interval_low"] <= row["interval_high"] < np.inf
