"""The pages of clusters and industries: their figures are those of the edition."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.web.edition_rows import rows, whole
from tests.web.plain_pages import plain

PLASTICS = "plastics"


def test_the_list_has_every_cluster_with_its_reference_total(sample: Client, sample_home: Path) -> None:
    text = plain(unescape(sample.get("/us/2019.1/clusters/?year=2019").text))
    totals = rows(sample_home, "portfolio", region="us", year=2019, subcluster=None)
    for row in totals:
        assert f"/us/2019.1/clusters/{row['cluster']}/" in text
        assert f'<td class="n b">{row["employment"]:,}</td>' in text
    assert len(totals) == 67


def test_regions_where_strong_are_counted(sample: Client, sample_home: Path) -> None:
    text = plain(sample.get("/us/2019.1/clusters/?year=2019&level=micro").text)
    strong = sum(bool(row["strong"]) for row in whole(sample_home, PLASTICS, 2019, "micro").values())
    cells = re.search(rf"<td><a href=\"[^\"]*/clusters/{PLASTICS}/[^\"]*\">.*?</tr>", text).group(0)
    assert f'<td class="n">{strong}</td>' in cells


@pytest.mark.parametrize("order", ["employment", "strong_regions", "employment_growth"])
def test_the_list_is_ordered_by_its_heads(sample: Client, order: str) -> None:
    text = sample.get(f"/us/2019.1/clusters/?order={order}").text
    assert text.count('aria-sort="descending"') == 2  # one head for each kind of cluster


def test_a_profile_shows_the_reference_total_and_its_growth(sample: Client, sample_home: Path) -> None:
    text = plain(unescape(sample.get(f"/us/2019.1/clusters/{PLASTICS}/?year=2019").text))
    now, past = (
        rows(sample_home, "portfolio", region="us", cluster=PLASTICS, subcluster=None, year=year)[0]["employment"]
        for year in (2019, 2018)
    )
    assert f"<dd>{now:,}</dd>" in text
    assert f"<dd>{now / past - 1:+.1%}</dd>" in text


def test_the_jobs_of_its_industries_add_up_to_its_own(sample: Client, sample_home: Path) -> None:
    text = plain(sample.get(f"/us/2019.1/clusters/{PLASTICS}/?year=2019").text)
    listed = text[text.index('id="industries"') :]
    jobs = [int(n.replace(",", "")) for n in re.findall(r'<td class="n b">([\d,]+)</td>', listed)]
    total = rows(sample_home, "portfolio", region="us", cluster=PLASTICS, subcluster=None, year=2019)[0]
    assert sum(jobs) == total["employment"]
    assert len(re.findall(r'id="industry-\d{6}"', listed)) == len(rows(sample_home, "membership", cluster=PLASTICS))


def test_a_local_cluster_is_not_ranked(sample: Client) -> None:
    text = sample.get("/us/2019.1/clusters/local-health-services/").text
    assert "Local cluster" in text
    assert 'class="mk ' not in text
    assert "Crossed the line" not in text


def test_an_unknown_cluster_leads_to_the_nearest(sample: Client) -> None:
    answer = sample.get("/us/2019.1/clusters/plastic/")
    assert answer.status_code == 404
    assert 'href="/us/2019.1/clusters/plastics/"' in answer.text


@pytest.mark.parametrize("code", ["336411", "33641", "3364", "336", "31-33"])
def test_an_industry_of_any_length_has_the_sum_of_its_six_digit_ones(
    sample: Client, sample_home: Path, code: str
) -> None:
    text = plain(sample.get(f"/us/2019.1/industries/{code}/?year=2019").text)
    begins = ("31", "32", "33") if code == "31-33" else (code,)
    leaves = rows(sample_home, "activity", year=2019)
    jobs = sum(row["employment"] for row in leaves if row["industry"].startswith(begins))
    assert f'<td>2019</td><td class="n b">{jobs:,}</td>' in text


def test_an_industry_names_its_clusters_and_regions(sample: Client, sample_home: Path) -> None:
    text = plain(sample.get("/us/2019.1/industries/336411/?year=2019").text)
    cells = rows(sample_home, "activity", year=2019, industry="336411")
    largest = max(cells, key=lambda row: row["employment"])
    assert "/us/2019.1/clusters/aerospace-vehicles-and-defense/" in text
    assert f'<td class="n b">{largest["employment"]:,}</td>' in text[text.index("Largest regions") :]


def test_an_industry_outside_every_cluster_says_so(sample: Client, sample_home: Path) -> None:
    """Postal service, 482 and below, stands in no cluster of the definition."""
    assert rows(sample_home, "membership", industry="482111") == []
    text = sample.get("/us/2019.1/industries/482/").text
    assert "in no cluster of the definition" in text


def test_an_unknown_industry_leads_to_the_nearest(sample: Client) -> None:
    answer = sample.get("/zh-hans/us/2019.1/industries/336410/")
    assert answer.status_code == 404
    assert re.search(r'href="/zh-hans/us/2019.1/industries/33641\d/"', answer.text)
