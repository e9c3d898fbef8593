"""The section on how sure a region's figures are, held against the edition's Parquet tables and against small ones."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from tests.unit.small_edition import AEROSPACE, HEALTH, WICHITA, published, rows_of, write_small_edition
from tests.web.edition_rows import rows
from tests.web.test_region_pages import PAGE, REGION, section, table_rows, text_of

HEADING = "How sure are these numbers?"


def sure(page: str) -> str:
    """The section of a page."""
    return section(page, HEADING)


def test_the_six_clusters_with_the_widest_range(sample: Client, sample_home: Path) -> None:
    page = sure(sample.get(PAGE).text)
    ranked = [
        row
        for row in rows(sample_home, "portfolio", region=REGION, year=2019, subcluster=None, kind="traded")
        if row["employment_low"] is not None
    ]
    ranked.sort(key=lambda row: (row["employment_low"] - row["employment_high"], row["cluster"]))
    shown = table_rows(page.split("<details")[0])[1:7]
    for row, expected in zip(shown, ranked[:6], strict=True):
        assert row[1:4] == [f"{expected[f'employment{end}']:,}" for end in ("_low", "", "_high")]
        stays = expected["strong_low"] == expected["strong"] == expected["strong_high"]
        assert ("changes class" in row[4]) != stays


def test_shares_and_counts_are_those_of_the_cells(sample: Client, sample_home: Path) -> None:
    cells = rows(sample_home, "activity", region=REGION, year=2019)
    jobs = {flag: sum(c["employment"] for c in cells if c["employment_flag"] == flag) for flag in FLAGS}
    counts = {flag: sum(c["employment_flag"] == flag for c in cells) for flag in FLAGS}
    whole = sum(jobs.values())
    page = sure(sample.get(PAGE).text)
    shown = {row[0]: row[1:] for row in table_rows(page)}
    for label, flag in zip(("Published", "Derived: follow exactly", "Estimated within a range"), FLAGS, strict=True):
        assert shown[label] == [f"{counts[flag]:,}", f"{jobs[flag]:,}", f"{jobs[flag] / whole:.1%}"]
    known = (jobs["published"] + jobs["derived"]) / whole
    assert f"{known:.1%} of jobs are published or follow exactly from published totals." in text_of(page)
    assert f"{1 - known:.1%} are estimated." in text_of(page)
    strong = [r for r in rows(sample_home, "portfolio", region=REGION, year=2019, subcluster=None) if r["strong"]]
    changing = sum(not (row["strong_low"] and row["strong_high"]) for row in strong)
    assert f"{changing} of {len(strong)} strong clusters would change class" in text_of(page)


FLAGS = ("published", "derived", "estimated")


def test_the_worked_example_can_be_computed_again(sample: Client, sample_home: Path) -> None:
    example = sure(sample.get(PAGE).text).split('id="suppression"')[1]
    said = re.search(r"([\d,]+) − ([\d,]+) = ([\d,]+)", text_of(example))
    assert said
    total, known, rest = (int(each.replace(",", "")) for each in said.groups())
    assert total - known == rest
    parts = [row for row in table_rows(example)[1:] if len(row) == 3]
    *listed, whole = parts
    jobs = {row[0].split()[0]: int(row[1].replace(",", "")) for row in listed}
    assert sum(jobs.values()) == total == int(whole[1].replace(",", ""))
    assert sum(jobs[row[0].split()[0]] for row in listed if row[2] in ("published", "derived")) == known
    for row in listed:  # each estimate lies within the range beside it
        ends = re.search(r"([\d,]+)–([\d,]+)", row[2])
        if ends:
            low, high = (int(each.replace(",", "")) for each in ends.groups())
            assert low <= jobs[row[0].split()[0]] <= high
    stored = {c["industry"]: c["employment"] for c in rows(sample_home, "activity", region=REGION, year=2019)}
    assert {code: stored[code] for code in jobs if code in stored} == {c: j for c, j in jobs.items() if c in stored}


def test_the_badge_by_the_name_leads_to_the_section(sample: Client, sample_home: Path) -> None:
    page = sample.get(PAGE).text
    quality = rows(sample_home, "quality", region=REGION, year=2019)[0]
    badge = f"Data quality {quality['grade']} · {quality['known_share']:.1%} of jobs known exactly"
    assert f'<a class="badge" href="#sure">{badge}</a>' in page
    assert '<section class="sec" id="sure">' in page
    assert 'href="#suppression"' in page


def test_the_ranges_to_take_away(sample: Client, sample_home: Path) -> None:
    answer = sample.get(f"{PAGE}ranges.csv")
    taken = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    ranged = [
        row
        for row in rows(sample_home, "portfolio", region=REGION, year=2019, subcluster=None)
        if row["employment_low"] is not None
    ]
    assert {row["cluster"]: (int(row["employment_low"]), int(row["employment_high"])) for row in taken} == {
        row["cluster"]: (row["employment_low"], row["employment_high"]) for row in ranged
    }
    assert sample.get(f"{PAGE}ranges.xlsx").content.startswith(b"PK")


@pytest.fixture
def atlas(tmp_path: Path, client: Client) -> Iterator[tuple[Client, Path]]:
    """A browser before an atlas, and the folder its edition is to be written to."""
    folder = tmp_path / "atlases" / "us" / "editions" / "2019.1"
    folder.mkdir(parents=True)
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        yield client, folder


def headlines(strong: int = 0) -> dict[str, list[dict[str, object]]]:
    """Summary and quality of Wichita and the country."""
    shared = {"year": 2019, "employment": 50_000, "rank_employment": 1, "ranked": 1}
    kinds = {"traded_employment": 30_000, "local_employment": 10_000, "strong_clusters": strong}
    kinds |= {"strong_borderline": 0, "strong_employment": 0}
    places = ((WICHITA, "metro"), ("us", "country"))
    known = {"year": 2019, "total_employment": 50_000, "coverage": 0.8, "known_share": 1.0, "grade": "A"}
    return {
        "summary": [shared | kinds | {"region": code, "level": level} for code, level in places],
        "quality": [known | {"region": code} for code, _ in places],
        "portfolio": [row for row in rows_of()["portfolio"] if row["cluster"] == HEALTH],
    }


def with_nation(portfolio: list[dict[str, object]]) -> list[dict[str, object]]:
    """A portfolio with the country's row of aerospace in 2019, which quotients are taken against."""
    nation = {"year": 2019, "level": "country", "region": "us", "cluster": AEROSPACE, "kind": "traded"}
    return [*portfolio, nation | {"employment": 30_008, "location_quotient": 1.0}]


def test_where_nothing_is_withheld_it_says_so_in_one_line(atlas: tuple[Client, Path]) -> None:
    client, folder = atlas
    write_small_edition(folder, headlines())
    part = sure(client.get(f"/us/2019.1/regions/{WICHITA}/").text)
    assert "Every figure of an industry here is published; nothing is withheld or estimated." in part
    assert "<table" not in part


def test_a_figure_that_nothing_bounds_is_not_known_and_never_a_zero(atlas: tuple[Client, Path]) -> None:
    client, folder = atlas
    cells = [
        published({"year": 2019, "region": WICHITA, "industry": "621111", "employment": 10_000, "establishments": 900}),
        {"year": 2019, "region": WICHITA, "industry": "336411", "employment": 0, "employment_low": 0}
        | {"employment_flag": "unknown", "establishments": 3, "establishments_flag": "published"},
    ]
    traded = {"year": 2019, "level": "metro", "region": WICHITA, "cluster": AEROSPACE, "kind": "traded"}
    portfolio = [traded | {"employment": 0, "employment_low": 0, "establishments": 3, "location_quotient": 0.0}]
    write_small_edition(folder, headlines() | {"activity": cells, "portfolio": portfolio})
    part = sure(client.get(f"/us/2019.1/regions/{WICHITA}/").text)
    shown = {row[0]: row[1:] for row in table_rows(part)}
    assert shown["Not known, nothing bounds them"] == ["1", "not known"]
    assert shown["Aerospace Vehicles and Defense"][:3] == ["0", "not known", "open"]
    industries = client.get(f"/us/2019.1/regions/{WICHITA}/clusters/{AEROSPACE}/").text.split('id="industries"')[1]
    row = next(row for row in table_rows(industries) if row[0] == "336411")
    assert row[2:4] == ["not known", "unknown"]
