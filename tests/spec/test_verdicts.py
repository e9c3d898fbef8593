"""Verdicts, agreement, thresholds in long form and shares in strong clusters, on tables drawn by hand."""

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from clusteratlas.diagnosis import SmallSet, agreement, small_set, strong_share, threshold_table, thresholds, verdicts
from clusteratlas.diagnosis.agreement import compared
from clusteratlas.errors import BadCells, WrongColumns

# Two years, two levels, the country, a local cluster, a subcluster. Nothing but jobs and quotients is known.
ROWS = [
    # year, level, region, cluster, subcluster, kind, employment, location quotient
    (2019, "state", "s1", "glass", None, "traded", 3000, 1.6),
    (2018, "state", "s1", "glass", None, "traded", 2000, 1.4),
    (2019, "state", "s2", "glass", None, "traded", 500, 2.5),
    (2019, "state", "s2", "glass", "windows", "traded", 400, 2.5),
    (2019, "metro", "m1", "glass", None, "traded", 4000, 1.1),
    (2019, "metro", "m1", "retail", None, "local", 4000, 1.1),
    (2019, "country", "us", "glass", None, "traded", 9000, 1.0),
]
NAMES = ("year", "level", "region", "cluster", "subcluster", "kind", "employment", "location_quotient")


def portfolio(rows: list[tuple[Any, ...]] = ROWS) -> pa.Table:
    kinds = [pa.int64(), *[pa.string()] * 5, pa.int64(), pa.float64()]
    columns = {name: pa.array([row[place] for row in rows], kinds[place]) for place, name in enumerate(NAMES)}
    return pa.table(columns)


def test_one_row_for_each_rule_book_that_ranks_the_row() -> None:
    found = verdicts(portfolio(), ["quadrants", "fixed-threshold"])
    assert found.column_names == [
        "year", "level", "region", "cluster", "rules", "class", "grade", "measured", "strong",
    ]  # fmt: skip
    rows = [(r["year"], r["region"], r["rules"], r["class"], r["strong"]) for r in found.to_pylist()]
    assert rows == [
        (2018, "s1", "fixed-threshold", "significant", False),
        (2018, "s1", "quadrants", None, None),
        (2019, "m1", "fixed-threshold", "qualifying", False),
        (2019, "m1", "quadrants", None, None),
        (2019, "s1", "fixed-threshold", "strong", True),
        (2019, "s1", "quadrants", None, None),
        (2019, "s2", "fixed-threshold", None, False),  # too few jobs
        (2019, "s2", "quadrants", None, None),
    ]
    assert found["grade"].null_count == found["measured"].null_count == len(rows)


def test_what_a_portfolio_lacks_is_not_measured() -> None:
    """No establishments: us-percentile can still say no where the quotient alone decides."""
    found = {row["region"]: row["strong"] for row in verdicts(portfolio(ROWS[:1] + ROWS[2:3])).to_pylist()}
    # Quotients 1.6 and 2.5: P75 is 2.275. Jobs 500 and 3000: P25 is 1125.
    assert found == {"s1": False, "s2": False}


def test_establishments_that_nobody_counted_leave_it_open() -> None:
    rows = [(2019, "state", f"s{n}", "glass", None, "traded", 100 * n, float(n)) for n in range(1, 5)]
    table = portfolio(rows).append_column("establishments", pa.nulls(4, pa.int64()))
    # Quotients 1 2 3 4: P75 is 3.25. The last passes it, and the 25th percentile of jobs.
    assert [row["strong"] for row in verdicts(table).to_pylist()] == [False, False, False, None]


def test_agreement_counts_those_that_could_say() -> None:
    """The quadrants never can. Under us-percentile each fails by its jobs or its quotient, whatever is not measured."""
    found = agreement(portfolio(), ["quadrants", "fixed-threshold", "us-percentile"])
    assert found.column_names == ["year", "level", "region", "cluster", "strong_by", "judged_by"]
    assert [tuple(row.values()) for row in found.to_pylist()] == [
        (2018, "state", "s1", "glass", 0, 2),
        (2019, "metro", "m1", "glass", 0, 2),
        (2019, "state", "s1", "glass", 1, 2),
        (2019, "state", "s2", "glass", 0, 2),
    ]


def test_the_rule_books_compared_are_those_of_the_field() -> None:
    assert compared() == [
        "canada-spencer", "eu-eocic-2020", "eu-observatory-2007", "eu-panorama-2014", "quadrants", "us-percentile",
    ]  # fmt: skip
    assert agreement(portfolio()).equals(agreement(portfolio(), compared()))


def test_all_six_can_agree() -> None:
    """Ten regions, the last leading in everything, strong and rising; with wages, but without SME performance."""
    rows = [(2019, "state", f"s{n}", "glass", None, "traded", 1000 * n, n / 4) for n in range(1, 11)]
    columns = {
        "establishments": range(1, 11), "location_quotient_all": [n / 4 for n in range(1, 11)],
        "employment_share_all": [n / 100 for n in range(1, 11)], "employment_growth": [n / 100 for n in range(1, 11)],
        "wages_per_head": range(1, 11), "location_quotient_change": [n / 100 for n in range(1, 11)],
        "industries_above_one": [n / 10 for n in range(1, 11)],
    }  # fmt: skip
    table = portfolio(rows)
    for name, values in columns.items():
        table = table.append_column(name, pa.array(values))
    found = {row["region"]: (row["strong_by"], row["judged_by"]) for row in agreement(table).to_pylist()}
    assert found["s10"] == (6, 6)
    assert found["s1"] == (0, 6)


def test_thresholds_in_long_form_are_those_in_wide_form() -> None:
    table = portfolio()
    wide = thresholds(table, "percentile-employment").to_pylist()
    long = threshold_table(table, "percentile-employment").to_pylist()
    found = {(row["year"], row["level"], row["condition"]): row["threshold"] for row in long}
    for row in wide:
        for name in ("location_quotient_p25", "location_quotient_p50", "location_quotient_p75", "employment_p25"):
            assert found[row["year"], row["level"], name] == row[name]
        assert found[row["year"], row["level"], "location_quotient_1"] == 1
    assert len(long) == 6 * len(wide)


def test_thresholds_of_several_rule_books() -> None:
    found = threshold_table(portfolio(), ["quadrants", "eu-panorama-2014"])
    assert found.column_names == ["rules", "year", "level", "cluster", "condition", "ranked", "threshold", "instead"]
    rows = [tuple(row.values()) for row in found.to_pylist() if row["year"] == 2019 and row["level"] == "state"]
    # Jobs 500 and 3000: the 80th percentile is 500 + 0.8 * 2500. Of what is not measured there is no percentile.
    assert rows == [
        ("eu-panorama-2014", 2019, "state", "glass", "dynamism", 0, None, "fixed-threshold"),
        ("eu-panorama-2014", 2019, "state", "glass", "productivity", 0, None, "fixed-threshold"),
        ("eu-panorama-2014", 2019, "state", "glass", "size", 2, 2500.0, "fixed-threshold"),
        ("eu-panorama-2014", 2019, "state", "glass", "specialisation", 0, None, "fixed-threshold"),
        ("quadrants", 2019, "state", "glass", "falling", 2, 0.0, None),
        ("quadrants", 2019, "state", "glass", "high", 2, 1.0, None),
        ("quadrants", 2019, "state", "glass", "low", 2, 1.0, None),
        ("quadrants", 2019, "state", "glass", "rising", 2, 0.0, None),
    ]


@pytest.mark.parametrize("size", [39, 40])
def test_from_forty_regions_on_a_percentile_may_stand_alone(size: int) -> None:
    rows = [(2019, "state", f"s{n}", "glass", None, "traded", n + 1, 1.0) for n in range(size)]
    rows.append((2019, "state", "none", "glass", None, "traded", 0, 0.0))  # not ranked
    table = threshold_table(portfolio(rows), "percentile-employment").to_pylist()
    assert {row["ranked"] for row in table} == {size}
    said = {row["condition"]: row["instead"] for row in table}
    assert said["employment_p25"] == (None if size == 40 else "fixed-threshold")
    assert said["location_quotient_1"] is None


def test_what_to_say_of_few_regions() -> None:
    assert small_set("us-percentile", 39) == SmallSet(ranked=39, few=40, instead="fixed-threshold")
    assert small_set("us-percentile", 40) is None
    assert small_set("eu-panorama-2014", 0) == SmallSet(ranked=0, few=40, instead="fixed-threshold")
    assert small_set("quadrants", 3) is None
    assert small_set("canada-spencer", 3) is None


# Jobs in ada: 4,000 strong, 3,000 not; in bob: 2,000 not, and none in steel; in cid none at all.
SHARES = [
    (2019, "state", "ada", "glass", None, "traded", 4000, 1.6),
    (2019, "state", "ada", "steel", None, "traded", 3000, 0.4),
    (2019, "state", "ada", "retail", None, "local", 9000, 2.0),
    (2019, "state", "bob", "glass", None, "traded", 2000, 1.1),
    (2019, "state", "bob", "steel", None, "traded", 0, 0.0),
    (2019, "state", "cid", "glass", None, "traded", 0, 0.0),
]


def test_the_share_of_jobs_in_strong_clusters() -> None:
    found = strong_share(portfolio(SHARES), "fixed-threshold")
    assert found.column_names == [
        "year", "level", "region", "strong_clusters", "unsaid_clusters", "strong_employment", "strong_share",
    ]  # fmt: skip
    assert [tuple(row.values())[2:] for row in found.to_pylist()] == [
        ("ada", 1, 0, 4000.0, 4000 / 7000),
        ("bob", 0, 0, 0.0, 0.0),
        ("cid", 0, 0, 0.0, None),
    ]


def test_clusters_of_which_it_cannot_be_said_are_counted() -> None:
    found = {row["region"]: row for row in strong_share(portfolio(SHARES), "quadrants").to_pylist()}
    ada, bob, cid = found["ada"], found["bob"], found["cid"]
    assert (ada["unsaid_clusters"], ada["strong_employment"], ada["strong_share"]) == (1, 0.0, 0.0)  # steel is low
    assert (bob["unsaid_clusters"], bob["strong_employment"], bob["strong_share"]) == (1, None, None)
    assert (cid["unsaid_clusters"], cid["strong_employment"], cid["strong_share"]) == (0, 0.0, None)


ASKED = [verdicts, agreement, threshold_table, strong_share]
BOOKS = {agreement: ["fixed-threshold", "quadrants"]}


@pytest.mark.parametrize("ask", ASKED)
def test_the_answer_is_the_kind_of_frame_that_came_in(ask: Any) -> None:
    table, rules = portfolio(), BOOKS.get(ask, "fixed-threshold")
    expected = ask(table, rules).to_pylist()
    assert isinstance(ask(pl.from_arrow(table), rules), pl.DataFrame)
    assert ask(pl.from_arrow(table), rules).to_dicts() == expected
    assert isinstance(ask(table.to_pandas(), rules), pd.DataFrame)


@pytest.mark.parametrize("ask", ASKED)
def test_an_empty_frame_gives_an_empty_answer(ask: Any) -> None:
    rules = BOOKS.get(ask, "eu-panorama-2014")
    assert ask(portfolio([]), rules).num_rows == 0
    assert ask(portfolio([]), rules).schema == ask(portfolio(), rules).schema


@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize("kind", [pa.int8(), pa.uint8(), pa.int32(), pa.uint64()])
def test_every_width_of_whole_numbers(ask: Any, kind: pa.DataType) -> None:
    rows = [(2019, "state", f"s{n}", "glass", None, "traded", 100 + n, n / 2) for n in range(1, 9)]
    narrow = portfolio(rows).set_column(6, "employment", pa.array([100 + n for n in range(1, 9)], kind))
    rules = BOOKS.get(ask, "us-percentile")
    assert ask(narrow, rules).equals(ask(portfolio(rows), rules))


@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize(
    ("column", "value", "error", "message"),
    [
        ("employment", -1.0, BadCells, "is negative"),
        ("employment", float("nan"), BadCells, "is not a finite number"),
        ("employment", None, BadCells, "is empty"),
        ("location_quotient", None, BadCells, "is empty where employment is above zero"),
        ("location_quotient_change", float("inf"), BadCells, "is not a finite number"),
        ("region", "s2", BadCells, "stands more than once"),
    ],
)
def test_wrong_cells_are_refused(ask: Any, column: str, value: Any, error: type[Exception], message: str) -> None:
    rows = [ROWS[0], ROWS[2]]
    columns = portfolio(rows).to_pydict() | {"location_quotient_change": [0.1, 0.2]}
    columns[column] = [value, columns[column][1]]
    with pytest.raises(error, match=message):
        ask(pa.table(columns), ["quadrants"] if ask is agreement else "quadrants")


@pytest.mark.parametrize("ask", ASKED)
def test_jobs_and_quotients_are_always_needed(ask: Any) -> None:
    for name in ("employment", "location_quotient", "kind"):
        with pytest.raises(WrongColumns, match=f"column '{name}' is missing"):
            ask(portfolio().drop_columns([name]), ["quadrants"] if ask is agreement else "quadrants")


def test_large_numbers() -> None:
    rows = [(2019, "state", f"s{n}", "glass", None, "traded", 10**9 * n, 1.5) for n in (1, 2, 3)]
    assert strong_share(portfolio(rows), "fixed-threshold").to_pylist()[2]["strong_employment"] == 3e9
    (size,) = [
        row for row in threshold_table(portfolio(rows), "eu-panorama-2014").to_pylist() if row["condition"] == "size"
    ]
    assert size["threshold"] == pytest.approx(2.6e9)
