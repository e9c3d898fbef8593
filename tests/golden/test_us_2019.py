"""The US edition of 2019 against the published file: recomputed with the standard library alone, and ten metros.

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
from clusteratlas.sources import import_file

AEROSPACE = "aerospace-vehicles-and-defense"
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


@pytest.fixture(scope="module")
def full_edition(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition of the whole published file."""
    home = tmp_path_factory.mktemp("full")
    import_file("cbp", data / "us/cbp_msa_2018_2019.csv.gz", home)
    build("us", home)
    return open_edition("us", home=home)


@pytest.fixture(scope="module")
def published(data: Path) -> tuple[Sums, Sums, dict[str, str]]:
    """Employment and establishments of 2019 by area and cluster, and each cluster's kind, read and added by hand."""
    with (data / "us/cluster_definitions_subclusters.csv").open(encoding="utf-8", errors="replace", newline="") as text:
        membership = {row["NAICS"]: (row["Cluster"], row["TradedLocal"]) for row in csv.DictReader(text)}
    employment, establishments, kinds = defaultdict(int), defaultdict(int), {}
    with gzip.open(data / "us/cbp_msa_2018_2019.csv.gz", "rt", newline="") as text:
        for row in csv.DictReader(text):
            if row["year"] != "2019" or len(row["naics"]) != 6 or not membership.get(row["naics"], ("", ""))[0]:
                continue
            cluster, kind = membership[row["naics"]]
            kinds[cluster] = kind
            employment[row["cbsa"], cluster] += int(float(row["emp"]))
            establishments[row["cbsa"], cluster] += int(float(row["estab"]))
    return employment, establishments, kinds


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


def test_wichita_aerospace_recomputed_by_hand(
    published: tuple[Sums, Sums, dict[str, str]], full_edition: Edition, sample_edition: Edition
) -> None:
    employment, establishments, kinds = published
    name = "Aerospace Vehicles and Defense"
    for edition in (full_edition, sample_edition):
        (row,) = edition.rows(
            "from portfolio where region = 'us-metro-48620' and year = 2019 and cluster = ? and subcluster is null",
            [AEROSPACE],
        )
        assert row["employment"] == employment[WICHITA, name] == 27_911
        assert row["establishments"] == establishments[WICHITA, name] == 75
        assert row["location_quotient"] == pytest.approx(quotients(employment, kinds, name)[WICHITA], rel=1e-11)
        assert (row["rank_location_quotient"], row["strong"], row["strong10"]) == (1, True, True)


def test_metros_strong_in_aerospace_counted_by_hand(
    published: tuple[Sums, Sums, dict[str, str]], full_edition: Edition, sample_edition: Edition
) -> None:
    employment, establishments, kinds = published
    name = "Aerospace Vehicles and Defense"
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
    assert len(found) == 88
    assert len(strong) == 19  # three of the upper quarter have too few jobs or establishments


def test_ten_metros_are_strong_where_they_are_known_to_be(sample_edition: Edition) -> None:
    codes = {row["name"]: row["region"] for row in sample_edition.rows("from regions where level = 'metro'")}
    query = "from portfolio where year = 2019 and subcluster is null and region = ? and cluster = ?"
    weak = [
        (metro, cluster)
        for metro, cluster in EXPECTED_STRONG.items()
        if not sample_edition.rows(query, [codes[metro], cluster])[0]["strong"]
    ]
    assert weak == []


@pytest.mark.parametrize(
    "table", ["portfolio", "thresholds", "summary", "quality", "activity", "published", "national"]
)
def test_the_sample_gives_the_tables_of_the_whole_file(
    table: str, full_edition: Edition, sample_edition: Edition
) -> None:
    ours, theirs = (pq.read_table(edition.folder / f"{table}.parquet") for edition in (sample_edition, full_edition))
    assert ours.num_rows > 0
    assert ours.equals(theirs)
