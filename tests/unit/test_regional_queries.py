"""What is asked of one regional cluster: every rule book's judgement, its change year by year, its relations."""

from pathlib import Path

import pytest
from tests.unit.small_states import Cell, build_states, chain, state_rows

from clusteratlas.editions import Edition
from clusteratlas.editions.queries import clusters, verdicts
from clusteratlas.editions.queries.changes import EFFECTS, added_up, yearly_changes
from clusteratlas.editions.queries.conditions import COLUMNS, condition_rows
from clusteratlas.editions.queries.dynamics import shift_share_of
from clusteratlas.editions.queries.explanation import why_strong_or_not
from clusteratlas.editions.queries.judged import ends_of, judged
from clusteratlas.editions.queries.related import related_to
from clusteratlas.editions.queries.related_here import related_here

WICHITA, PLASTICS, AEROSPACE = "us-metro-48620", "plastics", "aerospace-vehicles-and-defense"
NAMES = dict(zip(EFFECTS, ("change", "national", "mix", "competitive", "expected"), strict=True))


def ranked_rows(edition: Edition) -> list[dict[str, object]]:
    """Every two-hundredth row of the portfolio that its first rule book ranks."""
    query = "select * from portfolio where strong is not null order by year, region, cluster"
    return edition.rows(query)[::200]


def test_a_row_is_judged_as_the_tables_say(sample_edition: Edition) -> None:
    rows = ranked_rows(sample_edition)
    assert len(rows) > 200
    for row in rows:
        found = judged(sample_edition, row)
        region, cluster, year = row["region"], row["cluster"], row["year"]
        said = verdicts.of_regional_cluster(sample_edition, str(region), str(cluster), int(str(year)))
        assert list(found) == list(sample_edition.manifest.books)
        for verdict in said:
            one = found[verdict["rules"]]
            shown = {"class": one.class_, "grade": one.grade, "measured": one.measured, "strong": one.strong}
            assert shown == {name: verdict[name] for name in shown}
        first = found[sample_edition.manifest.book.name]
        assert (first.trials["low"], first.trials["high"], first.robust) == (
            *(row["strong_low"], row["strong_high"], row["robust"]),
        )


def test_the_conditions_are_those_of_the_explanation(sample_edition: Edition) -> None:
    row = sample_edition.rows(
        "select * from portfolio where region = ? and cluster = ? and year = 2019 and subcluster is null",
        [WICHITA, PLASTICS],
    )[0]
    cluster = clusters.cluster(sample_edition, PLASTICS)
    for name, found in judged(sample_edition, row).items():
        explanation = why_strong_or_not(sample_edition, WICHITA, cluster, 2019, name)
        assert explanation
        assert found.strong == explanation.verdict
        assert [held.rule.id for held in found.conditions] == [each.id for each in explanation.conditions]
        for held, condition in zip(found.conditions, explanation.conditions, strict=True):
            assert held.value == condition.value
            assert held.threshold == pytest.approx(condition.threshold)
            assert held.passes == condition.passes


def test_a_region_without_the_cluster_has_a_quotient_of_zero_over_all_jobs_too(sample_edition: Edition) -> None:
    footwear = clusters.cluster(sample_edition, "footwear")
    found = why_strong_or_not(sample_edition, WICHITA, footwear, 2019, "eu-eocic-2020")
    assert found
    node = found.conditions[0]
    assert (node.column, node.value, node.passes) == ("location_quotient_all", 0.0, False)
    assert node.held == found.held.jobs


def test_the_ends_of_a_row() -> None:
    row = {
        "location_quotient": 2.0,
        "location_quotient_low": 1.0,
        "location_quotient_high": 3.0,
        "location_quotient_all": 3.0,
        "employment": 10,
        "employment_low": 4,
        "employment_high": None,
        "establishments": 7,
        "establishments_low": None,
        "establishments_high": None,
    }
    assert ends_of(row, "location_quotient") == (1.0, 3.0)
    assert ends_of(row, "location_quotient_all") == (1.5, 4.5)  # moved as the other one is
    assert ends_of(row, "employment") == (4.0, float("inf"))
    assert ends_of(row, "establishments") is None
    assert ends_of(row, "wages_per_head") is None


def test_changes_are_those_of_the_region_s_analysis(sample_edition: Edition) -> None:
    whole = shift_share_of(sample_edition, WICHITA, 2018, 2019)
    assert whole
    assert len(whole.rows) > 40
    for cluster, expected in whole.rows.items():
        found = added_up(yearly_changes(sample_edition, WICHITA, cluster))
        assert {NAMES[name]: value for name, value in found.items()} == pytest.approx(
            {name: expected[name] for name in NAMES.values()}, abs=1e-6
        )


def test_effects_add_up_in_every_year(sample_edition: Edition) -> None:
    for row in yearly_changes(sample_edition, WICHITA, AEROSPACE):
        parts = [row[name] for name in ("national_effect", "mix_effect", "competitive_effect")]
        assert sum(parts) == pytest.approx(row["employment_change"])
        assert row["employment"] - row["employment_before"] == row["employment_change"]
        assert parts[0] + parts[1] == pytest.approx(row["expected_change"])


def test_there_is_no_change_of_a_local_cluster_or_of_what_is_not_there(sample_edition: Edition) -> None:
    assert yearly_changes(sample_edition, WICHITA, "local-health-services") == []
    assert yearly_changes(sample_edition, WICHITA, "footwear") == []
    assert added_up([]) == dict.fromkeys(EFFECTS, 0)


def test_a_cluster_that_comes_into_a_region_is_all_its_own(tmp_path: Path) -> None:
    """Kansas has no aircraft in 2004 and 500 jobs in 2005; the nation goes from 2,000 to 2,700."""

    def cells(planes: int, chips: int) -> list[Cell]:
        found = [("00", 30, planes + chips), ("31-33", 30, planes + chips), *chain("334413", 20, chips)[1:]]
        return [*found, *chain("336411", 10, planes)[1:]] if planes else found

    lines = [
        *state_rows(2004, "us-state-20", cells(0, 1_000)),
        *state_rows(2004, "us-state-32", cells(2_000, 1_000)),
        *state_rows(2005, "us-state-20", cells(500, 1_000)),
        *state_rows(2005, "us-state-32", cells(2_200, 1_000)),
    ]
    edition = build_states(tmp_path, lines)
    found = yearly_changes(edition, "us-state-32", AEROSPACE)
    assert [(row["year"], row["employment_before"], row["employment"]) for row in found] == [(2005, 2_000, 2_200)]
    row = found[0]
    assert (row["cluster_before"], row["cluster_after"]) == (2_000, 2_700)
    assert (row["total_before"], row["total_after"]) == (4_000, 4_700)
    assert row["national_effect"] == pytest.approx(2_000 * 700 / 4_000)
    assert row["expected_change"] == pytest.approx(700)
    assert row["competitive_effect"] == pytest.approx(200 - 700)
    for row in yearly_changes(edition, "us-state-20", AEROSPACE):
        assert (row["employment_before"], row["national_effect"], row["mix_effect"]) == (0, 0.0, 0.0)
        assert row["competitive_effect"] == row["employment_change"] == 500


def test_relations_stand_with_the_figures_of_the_region(sample_edition: Edition) -> None:
    found = related_here(sample_edition, WICHITA, PLASTICS, 2019)
    assert [row["other"] for row in found] == [row["other"] for row in related_to(sample_edition, PLASTICS)]
    query = "select * from portfolio where region = ? and year = 2019 and subcluster is null"
    here = {row["cluster"]: row for row in sample_edition.rows(query, [WICHITA])}
    assert any(row["other"] not in here for row in found)
    for row in found:
        own = here.get(row["other"], {})
        for name in ("employment", "location_quotient", "strong", "robust"):
            assert row[name] == own.get(name)


def test_what_a_rule_book_says_by_year(sample_edition: Edition) -> None:
    found = verdicts.over_years(sample_edition, WICHITA, PLASTICS, "quadrants")
    assert list(found) == [2018, 2019]
    for year, row in found.items():
        said = {each["rules"]: each for each in verdicts.of_regional_cluster(sample_edition, WICHITA, PLASTICS, year)}
        assert row["strong"] == said["quadrants"]["strong"]
        assert row["class"] == said["quadrants"]["class"]


def test_the_rows_of_an_explanation(sample_edition: Edition) -> None:
    plastics = clusters.cluster(sample_edition, PLASTICS)
    explanation = why_strong_or_not(sample_edition, WICHITA, plastics, 2019, "eu-panorama-2014")
    assert explanation
    rows = condition_rows(explanation)
    assert [row["condition"] for row in rows] == ["size", "specialisation", "productivity", "dynamism"]
    assert set(COLUMNS) <= set(rows[0])
    assert [row["ranked"] for row in rows] == [*([explanation.ranked] * 2), 0, explanation.resting_on["dynamism"]]
    assert [row["passes"] for row in rows] == [True, False, None, True]
