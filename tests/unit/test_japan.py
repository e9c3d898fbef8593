"""The Economic Census of Japan: areas, groups, the census's own codes, what is empty, what is refused."""

from pathlib import Path

import duckdb
import pytest
from tests.reference.folders import files
from tests.reference.japan import read_japan
from tests.reference.records import stored_cells

from clusteratlas.errors import BadCells
from clusteratlas.sources import Receipt, import_file, jp_economic_census
from clusteratlas.sources.jp_groups import PARTS
from clusteratlas.sources.registry import Source

SOURCE = Source("jp-economic-census", jp_economic_census.PUBLICATION, jp_economic_census.open_file)
REAL = "jp/japan_pref_jsic3_2014.csv"
HEADING = "AreaID,establishments,jsic3,employees,AreaName,year\n"
ROWS = (
    "00000,89,010,827.0,Japan,2014\n"
    "00000,21127,982,,Japan,2014\n"
    "01000,3,011,0.0,Hokkaido,2014\n"
    "01100,0,011,0.0,Sapporo(Hokkaido),2014\n"
)


def imported(rows: str, tmp_path: Path, said: list[str] | None = None) -> Receipt:
    file = tmp_path / "census.csv"
    file.write_text(HEADING + rows, encoding="utf-8")
    progress = (lambda step, _: said.append(step)) if said is not None else (lambda step, done: None)
    return import_file(SOURCE, file, tmp_path / "home", progress)


def record(establishments: int | None, employment: int | None) -> dict[str, object]:
    return {"establishments": establishments, "employment": employment}


def test_country_prefectures_cities_zeros_and_what_is_empty(tmp_path: Path) -> None:
    records = imported(ROWS, tmp_path).records
    assert stored_cells(records) == {
        (2014, "jp", "010"): record(89, 827),
        (2014, "jp", "982"): record(21_127, None),
        (2014, "jp-prefecture-01", "011"): record(3, 0),
        (2014, "jp-city-01100", "011"): record(0, 0),
    }
    assert records.layout.levels == ("country", "prefecture", "city")
    assert (records.layout.absent, records.vintages) == ("unknown", {2014: "2013"})


def test_heat_supply_is_written_true_and_false(tmp_path: Path) -> None:
    rows = "09000,True,350,3.0,Tochigi,2014\n01000,False,350,0.0,Hokkaido,2014\n"
    assert stored_cells(imported(rows, tmp_path).records) == {
        (2014, "jp-prefecture-09", "350"): record(1, 3),
        (2014, "jp-prefecture-01", "350"): record(0, 0),
    }


def test_parts_of_groups_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = "13000,10,607,50.0,Tokyo,2014\n13000,6,60A,30.0,Tokyo,2014\n13000,4,60B,20.0,Tokyo,2014\n"
    said: list[str] = []
    assert stored_cells(imported(rows, tmp_path, said).records) == {(2014, "jp-prefecture-13", "607"): record(10, 50)}
    assert [line for line in said if line.startswith("left out")] == [
        "left out 2 times: the census's own parts of groups, which stand there as a whole (60A to 60C are 607)"
    ]


WOOD = "".join(
    f"13000,{count},{group},{count}0.0,Tokyo,2014\n" for group, count in [("120", 1), ("12A", 20), ("123", 300)]
)


def test_two_groups_as_one_are_carried_in_their_division(tmp_path: Path) -> None:
    stored = stored_cells(imported(WOOD + "13000,4000,129,40000.0,Tokyo,2014\n", tmp_path).records)
    assert stored == {
        (2014, "jp-prefecture-13", "120"): record(1, 10),
        (2014, "jp-prefecture-13", "123"): record(300, 3_000),
        (2014, "jp-prefecture-13", "129"): record(4_000, 40_000),
        (2014, "jp-prefecture-13", "12"): record(4_321, 43_210),
    }


def test_a_division_is_not_added_up_where_a_row_is_missing_or_not_known(tmp_path: Path) -> None:
    assert (2014, "jp-prefecture-13", "12") not in stored_cells(imported(WOOD, tmp_path / "one").records)
    stored = stored_cells(imported(WOOD + "13000,4000,129,,Tokyo,2014\n", tmp_path / "two").records)
    assert stored[2014, "jp-prefecture-13", "12"] == record(4_321, None)


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("01001,1,011,1.0,X,2014\n", "column AreaID: '01001' is not an area of Japan; nearest known: 01000"),
        ("13000,1,998,1.0,Tokyo,2014\n", "column jsic3: '998' is not a group of JSIC 2013; nearest known: 99"),
        ("13000,1,12,1.0,Tokyo,2014\n", "column jsic3: '12' is not a group of JSIC 2013; nearest known: "),
        ("13000,,011,1.0,Tokyo,2014\n", "column establishments: '' is empty"),
        ("13000,True,011,1.0,Tokyo,2014\n", "column establishments: 'True' is not a number"),
        ("13000,-1,011,1.0,Tokyo,2014\n", "column establishments: '-1' is negative"),
        ("13000,1,011,1.5,Tokyo,2014\n", "column employees: '1.5' is not a whole number"),
        ("13000,1,011,1.0,Tokyo,H26\n", "column year: 'H26' is not a year from 1980 to 2099"),
        (
            "01000,1,011,1.0,Hokkaido,2014\n",
            "column year+AreaID+jsic3: '2014 jp-prefecture-01 011' stands more than once",
        ),
    ],
)
def test_bad_cells_are_named_by_row(row: str, line: str, tmp_path: Path) -> None:
    with pytest.raises(BadCells) as caught:
        imported(ROWS + row, tmp_path)
    assert f"row 5, {line}" in str(caught.value)
    assert files(tmp_path / "home") == {}


def test_two_groups_as_one_that_stand_twice_are_found(tmp_path: Path) -> None:
    with pytest.raises(BadCells, match="2014 jp-prefecture-13 12A' stands more than once"):
        imported(WOOD + WOOD.splitlines()[1] + "\n", tmp_path)


def query(data: Path, sql: str) -> list[tuple[object, ...]]:
    """What DuckDB reads of the real file by itself."""
    rows = (
        "SELECT AreaID AS area, jsic3 AS code, "
        "CAST(replace(replace(establishments, 'True', '1'), 'False', '0') AS BIGINT) AS establishments, "
        f"CAST(CAST(employees AS DOUBLE) AS BIGINT) AS employees FROM read_csv('{data / REAL}', "
        "all_varchar=true)"
    )
    return duckdb.sql(f"WITH census AS ({rows}) {sql}").fetchall()


def test_the_whole_real_file_equals_a_slow_reader(data: Path, tmp_path: Path) -> None:
    receipt = import_file(SOURCE, data / REAL, tmp_path / "home")
    stored = stored_cells(receipt.records)
    assert stored == read_japan(data / REAL)
    sums = query(
        data, "SELECT sum(establishments), sum(employees) FROM census WHERE code NOT SIMILAR TO '[0-9]{2}[A-Z]'"
    )
    kept = [cell for (_, _, code), cell in stored.items() if code != "12"]
    assert sums == [tuple(sum(int(str(cell[name] or 0)) for cell in kept) for name in ("establishments", "employment"))]
    assert receipt.records.rows == {2014: 50 * (521 + 1)}


@pytest.mark.parametrize(("whole", "letters"), PARTS.items())
def test_parts_of_a_group_add_up_to_it_in_every_area(whole: str, letters: str, data: Path) -> None:
    parts = ", ".join(f"'{whole[:2]}{letter}'" for letter in letters)
    differing = query(
        data,
        f"SELECT area FROM census GROUP BY area HAVING sum(establishments) FILTER (code IN ({parts})) "
        f"<> sum(establishments) FILTER (code = '{whole}') OR sum(employees) FILTER (code IN ({parts})) "
        f"<> sum(employees) FILTER (code = '{whole}')",
    )
    assert differing == []


def test_the_row_of_japan_is_at_least_the_42_prefectures(data: Path) -> None:
    less = query(
        data,
        "SELECT code FROM census WHERE area LIKE '%000' GROUP BY code HAVING "
        "sum(establishments) FILTER (area = '00000') < sum(establishments) FILTER (area <> '00000') OR "
        "sum(employees) FILTER (area = '00000') < sum(employees) FILTER (area <> '00000')",
    )
    assert less == []
