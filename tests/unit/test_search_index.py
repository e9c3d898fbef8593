"""Search: codes, words, beginnings, accents, Chinese words of one character and of two, nonsense."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.editions import Edition
from clusteratlas.editions.search import find, pieces, search_table


def codes(edition: Edition, text: str) -> list[str]:
    return [row["code"] for row in find(edition, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wichita, KS", ["wichita", "ks"]),
        ("Mayagüez ÉCOLE", ["mayaguez", "ecole"]),
        ("31-33", ["31", "33"]),
        ("航空航天", ["航空", "空航", "航天"]),
        ("车", ["车"]),
        ("汽车 parts零部件", ["汽车", "parts", "零部", "部件"]),
        ("one one", ["one"]),
        ("ＡＢＣ１２", ["abc12"]),
        (" ,;%_'\"-- ", []),
        ("", []),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@given(st.text())
def test_a_piece_is_found_by_itself(text: str) -> None:
    for piece in pieces(text):
        assert piece in pieces(piece)


def test_the_table_is_ordered_and_of_searched_entries_only() -> None:
    rows = [
        {"entity": "region", "code": "us-metro-48620", "language": "en", "name": "Wichita, KS"},
        {"entity": "region", "code": "us-metro-48620", "language": "zh-hans", "name": "威奇托"},
        {"entity": "cluster-short", "code": "automotive", "language": "en", "name": "Cars"},
        {"entity": "cluster", "code": "automotive", "language": "en", "name": "Automotive"},
    ]
    table = search_table(pa.Table.from_pylist(rows))
    assert [tuple(row.values()) for row in table.to_pylist()] == [
        ("region", "us-metro-48620", "48620"),
        ("cluster", "automotive", "automotive"),
        ("region", "us-metro-48620", "ks"),
        ("region", "us-metro-48620", "wichita"),
        ("region", "us-metro-48620", "奇"),
        ("region", "us-metro-48620", "奇托"),
        ("region", "us-metro-48620", "威"),
        ("region", "us-metro-48620", "威奇"),
        ("region", "us-metro-48620", "托"),
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("wichita", "us-metro-48620"),
        ("WICHITA ks", "us-metro-48620"),
        ("ks wich", "us-metro-48620"),
        ("48620", "us-metro-48620"),
        ("us-metro-48620", "us-metro-48620"),
        ("espanola", "us-micro-21580"),
        ("ESPAÑOLA nm", "us-micro-21580"),
        ("automotive", "automotive"),
        ("aerospace-vehicles-and-defense", "aerospace-vehicles-and-defense"),
        ("336411", "336411"),
        ("31-33", "31-33"),
        ("aircraft man", "336411"),
        ("威奇托", "us-metro-48620"),
    ],
)
def test_the_likeliest_comes_first(text: str, first: str, sample_edition: Edition) -> None:
    assert codes(sample_edition, text)[0] == first


def test_a_whole_code_finds_that_alone(sample_edition: Edition) -> None:
    assert find(sample_edition, " us-metro-48620 ") == [{"entity": "region", "code": "us-metro-48620", "whole": 1}]


@pytest.mark.parametrize("text", ["汽车", "航空", "飞机"])
def test_chinese_words_of_two_characters_are_found(text: str, sample_edition: Edition) -> None:
    names = sample_edition.names
    found = find(sample_edition, text)
    assert found
    assert all(text in names.get(row["entity"], row["code"], "zh-hans") for row in found)
    every = [
        (entity, code)
        for entity in ("region", "cluster", "subcluster", "industry")
        for code, name in names.of(entity, "zh-hans").items()
        if text in name
    ]
    assert len(found) == min(len(every), 50)


def test_one_chinese_character_is_found(sample_edition: Edition) -> None:
    names = sample_edition.names
    found = find(sample_edition, "茶")
    assert found
    assert all("茶" in names.get(row["entity"], row["code"], "zh-hans") for row in found)


def test_a_beginning_finds_every_word_that_begins_so(sample_edition: Edition) -> None:
    names = sample_edition.names
    found = {row["code"] for row in find(sample_edition, "wich")}
    assert found == {code for code, name in names.of("region").items() if name.startswith("Wichita")}
    assert len(found) == 2


def test_only_the_last_word_may_be_a_beginning(sample_edition: Edition) -> None:
    assert codes(sample_edition, "wich falls") == []
    assert codes(sample_edition, "falls wich") == ["us-metro-48660"]


@pytest.mark.parametrize(
    "text",
    ["zzzzqq", "wichita zzzzqq", "%", "_", "'", "'; drop table search; --", "\x00", "\ud800", "$pieces", "🦄", "龘龘"],
)
def test_nonsense_finds_nothing_and_breaks_nothing(text: str, sample_edition: Edition) -> None:
    assert find(sample_edition, text) == []
    assert codes(sample_edition, "wichita")


def test_no_more_than_the_limit(sample_edition: Edition) -> None:
    assert len(find(sample_edition, "m")) == 50
    assert len(find(sample_edition, "m", limit=3)) == 3
