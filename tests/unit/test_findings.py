"""The tables of findings on the real sample: each agrees with a few lines of plain arithmetic over the figures."""

import math
from collections import Counter, defaultdict
from typing import Any

import pytest

from clusteratlas.editions import Edition

WICHITA, SEATTLE, AEROSPACE = "us-metro-48620", "us-metro-42660", "aerospace-vehicles-and-defense"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def traded(sample_edition: Edition) -> dict[str, dict[str, int]]:
    """Jobs of 2019 by metropolitan area and traded cluster."""
    query = "from portfolio where year = 2019 and level = 'metro' and kind = 'traded' and subcluster is null"
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in sample_edition.rows(query):
        found[row["region"]][row["cluster"]] = row["employment"]
    return found


@pytest.fixture(scope="module")
def cells(sample_edition: Edition) -> dict[str, dict[str, int]]:
    """Jobs of 2019 by metropolitan area and industry of a traded cluster."""
    query = """select a.region, a.industry, a.employment from activity a join regions r using (region)
        join membership m on m.industry = a.industry and m.vintage = '2017' join clusters c
            on c.cluster = m.cluster and c.subcluster is null
        where a.year = 2019 and r.level = 'metro' and c.kind = 'traded' and a.employment is not null"""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in sample_edition.rows(query):
        found[row["region"]][row["industry"]] = row["employment"]
    return found


def one(edition: Edition, table: str, **key: Any) -> Row:
    """The row of this key."""
    where = " and ".join(f"{name} = ${name}" for name in key)
    (row,) = edition.rows(f"from {table} where {where}", key)
    return row


def test_structure_of_a_region(
    sample_edition: Edition, traded: dict[str, dict[str, int]], cells: dict[str, dict[str, int]]
) -> None:
    row = one(sample_edition, "structure", year=2019, region=WICHITA)
    jobs = traded[WICHITA]
    shares = [value / sum(jobs.values()) for value in jobs.values()]
    assert row["herfindahl"] == pytest.approx(sum(share**2 for share in shares))

    others = Counter[str]()
    for region, by_cluster in traded.items():
        others.update({cluster: value for cluster, value in by_cluster.items() if region != WICHITA})
    rest = sum(others.values())
    apart = sum(abs(jobs.get(c, 0) / sum(jobs.values()) - others[c] / rest) for c in {*jobs, *others})
    assert row["krugman_specialisation"] == pytest.approx(apart / 2)

    industry = [value / sum(cells[WICHITA].values()) for value in cells[WICHITA].values() if value]
    entropy = -sum(share * math.log2(share) for share in industry)
    assert row["unrelated_variety"] + row["related_variety"] == pytest.approx(entropy)
    assert row["unrelated_variety"] == pytest.approx(-sum(s * math.log2(s) for s in shares if s))


def test_diversity_counts_quotients_of_one_and_more(sample_edition: Edition, cells: dict[str, dict[str, int]]) -> None:
    industry, whole = Counter[str](), 0
    for by_industry in cells.values():
        industry.update(by_industry)
        whole += sum(by_industry.values())
    here, total = cells[WICHITA], sum(cells[WICHITA].values())
    diversity = sum(value * whole >= total * industry[code] for code, value in here.items() if value)
    assert one(sample_edition, "structure", year=2019, region=WICHITA)["diversity"] == diversity


def test_complexity_is_the_mean_over_what_a_region_is_specialised_in(
    sample_edition: Edition, cells: dict[str, dict[str, int]]
) -> None:
    industry, whole = Counter[str](), 0
    for by_industry in cells.values():
        industry.update(by_industry)
        whole += sum(by_industry.values())
    query = "from complexity where year = 2019 and level = 'metro'"
    pci = {row["industry"]: row["product_complexity"] for row in sample_edition.rows(query)}
    for region in (WICHITA, SEATTLE):
        total = sum(cells[region].values())
        has = [code for code, value in cells[region].items() if value and value * whole >= total * industry[code]]
        mean = sum(pci[code] for code in has) / len(has)
        assert one(sample_edition, "structure", year=2019, region=region)["economic_complexity"] == pytest.approx(mean)


def test_concentration_of_a_cluster(sample_edition: Edition, traded: dict[str, dict[str, int]]) -> None:
    row = one(sample_edition, "concentration", year=2019, level="metro", cluster=AEROSPACE)
    jobs = [by_cluster.get(AEROSPACE, 0) for by_cluster in traded.values()]
    assert row["regions"] == sum(value > 0 for value in jobs)
    assert row["herfindahl"] == pytest.approx(sum((value / sum(jobs)) ** 2 for value in jobs))


def test_peers_stand_in_the_order_of_their_cosine(sample_edition: Edition, traded: dict[str, dict[str, int]]) -> None:
    size = {
        row["region"]: row["e"]
        for row in sample_edition.rows("""
        select region, sum(employment)::bigint as e from portfolio
        where year = 2019 and level = 'metro' and subcluster is null group by region""")
    }

    def cosine(other: str) -> float:
        one, two = traded[WICHITA], traded[other]
        dot = sum(value * two.get(cluster, 0) for cluster, value in one.items())
        return dot / math.sqrt(sum(v**2 for v in one.values()) * sum(v**2 for v in two.values()))

    near = [code for code in traded if code != WICHITA and 0.5 <= size[code] / size[WICHITA] <= 2]
    expected = sorted(near, key=cosine, reverse=True)[:10]
    rows = sample_edition.rows("from peers where region = ? and year = 2019 order by rank", [WICHITA])
    assert [row["peer"] for row in rows] == expected
    assert rows[0]["similarity"] == pytest.approx(cosine(expected[0]))


def test_an_opportunity_is_the_weighted_mean_of_its_percentiles(sample_edition: Edition) -> None:
    rows = sample_edition.rows("from opportunities where region = ? and year = 2019", [WICHITA])
    weights = {"closeness": 2, "gap": 3, "pull": 1, "reward": 1}
    for row in rows:
        there = {part: row[f"{part}_percentile"] for part in weights if row[f"{part}_percentile"] is not None}
        mean = sum(weights[part] * value for part, value in there.items()) / sum(weights[part] for part in there)
        assert row["score"] == pytest.approx(mean), row["cluster"]
    strong = {
        row["cluster"]
        for row in sample_edition.rows("from portfolio where strong and region = ? and year = 2019", [WICHITA])
    }
    assert strong.isdisjoint(row["cluster"] for row in rows)


def test_closeness_is_the_part_of_relatedness_that_leads_to_strong_clusters(sample_edition: Edition) -> None:
    query = "select cluster from portfolio where strong and region = ? and year = 2019"
    strong = {row["cluster"] for row in sample_edition.rows(query, [WICHITA])}
    for row in sample_edition.rows("from opportunities where region = ? and year = 2019", [WICHITA]):
        pairs = sample_edition.rows("from relatedness where cluster = ?", [row["cluster"]])
        known = {pair["other"]: max(pair["relatedness"], 0) for pair in pairs}
        expected = sum(known[code] for code in strong) / sum(known.values())
        assert row["closeness"] == pytest.approx(expected, abs=1e-9), row["cluster"]


def test_two_years_tell_no_life_cycle_and_no_back_test(sample_edition: Edition) -> None:
    empty = ("life_cycle", "backtest", "reliability")
    assert [sample_edition.manifest.rows[name] for name in empty] == [0, 0, 0]
    assert sample_edition.manifest.entry_model == {}


def test_every_rule_book_says_something_of_every_ranked_cluster(sample_edition: Edition) -> None:
    query = "select rules, count(*)::int as n from verdicts where year = 2019 group by rules"
    said = {row["rules"]: row["n"] for row in sample_edition.rows(query)}
    ranked = sample_edition.rows("""select count(*)::int as n from portfolio
        where year = 2019 and kind = 'traded' and level <> 'country' and subcluster is null""")[0]["n"]
    assert set(said) == set(sample_edition.manifest.books)
    assert set(said.values()) == {ranked}
