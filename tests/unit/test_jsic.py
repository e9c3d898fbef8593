"""JSIC of 2013 and 2023: structure, titles in three languages, and the groups of the Economic Census."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from clusteratlas.classifications import classification


@pytest.mark.parametrize(
    ("vintage", "codes"),
    # Ministry of Internal Affairs and Communications: 13th revision (to groups), 14th revision.
    [("2013", {1: 20, 2: 99, 3: 530}), ("2023", {1: 20, 2: 99, 3: 536, 4: 1473})],
)
def test_jsic_has_the_published_number_of_codes(vintage: str, codes: dict[int, int]) -> None:
    jsic = classification("JSIC", vintage)
    assert Counter(jsic.digits(code) for code in jsic.codes) == codes


def test_majors_stand_above_the_middle_categories_the_structure_gives_them() -> None:
    jsic = classification("JSIC", "2023")
    assert jsic.children("A") == ("01", "02")
    assert (jsic.children("E")[0], jsic.children("E")[-1], len(jsic.children("E"))) == ("09", "32", 24)
    assert jsic.ancestors("0111") == ("011", "01", "A")
    assert jsic.sectors == tuple("ABCDEFGHIJKLMNOPQRST")


def test_the_revision_of_2023_split_retail_trade_and_canteens() -> None:
    old, new = (set(classification("JSIC", vintage).with_digits(3)) for vintage in ("2013", "2023"))
    assert old - new == set()
    assert new - old == {"562", "563", "564", "565", "566", "773"}
    assert classification("JSIC", "2013").title("561", "ja") == "百貨店、総合スーパー"
    assert classification("JSIC", "2023").title("561", "ja") == "百貨店"


def test_every_plain_group_of_the_census_of_2014_is_one_of_2013(data: Path) -> None:
    """The census prints its own subdivisions with a letter (`32A`); the rest are groups of the revision of 2013."""
    with (data / "jp" / "japan_pref_jsic3_2014.csv").open(encoding="utf-8") as file:
        printed = {row["jsic3"] for row in csv.DictReader(file)}
    plain = {code for code in printed if code.isdigit()}
    assert plain <= set(classification("JSIC", "2013").with_digits(3))
    assert not {"562", "563", "564", "565", "566", "773"} & plain


@pytest.mark.parametrize("vintage", ["2013", "2023"])
def test_titles_in_three_languages(vintage: str) -> None:
    jsic = classification("JSIC", vintage)
    assert jsic.languages == ("en", "ja", "zh-hans")
    assert [jsic.title("G", language) for language in jsic.languages] == [
        "Information and communications",
        "情報通信業",
        "信息通信业",
    ]
    upper = [code for code in jsic.codes if len(code) < 4]
    assert {jsic.language_of(code, "zh-hans") for code in upper} == {"zh-hans"}


def test_a_class_without_a_chinese_title_answers_in_english() -> None:
    jsic = classification("JSIC", "2023")
    assert jsic.language_of("0112", "zh-hans") == "en"
    assert jsic.title("0112", "zh-hans") == jsic.title("0112", "en")
