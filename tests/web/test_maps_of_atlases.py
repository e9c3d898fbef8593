"""The map of a cluster in every atlas: what is coloured, grey and why, and hatched is what its tables say."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.web.atlas_pages import ATLASES, EUROPE, GERMANY, JAPAN, STATES, AtlasPages
from tests.web.edition_rows import Row, rows_in

REASONS = {
    "absent": "nothing of the cluster in the file",
    "withheld": "withheld, and not known",
    "not_in_year": "no figures in this year",
    "not_in_file": "not in the file",
}


def figures_of(home: Path, pages: AtlasPages) -> dict[str, Row]:
    """The cluster's rows by region."""
    wanted = {"cluster": pages.cluster, "year": pages.year, "level": pages.level, "subcluster": None}
    return {row["region"]: row for row in rows_in(home, pages.atlas, pages.edition, "portfolio", **wanted)}


def reasons_of(home: Path, pages: AtlasPages, regions: set[str], figures: dict[str, Row]) -> Counter[str]:
    """Why regions have no jobs in the cluster, counted from the tables of cells."""
    years: dict[str, set[int]] = {}
    for row in rows_in(home, pages.atlas, pages.edition, "summary"):
        years.setdefault(row["region"], set()).add(row["year"])
    members = {
        row["industry"] for row in rows_in(home, pages.atlas, pages.edition, "membership", cluster=pages.cluster)
    }
    withheld = {
        cell["region"]
        for cell in rows_in(home, pages.atlas, pages.edition, "activity", year=pages.year)
        if cell["industry"] in members and cell["employment_flag"] in ("estimated", "unknown")
    } | {region for region, row in figures.items() if row["employment_low"] is not None}
    counted: Counter[str] = Counter()
    for region in regions:
        if pages.year not in years.get(region, set()):
            counted["not_in_year" if region in years else "not_in_file"] += 1
        else:
            counted["withheld" if region in withheld else "absent"] += 1
    return counted


@pytest.mark.parametrize("pages", ATLASES, ids=lambda pages: f"{pages.atlas}-{pages.edition}")
def test_coloured_and_grey_are_all_regions_of_the_level(several: Client, atlases_home: Path, pages: AtlasPages) -> None:
    text = unescape(several.get(pages.addresses["map"]).text)
    regions = {
        row["region"]: row for row in rows_in(atlases_home, pages.atlas, pages.edition, "regions", level=pages.level)
    }
    figures = figures_of(atlases_home, pages)
    with_jobs = {region for region, row in figures.items() if row["employment"]}
    on_map = {code for code, row in regions.items() if row["has_boundary"]}
    if not on_map:
        pytest.skip("the edition was built without boundaries of the United States")
    drawn = dict(re.findall(r'data-region="([\w-]+)" tabindex="-?\d" [^>]*><use class="m (\w+)"', text))
    coloured = {region for region, colour in drawn.items() if colour != "none"}
    grey = set(drawn) - coloured
    assert (coloured, grey) == (with_jobs & on_map, on_map - with_jobs)
    assert len(coloured) + len(grey) + len(set(regions) - on_map) == len(regions)
    assert f"{len(coloured)} regions coloured." in text
    reasons = reasons_of(atlases_home, pages, grey, figures)
    for reason, label in REASONS.items():
        assert (f"{label} ({reasons[reason]})" in text) == bool(reasons[reason]), reason
    hatched = set(
        re.findall(r'data-region="([\w-]+)"[^>]*><use class="m \w+" href="[^"]+"/><use fill="url\(#depends\)"', text)
    )
    depends = {region for region, row in figures.items() if row["strong_low"] != row["strong_high"]}
    assert hatched == depends & coloured


@pytest.mark.parametrize(
    ("pages", "lines", "notice"),
    [
        (STATES, ["us-state-lines"], "Boundaries: US Census Bureau"),
        (EUROPE, ["eu-inset-lines", "eu-nuts0-lines"], "© EuroGeographics for the administrative boundaries"),
        (JAPAN, ["jp-inset-lines"], "dataofjapan/land"),
        (GERMANY, ["de-state-lines"], "© EuroGeographics for the administrative boundaries"),
    ],
    ids=lambda value: value.atlas if isinstance(value, AtlasPages) else "",
)
def test_a_map_has_the_lines_and_the_notice_of_its_boundaries(
    several: Client, pages: AtlasPages, lines: list[str], notice: str
) -> None:
    text = unescape(several.get(pages.addresses["map"]).text)
    if "data-map" not in text:
        pytest.skip("the edition was built without boundaries of the United States")
    sheet = several.get(f"{pages.root}boundaries.svg").text
    assert re.findall(r'<use class="st" href="[^#]+#([\w-]+)"/>', text) == lines
    assert re.search(rf'<use class="nat" href="{pages.root}boundaries.svg#{pages.atlas[:2]}"/>', text)
    assert all(f'id="{line}"' in sheet for line in (*lines, pages.atlas[:2], pages.region))
    assert notice in text


def test_a_level_without_boundaries_says_so_and_has_its_table(several: Client, atlases_home: Path) -> None:
    text = several.get(f"{JAPAN.root}map/?cluster=automotive&level=city").text
    assert "No map of large cities" in text
    assert "data-map" not in text
    with_jobs = [
        row
        for row in rows_in(atlases_home, "jp", JAPAN.edition, "portfolio", cluster="automotive", level="city")
        if row["employment"]
    ]
    assert len(re.findall(r'<tr data-region="jp-city-', text)) == len(with_jobs) > 0


def test_a_year_without_one_before_has_no_growth(several: Client) -> None:
    text = several.get(f"{JAPAN.root}map/?cluster=automotive&measure=employment_growth").text
    assert "no figure of the year before" in text
    assert "0 regions coloured." in text
