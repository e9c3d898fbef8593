"""Shares on a table drawn by hand."""

import pyarrow as pa

from clusteratlas.measures import national_shares, region_shares

# jobs     aerospace  software  retail
# wichita         30        10      60
# boston          20        40     340
CELLS = pa.table(
    {
        "region": ["wichita", "wichita", "wichita", "boston", "boston", "boston"],
        "industry": ["aerospace", "software", "retail", "aerospace", "software", "retail"],
        "kind": ["traded", "traded", "local", "traded", "traded", "local"],
        "employment": [30, 10, 60, 20, 40, 340],
    }
)


def answers(table: pa.Table, column: str) -> dict[tuple[str, str], float | None]:
    return {(row["region"], row["industry"]): row[column] for row in table.to_pylist()}


def test_region_shares_of_all_employment() -> None:
    assert answers(region_shares(CELLS), "region_share") == {
        ("boston", "aerospace"): 0.05,  # 20/400
        ("boston", "retail"): 0.85,  # 340/400
        ("boston", "software"): 0.1,  # 40/400
        ("wichita", "aerospace"): 0.3,  # 30/100
        ("wichita", "retail"): 0.6,  # 60/100
        ("wichita", "software"): 0.1,  # 10/100
    }


def test_region_shares_within_the_kind() -> None:
    assert answers(region_shares(CELLS, within="kind"), "region_share") == {
        ("boston", "aerospace"): 1 / 3,  # 20/60
        ("boston", "retail"): 1.0,
        ("boston", "software"): 2 / 3,  # 40/60
        ("wichita", "aerospace"): 0.75,  # 30/40
        ("wichita", "retail"): 1.0,
        ("wichita", "software"): 0.25,  # 10/40
    }


def test_national_shares() -> None:
    assert answers(national_shares(CELLS), "national_share") == {
        ("boston", "aerospace"): 0.4,  # 20/50
        ("boston", "retail"): 0.85,  # 340/400
        ("boston", "software"): 0.8,  # 40/50
        ("wichita", "aerospace"): 0.6,
        ("wichita", "retail"): 0.15,
        ("wichita", "software"): 0.2,
    }


def test_shares_of_nothing_are_null() -> None:
    table = pa.table({"region": ["a", "b", "b"], "industry": ["x", "x", "gone"], "employment": [0, 4, 0]})
    assert answers(region_shares(table), "region_share") == {("a", "x"): None, ("b", "gone"): 0.0, ("b", "x"): 1.0}
    assert answers(national_shares(table), "national_share") == {("a", "x"): 0.0, ("b", "gone"): None, ("b", "x"): 1.0}
