"""The map of a tidy file: what is wrong with it is said by section and key, and what columns probably are."""

from pathlib import Path

import pytest

from clusteratlas.errors import UnreadableFile
from clusteratlas.sources.tidy_map_reading import EXAMPLE, read_map
from clusteratlas.sources.tidy_proposal import propose


def written(folder: Path, text: str) -> Path:
    file = folder / "columns.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_example_is_a_map(tmp_path: Path) -> None:
    found = read_map(written(tmp_path, EXAMPLE))
    assert [(measure.name, measure.unit.exponent) for measure in found.measures] == [("employment", 4), ("revenue", 8)]
    assert (found.region.level, found.year_column, found.currency) == ("province", "年份", "CNY")
    assert found.cells.thousands == ","


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("[publication]", "[publications]", "the map has 'publications', which is not known; nearest known: public"),
        ("licence =", "license =", "[publication] has 'license', which is not known; nearest known: licence."),
        ('licence = "Official statistics; reuse with the source named"', "", "[publication] needs licence."),
        ('gazetteer = "cn"', 'gazetteer = "fr"', "gazetteer='fr' is not known. Choose one of: us, eu, jp, de, cn."),
        ('level = "province"', 'level = "state"', "[region] level is 'state'; choose one of: country, province, city."),
        ('level = "province"', "", "[region] needs either a level or a level_column."),
        ('written = "name"', 'written = "names"', "[region] written is 'names'; choose one of: code, name."),
        ('vintage = "2017"', 'vintage = "2002"', "vintage='2002' is not known. Choose one of: 2011, 2017."),
        ('vintage = "2017"', "vintage = 2017", "[industry] vintage is not a text: 2017. Put it in quotation marks."),
        ('unit = "万人"', 'unit = "%"', "unit='%' is not known. Choose one of: 人, 千人"),
        ('unit = "万人"', 'unit = "亿元"', "[measures.employment] unit '亿元' is of kind currency, and employment"),
        ("[measures.revenue]", "[measures.income]", "measure='income' is not known. Choose one of: employment"),
        ('column = "营业收入"', 'column = "{year}"', "the year is said once: [year] column, or [year] fixed"),
        ('column = "年份" ', "fixed = 19 ", "[year] fixed is not a year from 1980 to 2099."),
        ('column = "年份" ', "columns = 1 ", "[year] has 'columns', which is not known; nearest known: column."),
        ("[measures.employment]", '[measure]\ncolumn = "x"\n[measures.employment]', "with a [measure] column every"),
        ('zero = ["-"]', 'zero = ["x"]', "[cells] ['x'] cannot be both withheld and zero."),
        ("[cells]", "[table]\nabsent = \"few?\"\n[cells]", "[table] absent is 'few?'; choose one of: zero, few"),
        ("[cells]", "[table]\nlines_above = \"2\"\n[cells]", "[table] lines_above is not a number of lines."),
        ("[region]", "[region", "it is no TOML file"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_map_is_said(old: str, new: str, why: str, tmp_path: Path) -> None:
    assert old in EXAMPLE
    with pytest.raises(UnreadableFile) as caught:
        read_map(written(tmp_path, EXAMPLE.replace(old, new, 1)))
    assert str(caught.value).startswith("columns.toml: ")
    assert why in str(caught.value)


def test_money_of_two_currencies_is_refused(tmp_path: Path) -> None:
    more = '[measures.exports]\ncolumn = "出口"\nunit = "million USD"\n[cells]'
    with pytest.raises(UnreadableFile, match="money stands in CNY and USD; one file has one currency"):
        read_map(written(tmp_path, EXAMPLE.replace("[cells]", more)))


def test_a_map_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="the map cannot be read: No such file or directory"):
        read_map(tmp_path / "columns.toml")


def test_columns_are_proposed_by_their_names() -> None:
    found = propose(
        ["年份", "地区", "行业代码", "行业", "企业单位数", "平均用工人数(万人)", "营业收入（亿元）", "利润总额", "说明"]
    )
    assert (found.year, found.region, found.industry) == ("年份", "地区", "行业代码")
    assert dict(found.measures) == {
        "establishments": ("企业单位数", "个"),
        "employment": ("平均用工人数(万人)", "万人"),
        "revenue": ("营业收入（亿元）", "亿元"),
        "profit": ("利润总额", None),
    }


def test_columns_of_english_tables_are_proposed_too() -> None:
    found = propose(["geo", "year", "nace", "persons employed (thousand persons)", "wages (million EUR)"])
    assert (found.year, found.region, found.industry) == ("year", "geo", "nace")
    assert dict(found.measures) == {
        "employment": ("persons employed (thousand persons)", "thousand persons"),
        "wages": ("wages (million EUR)", "million EUR"),
    }


def test_nothing_is_proposed_where_no_name_tells() -> None:
    found = propose(["a", "b"])
    assert (found.year, found.region, found.industry, dict(found.measures)) == (None, None, None, {})
