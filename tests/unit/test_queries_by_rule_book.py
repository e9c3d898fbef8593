"""What is asked of strength follows the edition's own rule book and denominators, whichever they are."""

from pathlib import Path

import pytest
from tests.unit.small_states import Cell, build_states, chain, state_rows

from clusteratlas.diagnosis import why_not
from clusteratlas.editions import Atlas, Choices, Edition
from clusteratlas.editions.queries import clusters, regional, regions
from clusteratlas.editions.queries.near_misses import near_misses

AEROSPACE, CHIPS, HEALTH = (
    "aerospace-vehicles-and-defense", "information-technology-and-analytical-instruments", "local-health-services",
)  # fmt: skip
JOBS = {  # by state: aircraft, semiconductors, physicians
    "us-state-20": (6_000, 1_000, 9_000),
    "us-state-32": (1_400, 4_600, 4_000),
    "us-state-39": (2_600, 3_000, 5_000),
    "us-state-53": (2_000, 3_000, 2_000),
    "us-state-56": (500, 600, 3_000),
}


def lines() -> list[str]:
    """Everything is published; an establishment for every hundred jobs."""
    found: list[str] = []
    for state, (aircraft, chips, health) in JOBS.items():
        whole, manufacturing = aircraft + chips + health, aircraft + chips
        cells: list[Cell] = [("00", whole // 100, whole), ("31-33", manufacturing // 100, manufacturing)]
        cells += [*chain("336411", aircraft // 100, aircraft)[1:], *chain("334413", chips // 100, chips)[1:]]
        found += state_rows(2005, state, [*cells, *chain("621111", health // 100, health)])
    return found


@pytest.fixture(params=["us-percentile", "percentile-employment", "fixed-threshold"])
def rules(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["kind", "all"])
def edition(request: pytest.FixtureRequest, rules: str, tmp_path: Path) -> Edition:
    return build_states(tmp_path, lines(), Choices(rules=(rules,), within=request.param))


def totals(edition: Edition, region: str) -> tuple[int, int]:
    """Jobs of the region and the nation that the quotients are taken over."""
    kinds = ("traded", "local") if edition.manifest.within == "all" else ("traded",)
    here, nation = (regions.headlines(edition, code, 2005) for code in (region, "us"))
    return sum(here[f"{kind}_employment"] for kind in kinds), sum(nation[f"{kind}_employment"] for kind in kinds)


def test_the_explanation_says_what_the_portfolio_says(edition: Edition) -> None:
    atlas = Atlas(edition)
    for region in JOBS:
        for row in regional.portfolio(edition, region, 2005):
            if row["kind"] == "traded":
                found = atlas.why_not(region, row["cluster"])
                assert found.verdict == row["strong"], (region, row["cluster"])
                assert found.conditions[0].value == row["location_quotient"]


def test_the_explanation_is_that_of_the_whole_portfolio(edition: Edition, rules: str) -> None:
    """Within all jobs the portfolio's own totals are of one kind only, so there only the conditions are compared."""
    table = edition.table("select * exclude (kind), kind from portfolio where subcluster is null")
    for region in JOBS:
        ours, theirs = Atlas(edition).why_not(region, CHIPS), why_not(table, region, CHIPS, rules, 2005)
        said = [[(c.id, c.value, c.threshold, c.passes) for c in each.conditions] for each in (ours, theirs)]
        assert said[0] == said[1]
        if edition.manifest.within == "kind":
            assert ours == theirs


def test_near_misses_fail_by_their_quotient_alone_and_lack_what_the_explanation_says(edition: Edition) -> None:
    atlas, seen = Atlas(edition), 0
    for region in JOBS:
        found = {row["cluster"]: row for row in near_misses(edition, region, 2005, totals(edition, region), 10)}
        for cluster in (AEROSPACE, CHIPS):
            explained = atlas.why_not(region, cluster)
            failed = {c.column for c in explained.conditions if not c.passes}
            assert (cluster in found) == (failed == {"location_quotient"}), (region, cluster)
            if cluster in found:
                assert found[cluster]["jobs"] == explained.held.jobs
                seen += 1
        assert HEALTH not in found
    assert seen > 0


def test_a_rule_book_of_fixed_numbers_has_no_lines(edition: Edition, rules: str) -> None:
    line = clusters.thresholds_of(edition, AEROSPACE, "state", 2005).get("location_quotient_p75")
    assert (line is None) == (rules == "fixed-threshold")
    cut = regional.portfolio(edition, "us-state-20", 2005)[-1]
    assert "location_quotient_p75" in cut
