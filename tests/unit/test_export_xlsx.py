"""Exports to XLSX: both sheets in both languages, formats, no formulas, the same bytes twice, and what is refused."""

import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.unit.small_edition import AEROSPACE, DODGE, LAYOUTS, RENO, WICHITA, write_small_edition

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.export import SHEET_ROWS, Filter, export, spreadsheet, xlsx_bytes
from clusteratlas.editions.export.texts import texts
from clusteratlas.errors import InputError, UnknownChoice
from clusteratlas.glossary import LANGUAGES


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    folder = tmp_path / "edition"
    folder.mkdir()
    return write_small_edition(folder)


def sheets(content: bytes) -> list[Worksheet]:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets


def values(sheet: Worksheet) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_first_sheet_has_headings_names_and_words_in_the_language(edition: Edition, tmp_path: Path) -> None:
    file = export(edition, "portfolio", tmp_path / "p.xlsx", "xlsx", Filter(2019, region=RENO), "zh-hans")
    sheet, notes = sheets(file.read_bytes())
    assert (sheet.title, notes.title) == ("集群组合表", "说明")
    heading, row = values(sheet)
    shown = dict(zip(heading, row, strict=True))
    assert heading[:8] == ["年份", "地区层级", "地区", "地区名称", "集群", "集群名称", "子集群", "子集群名称"]
    assert shown["地区层级"] == "大都市区"
    assert shown["地区名称"] == "里诺（内华达）"
    assert (shown["集群名称"], shown["集群类别"]) == ("地方医疗服务", "地方性")
    assert (shown["就业人数"], shown["就业增长率"], shown["区位商"]) == (5_000, -0.05, None)


def test_figures_are_formatted_by_their_unit_and_the_heading_stays(edition: Edition, tmp_path: Path) -> None:
    file = export(edition, "portfolio", tmp_path / "p.xlsx", "xlsx", Filter(2019, cluster=AEROSPACE))
    sheet = sheets(file.read_bytes())[0]
    cells = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).coordinate[:-1]}3"
    assert all(cell.font.bold for cell in sheet[1])
    formats = {
        "Jobs": "#,##0",
        "Share of the region": "0.0%",
        "Location quotient": "0.00",
        "Growth of jobs": "+0.0%;-0.0%;0.0%",
        "Year": "0",
        "Cluster": "@",
    }
    assert {label: cells[label].number_format for label in formats} == formats
    assert (cells["Location quotient"].value, cells["Strong"].value) == (pytest.approx(1 / 3, abs=1e-15), True)
    assert sheet.column_dimensions["F"].width >= len("Aerospace Vehicles and Defense")


def test_a_column_is_headed_as_it_is_meant_in_its_table(edition: Edition, tmp_path: Path) -> None:
    file = export(edition, "summary", tmp_path / "s.xlsx", "xlsx", Filter(2018))
    sheet, notes = sheets(file.read_bytes())
    shown = dict(zip(*values(sheet), strict=True))
    assert shown["Jobs, all industries"] == 48_000
    assert shown["Largest traded cluster, name"] == "Aerospace Vehicles and Defense"
    meanings = {row[4]: row[1] for row in values(notes)}
    assert meanings["employment"].startswith("The total as the source publishes it")


def test_bounds_and_flags_have_headings_and_meanings_of_their_own(edition: Edition, tmp_path: Path) -> None:
    file = export(edition, "activity", tmp_path / "a.xlsx", "xlsx", Filter(2019, region=DODGE))
    sheet, notes = sheets(file.read_bytes())
    shown = dict(zip(*values(sheet), strict=True))
    assert (shown["Jobs"], shown["Jobs, lowest possible"], shown["Jobs, highest possible"]) == (8, 1, 19)
    assert shown["Jobs, flag"] == "estimated"
    low = next(row for row in values(notes) if row[4] == "employment_low")
    assert low[1].startswith("The lowest value of “Jobs” that everything published allows")
    assert low[2] == "persons"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_say_what_to_cite_where_it_comes_from_and_what_each_column_means(
    edition: Edition, language: str
) -> None:
    data = pa.table({"region": [WICHITA], "location_quotient": [3.0]})
    notes = values(sheets(xlsx_bytes(spreadsheet(edition.manifest, "Wichita", data, language)))[1])
    words = {key: sentence[language] for key, sentence in texts().items()}
    said = {row[0]: row[1] for row in notes if row[0]}
    assert said[words["identity"]] == "us-2019.1"
    assert said[words["created"]] == "2024-05-01T12:30:00+00:00"
    assert said[words["software"]] == "Cluster Atlas 0.1.0"
    assert "us-2019.1" in said[words["how_to_cite"]]
    assert said[words["producer"]] == "US Census Bureau"
    assert said[words["address"]] == "https://www.census.gov/programs-surveys/cbp.html"
    assert (said[words["licence"]], said[words["file"]]) == ("Public domain", "cbp.csv.gz")
    assert (said[words["sha256"]], said[words["imported"]]) == ("f" * 64, "2024-04-30")
    assert said[words["definition"]] == "us-benchmark 2016.1"
    assert "us-percentile" in said[words["rule_books"]]
    assert said[words["denominators"]] == words["within_kind"]
    assert said[words["reference_total"]] == edition.manifest.reference[language]
    assert said[words["withheld"]] == words["withheld_cells"]
    assert [row[4] for row in notes[-2:]] == ["region", "location_quotient"]
    assert notes[-1][3] == "LQ = (e_rc / e_r) / (e_c / e)"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "=cmd|' /C calc'!A0"])
def test_text_is_never_a_formula(edition: Edition, text: str) -> None:
    data = pa.table({"name": [text, "Wichita"], "employment_change": [-1, 1]})
    first, second = list(sheets(xlsx_bytes(spreadsheet(edition.manifest, text, data)))[0].iter_rows(min_row=2))
    assert (first[0].value, first[0].data_type) == (text, "s")
    assert (first[1].value, first[1].data_type) == (-1, "n")
    assert (bool(first[0].quotePrefix), bool(second[0].quotePrefix)) == (text[0] in "=+-@", False)


def test_codes_keep_their_leading_zeros(edition: Edition) -> None:
    data = pa.table({"industry": ["001110"]})
    cell = sheets(xlsx_bytes(spreadsheet(edition.manifest, "Industries", data)))[0]["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("001110", "s", "@")


@pytest.mark.parametrize("table", LAYOUTS)
def test_every_table_can_be_exported_in_every_language(edition: Edition, tmp_path: Path, table: str) -> None:
    for language in LANGUAGES:
        sheet = sheets(export(edition, table, tmp_path / "t.xlsx", "xlsx", language=language).read_bytes())[0]
        heading = values(sheet)[0]
        assert len(set(heading)) == len(heading)
        assert sheet.max_row == edition.manifest.rows[table] + 1


def test_the_same_content_gives_the_same_bytes(edition: Edition, tmp_path: Path) -> None:
    first, second = (export(edition, "summary", tmp_path / f"{name}.xlsx", "xlsx").read_bytes() for name in "ab")
    assert first == second
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert book.properties.modified == datetime.datetime(2024, 5, 1, 12, 30)  # noqa: DTZ001  # XLSX has no time zones


def test_a_title_becomes_a_name_a_sheet_may_have(edition: Edition) -> None:
    data = pa.table({"year": [2019]})
    titles = ["a/b: [c]?*\\'", "x" * 40, "[]", "威奇托（堪萨斯）"]
    named = [sheets(xlsx_bytes(spreadsheet(edition.manifest, title, data)))[0].title for title in titles]
    assert named == ["ab c", "x" * 31, "1", "威奇托（堪萨斯）"]


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    folder.mkdir()
    years = [{"year": 2018 + number % 2, "region": WICHITA, "level": "metro"} for number in range(SHEET_ROWS + 1)]
    edition = write_small_edition(folder, {"summary": years})
    with pytest.raises(InputError, match="has 1,048,576 rows here and a sheet holds 1,048,575") as refused:
        export(edition, "summary", tmp_path / "p.xlsx", "xlsx")
    assert "Choose a year or a level or a region, or export CSV or Parquet." in str(refused.value)
    assert not (tmp_path / "p.xlsx").exists()
    with pytest.raises(InputError, match="A sheet holds 1,048,575 rows and these are 1,048,576"):
        spreadsheet(edition.manifest, "Years", pa.table({"year": pa.nulls(SHEET_ROWS + 1)}))


def test_a_column_without_a_term_is_refused(edition: Edition) -> None:
    with pytest.raises(UnknownChoice, match=r"'location_quotiant' is not known\. Choose one of: location_quotient"):
        spreadsheet(edition.manifest, "Wichita", pa.table({"location_quotiant": [1.0]}))
