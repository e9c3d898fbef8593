"""Related clusters of a region: the network that is drawn, the closest relations beside it, and the files."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from tests.unit.small_edition import AEROSPACE, WICHITA, rows_of, write_small_edition
from tests.web.edition_rows import rows
from tests.web.test_region_pages import PAGE, REGION, section, table_rows, text_of
from tests.web.test_region_sureness import headlines, with_nation

from clusteratlas.editions import Edition
from clusteratlas_web.explore.region.network import region_network

Pair = tuple[str, str]


@pytest.fixture(scope="module")
def strong(sample_home: Path) -> dict[str, int]:
    """Wichita's strong clusters with their jobs, the largest first."""
    found = rows(sample_home, "portfolio", region=REGION, year=2019, subcluster=None, strong=True)
    return {row["cluster"]: row["employment"] for row in sorted(found, key=lambda row: -row["employment"])}


@pytest.fixture(scope="module")
def links(sample_home: Path) -> dict[Pair, str]:
    """All links by pair in order; of two ways round the stronger."""
    order = ("close", "related", "next")
    found: dict[Pair, str] = {}
    for row in rows(sample_home, "relatedness"):
        if row["relation"]:
            one, other = sorted((row["cluster"], row["other"]))
            found[one, other] = min(row["relation"], found.get((one, other), "next"), key=order.index)
    return found


@pytest.fixture(scope="module")
def near(sample_home: Path, strong: dict[str, int], links: dict[Pair, str]) -> set[str]:
    """What the network shows: strong clusters, those related to them, and the first five opportunities."""
    first = {row["cluster"] for row in rows(sample_home, "opportunities", region=REGION, year=2019) if row["rank"] <= 5}
    return {code for pair in links if strong.keys() & set(pair) for code in pair} | strong.keys() | first


def test_the_network_has_the_strong_and_those_related_to_them(
    sample: Client, near: set[str], links: dict[Pair, str]
) -> None:
    page = sample.get(PAGE).text
    drawn = [pair for pair in links if near >= set(pair)]
    part = section(page, "Related clusters")
    assert f"{len(near)} clusters, {len(drawn)} links." in part
    linked = re.findall(rf'href="{PAGE}clusters/([\w-]+)/\?year=2019"', part)
    assert sorted(linked) == sorted([*near, *near])  # the wide drawing and the narrow one
    assert "style=" not in part


def test_closest_relations_are_the_most_related(sample: Client, sample_home: Path, strong: dict[str, int]) -> None:
    names = {row["code"]: row["name"] for row in rows(sample_home, "names", entity="cluster-short", language="en")}
    part = section(sample.get(PAGE).text, "Closest relations").split("</table>")[0]
    shown = table_rows(part)[1:]
    bold = set(re.findall(r"<b>([^<]+)</b>", part))
    assert [row[0] for row in shown] == [names[code] for code in strong]
    for code, row in zip(strong, shown, strict=True):
        related = [r for r in rows(sample_home, "relatedness", cluster=code) if r["relatedness"] is not None]
        related.sort(key=lambda r: (-r["relatedness"], r["other"]))
        nearest = [r["other"] for r in related[:3]]
        assert [text.strip() for text in row[1].split(",")] == [names[other] for other in nearest]
        assert float(row[2].replace("−", "-")) == pytest.approx(related[0]["relatedness"], abs=0.005)
        for other in nearest:
            said = names[other].replace("&", "&amp;")
            assert (said in bold) == (other in strong)


def test_how_it_is_computed_has_the_numbers_of_a_relation(sample: Client, sample_home: Path) -> None:
    part = section(sample.get(PAGE).text, "Closest relations").split('id="relatedness"')[1]
    figures = {row[0]: row[1] for row in table_rows(part)[1:]}
    related = [r for r in rows(sample_home, "relatedness", cluster=AEROSPACE) if r["relatedness"] is not None]
    nearest = max(related, key=lambda r: r["relatedness"])
    assert float(figures["Relatedness"]) == pytest.approx(nearest["relatedness"], abs=5e-5)
    assert figures["Place among all pairs"] == f"{nearest['percentile']:.1%}"
    assert figures["Its industries related to the other"] == f"{nearest['related_share']:.1%}"
    trade = next(value for name, value in figures.items() if name.startswith("Trade with each other"))
    assert float(trade) == pytest.approx(nearest["relatedness_input_output"], abs=5e-5)


def test_the_drawing_and_the_tables_to_take_away(
    sample: Client, strong: dict[str, int], near: set[str], links: dict[Pair, str]
) -> None:
    drawing = sample.get(f"{PAGE}charts/related.svg").text
    assert "Wichita, KS · Related clusters, 2019" in drawing
    assert "Circle area is jobs." in drawing
    assert "<a " not in drawing
    assert "var(--" not in drawing
    assert "next closest" in drawing
    assert sample.get(f"{PAGE}charts/related.png").content.startswith(b"\x89PNG")
    taken = list(csv.DictReader(io.StringIO(sample.get(f"{PAGE}related.csv").content.decode("utf-8-sig"))))
    assert {tuple(sorted((row["cluster"], row["other"]))) for row in taken} == {
        pair for pair in links if near >= set(pair)
    }
    assert all(row["other_name"] for row in taken)
    closest = list(csv.DictReader(io.StringIO(sample.get(f"{PAGE}closest.csv").content.decode("utf-8-sig"))))
    assert [row["cluster"] for row in closest] == [code for code in strong for _ in range(3)]
    for table in ("related", "closest"):
        assert sample.get(f"{PAGE}{table}.xlsx").content.startswith(b"PK")
    assert sample.get("/us/2019.1/regions/us/charts/related.svg").status_code == 400


def test_the_drawing_speaks_chinese(sample: Client) -> None:
    drawing = sample.get(f"/zh-hans{PAGE}charts/related.svg").text
    assert "威奇托" in drawing
    assert "航空航天" in drawing


def test_opportunities_are_shown_where_somebody_names_them(sample_edition: Edition, links: dict[Pair, str]) -> None:
    portfolio: list[dict[str, Any]] = [{"cluster": AEROSPACE, "employment": 10, "strong": True, "robust": True}]
    without = region_network(sample_edition, portfolio)
    shown = {row["cluster"] for row in without.clusters}
    far = next(
        row["cluster"] for row in sample_edition.rows("select cluster from network") if row["cluster"] not in shown
    )
    marked = region_network(sample_edition, portfolio, {far})
    assert {row["cluster"] for row in marked.clusters} == shown | {far}
    assert [row["cluster"] for row in marked.clusters if row["opportunity"]] == [far]
    assert without.pairs == sum(shown >= set(pair) for pair in links)
    assert region_network(sample_edition, []).clusters == []


@pytest.mark.parametrize(
    ("relations", "reason"),
    [
        ([], "That takes more regions with figures by industry than this edition has."),
        (
            [{"cluster": AEROSPACE, "other": "local-health-services", "relatedness": 0.5}],
            "The relations shown are those of strong clusters, and no cluster is strong here.",
        ),
    ],
)
def test_where_nothing_is_drawn_it_says_why(tmp_path: Path, client: Client, relations: Any, reason: str) -> None:
    folder = tmp_path / "atlases" / "us" / "editions" / "2019.1"
    folder.mkdir(parents=True)
    weak = with_nation([row | {"strong": False} for row in rows_of()["portfolio"]])
    write_small_edition(folder, headlines() | {"portfolio": weak, "relatedness": relations})
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        page = client.get(f"/us/2019.1/regions/{WICHITA}/").text
    assert reason in text_of(section(page, "Related clusters"))
    assert "Closest relations" not in page
