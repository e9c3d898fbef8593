"""Whatever the portfolio: verdicts are those of the rule book read row by row, and remedies those found job by job."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference.verdicts import Row, verdict

from clusteratlas.diagnosis import (
    RuleBook,
    agreement,
    classify,
    load,
    names,
    robustness,
    strong_share,
    threshold_table,
    thresholds,
    verdicts,
    why_not,
)
from clusteratlas.diagnosis.columns import COLUMNS
from clusteratlas.diagnosis.rule_book import read

TEXTS = ("level", "region", "cluster", "kind")
UNKNOWN = [name for name, column in COLUMNS.items() if not column.needed]  # what may not be measured
RULES = [*names(), "quadrants:cut=1.2"]
SCHEMA = pa.schema({"year": pa.int64(), **dict.fromkeys(TEXTS, pa.string()), **dict.fromkeys(COLUMNS, pa.float64())})

places = st.tuples(
    st.sampled_from([2018, 2019]),
    st.sampled_from([("metro", f"m{n}") for n in range(5)] + [("micro", "n1"), ("country", "us")]),
    st.sampled_from([("traded", "x"), ("traded", "y"), ("local", "z"), ("all", "w")]),
)
few = st.sampled_from([0.0, 0.5, 1.0, 1.2, 1.5, 2.0, 3.0])
figures = st.fixed_dictionaries(
    {
        "employment": st.sampled_from([0, 1, 500, 999, 1000, 2000, 3000]),
        "establishments": st.integers(0, 4),
        "location_quotient": few,
        "location_quotient_all": st.none() | few,
        "employment_share_all": st.none() | st.sampled_from([0.0, 0.1, 0.2]),
        "employment_growth": st.none() | st.sampled_from([-0.5, 0.0, 0.1, 0.2]),
        "location_quotient_change": st.none() | st.sampled_from([-0.5, 0.0, 0.1]),
        "wages_per_head": st.none() | st.sampled_from([1.0, 2.0, 3.0]),
        "industries_above_one": st.none() | st.sampled_from([0.0, 0.49, 0.5, 1.0]),
        "sme_performance": st.none() | st.sampled_from([0.1, 0.2]),
    }
)


def rows(drawn: dict[Any, Row]) -> list[Row]:
    return [
        {"year": year, "level": level, "region": region, "kind": kind, "cluster": cluster} | found
        for (year, (level, region), (kind, cluster)), found in drawn.items()
    ]


portfolios = st.dictionaries(places, figures, min_size=1, max_size=40).map(rows)


def table(portfolio: list[Row]) -> pa.Table:
    return pa.Table.from_pylist(portfolio, schema=SCHEMA)


def key(row: Row) -> tuple[Any, ...]:
    return row["year"], row["region"], row["cluster"]


@settings(deadline=None, max_examples=40)
@given(portfolios, st.sampled_from(RULES))
def test_verdicts_are_those_read_row_by_row(portfolio: list[Row], rules: str) -> None:
    book = load(rules)
    expected = {key(row): verdict(row, portfolio, book.entries) for row in portfolio}
    found = {key(row): row for row in verdicts(table(portfolio), rules).to_pylist()}
    assert set(found) == {place for place, answer in expected.items() if answer is not None}
    for place, row in found.items():
        answer = expected[place]
        said = (row["class"], row["grade"], row["measured"], row["strong"])
        assert answer is not None
        assert said == (answer.highest, answer.grade, answer.measured, answer.strong)


@settings(deadline=None, max_examples=40)
@given(portfolios, st.sampled_from(RULES))
def test_classes_are_those_read_row_by_row(portfolio: list[Row], rules: str) -> None:
    book = load(rules)
    for row in classify(table(portfolio), rules).to_pylist():
        answer = verdict(row, portfolio, book.entries)
        assert {name: row[name] for name in book.classes} == (
            dict.fromkeys(book.classes) if answer is None else answer.classes
        )


@settings(deadline=None, max_examples=40)
@given(portfolios)
def test_agreement_is_the_verdicts_added_up(portfolio: list[Row]) -> None:
    books = [load(name) for name in RULES]
    for row in agreement(table(portfolio), RULES).to_pylist():
        own = next(each for each in portfolio if key(each) == key(row))
        said = [answer.strong for book in books if (answer := verdict(own, portfolio, book.entries))]
        assert (row["strong_by"], row["judged_by"]) == (said.count(True), len(said) - said.count(None))


@settings(deadline=None, max_examples=40)
@given(portfolios, st.sampled_from(RULES))
def test_the_share_in_strong_clusters_is_that_of_the_rows(portfolio: list[Row], rules: str) -> None:
    book = load(rules)
    for row in strong_share(table(portfolio), rules).to_pylist():
        here = [each for each in portfolio if (each["year"], each["region"]) == (row["year"], row["region"])]
        judged = [(each["employment"], answer) for each in here if (answer := verdict(each, portfolio, book.entries))]
        strong = [jobs for jobs, answer in judged if answer.strong]
        known = [jobs for jobs, answer in judged if jobs and answer.strong is not None]
        total = sum(jobs for jobs, _ in judged)
        assert row["strong_clusters"] == len(strong)
        assert row["unsaid_clusters"] == sum(answer.strong is None for _, answer in judged)
        assert row["strong_employment"] == (None if total and not known else sum(strong))
        assert row["strong_share"] == (None if not known else pytest.approx(sum(strong) / total))


@settings(deadline=None, max_examples=15)
@given(portfolios, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_rule_books_does_not_matter(portfolio: list[Row], random: Any) -> None:
    shuffled, rules = list(portfolio), list(RULES)
    random.shuffle(shuffled)
    random.shuffle(rules)
    for ask in (verdicts, agreement, threshold_table):
        assert ask(table(shuffled), rules).equals(ask(table(portfolio), RULES))
    for ask in (strong_share, robustness):
        assert ask(table(shuffled), "eu-panorama-2014").equals(ask(table(portfolio), "eu-panorama-2014"))


@settings(deadline=None, max_examples=40)
@given(portfolios, st.sampled_from(RULES))
def test_a_column_that_is_missing_is_one_that_is_empty(portfolio: list[Row], rules: str) -> None:
    empty = table([row | dict.fromkeys(UNKNOWN) for row in portfolio])
    assert verdicts(empty.drop_columns(UNKNOWN), rules).equals(verdicts(empty, rules))
    assert threshold_table(empty.drop_columns(UNKNOWN), rules).equals(threshold_table(empty, rules))


@settings(deadline=None, max_examples=40)
@given(portfolios, st.sampled_from(RULES), st.sampled_from(UNKNOWN), st.integers(0, 39))
def test_to_learn_a_figure_of_one_row_changes_no_answer_of_a_fixed_rule(
    portfolio: list[Row], rules: str, column: str, place: int
) -> None:
    """What was said without the figure stands with it, where no percentile of other regions moves along."""
    assume(not load(rules).percentiles())
    known = portfolio[place % len(portfolio)]
    before = {key(row): row["strong"] for row in verdicts(table(_without(portfolio, known, column)), rules).to_pylist()}
    after = {key(row): row["strong"] for row in verdicts(table(portfolio), rules).to_pylist()}
    assert all(said is None or after[place] is said for place, said in before.items())


def _without(portfolio: list[Row], known: Row, column: str) -> list[Row]:
    return [row | {column: None} if row is known else row for row in portfolio]


@settings(deadline=None, max_examples=40)
@given(portfolios, st.sampled_from(RULES), st.integers(0, 39), st.sampled_from(["employment", *UNKNOWN]))
def test_more_of_a_figure_never_loses_a_star(portfolio: list[Row], rules: str, place: int, column: str) -> None:
    """Nor the class that counts as strong: all six ask for more, never for less. Other regions stay as they are."""
    raised = place % len(portfolio)
    assume(portfolio[raised][column] is not None)
    assume(portfolio[raised]["employment"] > 0)
    more = [row | {column: row[column] + 1} if at == raised else row for at, row in enumerate(portfolio)]
    here = key(portfolio[raised])
    before, after = (
        next((row for row in verdicts(table(each), rules).to_pylist() if key(row) == here), None)
        for each in (portfolio, more)
    )
    if before is not None and after is not None:
        assert before["grade"] is None or after["grade"] >= before["grade"]
        assert not before["strong"] or after["strong"]


@settings(deadline=None, max_examples=40)
@given(portfolios, st.sampled_from(["us-percentile", "percentile-employment", "eu-panorama-2014"]))
def test_both_forms_of_thresholds_agree(portfolio: list[Row], rules: str) -> None:
    book = load(rules)
    long = {
        (row["year"], row["level"], row["cluster"], row["condition"]): row["threshold"]
        for row in threshold_table(table(portfolio), rules).to_pylist()
    }
    for row in thresholds(table(portfolio), rules).to_pylist():
        for rule in book.rules.values():
            if rule.percentile is not None:
                here = long[row["year"], row["level"], row["cluster"], rule.id]
                assert here == row[f"{rule.column}_p{rule.percentile:g}"]


@settings(deadline=None, max_examples=25)
@given(portfolios, st.sampled_from(["quadrants", "quadrants:cut=1.2"]))
def test_quadrants_exclude_each_other(portfolio: list[Row], rules: str) -> None:
    book = load(rules)
    for row in classify(table(portfolio), rules).to_pylist():
        assert sum(bool(row[name]) for name in book.classes) <= 1


# One nation of four metros and three clusters, every figure that follows from jobs computed from them.
CLUSTERS = {"x": "traded", "y": "traded", "z": "local"}
Jobs = dict[tuple[str, str], int]


def nation(jobs: Jobs, growth: dict[str, float | None]) -> list[Row]:
    def total(region: str | None, of: Callable[[str], bool]) -> int:
        return sum(n for (where, what), n in jobs.items() if (region is None or where == region) and of(what))

    found = []
    for (region, cluster), number in jobs.items():
        kind = CLUSTERS[cluster]
        own = total(None, lambda what, cluster=cluster: what == cluster)  # type: ignore[misc]
        sums = [
            (total(region, of), total(None, of))
            for of in (lambda what, kind=kind: CLUSTERS[what] == kind, lambda what: True)
        ]
        quotients = [number * nation_ / (here * own) if here * own else 0.0 for here, nation_ in sums]
        found.append(
            {
                "year": 2019,
                "level": "metro",
                "region": region,
                "cluster": cluster,
                "kind": kind,
                "employment": number,
                "establishments": 1,
                "location_quotient": quotients[0],
                "location_quotient_all": quotients[1],
                "employment_share_all": number / sums[1][0] if sums[1][0] else 0.0,
                "employment_growth": growth[region] if cluster == "x" else 0.0,
            }
        )
    return found


nations = st.fixed_dictionaries({(f"m{n}", cluster): st.integers(0, 25) for n in range(4) for cluster in CLUSTERS})
growths = st.fixed_dictionaries({f"m{n}": st.sampled_from([None, -0.1, 0.0, 0.1]) for n in range(4)})

OWN = read(
    {
        "name": "own", "title": {"en": "Own"}, "citation": [], "within": ["year", "level", "cluster"],
        "present": "employment", "kinds": ["traded"], "levels_not_ranked": [], "agreement": "two",
        "stars": ["size", "specialisation", "focus", "growing"], "minima": ["several"],
        "conditions": [
            {"id": "several", "column": "employment", "operator": ">=", "value": 2},
            {"id": "size", "column": "employment", "operator": ">=", "percentile": 70},
            {"id": "specialisation", "column": "location_quotient_all", "operator": ">=", "value": 1.4},
            {"id": "focus", "column": "employment_share_all", "operator": ">", "percentile": 60},
            {"id": "growing", "column": "employment_growth", "operator": ">", "value": 0},
            {"id": "not_much", "column": "location_quotient", "operator": "<", "value": 2.5},
        ],
        "classes": {
            "one": {"stars": 1}, "two": {"stars": 2}, "three": {"stars": 3},
            "modest": {"stars": 1, "all": ["not_much"]}, "high": {"stars": 0, "all": ["focus", "specialisation"]},
        },
    }
)  # fmt: skip
TRIED = 30  # jobs added one at a time


def added(jobs: Jobs, more: int) -> Jobs:
    return jobs | {("m0", "x"): jobs["m0", "x"] + more}


def holds_recomputed(jobs: Jobs, growth: dict[str, float | None], class_: str, more: int) -> bool:
    after = nation(added(jobs, more), growth)
    own = next(row for row in after if (row["region"], row["cluster"]) == ("m0", "x"))
    answer = verdict(own, after, OWN.entries)
    return answer is not None and answer.classes[class_] is True


def holds_held(jobs: Jobs, growth: dict[str, float | None], class_: str, more: int) -> bool:
    """Against percentiles of the portfolio as it stood: fixed values in their place."""
    before = nation(jobs, growth)
    own = next(row for row in nation(added(jobs, more), growth) if (row["region"], row["cluster"]) == ("m0", "x"))
    limits = {
        row["condition"]: row["threshold"]
        for row in threshold_table(table(before), OWN).to_pylist()
        if row["cluster"] == "x"
    }
    conditions = [
        {key: value for key, value in said.items() if key != "percentile"} | {"value": limits[said["id"]]}
        for said in OWN.entries["conditions"]
    ]
    if any(said["value"] is None for said in conditions):
        return False
    answer = verdict(own, [own], {**OWN.entries, "conditions": conditions})
    return answer is not None and answer.classes[class_] is True


@settings(deadline=None, max_examples=40)
@given(nations, growths, st.sampled_from(list(OWN.classes)), st.sampled_from([holds_held, holds_recomputed]))
def test_jobs_to_a_class_are_those_found_by_adding_one_at_a_time(
    jobs: Jobs, growth: dict[str, float | None], class_: str, holds: Callable[..., bool]
) -> None:
    assume(any(jobs[f"m{n}", "x"] for n in range(4)))
    explanation = why_not(table(nation(jobs, growth)), "m0", "x", OWN, class_=class_)
    remedy = explanation.held if holds is holds_held else explanation.recomputed
    tried = [holds(jobs, growth, class_, more) for more in range(TRIED)]
    if remedy.jobs is None or remedy.jobs >= TRIED:
        assert True not in tried
        assert remedy.jobs is None or holds(jobs, growth, class_, remedy.jobs)
    else:
        assert remedy.jobs == tried.index(True)


@settings(deadline=None, max_examples=15)
@given(nations, growths)
def test_the_explanation_says_what_the_verdict_says(jobs: Jobs, growth: dict[str, float | None]) -> None:
    portfolio = nation(jobs, growth)
    said = {(row["region"], row["cluster"]): row for row in classify(table(portfolio), OWN).to_pylist()}
    grades = {(row["region"], row["cluster"]): row for row in verdicts(table(portfolio), OWN).to_pylist()}
    for region in ("m0", "m1"):
        for class_ in OWN.classes:
            explanation = why_not(table(portfolio), region, "x", OWN, class_=class_)
            assert explanation.verdict is said[region, "x"][class_]
            assert explanation.grade == grades[region, "x"]["grade"]
            assert explanation.measured == grades[region, "x"]["measured"]


@settings(deadline=None, max_examples=40)
@given(portfolios, st.sampled_from(RULES))
def test_robust_is_said_only_where_strong_is(portfolio: list[Row], rules: str) -> None:
    """Without bounds both ends are the class itself; what cannot be said is not robust."""
    book: RuleBook = load(rules)
    strong = {key(row): row[book.agreement] for row in classify(table(portfolio), rules).to_pylist()}
    for row in robustness(table(portfolio), rules).to_pylist():
        assert row["strong_low"] is row["strong_high"] is strong[key(row)]
        assert strong[key(row)] is not None or row["robust"] is None
