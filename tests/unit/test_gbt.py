"""GB/T 4754 of 2011 and 2017: structure, sections by the published letters, Chinese titles and our English ones."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from clusteratlas.classifications import classification


def test_2011_has_the_published_number_of_codes() -> None:
    """GB/T 4754-2011: 20 sections, 96 divisions, 432 groups, 1,094 classes."""
    gbt = classification("GB/T 4754", "2011")
    assert Counter(gbt.digits(code) for code in gbt.codes) == {1: 20, 2: 96, 3: 432, 4: 1094}


def test_2017_lacks_one_class_of_the_nominal_1382() -> None:
    """GB/T 4754-2017 with amendment 1 counts 1,382 classes; the list carried over has 1,381."""
    gbt = classification("GB/T 4754", "2017")
    assert Counter(gbt.digits(code) for code in gbt.codes) == {1: 20, 2: 97, 3: 473, 4: 1381}


@pytest.mark.parametrize("vintage", ["2011", "2017"])
def test_every_class_stands_in_the_section_its_letter_says(data: Path, vintage: str) -> None:
    gbt = classification("GB/T 4754", vintage)
    with (data / "cn" / f"gbt4754_{vintage}.csv").open(encoding="utf-8-sig") as file:
        lettered = [row["code"] for row in csv.DictReader(file)]
    for code in lettered:
        if len(code) > 1:
            assert gbt.ancestors(code[1:])[-1] == code[0]
    assert {len(gbt.ancestors(code)) for code in gbt.with_digits(4)} == {3}


def test_a_group_of_a_single_class_has_its_title() -> None:
    gbt = classification("GB/T 4754", "2011")
    assert gbt.children("017") == ("0170",)
    assert gbt.title("017", "zh-hans") == gbt.title("0170", "zh-hans")


@pytest.mark.parametrize("vintage", ["2011", "2017"])
def test_sections_and_divisions_have_english_titles_the_rest_is_chinese(vintage: str) -> None:
    gbt = classification("GB/T 4754", vintage)
    assert gbt.language == "zh-hans"
    assert {gbt.language_of(code) for code in gbt.codes if len(code) < 3} == {"en"}
    assert gbt.language_of("2614", "de") == "zh-hans"
    assert gbt.title("C") == "Manufacturing"
    assert gbt.title("26", "zh-hans") == "化学原料和化学制品制造业"


@pytest.mark.parametrize(("mistaken", "nearest"), [("C2614", "2614"), ("C26", "26"), ("26149", "2614")])
def test_the_code_that_was_probably_meant(mistaken: str, nearest: str) -> None:
    assert classification("GB/T 4754", "2017").nearest(mistaken) == nearest
