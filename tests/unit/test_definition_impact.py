"""What a draft of a definition would change: nothing where nothing moves, else what is counted by hand."""

import pyarrow.parquet as pq
import pytest

from clusteratlas.definitions import Move, fork, load, move_industries
from clusteratlas.editions import Edition
from clusteratlas.editions.defining.impact import Impact, impact
from clusteratlas.errors import UnknownChoice

AEROSPACE, AUTOMOTIVE, MOVED = "aerospace-vehicles-and-defense", "automotive", ("336411", "336412")
YEAR, LEVEL = 2019, "metro"


@pytest.fixture(scope="module")
def moved(sample_edition: Edition) -> Impact:
    draft = fork(load("us-benchmark"), "mine")
    return impact(sample_edition, move_industries(draft, [Move(c, AUTOMOTIVE, "Here") for c in MOVED]), LEVEL, YEAR)


def jobs_of(edition: Edition) -> dict[str, int]:
    """Jobs of the country by industry, read from the file."""
    rows = pq.read_table(edition.folder / "national.parquet", filters=[("year", "=", YEAR)]).to_pylist()
    return {row["industry"]: row["employment"] for row in rows}


def test_the_editions_own_definition_changes_nothing(sample_edition: Edition) -> None:
    """Sums, location quotients and classes are made anew from the cells, and agree with every row of the portfolio."""
    found = impact(sample_edition, load("us-benchmark"), LEVEL, YEAR)
    assert not [each for each in found.clusters if each.changes]
    assert found.quotients == []
    counted = {each.fate: each.industries for each in found.coverage}
    assert (counted["moved"], counted["added"]) == (0, 0)
    assert counted["kept"] > 900


def test_jobs_go_where_their_industry_goes(sample_edition: Edition, moved: Impact) -> None:
    jobs = jobs_of(sample_edition)
    gone = sum(jobs[code] for code in MOVED)
    found = {each.cluster: each for each in moved.clusters}
    before = pq.read_table(
        sample_edition.folder / "portfolio.parquet", filters=[("region", "=", "us"), ("year", "=", YEAR)]
    ).to_pylist()
    own = {row["cluster"]: row["employment"] for row in before if row["subcluster"] is None}
    for cluster, sign in ((AEROSPACE, -1), (AUTOMOTIVE, 1)):
        assert found[cluster].employment_before == own[cluster]
        assert found[cluster].employment_after == own[cluster] + sign * gone
        assert found[cluster].industries_after - found[cluster].industries_before == sign * len(MOVED)
    assert {each.cluster for each in moved.clusters if each.changes} == {AEROSPACE, AUTOMOTIVE}
    coverage = {each.fate: each for each in moved.coverage}
    assert (coverage["moved"].industries, coverage["moved"].employment) == (len(MOVED), gone)


def test_a_quotient_of_the_draft_recomputed(sample_edition: Edition, moved: Impact) -> None:
    """Within traded jobs, which a move between traded clusters leaves as they are."""
    row = next(each for each in moved.quotients if each["cluster"] == AUTOMOTIVE)
    region, jobs = row["region"], jobs_of(sample_edition)
    wanted = [("region", "in", [region, "us"]), ("year", "=", YEAR)]
    rows = pq.read_table(sample_edition.folder / "portfolio.parquet", filters=wanted).to_pylist()
    traded: dict[str, int] = {}
    for each in rows:
        if each["kind"] == "traded" and not each["subcluster"]:
            traded[each["region"]] = traded.get(each["region"], 0) + each["employment"]
    nation = next(r for r in rows if r["region"] == "us" and r["cluster"] == AUTOMOTIVE and not r["subcluster"])
    country = nation["employment"] + sum(jobs[code] for code in MOVED)
    assert row["after"]["location_quotient"] == pytest.approx(
        (row["after"]["employment"] / traded[region]) / (country / traded["us"])
    )
    assert row["change"] == row["after"]["employment"] - row["before"]["employment"]


def test_a_definition_of_other_codes_cannot_be_held_against_it(sample_edition: Edition) -> None:
    with pytest.raises(UnknownChoice):
        impact(sample_edition, load("jp-groups"), LEVEL, YEAR)
