"""Whatever the portfolio: classes are those of the rule, read row by row, and the remedies those found job by job."""

from dataclasses import fields, replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference.strength import (
    CLASSES,
    Row,
    add,
    classes,
    cut,
    enough_held,
    enough_recomputed,
    find,
    passes,
    ranked_with,
    with_quotients,
)

from clusteratlas.diagnosis import classify, thresholds, why_not

TRIED = 60  # jobs added one at a time
places = st.tuples(
    st.sampled_from([2018, 2019]),
    st.sampled_from(
        [("metro", "m1"), ("metro", "m2"), ("metro", "m3"), ("metro", "m4"), ("micro", "n1"), ("micro", "n2")]
    ),
    st.sampled_from([("traded", "x"), ("traded", "y"), ("local", "z")]),
)
numbers = st.tuples(st.integers(0, 6), st.integers(0, 4), st.sampled_from([0.0, 0.25, 0.5, 1.0, 1.5, 4.0]))


def rows(drawn: dict[tuple[int, tuple[str, str], tuple[str, str]], tuple[int, int, float]]) -> list[Row]:
    return [
        Row(region, cluster, jobs, establishments, quotient, level, kind, year)
        for (year, (level, region), (kind, cluster)), (jobs, establishments, quotient) in drawn.items()
    ]


portfolios = st.dictionaries(places, numbers, min_size=1).map(rows)


def table(portfolio: list[Row]) -> pa.Table:
    return pa.table({field.name: [getattr(row, field.name) for row in portfolio] for field in fields(Row)})


def key(row: dict[str, object]) -> tuple[object, ...]:
    return row["year"], row["region"], row["cluster"]


@settings(deadline=None)
@given(portfolios)
def test_classes_are_those_of_the_rule(portfolio: list[Row]) -> None:
    found = {key(row): {name: row[name] for name in CLASSES} for row in classify(table(portfolio)).to_pylist()}
    expected = {(row.year, row.region, row.cluster): classes(row, ranked_with(row, portfolio)) for row in portfolio}
    assert found == expected


@settings(deadline=None)
@given(portfolios)
def test_without_its_conditions_on_establishments_the_rule_can_only_say_yes_more_often(portfolio: list[Row]) -> None:
    bare = table(portfolio).drop_columns(["establishments"])
    whole, without = classify(table(portfolio)).to_pylist(), classify(bare, "percentile-employment").to_pylist()
    for strict, mild in zip(whole, without, strict=True):
        assert key(strict) == key(mild)
        assert all(mild[name] is None if strict[name] is None else mild[name] >= strict[name] for name in CLASSES)


@settings(deadline=None)
@given(portfolios, st.integers(1, 1000))
def test_fixed_thresholds_ask_no_other_row(portfolio: list[Row], size: int) -> None:
    many = [replace(row, employment=row.employment * size) for row in portfolio]
    found = {key(row): row["strong"] for row in classify(table(many), "fixed-threshold").to_pylist()}
    for row in many:
        expected = row.location_quotient >= 1.5 and row.employment >= 1000  # type: ignore[operator]
        assert found[row.year, row.region, row.cluster] is (None if row.kind == "local" else expected)


@settings(deadline=None)
@given(portfolios)
def test_inside_a_level_rows_of_other_levels_do_not_count(portfolio: list[Row]) -> None:
    assume(any(row.level == "metro" for row in portfolio))
    found = {key(row): row["strong"] for row in classify(table(portfolio), ranked_in="metro").to_pylist()}
    for row in portfolio:
        metros = [r for r in portfolio if (r.year, r.level, r.cluster) == (row.year, "metro", row.cluster)]
        compared = any(metro.employment for metro in metros) or not row.employment
        expected = classes(row, metros)["strong"] if compared else None
        assert found[row.year, row.region, row.cluster] is expected


@settings(deadline=None)
@given(portfolios)
def test_thresholds_are_numpys_percentiles_of_regions_with_jobs(portfolio: list[Row]) -> None:
    for found in thresholds(table(portfolio)).to_pylist():
        ranked = [row for row in portfolio if all(found[k] == getattr(row, k) for k in ("year", "level", "cluster"))]
        assert found["regions"] == sum(1 for row in ranked if row.employment)
        assert found["employment_p25"] == cut(ranked, "employment", 25)
        assert found["establishments_p25"] == cut(ranked, "establishments", 25)
        for q in (25, 50, 75, 90):
            assert found[f"location_quotient_p{q}"] == cut(ranked, "location_quotient", q)


@settings(deadline=None)
@given(portfolios, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(portfolio: list[Row], random: object) -> None:
    shuffled = list(portfolio)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert classify(table(shuffled)).equals(classify(table(portfolio)))
    assert thresholds(table(shuffled)).equals(thresholds(table(portfolio)))


@st.composite
def nations(draw: st.DrawFn) -> list[Row]:
    """Three to six metros, two or three clusters, all cells written out, quotients from the cells themselves."""
    regions = [f"m{n}" for n in range(draw(st.integers(3, 6)))]
    jobs, establishments = st.integers(0, 30), st.integers(0, 5)
    cells = [
        Row(region, cluster, draw(jobs), draw(establishments)) for region in regions for cluster in ("x", "y", "z")
    ]
    return with_quotients(cells)


def smallest(enough: list[bool]) -> int | None:
    return enough.index(True) if True in enough else None


@settings(deadline=None, max_examples=60)
@given(nations(), st.sampled_from([enough_held, enough_recomputed]))
def test_jobs_are_those_found_by_adding_one_at_a_time(portfolio: list[Row], enough: object) -> None:
    explanation = why_not(table(portfolio), "m0", "x")
    remedy = explanation.held if enough is enough_held else explanation.recomputed
    tried = [enough(portfolio, "m0", "x", jobs) for jobs in range(TRIED)]  # type: ignore[operator]
    if explanation.verdict:
        assert tried[0]
    elif remedy.jobs is not None and remedy.jobs >= TRIED:
        assert smallest(tried) is None
        assert enough(portfolio, "m0", "x", remedy.jobs)  # type: ignore[operator]
        assert not enough(portfolio, "m0", "x", remedy.jobs - 1)  # type: ignore[operator]
    else:
        assert remedy.jobs == smallest(tried)


@settings(deadline=None, max_examples=60)
@given(nations())
def test_establishments_are_those_found_by_adding_one_at_a_time(portfolio: list[Row]) -> None:
    assume(find(portfolio, "m0", "x").employment > 0)
    explanation = why_not(table(portfolio), "m0", "x")
    assume(not explanation.verdict)
    before = ranked_with(find(portfolio, "m0", "x"), portfolio)
    held, recomputed = [], []
    for number in range(20):
        after = add(portfolio, "m0", "x", establishments=number)
        row = find(after, "m0", "x")
        held.append(passes(row, before)[1])
        recomputed.append(passes(row, ranked_with(row, after))[1])
    assert explanation.held.establishments == smallest(held)
    assert explanation.recomputed.establishments == smallest(recomputed)


@settings(deadline=None, max_examples=30)
@given(nations())
def test_the_remedy_makes_the_cluster_strong(portfolio: list[Row]) -> None:
    explanation = why_not(table(portfolio), "m0", "x")
    remedy = explanation.recomputed
    assume(remedy.jobs is not None and remedy.establishments is not None)
    after = table(add(portfolio, "m0", "x", remedy.jobs, remedy.establishments))
    strong = {key(row): row["strong"] for row in classify(after).to_pylist()}
    assert strong[2019, "m0", "x"] is True
    assert why_not(after, "m0", "x").verdict


@settings(deadline=None)
@given(nations(), st.sampled_from(CLASSES))
def test_the_verdict_is_the_class(portfolio: list[Row], class_: str) -> None:
    for row in classify(table(portfolio)).to_pylist():
        verdict = why_not(table(portfolio), row["region"], row["cluster"], class_=class_).verdict
        assert verdict is row[class_]


@pytest.mark.parametrize("size", [3, 41, 400])
def test_many_regions_agree_too(size: int) -> None:
    random = np.random.default_rng(size)
    portfolio = with_quotients(
        [
            Row(f"m{n}", cluster, int(random.integers(0, 5000)), int(random.integers(0, 50)))
            for n in range(size)
            for cluster in ("x", "y", "z")
        ]
    )
    for region in ("m0", "m1", "m2"):
        explanation = why_not(table(portfolio), region, "x")
        for remedy, enough in ((explanation.held, enough_held), (explanation.recomputed, enough_recomputed)):
            if remedy.jobs:
                assert enough(portfolio, region, "x", remedy.jobs)
                assert not enough(portfolio, region, "x", remedy.jobs - 1)
