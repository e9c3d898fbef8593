"""What the page of a cluster finds: relations, concentration, stages, crossings, each from what stands beside it."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from django.test import Client, override_settings
from tests.unit.small_edition import AEROSPACE, DODGE, RENO, WICHITA, rows_of, write_small_edition
from tests.web.edition_rows import rows
from tests.web.plain_pages import plain
from tests.web.test_region_pages import section, table_rows, text_of
from tests.web.test_region_sureness import headlines, with_nation

PLASTICS = "plastics"
PAGE = f"/us/2019.1/clusters/{PLASTICS}/"
FILES = f"/us/2019.1/clusters/{PLASTICS}"


def taken(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a table as CSV."""
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_ten_most_related_are_those_of_the_edition(sample: Client, sample_home: Path) -> None:
    related = [row for row in rows(sample_home, "relatedness", cluster=PLASTICS) if row["relatedness"] is not None]
    related.sort(key=lambda row: (-row["relatedness"], row["other"]))
    names = {row["code"]: row["name"] for row in rows(sample_home, "names", entity="cluster", language="en")}
    short = names | {
        row["code"]: row["name"] for row in rows(sample_home, "names", entity="cluster-short", language="en")
    }
    words = {"close": "close", "related": "related", "next": "next closest", None: "not related"}
    part = section(sample.get(PAGE).text, "Closest relations")
    shown = table_rows(part.split("</table>")[0])[1:]
    assert len(shown) == 10
    for line, row in zip(shown, related, strict=False):
        kinds = ("lc_employment", "lc_establishments", "input_output", "occupation")
        written = [f"{row[f'relatedness_{kind}']:.4f}".replace("-", "−") for kind in kinds]
        assert line[:3] == [
            short[row["other"]],
            f"{row['relatedness']:+.2f}".replace("-", "−"),
            f"{row['percentile']:.1%}",
        ]
        assert words[row["relation"]].split()[-1] in line[3]
        assert line[4:] == written


def test_the_network_stands_twice_and_can_be_taken_away(sample: Client) -> None:
    part = section(sample.get(PAGE).text, "Related clusters")
    assert part.count("<svg") == 2
    assert "51 clusters." in text_of(part)
    for kind, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        answer = sample.get(f"{FILES}/charts/related.{kind}")
        assert answer.content.startswith(begins)
        assert f'filename="us-2019.1-plastics-related-2019.{kind}"' in answer.headers["Content-Disposition"]
    specified = json.loads(sample.get(f"{FILES}/charts/related.json").content)
    assert "Plastics" in json.dumps(specified["title"])
    assert sample.get(f"{FILES}/charts/growth.svg").status_code == 400
    assert sample.get(f"{FILES}/charts/related.pdf").status_code == 400


def test_a_local_cluster_says_why_it_has_no_relations(sample: Client) -> None:
    page = sample.get("/us/2019.1/clusters/local-health-services/").text
    assert "Local clusters are in every region, so where they are found" in text_of(section(page, "Related clusters"))
    assert sample.get("/us/2019.1/clusters/local-health-services/charts/related.svg").status_code == 400
    for missing in ("Under each rule book", "Closest relations", "Where it is an opportunity"):
        assert missing not in page


def test_half_of_the_jobs_is_counted_from_the_table_of_regions(sample: Client, sample_home: Path) -> None:
    jobs = sorted(
        (int(row["employment"] or 0) for row in taken(sample, f"{FILES}/regions.csv?year=2019")), reverse=True
    )
    every = rows(sample_home, "summary", year=2019, level="metro")
    all_jobs = sorted((row["traded_employment"] + row["local_employment"] for row in every), reverse=True)

    def half(values: list[int]) -> int:
        return next(n for n in range(1, len(values)) if 2 * sum(values[:n]) >= sum(values))

    with_jobs = sum(value > 0 for value in jobs)
    assert (
        f"Half of its jobs are in {half(jobs)} of the {with_jobs} metropolitan areas that have any; "
        f"half of the jobs of all clusters are in {half(all_jobs)}."
        in text_of(section(sample.get(PAGE).text, "Concentration"))
    )


def test_concentration_and_its_place_among_all_clusters(sample: Client, sample_home: Path) -> None:
    every = rows(sample_home, "concentration", year=2019, level="metro")
    own = next(row for row in every if row["cluster"] == PLASTICS)
    part = plain(section(sample.get(f"{PAGE}?year=2019").text, "Concentration"))
    shown = {row[0].split(" ")[0]: row[1:] for row in table_rows(part.split("</table>")[0])[1:]}
    columns = {"Locational": "locational_gini", "Hoover": "hoover", "Theil": "theil", "Herfindahl": "herfindahl"}
    for word, column in columns.items():
        rank = 1 + sum(row[column] > own[column] for row in every)
        assert shown[word] == [f"{own[column]:.3f}", f"{rank} of {len(every)}"]
    assert shown["Regions"][0] == f"{own['regions']}"
    over_years = table_rows(part.split("</table>")[1])
    assert [row[0] for row in over_years[1:]] == ["2019", "2018"]
    history = {row["year"]: row for row in rows(sample_home, "concentration", cluster=PLASTICS, level="metro")}
    for row in over_years[1:]:
        assert row[1] == f"{history[int(row[0])]['locational_gini']:.3f}"


def test_the_herfindahl_index_is_the_squares_beside_it(sample: Client, sample_home: Path) -> None:
    part = section(sample.get(f"{PAGE}?year=2019").text, "Concentration")
    said = text_of(part[part.index('class="working"') :].split("</p>")[0])
    squares, total, index = re.search(r"= ([\d,]+) ÷ ([\d,]+)² = ([\d.]+)", said).groups()
    jobs = [int(row["employment"] or 0) for row in taken(sample, f"{FILES}/regions.csv?year=2019")]
    assert int(total.replace(",", "")) == sum(jobs)
    assert int(squares.replace(",", "")) == sum(each**2 for each in jobs)
    assert f"{sum(each**2 for each in jobs) / sum(jobs) ** 2:.4f}" == index
    stored = rows(sample_home, "concentration", cluster=PLASTICS, level="metro", year=2019)[0]["herfindahl"]
    assert float(index) == pytest.approx(stored, abs=5e-5)


def test_what_crossed_the_line_has_its_cause(sample: Client) -> None:
    words = {"own": "its own jobs", "others": "all else", "either": "either would have", "together": "both together"}
    crossed = taken(sample, f"{FILES}/crossed.csv?year=2019")
    page = unescape(sample.get(f"{PAGE}?year=2019").text)
    assert crossed
    shown = [row for row in crossed if f'<tr data-region="{row["region"]}">' in page]
    assert len(shown) == sum(min(6, sum(row["crossing"] == side for row in crossed)) for side in ("entered", "left"))
    for row in shown:
        line = re.search(rf'<tr data-region="{row["region"]}">(.*?)</tr>', page)[1]
        assert f'<span class="note">{words[row["cause"]]}</span>' in line
    assert "its own jobs, all else (the rest of the region and the nation, and the threshold)" in page


def test_every_table_can_be_taken_away(sample: Client, sample_home: Path) -> None:
    assert len(taken(sample, f"{FILES}/related.csv")) == 50
    assert len(taken(sample, f"{FILES}/concentration.csv?level=micro")) == 2
    assert taken(sample, f"{FILES}/life-cycle.csv") == []
    assert taken(sample, f"{FILES}/crossed.csv?year=2018") == []
    for table in ("related", "concentration", "rule-books", "crossed", "life-cycle", "regions"):
        assert sample.get(f"{FILES}/{table}.xlsx").status_code == 200
        assert sample.get(f"{FILES}/{table}.parquet").status_code == 200
    assert sample.get(f"{FILES}/peers.csv").status_code == 400


STAGED: dict[str, Any] = {
    "cluster": AEROSPACE, "level": "metro", "reason": None, "first_year": 2014, "last_year": 2019,
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path, client: Client) -> Iterator[Client]:
    """A browser before a small atlas where a cluster grows in one region, declines in one and has no stage in one."""
    folder = tmp_path / "atlases" / "us" / "editions" / "2019.1"
    folder.mkdir(parents=True)
    stages = [
        STAGED | {"region": WICHITA, "stage": "growth", "employment": 27_500.0},
        STAGED | {"region": RENO, "stage": "decline", "employment": 900.0},
        STAGED | {"region": DODGE, "stage": None, "reason": "small", "employment": 8.0},
    ]
    portfolio = [row | {"establishments": 1} for row in with_nation(rows_of()["portfolio"])]
    changes = headlines(strong=1) | {"portfolio": portfolio, "life_cycle": stages}
    write_small_edition(folder, changes)
    rmtree(folder / "boundaries")
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        yield client


def test_regions_are_counted_by_stage_and_those_that_grow_are_named(small: Client) -> None:
    part = section(small.get(f"/us/2019.1/clusters/{AEROSPACE}/").text, "Life cycle")
    assert "2014–2019" in part
    shown = {row[0].split()[0]: row[1:] for row in table_rows(part.split("</table>")[0])[1:]}
    assert shown["Growth"] == ["1", "Wichita, KS"]
    assert shown["Decline"] == ["1", ""]
    assert shown["Emergence"] == ["0", ""]
    assert shown["No"] == ["1", ""]
    assert f'href="/us/2019.1/regions/{WICHITA}/clusters/{AEROSPACE}/?year=2019"' in part


def test_an_edition_of_two_years_reads_no_stages(sample: Client) -> None:
    assert "<h2>Life cycle</h2>" not in sample.get(PAGE).text
