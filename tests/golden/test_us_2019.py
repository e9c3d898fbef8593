"""The US edition of 2019 against the published file: recomputed with the standard library alone, and ten metros.

Cells that the file leaves out are estimated; what is checked of them is that they are never below what is published
and that they add up to the published totals.

Sources, in the folder of real statistics: `us/cbp_msa_2018_2019.csv.gz` (US Census Bureau, County Business Patterns)
and `us/cluster_definitions_subclusters.csv` (Delgado, Porter and Stern 2016).
"""

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from clusteratlas.editions import Edition, build, open_edition
from clusteratlas.editions.queries import clusters
from clusteratlas.sources import import_file

AEROSPACE, AEROSPACE_NAME = "aerospace-vehicles-and-defense", "Aerospace Vehicles and Defense"
WICHITA = "48620"

# Written down before looking: where each cluster is known to be at home.
EXPECTED_STRONG = {
    "Wichita, KS": AEROSPACE,
    "Houston-The Woodlands-Sugar Land, TX": "upstream-chemical-products",
    "San Jose-Sunnyvale-Santa Clara, CA": "information-technology-and-analytical-instruments",
    "Detroit-Warren-Dearborn, MI": "automotive",
    "Hartford-West Hartford-East Hartford, CT": "insurance-services",
    "Las Vegas-Henderson-Paradise, NV": "hospitality-and-tourism",
    "Elkhart-Goshen, IN": "trailers-motor-homes-and-appliances",
    "Dalton, GA": "textile-manufacturing",
    "Midland, TX": "oil-and-gas-production-and-transportation",
    "Hickory-Lenoir-Morganton, NC": "furniture",
}

Sums = dict[tuple[str, str], int]  # by area and cluster
ROW = "from portfolio where year = 2019 and region = ? and cluster = ? and subcluster is null"


@pytest.fixture(scope="module")
def full_edition(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition of the whole published file."""
    home = tmp_path_factory.mktemp("full")
    import_file("cbp", data / "us/cbp_msa_2018_2019.csv.gz", home)
    build("us", home)
    return open_edition("us", home=home)


@pytest.fixture(scope="module")
def membership(data: Path) -> dict[str, tuple[str, str]]:
    """The cluster and kind of each six-digit code, as the authors published them."""
    with (data / "us/cluster_definitions_subclusters.csv").open(encoding="utf-8", errors="replace", newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["Cluster"]]
    return {row["NAICS"]: (row["Cluster"], row["TradedLocal"]) for row in rows}


@pytest.fixture(scope="module")
def kinds(membership: dict[str, tuple[str, str]]) -> dict[str, str]:
    return dict(membership.values())


@pytest.fixture(scope="module")
def published(data: Path, membership: dict[str, tuple[str, str]]) -> tuple[Sums, Sums, dict[str, int]]:
    """What the file says of 2019: employment and establishments by area and cluster, and each area's total."""
    employment, establishments, totals = defaultdict(int), defaultdict(int), {}
    with gzip.open(data / "us/cbp_msa_2018_2019.csv.gz", "rt", newline="") as text:
        for row in csv.DictReader(text):
            if row["year"] == "2019" and row["naics"] == "00":
                totals[row["cbsa"]] = int(float(row["emp"]))
            if row["year"] == "2019" and row["naics"] in membership:
                key = row["cbsa"], membership[row["naics"]][0]
                employment[key] += int(float(row["emp"]))
                establishments[key] += int(float(row["estab"]))
    return employment, establishments, totals


@pytest.fixture(scope="module")
def cells(sample_edition: Edition, membership: dict[str, tuple[str, str]]) -> tuple[Sums, Sums]:
    """The edition's cells of 2019, withheld ones by their estimate, added up by area and cluster."""
    table = pq.read_table(sample_edition.folder / "activity.parquet", filters=[("year", "==", 2019)])
    columns = [table[name].to_pylist() for name in ("region", "industry", "employment", "establishments")]
    employment, establishments = defaultdict(int), defaultdict(int)
    for region, industry, jobs, places in zip(*columns, strict=True):
        if industry in membership:
            key = region.rsplit("-", 1)[1], membership[industry][0]
            employment[key] += jobs
            establishments[key] += places
    return employment, establishments


def quotients(employment: Sums, kinds: dict[str, str], cluster: str) -> dict[str, float]:
    """Location quotients of a cluster within its kind, by area."""
    alike = {(area, name): jobs for (area, name), jobs in employment.items() if kinds[name] == kinds[cluster]}
    regional, national = defaultdict(int), sum(alike.values())
    for (area, _), jobs in alike.items():
        regional[area] += jobs
    total = sum(jobs for (_, name), jobs in alike.items() if name == cluster)
    return {
        area: (jobs / regional[area]) / (total / national)
        for (area, name), jobs in alike.items()
        if name == cluster and jobs > 0
    }


def quantile(values: list[float], share: float) -> float:
    """Interpolated between the two neighbours, as in every textbook."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def test_wichita_aerospace_is_wholly_published(
    published: tuple[Sums, Sums, dict[str, int]], full_edition: Edition, sample_edition: Edition
) -> None:
    employment, establishments, _ = published
    for edition in (full_edition, sample_edition):
        (row,) = edition.rows(ROW, [f"us-metro-{WICHITA}", AEROSPACE])
        assert row["employment"] == employment[WICHITA, AEROSPACE_NAME] == 27_911
        assert row["establishments"] == establishments[WICHITA, AEROSPACE_NAME] == 75
        assert (row["employment_low"], row["employment_high"]) == (None, None)
        assert (row["rank_location_quotient"], row["strong"], row["strong10"]) == (1, True, True)
        assert (row["strong_low"], row["strong_high"], row["robust"]) == (True, True, True)


def test_no_figure_is_below_what_is_published(
    published: tuple[Sums, Sums, dict[str, int]], sample_edition: Edition
) -> None:
    query = "select * from portfolio where year = 2019 and subcluster is null and level <> 'country'"
    names = sample_edition.names.of("cluster")
    held = dict.fromkeys(("employment", "establishments"), 0)
    for row in sample_edition.rows(query):
        key = row["region"].rsplit("-", 1)[1], names[row["cluster"]]
        for measure, sums in zip(held, published, strict=False):
            low = row[measure] if row[f"{measure}_low"] is None else row[f"{measure}_low"]
            assert sums.get(key, 0) <= low, (key, measure)
            held[measure] += sums.get(key, 0)
    assert held == {measure: sum(sums.values()) for measure, sums in zip(held, published, strict=False)}


def test_cells_of_an_area_add_up_to_its_published_total(
    published: tuple[Sums, Sums, dict[str, int]], sample_edition: Edition
) -> None:
    """The file's rows of 2019 nowhere contradict each other, so with the estimates nothing is missing."""
    query = "select region, sum(employment)::bigint as jobs from activity where year = 2019 group by region"
    found = {row["region"].rsplit("-", 1)[1]: row["jobs"] for row in sample_edition.rows(query)}
    assert found == published[2]


def test_wichita_aerospace_recomputed_by_hand(
    cells: tuple[Sums, Sums], kinds: dict[str, str], sample_edition: Edition
) -> None:
    (row,) = sample_edition.rows(ROW, [f"us-metro-{WICHITA}", AEROSPACE])
    expected = quotients(cells[0], kinds, AEROSPACE_NAME)[WICHITA]
    assert row["location_quotient"] == pytest.approx(expected, rel=1e-11)


def test_metros_strong_in_aerospace_counted_by_hand(
    cells: tuple[Sums, Sums], kinds: dict[str, str], full_edition: Edition, sample_edition: Edition
) -> None:
    employment, establishments = cells
    name = AEROSPACE_NAME
    metros = {row["region"].rsplit("-", 1)[1] for row in full_edition.rows("from regions where level = 'metro'")}
    found = {area: value for area, value in quotients(employment, kinds, name).items() if area in metros}
    line = quantile(list(found.values()), 0.75)
    least_jobs = quantile([employment[area, name] for area in found], 0.25)
    least_establishments = quantile([establishments[area, name] for area in found], 0.25)
    strong = {
        f"us-metro-{area}"
        for area, value in found.items()
        if value >= line
        and value >= 1
        and employment[area, name] > least_jobs
        and establishments[area, name] > least_establishments
    }
    for edition in (full_edition, sample_edition):
        query = "select region from portfolio where strong and year = 2019 and level = 'metro' and cluster = ?"
        assert {row["region"] for row in edition.rows(query, [AEROSPACE])} == strong
        assert clusters.thresholds_of(edition, AEROSPACE, "metro", 2019)["ranked"] == len(found)


def test_ten_metros_are_strong_where_they_are_known_to_be(sample_edition: Edition) -> None:
    codes = {row["name"]: row["region"] for row in sample_edition.rows("from regions where level = 'metro'")}
    query = "from portfolio where year = 2019 and subcluster is null and region = ? and cluster = ?"
    weak = [
        (metro, cluster)
        for metro, cluster in EXPECTED_STRONG.items()
        if not sample_edition.rows(query, [codes[metro], cluster])[0]["strong"]
    ]
    assert weak == []


@pytest.mark.parametrize("table", ["portfolio", "thresholds", "summary", "quality", "activity", "totals", "national"])
def test_the_sample_gives_the_tables_of_the_whole_file(
    table: str, full_edition: Edition, sample_edition: Edition
) -> None:
    ours, theirs = (pq.read_table(edition.folder / f"{table}.parquet") for edition in (sample_edition, full_edition))
    assert ours.num_rows > 0
    assert ours.equals(theirs)
