"""The rule books as data, and what a rule book may not say."""

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


@pytest.mark.parametrize(
    ("book", "needs"),
    [
        ("us-percentile", ("employment", "establishments", "location_quotient")),
        ("percentile-employment", ("employment", "location_quotient")),
        ("fixed-threshold", ("employment", "location_quotient")),
    ],
)
def test_a_book_names_the_columns_it_needs(book: str, needs: tuple[str, ...]) -> None:
    assert load(book).needs == needs


def test_who_is_ranked_is_needed_even_where_no_condition_compares_it() -> None:
    assert read(ENTRIES).needs == ("employment", "location_quotient")


def test_without_establishments_the_percentile_rule_is_the_same_but_for_them() -> None:
    whole, without = load("us-percentile"), load("percentile-employment")
    assert dict(without.rules) == {name: rule for name, rule in whole.rules.items() if rule.column != "establishments"}
    assert dict(without.classes) == {
        name: tuple(rule for rule in rules if rule != "establishments_p25") for name, rules in whole.classes.items()
    }
    assert without.kinds == ("traded", "all")


def test_the_fixed_thresholds() -> None:
    book = load("fixed-threshold")
    assert {
        name: [(rule.column, rule.operator, rule.value) for rule in book.of_class(name)] for name in book.classes
    } == {
        name: [("location_quotient", ">=", quotient), ("employment", ">=", 1000)]
        for name, quotient in {"qualifying": 1, "significant": 1.25, "strong": 1.5, "strong10": 2}.items()
    }
    assert book.percentiles() == []
    assert book.kinds == ("traded", "all")


def test_an_unknown_book_and_class_name_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match=r"rules='us' is not known. Choose one of: canada-spencer, eu-"):
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
