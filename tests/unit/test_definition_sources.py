"""The US benchmark definition against its source tables, the NAICS lists and County Business Patterns."""

import csv
import re
from collections import defaultdict

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from pyarrow import csv as arrow_csv

from clusteratlas.classifications import classification
from clusteratlas.definitions import Place, coverage, load

# Industries the source puts into a cluster but under no listed subcluster.
PLACED_BY_US = {
    "333914",
    "452210",
    "452311",
    "452319",
    "517311",
    "517312",
    "532281",
    "532282",
    "532283",
    "532284",
    "532289",
    "541713",
    "541714",
    "541715",
}
SPELLING = {
    "Commerical and Retail Bakeries": "Commercial and Retail Bakeries",
    "Electric Power Distribition": "Electric Power Distribution",
}
BRACKETS = re.compile(r" \((CES|LU|DMP|MT|UMM)\)$")


@pytest.fixture(scope="module")
def benchmark():
    return load()


@pytest.fixture(scope="module")
def cluster_names(benchmark):
    return {cluster.code: cluster.name("en") for cluster in benchmark.clusters}


@pytest.fixture(scope="module")
def subcluster_names(benchmark):
    return {(part.cluster, part.code): part.name("en") for part in benchmark.subclusters}


def rows(file):
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        return list(csv.DictReader(lines))


def naics(data, vintage):
    lines = (data / f"us/naics/2-6_digit_{vintage}_Codes.csv").read_text(encoding="utf-8-sig").splitlines()
    return set(re.findall(r"^\d+,(\d{6}),", "\n".join(lines), flags=re.MULTILINE))


@pytest.mark.parametrize(("vintage", "industries"), [("2007", 1175), ("2012", 1065), ("2017", 1057), ("2022", 1012)])
def test_every_naics_code_is_covered_or_listed_as_left_out(benchmark, data, vintage, industries):
    covered, left_out = set(benchmark.membership(vintage)), set(benchmark.uncovered_industries(vintage))
    assert len(covered) + len(left_out) == industries
    assert covered | left_out == naics(data, vintage)


def test_clusters_are_the_source_s(benchmark, data):
    pairs = rows(data / "us/cluster_definitions_naics.csv")
    listed = {(int(row["cluster_code"]), row["cluster_name"], row["type"]) for row in pairs}
    assert {(cluster.position, cluster.name("en"), cluster.kind) for cluster in benchmark.clusters} == listed


def test_subclusters_are_the_source_s(benchmark, data, cluster_names):
    source = rows(data / "us/cluster_definitions_subcluster_names.csv")
    listed = [
        (row["cluster_name"], int(row["subcluster_no"]), SPELLING.get(row["subcluster_name"], row["subcluster_name"]))
        for row in source
    ]
    ours = [(cluster_names[part.cluster], part.position, part.name("en")) for part in benchmark.subclusters]
    assert sorted(ours) == sorted(listed)


@pytest.mark.parametrize("vintage", ["1997", "2002", "2007", "2012"])
def test_all_pairs_are_the_source_s(benchmark, data, cluster_names, vintage):
    pairs = rows(data / "us/cluster_definitions_naics.csv")
    listed = {row["naics"]: row["cluster_name"] for row in pairs if row["naics_vintage"] == vintage}
    assert {code: cluster_names[place.cluster] for code, place in benchmark.membership(vintage).items()} == listed


def test_all_pairs_of_2022_follow_from_those_of_2017(benchmark, data):
    lines = (data / "us/naics/2017_to_2022_NAICS.csv").read_text(encoding="utf-8-sig").splitlines()[3:]
    earlier, sources = benchmark.membership("2017"), defaultdict(set)
    for row in csv.reader(lines):
        if len(row) > 2 and row[0]:
            sources[row[2]].add(earlier.get(row[0], Place("", None)).cluster)
    agreed = {code: clusters.pop() for code, clusters in sources.items() if len(clusters) == 1 and "" not in clusters}
    assert {code: place.cluster for code, place in benchmark.membership("2022").items()} == agreed


def test_all_pairs_of_2017_are_the_source_s(benchmark, data, cluster_names):
    real = naics(data, "2017")
    listed = {
        row["NAICS"]: row["Cluster"]
        for row in rows(data / "us/cluster_definitions_subclusters.csv")
        if row["NAICS"] in real and row["Cluster"]
    }
    assert {code: cluster_names[place.cluster] for code, place in benchmark.membership("2017").items()} == listed


def test_subclusters_are_where_the_source_puts_them_but_for_the_placed_ones(benchmark, data, subcluster_names):
    labels = {row["NAICS"]: row["SubclusterName"] for row in rows(data / "us/cluster_definitions_subclusters.csv")}
    read = {code: BRACKETS.sub("", SPELLING.get(label, label)) for code, label in labels.items()}
    for vintage in ("2012", "2017"):
        membership = benchmark.membership(vintage)
        ours = {code: subcluster_names[place] for code, place in membership.items() if place.subcluster}
        assert {code: name for code, name in ours.items() if code not in PLACED_BY_US} == {
            code: read[code] for code in membership.keys() & read.keys() - PLACED_BY_US
        }


def test_the_placed_industries_carry_no_listed_label(benchmark, data, subcluster_names):
    labels = {row["NAICS"]: row["SubclusterName"] for row in rows(data / "us/cluster_definitions_subclusters.csv")}
    assert {code for code in PLACED_BY_US if labels[code] in subcluster_names.values()} == set()
    assert PLACED_BY_US - benchmark.membership("2017").keys() == set()


def test_all_industries_of_county_business_patterns_2018_and_2019_are_covered(benchmark, data):
    text = arrow_csv.ConvertOptions(include_columns=["naics"], column_types={"naics": pa.string()})
    codes = pc.unique(arrow_csv.read_csv(data / "us/cbp_msa_2018_2019.csv.gz", convert_options=text)["naics"])
    industries = [code for code in codes.to_pylist() if len(code) == 6]
    split = coverage(benchmark, classification("NAICS", "2017"), industries)
    assert (len(split.covered), split.uncovered) == (963, ())
