"""NACE 2 and 2.1: the published structure, sections above divisions, titles in five languages."""

import json
from collections import Counter
from pathlib import Path

import pytest

from clusteratlas.classifications import classification

LEVELS = ("Section", "Division", "Group", "Class")


@pytest.mark.parametrize(
    ("vintage", "codes"),
    # NACE 2: Regulation (EC) No 1893/2006; NACE 2.1: Delegated Regulation (EU) 2023/137.
    [("2", {1: 21, 2: 88, 3: 272, 4: 615}), ("2.1", {1: 22, 2: 87, 3: 287, 4: 651})],
)
def test_nace_has_the_published_number_of_codes(vintage: str, codes: dict[int, int]) -> None:
    industries = classification("NACE", vintage)
    assert Counter(industries.digits(code) for code in industries.codes) == codes


@pytest.mark.parametrize(("vintage", "file"), [("2", "codes-2.0.json"), ("2.1", "codes-2.1.json")])
def test_every_parent_is_the_published_one(data: Path, vintage: str, file: str) -> None:
    industries = classification("NACE", vintage)
    published = {}
    for entry in json.loads((data / "eu" / file).read_text(encoding="utf-8")):
        *_, above, code = [None, *(entry[level].replace(".", "") for level in LEVELS if entry[level])]
        published[code] = above
    assert {code: industries.parent(code) for code in industries.codes} == published


@pytest.mark.parametrize("vintage", ["2", "2.1"])
def test_every_class_has_a_chain_to_a_section(vintage: str) -> None:
    industries = classification("NACE", vintage)
    for code in industries.with_digits(4):
        assert [industries.digits(step) for step in industries.ancestors(code)] == [3, 2, 1]
    assert industries.sectors == industries.with_digits(1)
    assert sorted(leaf for section in industries.sectors for leaf in industries.leaves(section)) == list(
        industries.with_digits(4)
    )


def test_the_same_division_may_stand_in_another_section_of_the_next_version() -> None:
    assert classification("NACE", "2").parent("61") == "J"
    assert classification("NACE", "2.1").parent("61") == "K"
    assert "45" in classification("NACE", "2")
    assert "45" not in classification("NACE", "2.1")


def test_titles_in_five_languages() -> None:
    nace = classification("NACE", "2")
    assert nace.languages == ("de", "en", "fr", "it", "zh-hans")
    assert [nace.title("0112", language) for language in ("en", "de", "fr", "it")] == [
        "Growing of rice",
        "Anbau von Reis",
        "Culture du riz",
        "Coltivazione del riso",
    ]
    assert nace.title("C", "zh-hans") == "制造业"


@pytest.mark.parametrize("vintage", ["2", "2.1"])
def test_sections_divisions_and_groups_of_trade_have_chinese_titles(vintage: str) -> None:
    nace = classification("NACE", vintage)
    asked = [code for code in nace.codes if len(code) < 3 or (len(code) == 3 and code[:2] in ("45", "46", "47"))]
    assert {nace.language_of(code, "zh-hans") for code in asked} == {"zh-hans"}
    assert nace.language_of("0112", "zh-hans") == "en"


@pytest.mark.parametrize(
    ("mistaken", "nearest"), [("10.11", "1011"), ("C10", "10"), ("C10.11", "1011"), ("c", "C"), ("1018", "1011")]
)
def test_the_code_that_was_probably_meant(mistaken: str, nearest: str) -> None:
    assert classification("NACE", "2").nearest(mistaken) == nearest
