"""Tidy files by a map: forms of table, names and codes, units, marks, what is refused."""

import csv
import io
import tomllib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tomli_w
from tests.reference.folders import files
from tests.reference.records import Stored, stored_cells

from clusteratlas.errors import BadCells, ClusterAtlasError, UnreadableFile, WrongColumns
from clusteratlas.sources import Receipt
from clusteratlas.sources.tidy_importing import import_tidy
from clusteratlas.sources.tidy_map import NAME, IndustryMap
from clusteratlas.sources.tidy_spellings import industries

MAP = """
[publication]
title = "Yearbook"
producer = "Bureau"
licence = "open"
[region]
gazetteer = "cn"
level = "province"
column = "地区"
written = "name"
country = ["全国"]
[industry]
classification = "GB/T 4754"
vintage = "2017"
column = "行业代码"
total = ["总计"]
[year]
column = "年份"
[measures.employment]
column = "用工人数"
unit = "万人"
[measures.profit]
column = "利润总额"
unit = "亿元"
[cells]
withheld = ["…", "x"]
zero = ["-"]
"""
HEADING = ["年份", "地区", "行业代码", "用工人数", "利润总额"]
ROWS = [
    ["2021", "广东", "26", "12.3", "-0.55"],
    ["2021", "广东省", "C27", "…", "x"],
    ["2022年", "北　京", "总计", "0.0001", "-"],
    ["2022", "全国", "C", "8000", "123456.78"],
]
GUANGDONG, BEIJING = "cn-province-44", "cn-province-11"


def record(employment: int | None, profit: int | None) -> dict[str, object]:
    return {"employment": employment, "profit": profit}


RECORDS: Stored = {
    (2021, GUANGDONG, "26"): record(123_000, -55_000_000),
    (2021, GUANGDONG, "27"): record(None, None),
    (2022, BEIJING, "00"): record(1, 0),
    (2022, "cn", "C"): record(80_000_000, 12_345_678_000_000),
}


def as_csv(rows: Sequence[Sequence[object]], between: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=between, lineterminator="\n").writerows(rows)
    return text.getvalue()


Sections = dict[str, object]


def with_map(folder: Path, changes: Sections | None = None, whole: Sections | None = None) -> Path:
    """The map, with keys of sections changed, whole sections in place of others, and those that are None left out."""
    toml: Sections = tomllib.loads(MAP) | (whole or {})
    for section, value in (changes or {}).items():
        toml[section] = {**toml.get(section, {}), **value} if isinstance(value, dict) else value  # type: ignore[dict-item]
    kept = {section: value for section, value in toml.items() if value is not None}
    file = folder / "columns.toml"
    file.write_bytes(tomli_w.dumps(kept).encode())
    return file


def imported(
    folder: Path, rows: Sequence[Sequence[object]], changes: Sections | None = None, whole: Sections | None = None
) -> Receipt:
    file = folder / "table.csv"
    file.write_text(as_csv(rows), encoding="utf-8")
    return import_tidy(file, with_map(folder, changes, whole), folder / "home")


def test_names_codes_units_and_marks(tmp_path: Path) -> None:
    receipt = imported(tmp_path, [HEADING, *ROWS])
    layout = receipt.records.layout
    assert stored_cells(receipt.records) == RECORDS
    assert (layout.name, layout.levels, layout.gazetteer) == ("province", ("country", "province"), "cn")
    assert (layout.measures, layout.currency, layout.absent) == (("employment", "profit"), "CNY", "unknown")
    assert receipt.records.vintages == {2021: "2017", 2022: "2017"}
    assert (receipt.origin.producer, receipt.origin.title) == ("Bureau", "Yearbook")
    assert receipt.origin.citation == "Bureau, Yearbook"


def workbook(file: Path, rows: Sequence[Sequence[object]], sheet: str = "表1") -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(file)
    return file


def as_number(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell


def test_a_spreadsheet_with_titles_above_gives_the_same(tmp_path: Path) -> None:
    rows = [[int(row[0][:4]), *row[1:3], *(as_number(cell) for cell in row[3:])] for row in ROWS]
    file = workbook(tmp_path / "table.xlsx", [["本表为虚构数据"], ["单位：万人、亿元"], HEADING, *rows, [None] * 5])
    chosen = with_map(tmp_path, {"table": {"sheet": "表1", "lines_above": 2}})
    assert stored_cells(import_tidy(file, chosen, tmp_path / "home").records) == RECORDS


def test_parquet_gives_the_same(tmp_path: Path) -> None:
    columns = {name: pa.array([row[place] for row in ROWS], pa.string()) for place, name in enumerate(HEADING)}
    columns["备注"] = pa.array([None] * len(ROWS), pa.string())
    pq.write_table(pa.table(columns), tmp_path / "table.parquet")
    receipt = import_tidy(tmp_path / "table.parquet", with_map(tmp_path), tmp_path / "home")
    assert stored_cells(receipt.records) == RECORDS


def test_numbers_of_parquet_keep_their_fifteen_digits(tmp_path: Path) -> None:
    table = {"年份": [2021], "地区": ["广东"], "行业代码": [26], "用工人数": [12.3], "利润总额": [123456.78]}
    pq.write_table(pa.table(table), tmp_path / "table.parquet")
    receipt = import_tidy(tmp_path / "table.parquet", with_map(tmp_path), tmp_path / "home")
    assert stored_cells(receipt.records) == {(2021, GUANGDONG, "26"): record(123_000, 12_345_678_000_000)}


def test_text_in_another_encoding_and_with_another_separator(tmp_path: Path) -> None:
    rows = [[cell.replace("…", "x") for cell in row] for row in [HEADING, *ROWS]]
    (tmp_path / "table.txt").write_bytes(as_csv(rows, ";").encode("gb18030"))
    chosen = with_map(tmp_path, {"table": {"separator": ";", "encoding": "gb18030"}})
    assert stored_cells(import_tidy(tmp_path / "table.txt", chosen, tmp_path / "home").records) == RECORDS


def test_a_column_that_says_the_measure(tmp_path: Path) -> None:
    long = [["年份", "地区", "行业代码", "指标", "数值"]]
    for row in ROWS:
        long += [[*row[:3], word, cell] for word, cell in zip(("人数", "利润"), row[3:], strict=True)]
    long.append(["2021", "广东", "26", "资产", "n/a"])  # a measure the map does not name, and its cell is none of ours
    changes = {
        "measure": {"column": "指标"},
        "measures": {
            "employment": {"column": "数值", "unit": "万人", "row": "人数"},
            "profit": {"column": "数值", "unit": "亿元", "row": "利润"},
        },
    }
    assert stored_cells(imported(tmp_path, long, changes).records) == RECORDS


def test_years_across(tmp_path: Path) -> None:
    rows = [
        ["地区", "行业代码", "2021年人数", "2022年人数", "2021利润", "2022利润"],
        ["广东", "26", "12.3", "13", "-0.55", "x"],
    ]
    measures = {
        "employment": {"column": "{year}年人数", "unit": "万人"},
        "profit": {"column": "{year}利润", "unit": "亿元"},
    }
    assert stored_cells(imported(tmp_path, rows, {"year": None, "measures": measures}).records) == {
        (2021, GUANGDONG, "26"): record(123_000, -55_000_000),
        (2022, GUANGDONG, "26"): record(130_000, None),
    }


def test_one_year_for_the_whole_file(tmp_path: Path) -> None:
    rows = [HEADING[1:], ["广东", "26", "12.3", "1"]]
    stored = stored_cells(imported(tmp_path, rows, whole={"year": {"fixed": 2019}}).records)
    assert stored == {(2019, GUANGDONG, "26"): record(123_000, 100_000_000)}


def test_levels_that_are_mixed_and_regions_by_code(tmp_path: Path) -> None:
    region = {"gazetteer": "cn", "level_column": "级别", "column": "代码", "levels": {"省": "province", "市": "city"}}
    rows = [["级别", "代码", "年份", "行业代码", "用工人数", "利润总额"], ["省", "44", "2021", "26", "3", "1"],
            ["市", "4401", "2021", "26", "1", "1"]]  # fmt: skip
    receipt = imported(tmp_path, rows, whole={"region": region})
    assert stored_cells(receipt.records) == {
        (2021, GUANGDONG, "26"): record(30_000, 100_000_000),
        (2021, "cn-city-4401", "26"): record(10_000, 100_000_000),
    }
    assert receipt.records.layout.levels == ("province", "city")


def test_industries_by_title(tmp_path: Path) -> None:
    rows = [HEADING, ["2021", "广东", "医药制造业", "1", "1"], ["2021", "广东", "Manufacture of medicines", "2", "1"]]
    stored = stored_cells(imported(tmp_path, rows[:2], {"industry": {"written": "name"}}).records)
    assert stored == {(2021, GUANGDONG, "27"): record(10_000, 100_000_000)}


def test_thousands_are_marked(tmp_path: Path) -> None:
    rows = [HEADING, ["2021", "广东", "26", "1,234.5", "-12,345"]]
    stored = stored_cells(imported(tmp_path, rows, {"cells": {"thousands": ","}}).records)
    assert stored == {(2021, GUANGDONG, "26"): record(12_345_000, -1_234_500_000_000)}


def refused(error: type[ClusterAtlasError], folder: Path, rows: Sequence[Sequence[object]], **changes: object) -> str:
    with pytest.raises(error) as caught:
        imported(folder, rows, changes)
    assert files(folder / "home") == {}
    return str(caught.value)


@pytest.mark.parametrize(
    ("place", "cell", "line"),
    [
        (0, "21", "row 1, column 年份: '21' is not a year from 1980 to 2099"),
        (1, "广冬", "row 1, column 地区: '广冬' is not one of the regions of China (province); nearest known: 广东"),
        (1, "", "row 1, column 地区: '' is empty"),
        (2, "2600", "row 1, column 行业代码: '2600' is not an industry of GB/T 4754 2017; nearest known: 2"),
        (3, "12.34567", "row 1, column 用工人数: '12.34567' has more than the 4 decimals 万人 has"),
        (3, "-1", "row 1, column 用工人数: '-1' is negative"),
        (3, "", "row 1, column 用工人数: '' is empty; say in [cells] what it means"),
        (3, "n/a", "row 1, column 用工人数: 'n/a' is not a number; say in [cells] what it means"),
        (3, "1,234", "row 1, column 用工人数: '1,234' is not a number; say in [cells] what it means"),
        (4, "1e4", "row 1, column 利润总额: '1e4' is not a number"),
    ],
)
def test_bad_cells_are_named_by_row_and_column(place: int, cell: str, line: str, tmp_path: Path) -> None:
    row = [*ROWS[0][:place], cell, *ROWS[0][place + 1 :]]
    assert line in refused(BadCells, tmp_path, [HEADING, row])


def test_a_cell_that_stands_twice_is_named(tmp_path: Path) -> None:
    message = refused(BadCells, tmp_path, [HEADING, *ROWS, ["2021", "广东省", "26", "1", "1"]])
    assert "row 5, column 年份+地区+行业代码: '2021 cn-province-44 26' stands more than once in the file" in message


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    message = refused(WrongColumns, tmp_path, [[*HEADING[:4], "利润"], ROWS[0]])
    assert "table.csv: column '利润总额' is missing. Columns found: 年份, 地区, 行业代码, 用工人数, 利润." in message


def test_a_title_of_several_industries_asks_for_codes(tmp_path: Path) -> None:
    several = industries(IndustryMap("JSIC", "2013", "x", NAME)).several
    offices = next(words for words, codes in several.items() if len(codes) > 10)
    rows = [HEADING, ["2021", "东京", offices, "1", "1"]]
    changes = {
        "industry": {"classification": "JSIC", "vintage": "2013", "written": "name"},
        "region": {"gazetteer": "jp", "level": "prefecture", "country": []},
    }
    assert "write codes" in refused(BadCells, tmp_path, rows, **changes)


def refused_sheet(file: Path, folder: Path, table: dict[str, object] | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        import_tidy(file, with_map(folder, {"table": table or {}}), folder / "home")
    assert files(folder / "home") == {}
    return str(caught.value)


def test_merged_headings_are_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "table.xlsx", [["年份", "地区", "行业", None, None], HEADING, *ROWS])
    book = openpyxl.load_workbook(file)
    book.active.merge_cells("C1:E1")
    book.active["F1"] = "备注"
    book.save(file)
    assert "column D, E has no name: the heading is merged, or has more than one line." in refused_sheet(file, tmp_path)


def test_what_is_no_sheet_or_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "table.xlsx", [HEADING, *ROWS])
    assert "it has no sheet '表2', but 表1." in refused_sheet(file, tmp_path, {"sheet": "表2"})
    assert "it has a heading line but no rows." in refused_sheet(workbook(tmp_path / "e.xlsx", [HEADING]), tmp_path)
    (tmp_path / "cut.xlsx").write_bytes(file.read_bytes()[:2000])
    assert "cut.xlsx: it is no whole spreadsheet" in refused_sheet(tmp_path / "cut.xlsx", tmp_path)
    (tmp_path / "cut.parquet").write_bytes(b"PAR1")
    assert "cut.parquet: it is no whole Parquet file" in refused_sheet(tmp_path / "cut.parquet", tmp_path)


def test_the_made_up_yearbook_is_read_whole(tmp_path: Path) -> None:
    folder = Path(str(resources.files("clusteratlas.sources"))) / "data"
    file = folder / "cn_made_up_yearbook.csv"
    receipt = import_tidy(file, folder / "cn_made_up_yearbook.toml", tmp_path / "home")
    stored = stored_cells(receipt.records)
    with file.open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    assert {row["说明"] for row in rows} == {"虚构数据"}
    assert len(stored) == len(rows)
    assert sum(int(str(cell["establishments"])) for cell in stored.values()) == sum(
        int(row["企业单位数"]) for row in rows
    )
    profits = [row["利润总额"] for row in rows if row["利润总额"] != "…"]
    in_cents = sum(round(float(profit) * 100) for profit in profits)
    assert sum(int(str(cell["profit"])) for cell in stored.values() if cell["profit"] is not None) == in_cents * 10**6
    assert any(profit.startswith("-") for profit in profits)
    assert "虚构" in receipt.origin.title


def test_codes_without_letters_have_one_reading() -> None:
    """Behind its sector 21, the group 2111 would read like the industry 212111."""
    found = industries(IndustryMap("NAICS", "2007", "code")).ours
    assert (found["212111"], found["2111"], found["51511"]) == ("212111", "2111", "51511")
