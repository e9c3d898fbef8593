"""Crossings on tables drawn by hand; the fixed threshold is a location quotient of 1.5 and 1,000 jobs."""

import doctest
from dataclasses import fields, replace

import pyarrow as pa
import pytest
from tests.reference.strength import Row, with_quotients

from clusteratlas.diagnosis import crossings, thresholds
from clusteratlas.diagnosis.crossings import crossing
from clusteratlas.errors import BadCells, UnknownChoice, WrongColumns

FIXED = "fixed-threshold"


def year(when: int, jobs: dict[tuple[str, str], int], establishments: int = 5) -> list[Row]:
    """The rows of a year with the quotients of their own totals."""
    cells = [Row(region, cluster, count, establishments, year=when) for (region, cluster), count in jobs.items()]
    return with_quotients(cells)


def jobs(aerospace: int, software: int) -> dict[tuple[str, str], int]:
    """Reno as said; Ames has 3,000 jobs in aerospace and 27,000 in software."""
    return {
        ("reno", "aerospace"): aerospace,
        ("reno", "software"): software,
        ("ames", "aerospace"): 3000,
        ("ames", "software"): 27000,
    }


def table(*years: list[Row]) -> pa.Table:
    rows = [row for each in years for row in each]
    return pa.table({field.name: [getattr(row, field.name) for row in rows] for field in fields(Row)})


def found(result: pa.Table) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    return {(row["region"], row["cluster"]): (row["crossing"], row["cause"]) for row in result.to_pylist()}


@pytest.mark.parametrize(
    ("aerospace", "software", "cause", "cause_back"),
    [
        # From 1,000 and 9,000, a quotient of 1. Aerospace alone: (3 / 12) / (6 / 42) = 1.75.
        (3000, 9000, "own", "own"),
        # The rest of the region shrinks: (1 / 4) / (4 / 34) = 2.125.
        (1000, 3000, "others", "others"),
        # Both of these: either was enough. On the way back neither is, while the other still holds it up.
        (3000, 3000, "either", "together"),
        # (1.5 / 8) / (4.5 / 38) = 1.58; aerospace alone 1.29, the rest alone (1 / 7.5) / (4 / 37.5) = 1.25.
        (1500, 6500, "together", "either"),
    ],
)
def test_what_moved_it_in_and_out(aerospace: int, software: int, cause: str, cause_back: str) -> None:
    low, high = jobs(1000, 9000), jobs(aerospace, software)
    there = crossings(table(year(2018, low), year(2019, high)), 2018, 2019, rules=FIXED)
    back = crossings(table(year(2018, high), year(2019, low)), 2018, 2019, rules=FIXED)
    assert found(there) == {("reno", "aerospace"): ("entered", cause)}
    assert found(back) == {("reno", "aerospace"): ("left", cause_back)}


def test_values_stand_on_both_sides() -> None:
    result = crossings(table(year(2018, jobs(1000, 9000)), year(2019, jobs(3000, 9000))), 2018, 2019, rules=FIXED)
    (row,) = result.to_pylist()
    assert row == {
        "level": "metro", "region": "reno", "cluster": "aerospace", "crossing": "entered", "cause": "own",
        "employment_start": 1000, "employment_end": 3000,
        "location_quotient_start": 1.0, "location_quotient_end": 1.75,
    }  # fmt: skip


def test_what_stays_in_the_class_is_kept() -> None:
    high = jobs(3000, 9000)
    result = crossings(table(year(2018, high), year(2019, high)), 2018, 2019, rules=FIXED)
    assert found(result) == {("reno", "aerospace"): ("kept", None)}


def test_an_absent_row_is_zero() -> None:
    without = {key: count for key, count in jobs(0, 9000).items() if key != ("reno", "aerospace")}
    result = crossings(table(year(2018, without), year(2019, jobs(3000, 9000))), 2018, 2019, rules=FIXED)
    (row,) = result.to_pylist()
    assert (row["crossing"], row["cause"]) == ("entered", "own")
    assert (row["employment_start"], row["location_quotient_start"], row["employment_end"]) == (0, None, 3000)


def test_a_code_that_begins_or_ends_is_not_compared() -> None:
    ames = {key: count for key, count in jobs(1, 1).items() if key[0] == "ames"}
    result = crossings(table(year(2018, ames), year(2019, jobs(3000, 9000))), 2018, 2019, rules=FIXED)
    assert found(result) == {("reno", "aerospace"): (None, None)}
    mining = jobs(1000, 9000) | {("reno", "mining"): 5000}
    result = crossings(table(year(2018, jobs(1000, 9000)), year(2019, mining)), 2018, 2019, rules=FIXED)
    assert found(result) == {("reno", "mining"): (None, None)}


def test_percentiles_stand_on_both_sides() -> None:
    regions = [f"m{place}" for place in range(6)]
    start = year(2018, {(r, c): 100 * (n + 1) + 40 * len(c) for n, r in enumerate(regions) for c in ("x", "yy", "zzz")})
    end = year(2019, {(row.region, row.cluster): row.employment + (900 if row.region == "m2" else 0) for row in start})
    portfolio = table(
        *([replace(row, establishments=place) for place, row in enumerate(each)] for each in (start, end))
    )
    lines = {(row["year"], row["cluster"]): row for row in thresholds(portfolio).to_pylist()}
    result = crossings(portfolio, 2018, 2019).to_pylist()
    assert {row["crossing"] for row in result} >= {"entered", "left", "kept"}
    for row in result:
        for side, when in (("start", 2018), ("end", 2019)):
            for name in ("location_quotient_p75", "employment_p25", "establishments_p25"):
                assert row[f"{name}_{side}"] == lines[when, row["cluster"]][name]
        assert {f"{name}_end" for name in ("employment", "establishments", "location_quotient")} <= row.keys()
        assert "location_quotient_1_end" not in row  # fixed: the rule book has it


def test_quotients_of_other_totals_leave_the_cause_open() -> None:
    rows = table(year(2018, jobs(1000, 9000)), year(2019, jobs(3000, 9000)))
    other = [None if value is None else value * 1.01 for value in rows["location_quotient"].to_pylist()]
    portfolio = rows.set_column(rows.column_names.index("location_quotient"), "location_quotient", pa.array(other))
    assert found(crossings(portfolio, 2018, 2019, rules=FIXED)) == {("reno", "aerospace"): ("entered", None)}


def local(rows: list[Row]) -> list[Row]:
    """Software as a local cluster, the quotients as they are: taken over all clusters."""
    return [replace(row, kind="local") if row.cluster == "software" else row for row in rows]


def test_totals_are_those_of_the_kind_or_of_all() -> None:
    portfolio = table(local(year(2018, jobs(1000, 9000))), local(year(2019, jobs(3000, 9000))))
    assert found(crossings(portfolio, 2018, 2019, rules=FIXED)) == {("reno", "aerospace"): ("entered", None)}
    whole = crossings(portfolio, 2018, 2019, rules=FIXED, within="all")
    assert found(whole) == {("reno", "aerospace"): ("entered", "own")}


def test_the_nation_is_its_own_row_where_there_is_one() -> None:
    years = []
    for when, here in ((2018, jobs(1000, 9000)), (2019, jobs(3000, 9000))):
        rows = year(when, here)
        sums = {
            cluster: sum(row.employment for row in rows if row.cluster == cluster)
            for cluster in ("aerospace", "software")
        }
        years.append([*rows, *(Row("us", c, n, 9, 1.0, "country", year=when) for c, n in sums.items())])
    assert found(crossings(table(*years), 2018, 2019, rules=FIXED)) == {("reno", "aerospace"): ("entered", "own")}


def test_a_class_that_compares_more_has_no_cause() -> None:
    portfolio = table(year(2018, jobs(1000, 9000)), year(2019, jobs(3000, 9000)))
    spread = portfolio.append_column("industries_above_one", pa.array([0.6] * len(portfolio)))
    spread = spread.append_column("location_quotient_all", portfolio["location_quotient"])
    result = crossings(spread, 2018, 2019, rules="canada-spencer")
    assert found(result)["reno", "aerospace"] == ("entered", None)
    unmeasured = crossings(portfolio, 2018, 2019, rules="canada-spencer")
    assert unmeasured.num_rows == 0  # nobody can say that they are in the class


def test_other_classes_have_other_lines() -> None:
    portfolio = table(year(2018, jobs(1000, 9000)), year(2019, jobs(3000, 9000)))
    result = crossings(portfolio, 2018, 2019, class_="qualifying", rules=FIXED)
    assert found(result)["reno", "aerospace"] == ("kept", None)
    assert found(result)["ames", "aerospace"] == ("left", "others")


def test_levels_are_ranked_apart_and_absent_levels_are_no_column() -> None:
    portfolio = table(year(2018, jobs(1000, 9000)), year(2019, jobs(3000, 9000))).drop_columns(["level"])
    result = crossings(portfolio, 2018, 2019, rules=FIXED)
    assert result.column_names[:3] == ["region", "cluster", "crossing"]


def test_what_is_refused() -> None:
    portfolio = table(year(2018, jobs(1000, 9000)), year(2019, jobs(3000, 9000)))
    with pytest.raises(UnknownChoice, match="class_='best'"):
        crossings(portfolio, 2018, 2019, class_="best")
    with pytest.raises(UnknownChoice, match=r"within='country' is not known. Choose one of: kind, all"):
        crossings(portfolio, 2018, 2019, within="country")
    with pytest.raises(UnknownChoice, match="start=2017"):
        crossings(portfolio, 2017, 2019)
    with pytest.raises(UnknownChoice, match="end=2018"):
        crossings(portfolio, 2018, 2018)
    with pytest.raises(UnknownChoice, match="start=2018"):
        crossings(portfolio.slice(0, 0), 2018, 2019)
    with pytest.raises(WrongColumns, match="column 'year' is missing"):
        crossings(portfolio.drop_columns(["year"]), 2018, 2019)
    with pytest.raises(BadCells, match="stands more than once"):
        crossings(pa.concat_tables([portfolio, portfolio.slice(0, 1)]), 2018, 2019)
    with pytest.raises(BadCells, match="is negative"):
        crossings(table([replace(row, employment=-1) for row in year(2018, jobs(1, 1))]), 2018, 2019)


@pytest.mark.parametrize("kind", ["int16", "uint16", "int32", "uint32", "uint64"])
def test_every_width_of_integer_gives_the_same(kind: str) -> None:
    portfolio = table(year(2018, jobs(1000, 9000)), year(2019, jobs(3000, 9000)))
    narrow = portfolio.set_column(2, "employment", portfolio["employment"].cast(kind))
    assert crossings(narrow, 2018, 2019, rules=FIXED).equals(crossings(portfolio, 2018, 2019, rules=FIXED))


def test_nothing_anywhere_crosses_nothing() -> None:
    result = crossings(table(year(2018, jobs(0, 0)), year(2019, jobs(0, 0))), 2018, 2019)
    assert result.num_rows == 0


def test_the_example_runs() -> None:
    assert doctest.testmod(crossing).failed == 0
