"""What is asked of an edition, against the same asked of its rows in plain Python; empty cases; wrong codes."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from clusteratlas.classifications import classification
from clusteratlas.editions import Atlas, Edition
from clusteratlas.editions.queries import clusters, coverage, industries, regional, regions
from clusteratlas.errors import InputError, NoSuchEntry, UnknownChoice

Rows = list[dict[str, Any]]

WICHITA, ALBERTVILLE, COUNTRY = "us-metro-48620", "us-micro-10700", "us"
AEROSPACE, AUTOMOTIVE, TOBACCO = "aerospace-vehicles-and-defense", "automotive", "tobacco"


@pytest.fixture(scope="module")
def tables(sample_edition: Edition) -> dict[str, Rows]:
    """The edition's tables as rows; of the two that have a million of them, what the tests look at."""
    part = {
        "activity": "select year, region, industry, employment, employment_flag from activity",
        "totals": "from totals where industry = '00'",
    }
    return {name: sample_edition.rows(part.get(name, f"from {name}")) for name in sample_edition.manifest.rows}


@pytest.fixture(scope="module")
def atlas(sample_edition: Edition) -> Atlas:
    return Atlas(sample_edition)


def picked(rows: Rows, **wanted: Any) -> Rows:
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def only(rows: Rows, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def descending(value: Any) -> tuple[bool, Any]:
    """Largest first, empty ones last."""
    return (value is None, -(value or 0))


# --- regions


def test_a_region(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    assert regions.region(sample_edition, WICHITA) == picked(tables["regions"], region=WICHITA)[0]
    with pytest.raises(NoSuchEntry, match=r"has no region 'us-metro-4862'. The nearest known code is us-metro-48620"):
        regions.region(sample_edition, "us-metro-4862")
    with pytest.raises(NoSuchEntry):
        regions.region(sample_edition, "' or true --")


@pytest.mark.parametrize("code", [WICHITA, ALBERTVILLE, COUNTRY])
@pytest.mark.parametrize("year", [2018, 2019])
def test_headlines(code: str, year: int, sample_edition: Edition, tables: dict[str, Rows]) -> None:
    whole = picked(tables["portfolio"], region=code, year=year, subcluster=None)
    found = regions.headlines(sample_edition, code, year)
    assert found["traded_employment"] == sum(row["employment"] for row in whole if row["kind"] == "traded")
    assert found["local_employment"] == sum(row["employment"] for row in whole if row["kind"] == "local")
    cells = [row for row in tables["activity"] if row["year"] == year and code in (COUNTRY, row["region"])]
    totals = [row for row in picked(tables["totals"], industry="00", year=year) if code in (COUNTRY, row["region"])]
    parts = {
        flag: sum(row["employment"] for row in cells if row["employment_flag"] == flag)
        for flag in ("published", "derived", "estimated")
    }
    assert {flag: found[f"{flag}_employment"] for flag in parts} == parts
    assert found["employment"] == found["total_employment"] == sum(row["employment"] for row in totals)
    assert found["coverage"] == pytest.approx(parts["published"] / found["employment"], rel=1e-11)
    known = (parts["published"] + parts["derived"]) / sum(parts.values())
    assert found["known_share"] == pytest.approx(known, rel=1e-11)
    assert found["withheld_cells"] == sum(row["employment_flag"] != "published" for row in cells)
    strong = None if code == COUNTRY else sum(row["strong"] is True for row in whole)
    assert found["strong_clusters"] == strong
    borderline = None if code == COUNTRY else sum(row["strong"] is True and row["robust"] is False for row in whole)
    assert found["strong_borderline"] == borderline
    assert (found["employment_growth"] is None) == (found["traded_growth"] is None) == (year == 2018)


def test_headlines_of_nothing(sample_edition: Edition) -> None:
    assert regions.headlines(sample_edition, WICHITA, 1999) == {}
    assert regions.headlines(sample_edition, "nowhere", 2019) == {}
    assert regions.reference_headlines(sample_edition, 2019) == regions.headlines(sample_edition, COUNTRY, 2019)


def test_the_year_before_the_first_has_no_rank_of_growth(tables: dict[str, Rows]) -> None:
    assert {row["rank_traded_growth"] for row in picked(tables["summary"], year=2018)} == {None}
    metros = picked(tables["summary"], year=2019, level="metro")
    best = max(metros, key=lambda row: row["traded_growth"] or -1)
    assert best["rank_traded_growth"] == 1
    ranked = sorted(metros, key=lambda row: descending(row["strong_share"]))
    assert ranked[0]["rank_strong_share"] == 1


@pytest.mark.parametrize("order", regions.LIST_ORDERS)
def test_regions_of_a_level_in_every_order(order: str, sample_edition: Edition, tables: dict[str, Rows]) -> None:
    summary = {row["region"]: row for row in picked(tables["summary"], year=2019)}
    quality = {row["region"]: row for row in picked(tables["quality"], year=2019)}
    structure = {row["region"]: row for row in picked(tables["structure"], year=2019)}
    names = {row["region"]: row["name"] for row in tables["regions"]}
    column = {
        "employment": "employment", "growth": "employment_growth", "traded": "traded_employment",
        "strong": "strong_clusters", "known": "known_share", "complexity": "economic_complexity",
    }.get(order, order)  # fmt: skip

    def place(code: str) -> Any:
        if order == "name":
            return names[code], code
        return *descending((summary[code] | quality[code] | structure[code])[column]), code

    metros = [row["region"] for row in picked(tables["regions"], level="metro")]
    found = regions.listed(sample_edition, "metro", 2019, order, limit=1_000)
    assert [row["region"] for row in found] == sorted(metros, key=place)
    assert regions.listed(sample_edition, "metro", 2019, order, limit=7, offset=20) == found[20:27]


def test_regions_of_a_state(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    kansas = {row["region"] for row in picked(tables["regions"], level="metro") if "KS" in row["states"].split("-")}
    found = regions.listed(sample_edition, "metro", 2019, "name", state="KS")
    assert {row["region"] for row in found} == kansas
    assert WICHITA in kansas
    assert regions.listed_count(sample_edition, "metro", "KS") == len(kansas)
    assert regions.listed(sample_edition, "metro", 2019, "name", state="XX") == []
    assert regions.listed_count(sample_edition, "metro", "XX") == 0
    assert regions.listed(sample_edition, "nowhere", 2019, "name") == []


def test_states_levels_and_boundaries(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    metros = picked(tables["regions"], level="metro")
    assert regions.states(sample_edition, "metro") == sorted({s for row in metros for s in row["states"].split("-")})
    counted: dict[str, int] = defaultdict(int)
    for row in tables["regions"]:
        counted[row["level"]] += 1
    assert regions.counts_by_level(sample_edition) == dict(counted)
    assert counted["country"] == 1
    assert counted["metro"] + counted["micro"] == 933
    lacking = sorted(row["region"] for row in tables["regions"] if not row["has_boundary"] and row["region"] != COUNTRY)
    assert regions.without_boundary(sample_edition) == lacking


def test_a_level_together(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    micros = picked(tables["summary"], level="micro", year=2019)
    found = regions.level_headlines(sample_edition, "micro", 2019)
    sums = {
        name: sum(row[name] for row in micros) for name in ("strong_clusters", "strong_employment", "traded_employment")
    }
    assert {name: found[name] for name in sums} == sums
    assert found["strong_share"] == pytest.approx(sums["strong_employment"] / sums["traded_employment"])


# --- clusters


def test_a_cluster(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    (row,) = picked(tables["clusters"], cluster=AEROSPACE, subcluster=None)
    assert clusters.cluster(sample_edition, AEROSPACE) == row
    with pytest.raises(NoSuchEntry, match=r"has no cluster 'automotiv'. The nearest known code is automotive"):
        clusters.cluster(sample_edition, "automotiv")


def test_all_clusters(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    found = clusters.listed(sample_edition, "metro", 2019)
    whole = picked(tables["clusters"], subcluster=None)
    expected = sorted(whole, key=lambda row: (row["kind"] != "traded", row["position"]))
    assert only(found, "cluster") == only(expected, "cluster")
    nation = {row["cluster"]: row for row in picked(tables["portfolio"], region=COUNTRY, year=2019, subcluster=None)}
    for row in found:
        national = nation[row["cluster"]]
        assert (row["employment"], row["employment_share"]) == (national["employment"], national["employment_share"])
    (aerospace,) = picked(found, cluster=AEROSPACE)
    strong = picked(tables["portfolio"], cluster=AEROSPACE, subcluster=None, level="metro", year=2019, strong=True)
    assert aerospace["strong_regions"] == len(strong) > 0
    assert clusters.kinds_of_clusters(sample_edition) == {"traded": 51, "local": 16}
    every = picked(tables["portfolio"], subcluster=None, level="metro", year=2019, strong=True)
    assert clusters.strong_count(sample_edition, "metro", 2019) == len(every)


@pytest.mark.parametrize("order", clusters.ORDERS)
def test_regions_of_a_cluster_in_every_order(order: str, sample_edition: Edition, tables: dict[str, Rows]) -> None:
    figures = {
        row["region"]: row for row in picked(tables["portfolio"], cluster=AUTOMOTIVE, subcluster=None, year=2018)
    }
    micros = {row["region"]: row for row in picked(tables["regions"], level="micro")}

    def place(code: str) -> Any:
        if order == "region":
            return micros[code]["name"], code
        return *descending(figures.get(code, {}).get(order)), code

    found = clusters.regions(sample_edition, AUTOMOTIVE, "micro", 2018, order)
    assert [row["region"] for row in found] == sorted(micros, key=place)
    assert clusters.regions(sample_edition, AUTOMOTIVE, "micro", 2018, order, (5, 3)) == found[3:8]
    for row in found:
        mine = figures.get(row["region"])
        assert row["employment"] == (mine["employment"] if mine else None)
        assert row["strong"] == (mine["strong"] if mine else None)


def test_national_and_thresholds(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    cells = {row["industry"] for row in tables["membership"] if row["cluster"] == AEROSPACE}
    sums = [
        (year, sum(row["employment"] for row in tables["activity"] if row["year"] == year and row["industry"] in cells))
        for year in (2018, 2019)
    ]
    assert only(clusters.national(sample_edition, AEROSPACE), "year", "employment") == sums
    assert clusters.national(sample_edition, "nothing") == []
    asked = {"rules": "us-percentile", "cluster": AEROSPACE, "level": "metro", "year": 2019}
    limits = {row["condition"]: row["threshold"] for row in picked(tables["thresholds"], **asked)}
    regions_with_jobs = sum(
        row["employment"] > 0
        for row in picked(tables["portfolio"], cluster=AEROSPACE, level="metro", year=2019, subcluster=None)
    )
    assert clusters.thresholds_of(sample_edition, AEROSPACE, "metro", 2019) == limits | {"ranked": regions_with_jobs}
    assert clusters.thresholds_of(sample_edition, "local-health-services", "metro", 2019) == {}


# --- a cluster in a region


def test_a_portfolio(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    whole = picked(tables["portfolio"], region=WICHITA, year=2019, subcluster=None)
    expected = sorted(whole, key=lambda row: (-row["employment"], row["cluster"]))
    found = regional.portfolio(sample_edition, WICHITA, 2019)
    assert [{name: row[name] for name in expected[0]} for row in found] == expected
    asked = {"rules": "us-percentile", "level": "metro", "year": 2019, "condition": "location_quotient_p75"}
    lines = {row["cluster"]: row["threshold"] for row in picked(tables["thresholds"], **asked)}
    for row in found:
        assert row["location_quotient_p75"] == lines.get(row["cluster"])
    assert regional.portfolio(sample_edition, WICHITA, 1999) == []


def test_a_regional_cluster_and_its_subclusters(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    both = picked(tables["portfolio"], region=WICHITA, cluster=AEROSPACE)
    years = sorted(picked(both, subcluster=None), key=lambda row: row["year"])
    assert regional.regional_cluster(sample_edition, WICHITA, AEROSPACE) == years
    assert regional.regional_cluster(sample_edition, ALBERTVILLE, TOBACCO) == []
    found = regional.subclusters(sample_edition, WICHITA, AEROSPACE, 2019)
    parts = {row["subcluster"] for row in tables["clusters"] if row["cluster"] == AEROSPACE and row["subcluster"]}
    assert {row["subcluster"] for row in found} == parts
    assert sum(row["employment"] or 0 for row in found) == years[-1]["employment"]
    jobs = [row["employment"] for row in found]
    assert jobs == sorted(jobs, key=descending)


@pytest.mark.parametrize(("code", "year"), [(WICHITA, 2019), (ALBERTVILLE, 2018)])
def test_industries_of_a_regional_cluster(
    code: str, year: int, sample_edition: Edition, tables: dict[str, Rows]
) -> None:
    members = {row["industry"] for row in tables["membership"] if row["cluster"] == AUTOMOTIVE}
    here = {row["industry"]: row for row in picked(tables["activity"], region=code, year=year)}
    nation = {row["industry"]: row["employment"] for row in picked(tables["national"], year=year)}
    total, national = 80_000, 40_000_000
    found = regional.industries(sample_edition, code, {"cluster": AUTOMOTIVE}, year, (total, national))
    assert {row["industry"] for row in found} == members
    for row in found:
        cell = here.get(row["industry"])
        assert row["employment"] == (cell["employment"] if cell else None)
        assert row["national_employment"] == nation.get(row["industry"])
        if cell and nation[row["industry"]]:
            quotient = (cell["employment"] / total) / (nation[row["industry"]] / national)
            assert row["location_quotient"] == pytest.approx(quotient)
        else:
            assert row["location_quotient"] is None
    assert [row["industry"] for row in found] == [
        row["industry"]
        for row in sorted(
            found, key=lambda r: (*descending(r["employment"]), *descending(r["national_employment"]), r["industry"])
        )
    ]


def test_national_industries(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    found = regional.national_industries(sample_edition, AEROSPACE, 2019)
    for row in found:
        cells = picked(tables["activity"], industry=row["industry"], year=2019)
        published = picked(cells, employment_flag="published")
        assert (row["employment"] or 0, row["regions"]) == (sum(cell["employment"] for cell in cells), len(published))
    assert {row["industry"] for row in found} == {
        row["industry"] for row in tables["membership"] if row["cluster"] == AEROSPACE
    }
    assert regional.industry(sample_edition, "336411") == picked(tables["membership"], industry="336411")[0]
    assert regional.industry(sample_edition, "336") is None


# --- industries


def test_an_industry_and_its_place(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    assert industries.industry(sample_edition, "336411") == picked(tables["industries"], industry="336411")[0]
    with pytest.raises(NoSuchEntry, match=r"has no industry '336410'. The nearest known code is 336411"):
        industries.industry(sample_edition, "336410")
    assert industries.ancestors(sample_edition, "336411") == ["31-33", "336", "3364", "33641"]
    assert industries.ancestors(sample_edition, "31-33") == []
    below = industries.children(sample_edition, "33641", 2019)
    assert only(below, "industry") == [(code,) for code in classification("NAICS", "2017").children("33641")]
    (total,) = picked(industries.history(sample_edition, "33641"), year=2019)
    assert sum(row["employment"] or 0 for row in below) == total["employment"]
    assert industries.children(sample_edition, "336411", 2019) == []


def test_the_clusters_and_regions_of_an_industry(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    counted: dict[str, int] = defaultdict(int)
    for row in tables["membership"]:
        counted[row["cluster"]] += row["industry"].startswith("3364")
    expected = sorted(((name, n) for name, n in counted.items() if n), key=lambda item: (-item[1], item[0]))
    assert only(industries.clusters(sample_edition, "3364"), "cluster", "industries") == expected
    cells = picked(tables["activity"], industry="336411", year=2019)
    largest = sorted(cells, key=lambda row: (-row["employment"], row["region"]))[:5]
    found = industries.regions(sample_edition, "336411", 2019, 5)
    assert only(found, "region", "employment") == only(largest, "region", "employment")
    assert industries.regions(sample_edition, "3364", 2019, 5) == []


def test_coverage(sample_edition: Edition, tables: dict[str, Rows]) -> None:
    found = coverage.coverage_by_year(sample_edition)
    assert only(found, "year") == [(2018,), (2019,)]
    published = picked(tables["activity"], year=2019, employment_flag="published")
    assert found[1]["published_employment"] == sum(row["employment"] for row in published)


# --- the notebook's atlas


def test_the_atlas_answers_by_code_and_by_name(atlas: Atlas) -> None:
    by_code, by_name = atlas.cluster(AEROSPACE), atlas.cluster("Aerospace Vehicles and Defense")
    assert by_code.rows() == by_name.rows()
    assert by_code.rows()[0]["region_name"] == "Wichita, KS"
    wichita = atlas.region(WICHITA)
    assert wichita.name == "Wichita, KS"
    assert wichita.strong_clusters().rows()[0]["cluster"] == AEROSPACE
    assert len(wichita.portfolio(2018)) == len(wichita.portfolio(2018).to_pandas())
    assert repr(atlas) == "<Atlas us-2019.1: 2018, 2019>"


def test_a_comparison_keeps_the_figures_whoever_comes_first(atlas: Atlas) -> None:
    both = atlas.compare([WICHITA, "us-metro-19820"], TOBACCO)
    assert both.rows()[0]["region_name"] == "Wichita, KS"
    without = next(r["region"] for r in atlas.cluster(AEROSPACE).rows() if r["employment"] is None)
    for order in ([without, WICHITA], [WICHITA, without]):
        jobs = {row["region"]: row["employment"] for row in atlas.compare(order, AEROSPACE).rows()}
        assert jobs == {WICHITA: 27_911, without: None}
        assert list(jobs) == order


def test_wrong_questions_to_the_atlas(atlas: Atlas) -> None:
    with pytest.raises(NoSuchEntry, match="nearest known code is us-metro-48620"):
        atlas.region("us-metro-48621")
    with pytest.raises(NoSuchEntry, match="has no cluster 'areospace'"):
        atlas.cluster("areospace")
    with pytest.raises(UnknownChoice, match=r"level='county' is not known. Choose one of: metro, micro."):
        atlas.cluster(AEROSPACE, level="county")
    for question in (atlas.region(WICHITA).headlines, atlas.region(WICHITA).portfolio):
        with pytest.raises(UnknownChoice, match=r"year=2010 is not known. Choose one of: 2018, 2019."):
            question(2010)
    with pytest.raises(UnknownChoice, match="year=0"):
        atlas.compare([WICHITA], AEROSPACE, year=0)
    with pytest.raises(NoSuchEntry, match="has no cluster 'x'"):
        atlas.compare([WICHITA], "x")
    with pytest.raises(InputError, match=r"has no table 'x'. It has: activity, backtest, clusters"):
        atlas.table("x")


def test_why_not_speaks_of_ranked_clusters_only(atlas: Atlas) -> None:
    assert atlas.why_not(WICHITA, AEROSPACE).verdict
    assert not atlas.why_not(WICHITA, AUTOMOTIVE).verdict
    for region, cluster in ((WICHITA, "local-health-services"), (COUNTRY, AUTOMOTIVE)):
        with pytest.raises(NoSuchEntry, match=f"has no ranked cluster '{cluster} in {region}'"):
            atlas.why_not(region, cluster)


def test_threads_share_an_edition(sample_edition: Edition) -> None:
    codes = [row["region"] for row in sample_edition.rows("from regions order by region limit 40")]

    def ask(code: str) -> tuple[Any, ...]:
        return (
            regions.headlines(sample_edition, code, 2019),
            regional.portfolio(sample_edition, code, 2019),
            sample_edition.names.get("region", code, "zh-hans"),
        )

    alone = [ask(code) for code in codes]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, codes * 4)) == alone * 4
