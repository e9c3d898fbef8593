"""Related clusters of the United States 2019 against what an economist expects, written down before looking.

From what comes with the package: County Business Patterns 2019 by metropolitan area as published (US Census Bureau),
the accounts of 2012 (US Bureau of Economic Analysis), occupations of 2018 (US Bureau of Labor Statistics), the
benchmark definition (Delgado, Porter and Stern 2016). The limits below were set with the pairs; no pair has one of its
own, and `related_pairs` has not been changed since.
"""

from collections import defaultdict
from math import dist
from statistics import fmean, median

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.golden.related_pairs import EXPECTED, SEEN, UNEXPECTED, Pairs

from clusteratlas.charts import network_layout
from clusteratlas.classifications import us_regions
from clusteratlas.definitions import links, load, membership_by_kind, related_clusters
from clusteratlas.definitions.similarity import similarity
from clusteratlas.sources import us_sample

Row = dict[str, object]


@pytest.fixture(scope="module")
def cells() -> pa.Table:
    """Traded industries by metropolitan area; what the file leaves out is zero here."""
    table = pq.read_table(us_sample.file())
    metros = [code for code, area in us_regions.cbp_areas().items() if area.level == "metro"]
    traded = membership_by_kind(load("us-benchmark"), "2017")
    traded = traded.filter(pc.equal(traded["kind"], "traded"))
    table = table.filter(pc.equal(table["year"], 2019))
    table = table.filter(pc.is_in(table["area"], pa.array(metros)))
    table = table.filter(pc.is_in(table["industry"], traded["industry"].combine_chunks()))
    return table.drop_columns("year").rename_columns({"area": "region"})


@pytest.fixture(scope="module")
def related(cells: pa.Table) -> dict[tuple[str, str], Row]:
    kinds = {kind: similarity(cells, kind) for kind in ("lc-employment", "lc-establishments")}
    kinds |= {"input-output": similarity(links("us-input-output"), "input-output")}
    kinds |= {"occupation": similarity(links("us-occupations"), "occupation")}
    rows = related_clusters(kinds, membership_by_kind(load("us-benchmark"), "2017")).to_pylist()
    return {(row["cluster"], row["other"]): row for row in rows}


def percentiles(related: dict[tuple[str, str], Row], pairs: Pairs) -> list[float]:
    return [float(str(related[pair]["percentile"])) for pair in pairs]


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


def test_every_pair_of_the_51_clusters_has_a_figure(related: dict[tuple[str, str], Row]) -> None:
    assert len(related) == 51 * 50
    assert all(row["relatedness"] is not None for row in related.values())


def test_expected_pairs_stand_among_the_most_related(related: dict[tuple[str, str], Row]) -> None:
    expected = percentiles(related, EXPECTED)
    assert median(expected) >= 0.9
    assert share([value >= 0.9 for value in expected]) >= 0.5
    assert share([value >= 0.5 for value in expected]) >= 0.8
    assert share([related[pair]["relation"] in ("close", "related") for pair in EXPECTED]) >= 0.5
    assert median(percentiles(related, SEEN)) >= 0.9


def test_unexpected_pairs_do_not(related: dict[tuple[str, str], Row]) -> None:
    unexpected = percentiles(related, UNEXPECTED)
    assert median(unexpected) < 0.5
    assert max(unexpected) < 0.9
    assert not any(related[pair]["relation"] for pair in UNEXPECTED)


def test_no_cluster_is_without_a_neighbour(related: dict[tuple[str, str], Row]) -> None:
    assert {cluster for (cluster, _), row in related.items() if row["relation"]} == {one for one, _ in related}


def test_the_more_related_the_nearer_in_the_network(related: dict[tuple[str, str], Row]) -> None:
    places = {
        row["cluster"]: (row["x"], row["y"])
        for row in network_layout(pa.Table.from_pylist([*related.values()])).to_pylist()
    }
    apart: dict[object, list[float]] = defaultdict(list)
    for (one, other), row in related.items():
        apart[row["relation"]].append(dist(places[one], places[other]))
    assert fmean(apart["close"]) < fmean(apart["related"]) < fmean(apart[None]) / 2
