"""Questions on a cluster over regions: what every rule book says, what crossed the line, how concentrated it is."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.small_edition import AEROSPACE, WICHITA, write_small_edition

from clusteratlas.diagnosis import crossings, strong_share
from clusteratlas.editions import Edition
from clusteratlas.editions.queries import clusters, complexity, concentration, made_of, regions, strong_counts
from clusteratlas.editions.queries.crossings import crossed
from clusteratlas.editions.queries.judged import judged
from clusteratlas.editions.queries.life_cycle import regions_in_stages
from clusteratlas.editions.queries.marks import marks
from clusteratlas.errors import UnknownChoice

PLASTICS, METRO, LOCAL = "plastics", "metro", "local-health-services"
Rows = list[dict[str, Any]]


def whole(edition: Edition, cluster: str, level: str, year: int) -> Rows:
    """The cluster's rows at a level."""
    query = """select * from portfolio
        where cluster = ? and level = ? and year = ? and subcluster is null and employment is not null"""
    return edition.rows(query, [cluster, level, year])


@pytest.mark.parametrize("rules", ["us-percentile", "eu-observatory-2007", "eu-eocic-2020", "quadrants"])
def test_marks_are_what_the_rule_book_says_of_each_row(sample_edition: Edition, rules: str) -> None:
    """Row by row `judged` says the same; withheld figures make some of them borderline."""
    found = marks(sample_edition, AEROSPACE, METRO, 2019, rules)
    rows = whole(sample_edition, AEROSPACE, METRO, 2019)
    assert set(found) == {row["region"] for row in rows}
    for row in rows[::9]:
        each, mark = judged(sample_edition, row)[rules], found[row["region"]]
        assert (mark["class"], mark["grade"], mark["measured"]) == (each.class_, each.grade, each.measured)
        answers = (each.strong, each.trials["low"], each.trials["high"], each.robust)
        assert (mark["strong"], mark["strong_low"], mark["strong_high"], mark["robust"]) == answers


def test_marks_of_the_first_rule_book_are_those_of_the_portfolio(sample_edition: Edition) -> None:
    found = marks(sample_edition, AEROSPACE, METRO, 2019)
    for row in whole(sample_edition, AEROSPACE, METRO, 2019):
        for name in ("strong", "strong_low", "strong_high", "robust"):
            assert found[row["region"]][name] == row[name]
    assert len({row["robust"] for row in found.values() if row["strong"]}) == 2


def test_what_is_not_ranked_has_no_marks(sample_edition: Edition) -> None:
    assert marks(sample_edition, LOCAL, METRO, 2019) == {}
    assert marks(sample_edition, "nowhere", METRO, 2019) == {}
    with pytest.raises(UnknownChoice, match="rules"):
        marks(sample_edition, PLASTICS, METRO, 2019, "my-rule.toml")


@pytest.mark.parametrize("rules", ["us-percentile", "quadrants"])
@pytest.mark.parametrize("level", ["metro", "micro"])
def test_crossings_are_those_of_the_whole_portfolio(sample_edition: Edition, rules: str, level: str) -> None:
    """One row for all other clusters gives the answer that every single one of them gives."""
    names = {"employment", "location_quotient", *sample_edition.book(rules).needs}
    portfolio = sample_edition.table(
        f"select year, level, region, cluster, kind, {', '.join(sorted(names))} from portfolio where subcluster is null"
    )
    every = crossings(portfolio, 2018, 2019, rules=rules).to_pylist()
    expected = {
        row["region"]: (row["crossing"], row["cause"], row["employment_start"], row["employment_end"])
        for row in every
        if row["cluster"] == PLASTICS and row["level"] == level and row["crossing"] != "kept"
    }
    found = crossed(sample_edition, PLASTICS, level, (2018, 2019), rules)
    assert expected == {
        row["region"]: (row["crossing"], row["cause"], row["employment_before"], row["employment"]) for row in found
    }
    largest = [max(row["employment_before"], row["employment"]) for row in found]
    assert largest == sorted(largest, reverse=True) != []


def test_a_crossing_is_a_change_of_class(sample_edition: Edition) -> None:
    strong = {
        year: {row["region"] for row in whole(sample_edition, PLASTICS, METRO, year) if row["strong"]}
        for year in (2018, 2019)
    }
    found = crossed(sample_edition, PLASTICS, METRO, (2018, 2019))
    assert {row["region"] for row in found if row["crossing"] == "entered"} == strong[2019] - strong[2018]
    assert {row["region"] for row in found if row["crossing"] == "left"} == strong[2018] - strong[2019]
    assert {row["cause"] for row in found} <= {"own", "others", "either", "together"}
    assert crossed(sample_edition, LOCAL, METRO, (2018, 2019)) == []


def test_regions_are_counted_by_class_under_every_rule_book(sample_edition: Edition) -> None:
    with_jobs = {row["region"] for row in whole(sample_edition, PLASTICS, METRO, 2019) if row["employment"]}
    expected: dict[str, Counter[Any]] = {}
    for row in sample_edition.rows("select * from verdicts where cluster = ? and year = 2019", [PLASTICS]):
        if row["region"] in with_jobs:
            expected.setdefault(row["rules"], Counter())[row["class"], row["strong"]] += 1
    found = strong_counts.counts_of_cluster(sample_edition, PLASTICS, METRO, 2019)
    assert list(found) == [name for name in sample_edition.manifest.books if name in expected]
    for name, rows in found.items():
        assert {(row["class"], row["strong"]): row["regions"] for row in rows} == dict(expected[name])
        assert sum(row["regions"] for row in rows) == len(with_jobs)
    assert strong_counts.counts_of_cluster(sample_edition, LOCAL, METRO, 2019) == {}


@pytest.mark.parametrize("rules", [None, "eu-observatory-2007"])
def test_clusters_are_listed_with_the_regions_where_strong(sample_edition: Edition, rules: str | None) -> None:
    book = sample_edition.book(rules).name
    query = (
        "select v.* from verdicts v join regions r using (region) where r.level = 'metro' and year = 2019 and rules = ?"
    )
    strong = Counter(row["cluster"] for row in sample_edition.rows(query, [book]) if row["strong"])
    listed = {row["cluster"]: row for row in clusters.listed(sample_edition, METRO, 2019, rules)}
    assert {code: row["strong_regions"] for code, row in listed.items()} == {code: strong[code] for code in listed}
    assert sum(strong.values()) > 0


@pytest.mark.parametrize("rules", ["us-percentile", "eu-observatory-2007", "eu-panorama-2014"])
def test_regions_are_listed_with_what_is_strong_under_a_rule_book(sample_edition: Edition, rules: str) -> None:
    names = {"employment", "location_quotient", *sample_edition.book(rules).needs} - {
        "sme_performance",
        "wages_per_head",
    }
    portfolio = sample_edition.table(
        f"""select year, level, region, cluster, kind, {", ".join(sorted(names))} from portfolio
        where subcluster is null and year = 2019"""
    )
    expected = {row["region"]: row for row in strong_share(portfolio, rules).to_pylist()}
    found = regions.listed(sample_edition, METRO, 2019, "strong_share", limit=1_000, rules=rules)
    assert len(found) == 381
    for row in found:
        assert row["strong_clusters"] == expected[row["region"]]["strong_clusters"]
        assert row["strong_share"] == pytest.approx(expected[row["region"]]["strong_share"], abs=1e-9)
    shares = [row["strong_share"] for row in found if row["strong_share"] is not None]
    assert shares == sorted(shares, reverse=True)


def test_the_place_of_a_cluster_among_all(sample_edition: Edition) -> None:
    rows = sample_edition.rows("select * from concentration where level = 'metro' and year = 2019")
    found = concentration.places(sample_edition, PLASTICS, METRO, 2019)
    assert list(found) == list(concentration.MEASURES)
    for name, place in found.items():
        known = sorted((row[name] for row in rows if row[name] is not None), reverse=True)
        assert (place["ranked"], known[place["rank"] - 1]) == (len(known), place["value"])
        assert known.index(place["value"]) == place["rank"] - 1  # equals share the better place
    assert found["locational_gini"]["ranked"] == 67
    assert found["product_complexity"]["ranked"] == 51
    assert "product_complexity" not in concentration.places(sample_edition, LOCAL, METRO, 2019)
    assert concentration.places(sample_edition, "nowhere", METRO, 2019) == {}


def test_half_of_the_jobs_by_hand() -> None:
    assert concentration.half_of([]) == 0
    assert concentration.half_of([0, 0]) == 0
    assert concentration.half_of([7]) == 1
    assert concentration.half_of({"a": 5, "b": 5}) == 1
    assert concentration.half_of([4, 3, 3]) == 2
    assert concentration.half_of([1, 1, 1, 1, 1]) == 3


@given(st.lists(st.integers(0, 10**9), max_size=30))
def test_half_of_the_jobs_is_in_no_fewer_regions(jobs: list[int]) -> None:
    """The largest so many have half of all, and the largest but one of them have not."""
    count, total = concentration.half_of(jobs), sum(jobs)
    largest = sorted(jobs, reverse=True)
    assert 2 * sum(largest[:count]) >= total
    assert count == 0 if total == 0 else 2 * sum(largest[: count - 1]) < total


def test_the_place_of_an_industry_among_the_traded(sample_edition: Edition) -> None:
    rows = sample_edition.rows("select * from complexity where year = 2019 and level = 'metro'")
    found = complexity.places(sample_edition, "336411", 2019)
    assert list(found) == ["metro", "micro"]
    here = found["metro"]
    more = [row for row in rows if (row["product_complexity"] or -99) > here["product_complexity"]]
    commoner = [row for row in rows if row["ubiquity"] > here["ubiquity"]]
    assert (here["rank_complexity"], here["rank_ubiquity"]) == (1 + len(more), 1 + len(commoner))
    assert (here["industries"], here["ranked"]) == (len(rows), len(rows))
    assert complexity.places(sample_edition, "621111", 2019) == {}  # offices of physicians are local


def test_both_ends_of_the_line_of_complexity(sample_edition: Edition) -> None:
    rows = sample_edition.rows("select * from complexity where year = 2019 and level = 'metro'")
    ordered = sorted((row["product_complexity"], row["industry"]) for row in rows)
    high, low = complexity.ends(sample_edition, METRO, 2019, most=4)
    assert [row["product_complexity"] for row in high] == [value for value, _ in ordered[::-1][:4]]
    assert [(row["product_complexity"], row["industry"]) for row in low] == ordered[:4]


def test_the_regions_of_a_cluster_in_their_stages(tmp_path: Any) -> None:
    place = {"cluster": AEROSPACE, "level": "metro", "first_year": 2014, "last_year": 2019, "reason": None}
    grows = place | {"region": WICHITA, "stage": "growth", "employment": 27_500.0}
    fades = place | {"region": "us-metro-10180", "stage": "decline", "employment": 90_000.0}
    edition = write_small_edition(tmp_path, {"life_cycle": [grows, fades]})
    found = regions_in_stages(edition, AEROSPACE, "metro")
    assert [(row["region"], row["stage"]) for row in found] == [("us-metro-10180", "decline"), (WICHITA, "growth")]
    assert regions_in_stages(edition, AEROSPACE, "micro") == []
    assert made_of.life_cycle_years(edition) == (2014, 2019)


def test_what_relatedness_is_of(sample_edition: Edition) -> None:
    assert made_of.similarities_of(sample_edition) == list(made_of.KINDS)
    assert made_of.relatedness_year(sample_edition) == 2019
    assert made_of.life_cycle_years(sample_edition) is None


def test_the_breaks_of_a_series(tmp_path: Any) -> None:
    """Between 2016 and 2017 jobs leap by 10 %, and 2018 is missing."""
    jobs = {2015: 1_000, 2016: 1_020, 2017: 1_122, 2019: 1_130}
    summary = [
        {
            "year": year,
            "region": "us",
            "level": "country",
            "employment": n,
            "traded_employment": n,
            "local_employment": 0,
        }
        for year, n in jobs.items()
    ]
    assert made_of.breaks_of(write_small_edition(tmp_path, {"summary": summary})) == [(2016, 2017), (2017, 2019)]
