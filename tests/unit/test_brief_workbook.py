"""The workbook of a brief: typed figures that equal the edition's tables, formats, frozen heads, and no formulas."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.unit.brief_facts import facts_of, table

from clusteratlas.editions import Edition
from clusteratlas.reports import Brief, Choice, cluster_brief, region_brief
from clusteratlas.reports.brief import Section, Table

WICHITA = "us-metro-48620"


@pytest.fixture(scope="module")
def brief(sample_edition: Edition) -> Brief:
    return region_brief(sample_edition, WICHITA)


@pytest.fixture(scope="module")
def book(brief: Brief) -> Any:
    return load_workbook(BytesIO(brief.to_xlsx()))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_there_is_a_sheet_for_each_subject(book: Any) -> None:
    assert book.sheetnames[:2] == ["Contents", "Headlines"]
    wanted = {"Strong clusters", "Opportunities", "Why jobs changed", "Peers and structure", "How sure the figures are",
              "All traded clusters", "Sources, method and licence"}  # fmt: skip
    assert wanted - set(book.sheetnames) == set()


def test_the_portfolio_equals_the_editions_table(book: Any, sample_edition: Edition) -> None:
    expected = {
        row["cluster"]: (row["employment"], row["location_quotient"], row["employment_growth"])
        for row in table(sample_edition.folder, "portfolio", region=WICHITA, year=2019)
        if row["subcluster"] is None and row["employment"]
    }
    shown = {row["Code"]: (row["Jobs"], row["LQ"], row["Growth"]) for row in rows_of(book["All traded clusters"])}
    assert shown.keys() == expected.keys()  # the local ones too
    for code, figures in expected.items():
        assert shown[code] == pytest.approx(figures)


def test_the_strong_sheet_and_the_opportunities_equal_the_tables(book: Any, sample_edition: Edition) -> None:
    facts = facts_of(sample_edition.folder, WICHITA, 2019)
    shown = [(row["Code"], row["Class"]) for row in rows_of(book["Strong clusters"])]
    assert shown == [(row["cluster"], "robust" if row["robust"] else "borderline") for row in facts.strong]
    listed = table(sample_edition.folder, "opportunities", region=WICHITA, year=2019)
    assert {row["Code"]: row["Score"] for row in rows_of(book["Opportunities"])} == pytest.approx(
        {row["cluster"]: row["score"] for row in listed}
    )


def test_figures_have_types_formats_and_explained_frozen_heads(book: Any) -> None:
    sheet = book["Strong clusters"]
    heads = {cell.value: cell for cell in sheet[1]}
    formats = {name: sheet.cell(2, heads[name].column).number_format for name in ("Jobs", "LQ", "Growth")}
    assert formats == {"Jobs": "#,##0", "LQ": "0.00", "Growth": "+0.0%;-0.0%;0.0%"}
    assert sheet.freeze_panes == "A2"
    assert heads["LQ"].comment is not None
    assert sheet.column_dimensions["B"].width > 20


def test_no_text_is_ever_a_formula(brief: Brief) -> None:
    hostile = '=HYPERLINK("http://example.org")'
    first, *others = brief.sections
    spoiled = []
    for section in (first, *others):
        blocks = tuple(
            replace(block, rows=[{**row, "name": hostile} for row in block.rows]) if isinstance(block, Table) else block
            for block in section.blocks
        )
        spoiled.append(Section(section.id, section.title, section.lead, blocks))
    book = load_workbook(BytesIO(replace(brief, sections=tuple(spoiled)).to_xlsx()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert {cell.quotePrefix for cell in cells if cell.value == hostile} == {True}


def test_the_same_brief_gives_the_same_bytes_and_chinese_has_chinese_heads(
    brief: Brief, sample_edition: Edition
) -> None:
    assert brief.to_xlsx() == brief.to_xlsx()
    chinese = load_workbook(BytesIO(region_brief(sample_edition, WICHITA, Choice("zh-hans")).to_xlsx()))
    assert {"目录", "强集群", "发展机会", "全部可贸易集群"} - set(chinese.sheetnames) == set()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_column_has_a_heading_of_its_own(sample_edition: Edition, language: str) -> None:
    briefs = (
        region_brief(sample_edition, WICHITA, Choice(language)),
        cluster_brief(sample_edition, "plastics", Choice(language)),
    )
    for each in briefs:
        sheets = load_workbook(BytesIO(each.to_xlsx())).worksheets
        tables = [sheet for sheet in sheets if sheet.freeze_panes == "A2"]
        assert len(tables) >= 8
        for sheet in tables:
            heads = [cell.value for cell in sheet[1]]
            assert all(heads), (sheet.title, heads)
            assert len(set(heads)) == len(heads), (sheet.title, heads)
            assert sheet.print_title_rows == "$1:$1"
        assert all(sheet.page_setup.orientation == "landscape" for sheet in sheets)


def test_a_range_is_written_as_on_the_page(book: Any, brief: Brief, sample_edition: Edition) -> None:
    ends = {
        row["cluster"]: (row["employment_low"], row["employment_high"])
        for row in table(sample_edition.folder, "portfolio", region=WICHITA, year=2019)
        if row["subcluster"] is None and row["employment_high"] is not None
    }
    shown = {row["Code"]: row["Range"] for row in rows_of(book["All traded clusters"])}
    told = [code for code in ends if shown.get(code)]
    assert any(ends[code][1] >= 1000 for code in told)
    assert all(shown[code] == f"{ends[code][0]:,}–{ends[code][1]:,}" for code in told)
