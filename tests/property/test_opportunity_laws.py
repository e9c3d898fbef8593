"""Whatever the portfolio: parts and scores are those found cell by cell, and what lacks is what why_not says."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import duckdb
import ibis
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference import opportunities as slow
from tests.reference.strength import Row, classes, cut, ranked_with, with_quotients

from clusteratlas.diagnosis import opportunities, opportunity_table, prospects, why_not
from clusteratlas.diagnosis.opportunities import PARTS, score_kernel
from clusteratlas.tables import Frame, to_arrow

CLUSTERS = ["x", "y", "z", "w"]
WEIGHTS = {"closeness": 2.0, "gap": 3.0, "pull": 1.0, "reward": 0.5}


@st.composite
def nations(draw: st.DrawFn) -> list[Row]:
    """Two to six metros, four clusters, some cells missing, quotients from the cells themselves, two years."""
    regions = [f"m{number}" for number in range(draw(st.integers(2, 6)))]
    jobs, establishments = st.integers(0, 30), st.integers(0, 5)
    found = []
    for year in (2018, 2019):
        cells = [
            Row(region, cluster, draw(jobs), draw(establishments), year=year)
            for region in regions
            for cluster in CLUSTERS
            if draw(st.integers(0, 9))
        ]
        found += with_quotients(cells or [Row("m0", "x", 1, 1, year=year)])
    return found


pairs = st.dictionaries(
    st.tuples(st.sampled_from(CLUSTERS), st.sampled_from(CLUSTERS)),
    st.sampled_from([-0.5, 0.0, 0.25, 0.5, 1.0]),
    min_size=1,
)
rewards = st.dictionaries(st.sampled_from(CLUSTERS), st.sampled_from([1.0, 2.0, 5.0]), min_size=1)


def table(rows: list[Row]) -> pa.Table:
    return pa.table({field.name: [getattr(row, field.name) for row in rows] for field in fields(Row)})


def near(found: dict[tuple[str, str], float]) -> pa.Table:
    columns = {"cluster": [one for one, _ in found], "other": [other for _, other in found]}
    return pa.table({**columns, "relatedness": list(found.values())})


def reward(found: dict[str, float]) -> pa.Table:
    return pa.table({"cluster": list(found), "reward": list(found.values())})


def ways(row: Row, rows: list[Row]) -> list[tuple[float, float, bool]]:
    """Value, threshold and whether it holds, of each condition of `strong`."""
    ranked = ranked_with(row, rows)
    quotient = row.location_quotient or 0.0
    line = cut(ranked, "location_quotient", 75)
    return [
        (quotient, line or 0.0, line is not None and quotient >= line),
        (quotient, 1.0, quotient >= 1),
        *(
            (getattr(row, name), cut(ranked, name, 25) or 0.0, getattr(row, name) > (cut(ranked, name, 25) or np.inf))
            for name in ("employment", "establishments")
        ),
    ]


def expected(rows: list[Row], links: dict[tuple[str, str], float], pay: dict[str, float]) -> dict[Any, dict[str, Any]]:
    """Every candidate's parts and score, one after the other."""
    found: dict[Any, dict[str, Any]] = {}
    for year in (2018, 2019):
        here = [row for row in rows if row.year == year]
        known = sorted({row.cluster for row in here})
        for region in sorted({row.region for row in here}):
            cells = {row.cluster: row for row in here if row.region == region}
            strong = {code for code, row in cells.items() if classes(row, ranked_with(row, rows))["strong"]}
            parts: dict[str, dict[str, Any]] = {}
            for code in known:
                row = cells.get(code) or Row(region, code, 0, 0, 0.0, year=year)
                if code in strong or not any(each.employment for each in here if each.cluster == code):
                    continue
                before = sum(each.employment for each in rows if (each.year, each.cluster) == (year - 1, code))
                now = sum(each.employment for each in here if each.cluster == code)
                parts[code] = {
                    "closeness": slow.closeness(code, strong, known, links),
                    "gap": slow.gap(ways(row, rows)),
                    "pull": now / before - 1 if before else None,
                    "reward": pay.get(code),
                }
            for code, own in parts.items():
                ranks = {part: slow.percentile(own[part], [each[part] for each in parts.values()]) for part in PARTS}
                found[year, region, code] = own | {"score": slow.score(ranks, WEIGHTS)}
    return found


@settings(deadline=None, max_examples=40)
@given(nations(), pairs, rewards)
def test_parts_and_scores_are_those_found_cell_by_cell(
    rows: list[Row], links: dict[tuple[str, str], float], pay: dict[str, float]
) -> None:
    answer = opportunity_table(table(rows), near(links), WEIGHTS, reward=reward(pay)).to_pylist()
    wanted = expected(rows, links, pay)
    assert [(row["year"], row["region"], row["cluster"]) for row in answer] == sorted(wanted)
    for row in answer:
        own = wanted[row["year"], row["region"], row["cluster"]]
        for name in (*PARTS, "score"):
            assert row[name] == (None if own[name] is None else pytest.approx(own[name], abs=1e-12)), name


@settings(deadline=None, max_examples=25)
@given(nations(), pairs)
def test_what_lacks_is_the_remedy_of_why_not(rows: list[Row], links: dict[tuple[str, str], float]) -> None:
    of_year = [row for row in rows if row.year == 2019]
    for row in opportunity_table(table(of_year), near(links)).to_pylist():
        held = why_not(table(of_year), row["region"], row["cluster"]).held
        assert row["jobs_short"] == held.jobs
        assert row["establishments_short"] == held.establishments


@settings(deadline=None, max_examples=15)
@given(nations(), pairs, rewards, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    rows: list[Row], links: dict[tuple[str, str], float], pay: dict[str, float], random: Any
) -> None:
    answer = opportunity_table(table(rows), near(links), reward=reward(pay))
    picture = prospects(table(rows), near(links))
    shuffled, turned = list(rows), list(links.items())
    random.shuffle(shuffled)
    random.shuffle(turned)
    assert opportunity_table(table(shuffled), near(dict(turned)), reward=reward(pay)).equals(answer)
    assert prospects(table(shuffled), near(dict(turned))).equals(picture)


@settings(deadline=None, max_examples=15)
@given(nations(), pairs, rewards, rewards)
def test_a_part_of_weight_zero_changes_no_score(
    rows: list[Row], links: dict[tuple[str, str], float], one: dict[str, float], other: dict[str, float]
) -> None:
    without = "closeness:1,gap:2,pull:3,reward:0"
    scores = [
        opportunity_table(table(rows), near(links), without, reward=reward(pay)).select(["score", "rank"])
        for pay in (one, other)
    ]
    assert scores[0].equals(scores[1])


@settings(deadline=None, max_examples=15)
@given(nations(), pairs, rewards)
def test_only_the_proportions_of_weights_count(
    rows: list[Row], links: dict[tuple[str, str], float], pay: dict[str, float]
) -> None:
    found = [
        opportunity_table(table(rows), near(links), text, reward=reward(pay))["score"].to_pylist()
        for text in ("closeness:1,gap:2,pull:0.5,reward:4", "closeness:2,gap:4,pull:1,reward:8")
    ]
    assert found[0] == pytest.approx(found[1])


values = st.one_of(st.just(float("nan")), st.floats(-1e9, 1e9))


@settings(deadline=None)
@given(st.integers(1, 6), st.integers(1, 4), st.data())
def test_a_score_is_between_0_and_1_and_the_mean_percentile_is_a_half(clusters: int, regions: int, data: Any) -> None:
    shape = (len(PARTS), regions, clusters)
    drawn = data.draw(st.lists(values, min_size=int(np.prod(shape)), max_size=int(np.prod(shape))))
    parts = np.array(drawn).reshape(shape)
    member = np.array(data.draw(st.lists(st.booleans(), min_size=regions * clusters, max_size=regions * clusters)))
    member = member.reshape(regions, clusters)
    weights = data.draw(st.lists(st.floats(0.01, 100), min_size=4, max_size=4))
    found = score_kernel(parts, member, weights)
    known = ~np.isnan(found.score)
    assert ((found.score[known] > 0) & (found.score[known] < 1)).all()
    assert (known == (member & ~np.isnan(parts).all(axis=0))).all()
    assert ((found.rank > 0) == known).all()
    for percentiles in found.percentiles.reshape(-1, clusters):
        if not np.isnan(percentiles).all():
            assert np.nanmean(percentiles) == pytest.approx(0.5)
    for region in range(regions):
        ranked = found.score[region][np.argsort(found.rank[region])][(~known[region]).sum() :]
        assert (np.diff(ranked) <= 0).all()
        assert np.nansum(found.counts[:, region], axis=0)[known[region]] == pytest.approx(1)


@pytest.mark.parametrize("weights", [[1, 1, 1], [0.1, 0.1, 0.1], [3, 3, 3]])
def test_candidates_of_equal_percentiles_in_another_order_share_a_rank(weights: list[float]) -> None:
    first, second, third = [1.0, 3.0, 2.0], [3.0, 2.0, 1.0], [2.0, 1.0, 3.0]  # each candidate is last, middle and first
    found = score_kernel([[first], [second], [third]], [[True, True, True]], weights)
    assert found.rank.tolist() == [[1, 1, 1]]


@settings(deadline=None, max_examples=15)
@given(nations(), pairs, rewards)
def test_the_list_of_a_region_is_its_rows_by_score(
    rows: list[Row], links: dict[tuple[str, str], float], pay: dict[str, float]
) -> None:
    answer = opportunity_table(table(rows), near(links), reward=reward(pay)).to_pylist()
    for region in {row.region for row in rows if row.year == 2019}:
        listed = opportunities(table(rows), region, near(links), year=2019, reward=reward(pay))
        own = {row["cluster"]: row for row in answer if (row["year"], row["region"]) == (2019, region)}
        assert {each.cluster: (each.score, each.rank) for each in listed} == {
            code: (row["score"], row["rank"]) for code, row in own.items()
        }
        assert [each.rank or 99 for each in listed] == sorted(each.rank or 99 for each in listed)
        for each in listed:
            assert len(each.facts.related) == own[each.cluster]["related_strong_clusters"]
            assert each.facts.nearest[:1] == tuple(filter(None, [own[each.cluster]["nearest_strong_cluster"]]))


KINDS: dict[str, Callable[[pa.Table], Frame]] = {
    "pandas": lambda each: each.to_pandas(),
    "polars": pl.from_arrow,
    "polars, lazy": lambda each: pl.from_arrow(each).lazy(),  # type: ignore[union-attr]
    "duckdb": duckdb.from_arrow,
    "ibis": ibis.memtable,
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_answer_in_the_same_kind(kind: str) -> None:
    rows = with_quotients(
        [Row(f"m{r}", c, (r * 7 + i * 5) % 11, 1 + r) for r in range(5) for i, c in enumerate("xyzw")]
    )
    plain, links = table(rows), near({("x", "y"): 0.5, ("z", "w"): 0.25, ("w", "x"): 1.0})
    for function in (opportunity_table, prospects):
        found = function(KINDS[kind](plain), KINDS[kind](links))
        assert type(found) is type(KINDS[kind](plain))
        assert to_arrow(found).to_pylist() == function(plain, links).to_pylist()
    assert opportunities(KINDS[kind](plain), "m1", KINDS[kind](links)) == opportunities(plain, "m1", links)
    assert isinstance(plain.to_pandas(), pd.DataFrame)
