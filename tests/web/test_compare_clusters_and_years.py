"""Clusters side by side and the years of one region: figures computed again from the Parquet tables by plain Python."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client
from tests.web.edition_rows import Row
from tests.web.test_compare_regions import cell_text, lines, number, part, quotient

CLUSTERS, WICHITA, YEAR = ("plastics", "automotive", "metal-mining"), "us-metro-48620", 2019
PAGE = "/us/2019.1/compare/"


@pytest.fixture(scope="module")
def portfolio(sample_home: Path) -> list[Row]:
    """The whole clusters of the sample in both years."""
    (folder,) = (sample_home / "atlases" / "us" / "editions").iterdir()
    columns = ["year", "level", "region", "cluster", "subcluster", "kind", "employment", "location_quotient", "strong"]
    columns += ["employment_low", "employment_high", "rank_location_quotient"]
    rows = pq.read_table(folder / "portfolio.parquet", columns=columns).to_pylist()
    return [row for row in rows if row["subcluster"] is None]


def test_clusters_are_counted_over_the_regions_of_the_level(sample: Client, portfolio: list[Row]) -> None:
    page = sample.get(f"{PAGE}?clusters={','.join(CLUSTERS)}").text
    shown = lines(part(page, "headlines"))
    for place, cluster in enumerate(CLUSTERS):
        here = [
            row for row in portfolio
            if row["cluster"] == cluster and row["level"] == "metro" and row["year"] == YEAR and row["employment"]
        ]  # fmt: skip
        jobs = sorted((row["employment"] for row in here), reverse=True)
        half = next(at for at in range(1, len(jobs) + 1) if 2 * sum(jobs[:at]) >= sum(jobs))
        figures = {name: number(cells[place]) for name, cells in shown.items()}
        assert figures["Jobs in metropolitan areas"] == sum(jobs)
        assert figures["Regions with jobs in it"] == len(jobs)
        assert figures["Regions where strong"] == sum(row["strong"] for row in here)
        assert figures["Regions that hold half of its jobs"] == half


def test_the_regions_named_are_the_largest_of_each_cluster(sample: Client, portfolio: list[Row]) -> None:
    page = sample.get(f"{PAGE}?clusters={','.join(CLUSTERS)}").text
    figures = {
        (row["cluster"], row["region"]): row for row in portfolio if row["level"] == "metro" and row["year"] == YEAR
    }
    section = part(page, "side-by-side")
    codes = [cell.split("/regions/")[1].split("/")[0] for cell in section.split('<th scope="row"><a href="')[1:]]
    largest = set[str]()
    for cluster in CLUSTERS:
        here = [row for (code, _), row in figures.items() if code == cluster]
        largest |= {row["region"] for row in sorted(here, key=lambda row: (-row["employment"], row["region"]))[:6]}
    assert set(codes) == largest
    for code, cells in zip(codes, lines(section).values(), strict=True):
        values = [figures.get((cluster, code), {}).get("location_quotient", 0.0) for cluster in CLUSTERS]
        assert cells[1:4] == [quotient(value) for value in values]


def test_relatedness_is_that_of_the_edition(sample: Client, sample_home: Path) -> None:
    (folder,) = (sample_home / "atlases" / "us" / "editions").iterdir()
    known = {
        (row["cluster"], row["other"]): row["relatedness"]
        for row in pq.read_table(folder / "relatedness.parquet").to_pylist()
    }
    section = list(lines(part(sample.get(f"{PAGE}?clusters={','.join(CLUSTERS)}").text, "related")).values())
    for one in range(3):
        for two in range(one + 1, 3):
            assert number(section[one][two]) == pytest.approx(known[CLUSTERS[one], CLUSTERS[two]], abs=0.0051)


def test_what_rose_and_fell_adds_up_to_the_growth(sample: Client, portfolio: list[Row]) -> None:
    page = sample.get(f"{PAGE}?region={WICHITA}&years=2018,2019").text
    own = {
        year: {
            row["cluster"]: row for row in portfolio
            if row["region"] == WICHITA and row["year"] == year and row["kind"] == "traded"
        }
        for year in (2018, 2019)
    }  # fmt: skip
    first = sum(row["employment"] for row in own[2018].values())
    last = sum(row["employment"] for row in own[2019].values())
    section = part(page, "changes")
    shown = lines(section.split("<tfoot>")[0])
    codes = [cell.split("/clusters/")[1].split("/")[0] for cell in section.split('<th scope="row"><a href="')[1:]]
    assert len(codes) == len(shown) == len(own[2018].keys() | own[2019].keys())
    nothing = {"employment": 0, "strong": False, "rank_location_quotient": None}
    for code, cells in zip(codes, shown.values(), strict=True):
        was, now = own[2018].get(code, nothing), own[2019].get(code, nothing)
        change = now["employment"] - was["employment"]
        assert number(cells[2]) == change
        assert number(cells[4].removesuffix(" pp")) == pytest.approx(100 * change / first, abs=0.0051)
        ranks = was["rank_location_quotient"], now["rank_location_quotient"]
        assert cells[7] == "not ranked" if None in ranks else number(cells[7]) == ranks[0] - ranks[1]
        crossed = {(False, True): "became strong", (True, False): "no longer strong"}
        said = crossed.get((was["strong"], now["strong"]))
        assert cells[8] == said if said else cells[8] not in crossed.values()
    foot = [cell_text(cell) for cell in section.split("<tfoot>")[1].split("</tfoot>")[0].split("<td")[1:]]
    assert number(foot[2].rpartition(">")[2]) == last - first
    assert f"({100 * (last / first - 1):+.1f}%)" in page


def test_years_stand_in_their_order_and_the_steps_add_up(sample: Client) -> None:
    page = sample.get(f"{PAGE}?region={WICHITA}&years=2018,2019").text
    ((national, mix, own, change),) = [
        [number(cell.split(" ")[0]) for cell in cells] for cells in lines(part(page, "change")).values()
    ]
    assert national + mix + own == change
    swapped = sample.get(f"{PAGE}?region={WICHITA}&years=2019,2018")
    assert swapped.headers["Location"].endswith("years=2018,2019")


def test_the_years_of_a_cluster_have_its_regions(sample: Client, portfolio: list[Row]) -> None:
    page = sample.get(f"{PAGE}?cluster=plastics&years=2018,2019").text
    jobs = {
        year: sum(
            row["employment"] for row in portfolio
            if row["cluster"] == "plastics" and row["level"] == "metro" and row["year"] == year
        )
        for year in (2018, 2019)
    }  # fmt: skip
    assert [number(cell) for cell in lines(part(page, "headlines"))["Jobs in metropolitan areas"]] == list(
        jobs.values()
    )
