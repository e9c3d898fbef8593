"""What a rule book may say in its TOML file, and what is said of one that is wrong."""

import tomllib
from typing import Any

import pyarrow as pa
import pytest

from clusteratlas.diagnosis import RuleBook, classify, verdicts
from clusteratlas.diagnosis.rule_book import read
from clusteratlas.errors import InputError, UnknownChoice

BOOK = """
name = "my-rule"
within = ["year", "level", "cluster"]
present = "employment"
kinds = ["traded"]
levels_not_ranked = ["country"]
agreement = "leading"
citation = ["A council paper of 2025."]
minima = ["jobs"]
stars = ["size", "growing"]

[title]
en = "My rule"
zh-hans = "我的规则"

[parameters]
least = 500

[[conditions]]
id = "jobs"
column = "employment"
operator = ">="
value = "least"

[[conditions]]
id = "size"
column = "employment"
operator = ">="
percentile = 75

[[conditions]]
id = "growing"
column = "employment_growth"
operator = ">"
value = 0

[[conditions]]
id = "specialised"
column = "location_quotient"
operator = ">="
value = 1

[classes]
promising = { stars = 1 }
leading = { stars = 2, all = ["specialised"] }

[labels]
leading = { en = "Leading", zh-hans = "领先" }
"""


def entries(**changes: Any) -> dict[str, Any]:
    """The entries of the book above with others in their place; None leaves one out."""
    found = tomllib.loads(BOOK) | changes
    return {key: value for key, value in found.items() if value is not None}


def condition(place: int, **changes: Any) -> dict[str, Any]:
    conditions = tomllib.loads(BOOK)["conditions"]
    conditions[place] |= changes
    return entries(conditions=[{k: v for k, v in each.items() if v is not None} for each in conditions])


def test_a_class_asks_for_the_minima_for_its_own_conditions_and_for_stars() -> None:
    book = read(entries())
    assert [rule.id for rule in book.of_class("promising")] == ["jobs"]
    assert [rule.id for rule in book.of_class("leading")] == ["jobs", "specialised"]
    assert [rule.id for rule in book.starred()] == ["size", "growing"]
    assert book.least_stars == {"promising": 1, "leading": 2}
    assert book.needs == ("employment", "location_quotient", "employment_growth")
    assert (book.label("leading"), book.label("leading", "zh-hans"), book.label("size")) == ("Leading", "领先", "size")


def test_it_classifies() -> None:
    # Jobs 400 600 600 1000: P75 at place 2.25 is 700.
    portfolio = pa.table(
        {
            "region": ["ada", "bob", "cid", "dan"], "cluster": ["glass"] * 4, "kind": ["traded"] * 4,
            "employment": [400, 600, 600, 1000], "location_quotient": [3.0, 2.0, 0.5, 1.0],
            "employment_growth": [0.2, 0.1, 0.0, 0.3],
        }
    )  # fmt: skip
    found = verdicts(portfolio, read(entries())).to_pylist()
    assert [(row["region"], row["rules"], row["class"], row["grade"], row["strong"]) for row in found] == [
        ("ada", "my-rule", None, 0, False),  # growing, but below the minimum
        ("bob", "my-rule", "promising", 1, False),
        ("cid", "my-rule", None, 0, False),
        ("dan", "my-rule", "leading", 2, True),
    ]
    lowered = entries(parameters={"least": 300})
    assert verdicts(portfolio, read(lowered)).to_pylist()[0]["class"] == "promising"
    assert classify(portfolio, read(entries())).column_names[-2:] == ["promising", "leading"]


def exclusive(*classes: tuple[str, float, str]) -> RuleBook:
    """Exclusive classes, each of one condition on the quotient: operator, number, and what the number is."""
    conditions = [
        {"id": f"c{n}", "column": "location_quotient", "operator": operator, what: number}
        for n, (operator, number, what) in enumerate(classes)
    ]
    members = {f"k{n}": [f"c{n}"] for n in range(len(classes))}
    return read(
        entries(conditions=conditions, classes=members, agreement="k0", exclusive=True, minima=None, stars=None,
                labels=None, parameters=None)
    )  # fmt: skip


@pytest.mark.parametrize(
    "classes",
    [
        [("<", 1, "value"), (">=", 1, "value")],
        [("<=", 1, "value"), (">", 1, "value")],
        [("<=", 1, "value"), (">=", 2, "value")],
        [(">", 2, "value"), ("<", 1, "value")],
        [("<", 50, "percentile"), (">=", 50, "percentile")],
        [("<", 25, "percentile"), (">=", 75, "percentile")],
    ],
)
def test_classes_that_contradict_each_other_may_be_exclusive(classes: list[tuple[str, float, str]]) -> None:
    assert exclusive(*classes).exclusive


@pytest.mark.parametrize(
    "classes",
    [
        [("<=", 1, "value"), (">=", 1, "value")],  # 1 is in both
        [("<", 2, "value"), (">", 1, "value")],
        [(">", 2, "value"), (">", 3, "value")],
        [("<=", 25, "percentile"), (">=", 75, "percentile")],  # where all are alike the two percentiles are equal
        [("<", 1, "value"), (">=", 50, "percentile")],
        [("<", 1, "value"), (">=", 1, "value"), (">", 5, "value")],
    ],
)
def test_classes_that_can_both_hold_may_not(classes: list[tuple[str, float, str]]) -> None:
    with pytest.raises(InputError, match=r"The classes k\d and k\d of the rule book my-rule are said to be exclusive"):
        exclusive(*classes)


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        (condition(1, column="employmet"), UnknownChoice,
         r"condition size: column='employmet' is not known. Choose one of: employment \(nearest\), establishments"),
        (condition(1, column="region"), UnknownChoice, "condition size: column='region' is not known"),
        (condition(1, operator="=>"), UnknownChoice, "condition size: operator='=>' is not known"),
        (condition(0, value="most"), UnknownChoice, "condition jobs: parameter='most' is not known. .* least"),
        (condition(0, value=None), UnknownChoice, "threshold of jobs"),
        (condition(0, percentile=3), UnknownChoice, "threshold of jobs"),
        (condition(1, percentile=101), UnknownChoice, "percentile of size=101"),
        (condition(2, value=True), InputError, "The value of the condition growing is True, which is not a number"),
        (condition(2, value=float("nan")), InputError, "The value of the condition growing is nan"),
        (condition(1, id="jobs"), InputError, "The code 'jobs' of the rule book my-rule is taken already"),
        (condition(1, id="Big Size"), InputError, "'Big Size' of the rule book my-rule is not a code"),
        (condition(1, id=None), InputError, "A condition of the rule book my-rule needs 'id', a text"),
        (condition(1, threshold=3), UnknownChoice, "entry of a condition='threshold' is not known"),
        (entries(conditions=["jobs"]), InputError, "A condition of the rule book my-rule is 'jobs', and not a table"),
        (entries(stars=["size", "growin"]), UnknownChoice,
         r"rule book my-rule: condition='growin' is not known. Choose one of: growing \(nearest\)"),
        (entries(minima=["employees"]), UnknownChoice, "condition='employees' is not known"),
        (entries(classes={"leading": ["size", 3]}), UnknownChoice, "condition=3 is not known"),
        (entries(classes={"leading": {"stars": 3}}), InputError, "class leading .* asks for 3 of 2 stars"),
        (entries(classes={"leading": {"stars": True}}), InputError, "class leading .* asks for True of 2 stars"),
        (entries(classes={"leading": {"any": ["size"]}}), UnknownChoice, "class leading: entry='any' is not known"),
        (entries(classes={"leading": []}, minima=None), InputError, "The class leading .* asks for nothing"),
        (entries(classes={"employment": ["size"]}), InputError, "The code 'employment' .* is taken already"),
        (entries(classes={}), InputError, "has no class"),
        (entries(agreement="leadin"), UnknownChoice, r"agreement='leadin' is not known. Choose one of: leading \(nea"),
        (entries(agreement=None), InputError, "needs 'agreement': which of promising, leading counts as strong"),
        (entries(labels={"leader": {"en": "x", "zh-hans": "x"}}), UnknownChoice, r"label='leader' is not known"),
        (entries(labels={"leading": {"en": "Leading"}}), InputError, "has no label of leading in zh-hans"),
        (entries(kinds=["tradable"]), UnknownChoice, "kinds='tradable' is not known. .*traded"),
        (entries(within=["cluster", "yer"]), UnknownChoice, r"within='yer' is not known. .*: year \(nearest"),
        (entries(present="jobs"), UnknownChoice, "present='jobs' is not known"),
        (entries(parameters={"least": "500"}), InputError, "parameter least = '500', which is not a number"),
        (entries(parameters={"least": 5, "most": 9}), InputError, "parameter 'most', which no condition uses"),
        (entries(title=None), InputError, "The rule book my-rule needs 'title', a table"),
        (entries(conditions=None), InputError, "needs 'conditions', a list"),
        (entries(exclusive="yes"), InputError, "needs 'exclusive', true or false"),
        (entries(name="My rule"), InputError, "'My rule' cannot name a rule book"),
        (entries(name=None), InputError, "needs 'name', a text"),
        (entries(colour="red"), UnknownChoice, "rule book my-rule: entry='colour' is not known"),
        (entries(star=["size"]), UnknownChoice, r"entry='star' is not known. Choose one of: stars \(nearest\)"),
    ],
)  # fmt: skip
def test_a_wrong_book_is_refused_with_the_nearest_word(
    wrong: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        read(wrong)
