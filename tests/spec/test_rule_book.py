"""The rule book of the United States as data, and what a rule book may not say."""

import pytest

from clusteratlas.diagnosis import Rule, load
from clusteratlas.diagnosis.rule_book import read
from clusteratlas.errors import UnknownChoice

ENTRIES = {
    "name": "small", "title": {"en": "Small"}, "present": "employment", "citation": [], "within": ["cluster"],
    "kinds": ["traded"], "levels_not_ranked": [],
    "conditions": [{"id": "two", "column": "location_quotient", "operator": ">=", "value": 2}],
    "classes": {"star": ["two"]},
}  # fmt: skip


def test_the_operators_are_those_of_the_method() -> None:
    rules = load("us-percentile").of_class("strong")
    assert [(rule.column, rule.operator, rule.percentile, rule.value) for rule in rules] == [
        ("location_quotient", ">=", 75, None),
        ("location_quotient", ">=", None, 1),
        ("employment", ">", 25, None),
        ("establishments", ">", 25, None),
    ]


def test_its_classes_and_titles() -> None:
    book = load("us-percentile")
    assert list(book.classes) == ["qualifying", "significant", "strong", "strong10"]
    assert set(book.title) == {"en", "zh-hans"}
    assert book.kinds == ("traded",)
    assert book.within == ("year", "level", "cluster")


def test_an_unknown_book_and_class_name_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match=r"rules='us' is not known. Choose one of: us-percentile"):
        load("us")
    with pytest.raises(
        UnknownChoice, match=r"class_='star' is not known. Choose one of: qualifying, significant, strong"
    ):
        load("us-percentile").of_class("star")


def test_a_small_book_is_read() -> None:
    assert read(ENTRIES).of_class("star") == (Rule("two", "location_quotient", ">=", value=2),)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"operator": "=>"}, "operator='=>'"),
        ({"column": "wages"}, "column='wages'"),
        ({"percentile": 75}, "threshold of two"),
        ({"value": None}, "threshold of two"),
        ({"id": "three"}, "condition='two' is not known. Choose one of: three"),
    ],
)
def test_a_wrong_book_is_refused(change: dict[str, object], message: str) -> None:
    condition = ENTRIES["conditions"][0] | change
    with pytest.raises(UnknownChoice, match=message):
        read(ENTRIES | {"conditions": [condition]})
