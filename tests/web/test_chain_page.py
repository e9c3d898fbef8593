"""The chain of a cluster in a region: shares, standings and the nearest strong region, as the tables have them."""

import csv
import io
import re
from math import dist
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client, override_settings

from clusteratlas.definitions import load
from clusteratlas.definitions.links import cluster_sales
from clusteratlas_web.explore.serving import label_points

PAGE = "/us/2019.1/regions/us-metro-48620/clusters/aerospace-vehicles-and-defense/chain/"
AEROSPACE = "aerospace-vehicles-and-defense"


def rows_of(client: Client, page: str = PAGE) -> list[dict[str, str]]:
    answer = client.get(f"{page}partners.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_shares_are_those_of_the_accounts(sample: Client) -> None:
    places = load("us-benchmark").membership("2017")
    sales = cluster_sales({industry: place.cluster for industry, place in places.items()}).to_pylist()
    bought = {row["cluster"]: row["of_purchases"] for row in sales if row["other"] == AEROSPACE}
    sold = {row["other"]: row["of_sales"] for row in sales if row["cluster"] == AEROSPACE}
    found = rows_of(sample)
    for side, expected in (("supplies", bought), ("buys", sold)):
        shown = {row["cluster"]: float(row["flow_share"]) for row in found if row["chain_side"] == side}
        assert shown == pytest.approx(expected)
        assert sum(shown.values()) == pytest.approx(1)


def test_a_partner_stands_as_its_row_in_the_portfolio_says(sample: Client, sample_home: Path) -> None:
    folder = sample_home / "atlases/us/editions/2019.1"
    table = pq.read_table(
        folder / "portfolio.parquet", filters=[("region", "=", "us-metro-48620"), ("year", "=", 2019)]
    )
    own = {row["cluster"]: row for row in table.to_pylist() if row["subcluster"] is None}
    standings = set()
    for row in rows_of(sample):
        if row["cluster"] in ("none", "rest"):
            assert row["standing"] == ""
            continue
        here = own.get(row["cluster"])
        if not here or not here["employment"]:
            expected = "missing"
        elif here["strong"]:
            expected = "strong"
        else:
            expected = "present" if (here["location_quotient"] or 0) >= 1 else "thin"
        assert row["standing"] == expected, row["cluster"]
        standings.add(expected)
    assert {"strong", "present", "thin"} <= standings


def test_the_nearest_strong_region_is_the_nearest(sample: Client, sample_home: Path) -> None:
    folder = sample_home / "atlases/us/editions/2019.1"
    strong = pq.read_table(
        folder / "portfolio.parquet", filters=[("strong", "=", True), ("year", "=", 2019), ("level", "=", "metro")]
    ).to_pylist()
    points = label_points(folder, "metro")
    if not points:
        pytest.skip("the sample was built without boundaries")
    states = {row["region"]: row["states"] for row in pq.read_table(folder / "regions.parquet").to_pylist()}
    named = [row for row in rows_of(sample) if row["nearest_strong"]]
    assert named
    for row in named:
        assert row["standing"] in ("thin", "missing")
        others = [
            each["region"]
            for each in strong
            if each["cluster"] == row["cluster"] and each["subcluster"] is None and each["region"] in points
        ]
        others = [code for code in others if not {"AK", "HI"} & set(states[code].split("-"))]
        here = points["us-metro-48620"]
        least = min(dist(here, points[code]) for code in others if code != "us-metro-48620")
        assert dist(here, points[row["nearest_strong"]]) == pytest.approx(least)


def test_the_page_says_that_the_flows_are_the_nations_and_shows_the_table(sample: Client) -> None:
    text = sample.get(PAGE).text
    assert "The flows are those of the nation" in text
    assert "not what this region does" in text
    supplies = text[text.index('id="supplies"') : text.index('id="buys"')]
    first = max(
        (row for row in rows_of(sample) if row["chain_side"] == "supplies"), key=lambda r: float(r["flow_share"])
    )
    assert f"{float(first['flow_share']):.1%}" in supplies[: supplies.index("</tr>", supplies.index("<tbody>"))]
    assert re.search(r'<div class="chart chain wide only-w"[^>]*><svg', text)


@pytest.mark.parametrize("format_", ["csv", "xlsx", "parquet"])
def test_the_table_is_taken_away(sample: Client, format_: str) -> None:
    assert len(sample.get(f"{PAGE}partners.{format_}").content) > 1000


@pytest.mark.parametrize("format_", ["svg", "png", "json"])
def test_the_drawing_is_taken_away(sample: Client, format_: str) -> None:
    assert len(sample.get(f"{PAGE}charts/flows.{format_}").content) > 1000


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("partners.pdf", 400),
        ("others.csv", 400),
        ("charts/others.svg", 400),
        ("charts/flows.gif", 400),
        ("?year=1066", 400),
    ],
)
def test_what_there_is_not_is_refused(sample: Client, address: str, status: int) -> None:
    assert sample.get(f"{PAGE}{address}").status_code == status


def test_a_code_there_is_not_is_named(sample: Client) -> None:
    assert sample.get(PAGE.replace("48620", "00000")).status_code == 404
    assert sample.get(PAGE.replace(AEROSPACE, "alchemy")).status_code == 404


def test_an_atlas_without_accounts_says_so(several: Client) -> None:
    page = "/eu/2014.1/regions/eu-nuts2-DE11/clusters/automotive/"
    assert "No chain is known here" in several.get(f"{page}chain/").text
    assert several.get(f"{page}chain/partners.csv").status_code == 400
    assert "/chain/" not in several.get(page).text


def test_the_page_of_the_cluster_leads_here(sample: Client, sample_home: Path) -> None:
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        assert "chain/" in sample.get(PAGE.removesuffix("chain/")).text


def test_every_drawing_names_who_has_a_tenth_or_more(sample: Client) -> None:
    page = sample.get(PAGE).content.decode()
    drawings = re.findall(r'<div class="chart chain[^>]*>(.*?)</svg>', page, re.DOTALL)
    great = [f"{float(row['flow_share']):.1%}" for row in rows_of(sample) if float(row["flow_share"]) >= 0.1]
    assert len(drawings) == 3
    assert len(great) >= 3
    for drawing in drawings:
        written = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawing))
        assert all(share in written for share in great)
