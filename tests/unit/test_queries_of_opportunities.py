"""What is asked of an edition about opportunities, against plain Python and against the library's own diagnosis."""

from itertools import pairwise
from typing import Any

import pytest

from clusteratlas.diagnosis import opportunities as diagnosed
from clusteratlas.diagnosis.opportunities import DEFAULT, PARTS, Weights, messages_of
from clusteratlas.editions import Edition
from clusteratlas.editions.queries.opportunities import (
    backtest,
    candidates,
    prospects_of,
    regions_of,
    relations_on_board,
    reliability,
    rescored,
)
from clusteratlas.editions.queries.opportunity_facts import candidate_facts, names_relations
from clusteratlas.editions.queries.regional import regional_cluster_in

Row = dict[str, Any]

WICHITA, ALBERTVILLE, SEATTLE = "us-metro-48620", "us-micro-10700", "us-metro-42660"
PLACES = [(WICHITA, 2019), (WICHITA, 2018), (ALBERTVILLE, 2019), (SEATTLE, 2019)]


def by_hand(row: Row, weights: Weights) -> float | None:
    """The weighted mean of the percentiles a row has."""
    counted = [
        (weight, row[f"{part}_percentile"])
        for part, weight in weights.by_part().items()
        if row[f"{part}_percentile"] is not None
    ]
    total = sum(weight for weight, _ in counted)
    return sum(weight * percentile for weight, percentile in counted) / total if total else None


@pytest.mark.parametrize(("region", "year"), PLACES)
def test_with_the_default_weights_scores_and_ranks_are_those_stored(
    sample_edition: Edition, region: str, year: int
) -> None:
    stored = candidates(sample_edition, region, year)
    found = rescored(stored, DEFAULT)
    assert stored
    assert [row["cluster"] for row in found] == [row["cluster"] for row in stored]
    assert [row["rank"] for row in found] == [row["rank"] for row in stored]
    assert [row["score"] for row in found] == pytest.approx([row["score"] for row in stored], abs=1e-9)


@pytest.mark.parametrize(
    "weights", [Weights(1, 1, 1, 1), Weights(1, 2, 0, 0), Weights(0, 0, 5, 0), Weights(0.5, 0, 0, 100)]
)
@pytest.mark.parametrize(("region", "year"), PLACES)
def test_with_other_weights_the_score_is_their_mean_of_the_percentiles(
    sample_edition: Edition, region: str, year: int, weights: Weights
) -> None:
    stored = candidates(sample_edition, region, year)
    found = rescored(stored, weights)
    assert {row["cluster"] for row in found} == {row["cluster"] for row in stored}
    for row in found:
        expected = by_hand(row, weights)
        assert (row["score"] is None) == (expected is None)
        if expected is not None:
            assert row["score"] == pytest.approx(expected)
            assert sum(row[f"{part}_counts"] for part in PARTS) == pytest.approx(1)
    scores = [row["score"] for row in found if row["score"] is not None]
    assert scores == sorted(scores, reverse=True)
    for row in found:
        score = row["score"]
        assert row["rank"] == (None if score is None else 1 + sum(other > score for other in scores))


def test_in_a_first_year_growth_alone_scores_nothing(sample_edition: Edition) -> None:
    found = rescored(candidates(sample_edition, WICHITA, 2018), Weights(0, 0, 1, 0))
    assert {(row["score"], row["rank"]) for row in found} == {(None, None)}
    assert [row["cluster"] for row in found] == sorted(row["cluster"] for row in found)


def test_of_nothing_there_is_nothing(sample_edition: Edition) -> None:
    assert candidates(sample_edition, "nowhere", 2019) == candidates(sample_edition, WICHITA, 1999) == []
    assert rescored([], DEFAULT) == []
    assert prospects_of(sample_edition, "us", 2019) == []
    assert regions_of(sample_edition, "tobacco", "country", 2019) == []
    assert relations_on_board(sample_edition, "no-such-cluster", []) == []
    assert backtest(sample_edition) == reliability(sample_edition) == []


@pytest.mark.parametrize("region", [WICHITA, ALBERTVILLE])
def test_closeness_is_made_of_the_relations_on_the_board(sample_edition: Edition, region: str) -> None:
    rows, prospects = candidates(sample_edition, region, 2019), prospects_of(sample_edition, region, 2019)
    for row in rows:
        others = relations_on_board(sample_edition, row["cluster"], prospects)
        assert row["cluster"] not in {other["other"] for other in others}
        assert all(one["relatedness"] >= other["relatedness"] >= 0 for one, other in pairwise(others))
        near = sum(other["relatedness"] for other in others if other["strong"])
        assert row["closeness"] == pytest.approx(near / sum(other["relatedness"] for other in others), abs=1e-9)


@pytest.mark.parametrize("region", [WICHITA, SEATTLE])
def test_sentences_are_those_of_the_diagnosis(sample_edition: Edition, region: str) -> None:
    """Asked of the tables, and found afresh from the portfolio: the same messages for every candidate."""
    query = """select * from portfolio where subcluster is null and employment is not null
        and (level = 'country' or (level = 'metro' and year = 2019))"""
    portfolio = sample_edition.table(query)
    near = sample_edition.table("select cluster, other, relatedness, relation from relatedness")
    afresh = diagnosed(portfolio, region, near, year=2019, rules=sample_edition.book())
    rows, prospects = candidates(sample_edition, region, 2019), prospects_of(sample_edition, region, 2019)
    assert [row["cluster"] for row in rows] == [each.cluster for each in afresh]
    for row, each in zip(rows, afresh, strict=True):
        found = messages_of(candidate_facts(sample_edition, row, rows, prospects))
        assert [message.id for message in found] == [message.id for message in each.messages]
        for one, other in zip(found, each.messages, strict=True):
            assert one.arguments == pytest.approx(other.arguments, abs=1e-9) or one.arguments == other.arguments


def test_relations_are_named_in_the_latest_year_alone(sample_edition: Edition) -> None:
    assert names_relations(sample_edition, 2019)
    assert not names_relations(sample_edition, 2018)
    rows, prospects = candidates(sample_edition, WICHITA, 2018), prospects_of(sample_edition, WICHITA, 2018)
    for row in rows:
        facts = candidate_facts(sample_edition, row, rows, prospects)
        assert facts.related == ()
        assert facts.nearest == tuple(filter(None, [row["nearest_strong_cluster"]]))


def test_the_regions_of_a_cluster_come_by_their_score(sample_edition: Edition) -> None:
    found = regions_of(sample_edition, "biopharmaceuticals", "metro", 2019)
    strong = sample_edition.rows(
        "select region from portfolio where cluster = 'biopharmaceuticals' and year = 2019 and strong"
    )
    assert {row["level"] for row in found} == {"metro"}
    assert not {row["region"] for row in found} & {row["region"] for row in strong}
    assert all(one["score"] >= other["score"] for one, other in pairwise(found))


def test_the_nation_grew_by_what_pull_says(sample_edition: Edition) -> None:
    row = candidates(sample_edition, WICHITA, 2019)[0]
    nation = {year: regional_cluster_in(sample_edition, "us", row["cluster"], year) for year in (2017, 2018, 2019)}
    assert [year for year, here in nation.items() if here] == [2018, 2019]
    assert row["pull"] == pytest.approx(nation[2019]["employment"] / nation[2018]["employment"] - 1)
