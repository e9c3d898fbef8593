"""Rank changes on tables drawn by hand."""

import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, UnknownChoice, WrongColumns
from clusteratlas.measures import rank_changes

# Five metros in aerospace: 90 50 50 10 -, then 90 95 50 0 5; a micro area, and one metro in software in one year only.
ROWS = [
    (2018, "metro", "m1", "aerospace", 90, 2.0),
    (2018, "metro", "m2", "aerospace", 50, 1.0),
    (2018, "metro", "m3", "aerospace", 50, 1.5),
    (2018, "metro", "m4", "aerospace", 10, 0.5),
    (2018, "micro", "n1", "aerospace", 99, 9.0),
    (2018, "metro", "m1", "software", 7, 1.0),
    (2019, "metro", "m1", "aerospace", 90, 2.0),
    (2019, "metro", "m2", "aerospace", 95, 3.0),
    (2019, "metro", "m3", "aerospace", 50, None),
    (2019, "metro", "m4", "aerospace", 0, None),
    (2019, "metro", "m5", "aerospace", 5, 0.1),
    (2019, "micro", "n1", "aerospace", 99, 9.0),
    (2020, "metro", "m1", "aerospace", 1, 0.1),
]
NAMES = ["year", "level", "region", "cluster", "employment", "location_quotient"]


def table(rows: list[tuple[object, ...]] = ROWS) -> pa.Table:
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(NAMES)})


def found(result: pa.Table) -> dict[tuple[str, str], tuple[int | None, ...]]:
    names = ("rank_start", "rank_end", "rank_change", "ranked_start", "ranked_end")
    return {(row["region"], row["cluster"]): tuple(row[name] for name in names) for row in result.to_pylist()}


def test_places_climbed_and_fallen() -> None:
    result = rank_changes(table(), "employment", 2018, 2019)
    assert result.column_names == [
        "region", "level", "cluster", "rank_start", "rank_end", "rank_change", "ranked_start", "ranked_end",
    ]  # fmt: skip
    assert found(result) == {
        ("m1", "aerospace"): (1, 2, -1, 4, 4),
        ("m1", "software"): (1, None, None, 1, None),  # no row in 2019
        ("m2", "aerospace"): (2, 1, 1, 4, 4),
        ("m3", "aerospace"): (2, 3, -1, 4, 4),  # shared the second place
        ("m4", "aerospace"): (4, None, None, 4, 4),  # no jobs in 2019: not ranked
        ("m5", "aerospace"): (None, 4, None, None, 4),
        ("n1", "aerospace"): (1, 1, 0, 1, 1),
    }


def test_a_row_without_the_value_is_not_ranked() -> None:
    assert found(rank_changes(table(), "location_quotient", 2018, 2019))["m3", "aerospace"] == (2, None, None, 4, 3)


def test_other_sets_and_no_condition() -> None:
    rows = [row for row in ROWS if row[3] == "aerospace"]
    result = rank_changes(table(rows), "employment", 2018, 2019, by=("cluster",), eligible=None)
    assert found(result)["n1", "aerospace"] == (1, 1, 0, 5, 6)
    assert found(result)["m4", "aerospace"] == (5, 6, -1, 5, 6)


def test_the_years_must_be_there_and_in_order() -> None:
    with pytest.raises(UnknownChoice, match=r"start=2017 is not known. Choose one of: 2018, 2019, 2020"):
        rank_changes(table(), "employment", 2017, 2019)
    with pytest.raises(UnknownChoice, match=r"end=2018 is not known. Choose one of: 2020"):
        rank_changes(table(), "employment", 2019, 2018)
    with pytest.raises(UnknownChoice, match="start=2018"):
        rank_changes(table().slice(0, 0), "employment", 2018, 2019)


def test_what_is_refused() -> None:
    with pytest.raises(WrongColumns, match="column 'year' is missing"):
        rank_changes(table().drop_columns(["year"]), "employment", 2018, 2019)
    with pytest.raises(WrongColumns, match="column 'cluster' is missing"):
        rank_changes(table().drop_columns(["cluster"]), "employment", 2018, 2019)
    with pytest.raises(BadCells, match="stands more than once"):
        rank_changes(table([*ROWS, ROWS[0]]), "employment", 2018, 2019)
    with pytest.raises(BadCells, match="is not a finite number"):
        rank_changes(
            table([*ROWS, (2019, "metro", "m9", "aerospace", 1, float("inf"))]), "location_quotient", 2018, 2019
        )


@pytest.mark.parametrize("kind", ["int8", "uint8", "int16", "uint32", "uint64"])
def test_every_width_of_integer_gives_the_same(kind: str) -> None:
    narrow = table().set_column(4, "employment", table()["employment"].cast(kind))
    assert rank_changes(narrow, "employment", 2018, 2019).equals(rank_changes(table(), "employment", 2018, 2019))
