"""The pages on opportunities: scores, sentences, the picture, and the score computed again from what the page shows."""

import csv
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from django.test import Client, override_settings
from tests.web.edition_rows import rows

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.manifest import read_manifest
from clusteratlas_web.explore.opportunities.findings import answer, findings

REGION = "us-metro-48620"
PAGE = f"/us/2019.1/regions/{REGION}/opportunities/"
PARTS = ("closeness", "gap", "pull", "reward")
DEFAULT = {"closeness": 2.0, "gap": 3.0, "pull": 1.0, "reward": 1.0}

Row = dict[str, Any]


def text_of(html: str) -> str:
    """What a piece of a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def part_of(page: str, anchor: str) -> str:
    """The part of a page that an id marks, up to the next section."""
    start = page.index(f'id="{anchor}"')
    end = page.find('<section class="sec"', start)
    return page[start : end if end > 0 else page.index("</main>")]


def table_rows(part: str, name: str) -> list[list[str]]:
    """The rows of the table of a style class, without its head."""
    table = re.search(rf'<table class="{name}">.*?</table>', part, flags=re.DOTALL)
    assert table
    body = re.findall(r"<tr[^>]*>(.*?)</tr>", table.group(), flags=re.DOTALL)[1:]
    return [[text_of(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, flags=re.DOTALL)] for row in body]


def listed(page: str) -> list[dict[str, Any]]:
    """The candidates of a page: name, address, score, sentences, and the value and percentile of each part."""
    items = re.findall(r'<div class="what">(.*?)</dl>', page, flags=re.DOTALL)
    found = []
    for item in items:
        address, name = re.search(r'<h3><a href="([^"]+)">(.*?)</a>', item, flags=re.DOTALL).groups()  # type: ignore[union-attr]
        score = re.search(r'<span class="score">(.*?)</h3>', item, flags=re.DOTALL)
        parts = re.findall(
            r'<dt>(.*?)</dt><dd class="value">(.*?)</dd><dd class="place">.*?</svg>(.*?)</dd>', item, flags=re.DOTALL
        )
        found.append(
            {
                "name": text_of(name),
                "address": unescape(address),
                "score": text_of(score.group()) if score else "",
                "said": text_of(re.search(r"</h3>\s*<p>(.*?)</p>", item, flags=re.DOTALL).group(1)),  # type: ignore[union-attr]
                "parts": {text_of(label): (text_of(value), text_of(place)) for label, value, place in parts},
            }
        )
    return found


def scored(row: Row, weights: dict[str, float]) -> float:
    """The weighted mean of the percentiles a stored row has."""
    has = {part: weight for part, weight in weights.items() if row[f"{part}_percentile"] is not None}
    return float(sum(weight * row[f"{part}_percentile"] for part, weight in has.items()) / sum(has.values()))


def number(text: str) -> float:
    """A figure as a page writes it: 1,234, −0.5."""
    return float(text.replace(",", "").replace("−", "-"))


@pytest.fixture(scope="module")
def candidates(sample_home: Path) -> list[Row]:
    return sorted(
        rows(sample_home, "opportunities", region=REGION, year=2019), key=lambda row: (-row["score"], row["cluster"])
    )


@pytest.fixture(scope="module")
def names(sample_home: Path) -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows(sample_home, "names", entity="cluster", language="en")}


@pytest.fixture(scope="module")
def tested_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample's atlas, and beside it another whose edition has a back-test drawn by hand."""
    home = tmp_path_factory.mktemp("tested")
    source = next((sample_home / "atlases" / "us" / "editions").iterdir())
    lighter(source, home / "atlases" / "us" / "editions" / source.name)
    folder = home / "atlases" / "panel" / "editions" / source.name
    lighter(source, folder)
    candidates = pq.read_table(folder / "opportunities.parquet")
    here = pc.equal(candidates["region"], REGION)
    given = pc.if_else(here, pa.scalar(0.125), pa.scalar(None, pa.float64()))
    place = candidates.schema.get_field_index("probability")
    candidates = candidates.set_column(place, candidates.schema.field(place), given)
    pq.write_table(candidates, folder / "opportunities.parquet")
    for table, drawn in (("backtest", MODELS), ("reliability", BINS)):
        schema = pq.read_schema(folder / f"{table}.parquet")
        pq.write_table(pa.Table.from_pylist(drawn, schema=schema), folder / f"{table}.parquet")
    manifest = read_manifest(folder)
    title = {"en": "Panel", "zh-hans": "面板"}
    replace(manifest, atlas="panel", title=title, entry_model=ENTRY_MODEL).write(folder)
    return home


def lighter(source: Path, folder: Path) -> None:
    """A copy of an edition without the rows of its large tables, which none of these pages reads."""
    shutil.copytree(source, folder)
    for table in ("activity", "totals", "search"):
        pq.write_table(pq.read_schema(folder / f"{table}.parquet").empty_table(), folder / f"{table}.parquet")


@pytest.fixture
def tested(tested_home: Path, client: Client) -> Iterator[Client]:
    """A browser before an atlas without and one with a back-test."""
    with override_settings(CLUSTERATLAS_HOME=tested_home):
        yield client


# The German back-test over five years with 36 groups, as docs/opportunities.md has it; the rest follows its layout.
_NONE = dict.fromkeys(("auc_gain", "auc_gain_low", "auc_gain_high"))
_COMMON = {"cases": 21_986, "entries": 495, "brier": 0.02, "expected": 0.024, "observed": 0.0225}


def model(name: str, auc: tuple[float, float, float], gain: tuple[float, ...], far: float, equal: float) -> Row:
    """A row of the table of models."""
    row: Row = {"model": name, "features": name} | _COMMON
    row |= dict(zip(("auc", "auc_low", "auc_high"), auc, strict=True))
    row |= dict(zip(_NONE, gain, strict=True)) if gain else dict(_NONE)
    row |= {"auc_far": far, "auc_far_low": far - 0.1, "auc_far_high": far + 0.1, "auc_equal_gap": equal}
    return row | {"brier_skill": 0.1, "intercept": 0.05, "slope": 1.03}


MODELS = [
    model("rate", (0.5, 0.49, 0.51), (-0.197, -0.22, -0.17), 0.5, 0.5),
    model("closeness", (0.697, 0.663, 0.729), (), 0.511, 0.541),
    model("gap", (0.906, 0.887, 0.922), (0.209, 0.18, 0.24), 0.675, 0.559),
    model("score", (0.837, 0.814, 0.858), (0.140, 0.113, 0.167), 0.535, 0.518),
    model("parts", (0.906, 0.886, 0.922), (0.209, 0.178, 0.240), 0.658, 0.558),
    model("parts-size", (0.918, 0.899, 0.934), (0.221, 0.191, 0.251), 0.685, 0.647),
]
BINS = [
    {"model": "parts-size", "bin": 1, "cases": 2_199, "entries": 15, "expected": 0.0150, "observed": 0.0068,
     "observed_low": 0.0041, "observed_high": 0.0112},
    {"model": "parts-size", "bin": 2, "cases": 2_199, "entries": 369, "expected": 0.1677, "observed": 0.1678,
     "observed_low": 0.1528, "observed_high": 0.1840},
    {"model": "score", "bin": 1, "cases": 2_199, "entries": 100, "expected": 0.05, "observed": 0.0455,
     "observed_low": 0.0375, "observed_high": 0.0550},
]  # fmt: skip
ENTRY_MODEL = {
    "tested": [2019, 2020], "rules": "us-percentile", "level": "metro", "horizon": 5, "lasting": 2, "apart": 2,
    "first": 2014, "last": 2020, "cases": 76_837, "entries": 1_784, "features": ["gap"], "intercept": -5.7,
    "coefficients": [1.7], "centre": [0.63], "scale": [0.21],
}  # fmt: skip


# --- the list


def test_the_first_ten_stand_there_with_score_parts_and_a_way_to_all(
    sample: Client, candidates: list[Row], names: dict[str, str]
) -> None:
    page = sample.get(PAGE).text
    assert text_of(re.search(r'<p class="answer">(.*?)</p>', page).group(1)) == (  # type: ignore[union-attr]
        f"{len(candidates)} candidates; the first is {names[candidates[0]['cluster']]}."
    )
    shown = listed(page)
    assert [each["name"] for each in shown] == [names[row["cluster"]] for row in candidates[:10]]
    for each, row in zip(shown, candidates, strict=False):
        assert each["score"] == f"Score {row['score']:.2f}"
        assert each["address"] == f"/us/2019.1/regions/{REGION}/clusters/{row['cluster']}/?year=2019"
        assert each["parts"]["Closeness"] == (f"{row['closeness']:.2f}", f"P{round(row['closeness_percentile'] * 100)}")
        assert each["parts"]["Gap closed"] == (f"{row['gap']:.0%}", f"P{round(row['gap_percentile'] * 100)}")
        assert number(each["parts"]["Pull"][0].rstrip("%")) == pytest.approx(row["pull"] * 100, abs=0.051)
        assert number(each["parts"]["Complexity"][0]) == pytest.approx(row["reward"], abs=0.0051)
        assert f"{row['jobs_short']:,} more jobs" in each["said"] or row["establishments_short"]
    assert f"Show all {len(candidates)}" in page
    everything = sample.get(f"{PAGE}?show=all").text
    assert [each["name"] for each in listed(everything)] == [names[row["cluster"]] for row in candidates]
    assert "Show the first 10" in everything


def test_all_take_no_more_questions_than_ten(sample: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = Edition.rows
    monkeypatch.setattr(Edition, "rows", lambda self, query, *rest: asked.append(query) or ask(self, query, *rest))
    sample.get(f"{PAGE}?show=all&once")  # what is kept for good is asked for once
    counts = []
    for query in ("again", "show=all&again"):
        asked.clear()
        assert sample.get(f"{PAGE}?{query}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize(
    ("address", "weights"),
    [
        ("closeness:1,gap:1,pull:1,reward:1", {"closeness": 1, "gap": 1, "pull": 1, "reward": 1}),
        ("gap:0,reward:5", DEFAULT | {"gap": 0, "reward": 5}),
        ("pull:0.5", DEFAULT | {"pull": 0.5}),
    ],
)
def test_other_weights_stand_in_the_address(
    sample: Client, candidates: list[Row], names: dict[str, str], address: str, weights: dict[str, float]
) -> None:
    page = sample.get(f"{PAGE}?weights={address}").text
    expected = sorted(candidates, key=lambda row: (-round(scored(row, weights), 12), row["cluster"]))
    shown = listed(page)
    assert [each["score"] for each in shown] == [f"Score {scored(row, weights):.2f}" for row in expected[:10]]
    assert shown[0]["name"] == names[expected[0]["cluster"]]
    for part in PARTS:
        assert f'name="{part}" value="{weights[part]:g}" min="0" max="5"' in page
    counted = {label for label, (_, place) in shown[0]["parts"].items() if "not counted" not in place}
    assert len(counted) == sum(weight > 0 for weight in weights.values())


def test_the_form_leads_to_the_address_of_its_weights(sample: Client) -> None:
    sent = sample.get(f"{PAGE}?closeness=1&gap=0.5&pull=0&reward=5&year=2019&show=all")
    assert sent.status_code == 302
    assert sent["Location"] == f"{PAGE}?year=2019&show=all&weights=closeness:1,gap:0.5,pull:0,reward:5#candidates"
    assert sample.get(sent["Location"]).status_code == 200
    default = sample.get(f"{PAGE}?closeness=2&gap=3&pull=1&reward=1")
    assert default["Location"] == f"{PAGE}#candidates"


def test_presets_say_what_they_are_for_and_which_is_asked_for(sample: Client) -> None:
    for query, label in (("", "Default"), ("?weights=closeness:3,gap:3,pull:3,reward:3", "Equal"),
                         ("?weights=closeness:1,gap:2,pull:0,reward:0", "Likeliest"),
                         ("?weights=gap:9", "")):  # fmt: skip
        presets = re.search(r'<dl class="presets">.*?</dl>', sample.get(f"{PAGE}{query}").text, flags=re.DOTALL)
        assert presets
        current = re.findall(r'aria-current="true">(.*?)</a>', presets.group())
        assert current == ([label] if label else [])
        assert "Chosen by the back-test" in presets.group()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("weights=gap:x", "“x” is not a choice for weight of gap"),
        ("weights=depth:1", "“depth” is not a choice for weights"),
        ("weights=gap:101", "“101” is not a choice for weight of gap"),
        ("weights=closeness:0,gap:0,pull:0,reward:0", "at least one part above 0"),
        ("closeness=-1&gap=1&pull=1&reward=1", "“-1” is not a choice for weight of closeness"),
        ("gap=", "“” is not a choice for weight of gap"),
        ("gap=1,gap:2", "gap only once"),
        ("year=1999", "“1999” is not a choice for year"),
        ("show=some", "“some” is not a choice for show"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(sample: Client, query: str, said: str) -> None:
    answer = sample.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert said in text_of(answer.text)


def test_a_weight_above_the_scale_can_be_changed_in_the_form(sample: Client) -> None:
    assert 'name="gap" value="60" min="0" max="100"' in sample.get(f"{PAGE}?weights=gap:60").text


def test_the_earlier_year_counts_related_clusters_and_names_the_nearest(
    sample: Client, sample_home: Path, names: dict[str, str]
) -> None:
    stored = {names[row["cluster"]]: row for row in rows(sample_home, "opportunities", region=REGION, year=2018)}
    short = {row["code"]: row["name"] for row in rows(sample_home, "names", entity="cluster-short", language="en")}
    shown = listed(sample.get(f"{PAGE}?year=2018&show=all").text)
    assert len(shown) == len(stored)
    for each in shown:
        row = stored[each["name"]]
        told = "Related strong clusters here:" in each["said"]
        assert told == bool(row["related_strong_clusters"])
        if told:
            nearest = short.get(row["nearest_strong_cluster"], names[row["nearest_strong_cluster"]])
            counted = f"{row['related_strong_clusters']} of {row['strong_clusters']}"
            assert f"here: {counted}; the nearest is {nearest}." in each["said"]
        assert each["parts"]["Pull"] == ("no data", "")


def test_where_growth_alone_counts_a_first_year_has_no_score(sample: Client) -> None:
    page = sample.get(f"{PAGE}?year=2018&weights=closeness:0,gap:0,pull:1,reward:0").text
    assert "none with a score" in page
    assert {each["score"] for each in listed(page)} == {"no score"}
    assert 'id="computed"' not in page


def test_the_country_leads_to_its_profile_and_unknown_regions_to_the_nearest(sample: Client) -> None:
    assert sample.get("/us/2019.1/regions/us/opportunities/")["Location"] == "/us/2019.1/regions/us/?year=2019"
    missing = sample.get("/us/2019.1/regions/us-metro-4862/opportunities/")
    assert missing.status_code == 404
    assert REGION in missing.text


def test_in_chinese_the_sentences_are_chinese(sample: Client, candidates: list[Row]) -> None:
    page = sample.get(f"/zh-hans{PAGE}").text
    shown = listed(page)
    assert len(shown) == 10
    for each, row in zip(shown, candidates, strict=False):
        assert each["said"].endswith("。")
        if not row["establishments_short"]:
            assert f"再增加 {row['jobs_short']:,} 个岗位" in each["said"]


# --- how it is computed


def test_the_score_of_the_first_follows_from_the_numbers_shown(sample: Client, candidates: list[Row]) -> None:
    part = part_of(sample.get(PAGE).text, "computed")
    first = candidates[0]
    relations = table_rows(part, "relations")
    to_all = sum(number(cells[1]) for cells in relations)
    to_strong = sum(number(cells[1]) for cells in relations if cells[2] == "yes")
    closeness = re.search(r"= ([\d.]+) ÷ ([\d.]+) = ([\d.]+)", text_of(part))
    assert closeness
    assert [float(found) for found in closeness.groups()[:2]] == pytest.approx([to_strong, to_all], abs=0.005)
    assert float(closeness.group(3)) == pytest.approx(to_strong / to_all, abs=0.001)
    assert float(closeness.group(3)) == pytest.approx(first["closeness"], abs=0.0001)
    ways = [number(value) / number(threshold) for _, value, threshold, done in table_rows(part, "gap") if done != "met"]
    assert min(ways) == pytest.approx(first["gap"], abs=0.001)
    pull = re.search(r"([\d,]+) ÷ ([\d,]+) − 1 = (−?[\d.]+)", text_of(part))
    assert pull
    assert number(pull.group(1)) / number(pull.group(2)) - 1 == pytest.approx(number(pull.group(3)), abs=0.0001)
    assert number(pull.group(3)) == pytest.approx(first["pull"], abs=0.0001)


def test_percentiles_and_their_mean_follow_from_the_counts_shown(sample: Client, candidates: list[Row]) -> None:
    part = part_of(sample.get(f"{PAGE}?weights=closeness:1,gap:4,pull:0,reward:2").text, "computed")
    weights = {"closeness": 1.0, "gap": 4.0, "pull": 0.0, "reward": 2.0}
    lines = table_rows(part, "percentiles")
    percentiles = [(number(below) + number(equal) / 2) / number(of) for _, below, equal, of, _, _ in lines]
    assert [float(cells[4]) for cells in lines] == pytest.approx(percentiles, abs=0.0001)
    assert [float(cells[5]) for cells in lines] == list(weights.values())
    score = sum(weight * place for weight, place in zip(weights.values(), percentiles, strict=True)) / 7
    assert f"÷ (1 + 4 + 2) = {score:.4f}" in text_of(part)
    best = max(candidates, key=lambda row: scored(row, weights))
    assert score == pytest.approx(scored(best, weights), abs=1e-4)


def test_for_an_earlier_year_the_sums_are_not_shown(sample: Client) -> None:
    part = part_of(sample.get(f"{PAGE}?year=2018").text, "computed")
    assert "keeps the relatedness of its latest year" in part
    assert '<table class="relations">' not in part
    assert "no data; its weight goes to the others" in part


# --- presence and fit


def test_the_classes_count_what_the_table_holds(sample: Client, sample_home: Path) -> None:
    part = part_of(sample.get(PAGE).text, "presence-and-fit")
    stored = rows(sample_home, "prospects", region=REGION, year=2019)
    counts = Counter(row["prospect"] for row in stored)
    titles = {"Strength": "strength", "Opportunity": "opportunity", "Possible entrant": "possible-entrant",
              "Weakness": "weakness", "Threat": "threat", "None of these": None}  # fmt: skip
    shown = table_rows(part, "quadrants")
    for (title, code), cells in zip(titles.items(), shown, strict=True):
        assert cells[0].startswith(title)
        assert number(cells[1]) == counts[code]
        assert number(cells[2]) == sum(row["employment"] for row in stored if row["prospect"] == code)
    everything = table_rows(part, "prospects")
    assert len(everything) == len(stored) == sum(counts.values())
    assert sorted(cells[1] for cells in everything) == sorted(_written(row["presence"]) for row in stored)
    assert "Presence: location quotient over its threshold" in part  # the axis of the drawing


def _written(value: float) -> str:
    return "<0.01" if 0 < value < 0.005 else f"{value:,.2f}"


@pytest.mark.parametrize(("format", "start"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("json", b"{")])
def test_the_picture_can_be_taken_away(sample: Client, format: str, start: bytes) -> None:  # noqa: A002
    answer = sample.get(f"{PAGE}charts/prospects.{format}?year=2019")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert f"us-2019.1-{REGION}-prospects-2019.{format}" in answer["Content-Disposition"]


def test_other_charts_and_formats_are_refused(sample: Client) -> None:
    assert sample.get(f"{PAGE}charts/network.png").status_code == 400
    assert sample.get(f"{PAGE}charts/prospects.gif").status_code == 400
    assert sample.get(f"{PAGE}peers.csv").status_code == 400


# --- tables to take away


def taken(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_has_the_scores_of_the_weights_asked_for(sample: Client, candidates: list[Row]) -> None:
    weights = DEFAULT | {"reward": 0.0}
    answer = sample.get(f"{PAGE}opportunities.csv?year=2019&weights=reward:0")
    assert "opportunities-2019-weights-2-3-1-0.csv" in answer["Content-Disposition"]
    found = taken(answer)
    expected = {row["cluster"]: scored(row, weights) for row in candidates}
    assert {row["cluster"]: float(row["score"]) for row in found} == pytest.approx(expected)
    assert found[0]["rank"] == "1"
    assert sample.get(f"{PAGE}opportunities.xlsx").content.startswith(b"PK")


def test_the_table_of_prospects_has_every_cluster(sample: Client, sample_home: Path) -> None:
    found = taken(sample.get(f"{PAGE}prospects.csv"))
    stored = rows(sample_home, "prospects", region=REGION, year=2019)
    assert {(row["cluster"], row["prospect"]) for row in found} == {
        (row["cluster"], row["prospect"] or "") for row in stored
    }


def test_the_regions_of_a_cluster_can_all_be_taken_away(sample: Client, sample_home: Path) -> None:
    found = taken(sample.get("/us/2019.1/clusters/biopharmaceuticals/opportunities.csv?level=metro&year=2019"))
    stored = rows(sample_home, "opportunities", cluster="biopharmaceuticals", level="metro", year=2019)
    assert [float(row["score"]) for row in found] == sorted((row["score"] for row in stored), reverse=True)
    assert sample.get("/us/2019.1/clusters/biopharma/opportunities.csv").status_code == 404
    assert sample.get("/us/2019.1/clusters/biopharmaceuticals/opportunities.csv?level=county").status_code == 400


# --- on other pages


def test_the_page_of_the_region_has_the_first_five_beside_growth(
    sample: Client, candidates: list[Row], names: dict[str, str]
) -> None:
    page = sample.get(f"/us/2019.1/regions/{REGION}/").text
    assert page.index("<h2>Specialisation and growth</h2>") < page.index("<h2>Opportunities</h2>")
    part = page[page.index("<h2>Opportunities</h2>") : page.index("<h2>Related clusters</h2>")]
    shown = listed(part)
    assert [each["name"] for each in shown] == [names[row["cluster"]] for row in candidates[:5]]
    assert [each["score"] for each in shown] == [f"Score {row['score']:.2f}" for row in candidates[:5]]
    assert f'<a href="{PAGE}?year=2019">All {len(candidates)}</a>' in part
    assert f'<a href="{PAGE}?year=2019#weights">Weights: Default</a>' in part


def test_the_network_of_the_region_marks_them(sample: Client, candidates: list[Row], names: dict[str, str]) -> None:
    page = sample.get(f"/us/2019.1/regions/{REGION}/").text
    network = page[page.index('id="related"') : page.index("<h2>Closest relations</h2>")]
    assert '<span class="mk opp">' in network
    linked = {row["other"] for row in taken(sample.get(f"/us/2019.1/regions/{REGION}/related.csv?year=2019"))}
    assert {row["cluster"] for row in candidates[:5]} & linked


def test_the_country_has_no_opportunities_on_its_page(sample: Client) -> None:
    assert "<h2>Opportunities</h2>" not in sample.get("/us/2019.1/regions/us/").text


def test_the_page_of_a_cluster_says_where_it_is_an_opportunity(sample: Client, sample_home: Path) -> None:
    part = part_of(sample.get("/us/2019.1/clusters/biopharmaceuticals/").text, "opportunities")
    stored = rows(sample_home, "opportunities", cluster="biopharmaceuticals", level="metro", year=2019)
    region_names = {row["code"]: row["name"] for row in rows(sample_home, "names", entity="region", language="en")}
    best = sorted(stored, key=lambda row: (-row["score"], row["region"]))[:10]
    body = re.findall(r"<tr>(.*?)</tr>", part, flags=re.DOTALL)[1:]
    cells = [[text_of(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, flags=re.DOTALL)] for row in body]
    assert [row[:3] for row in cells] == [
        [region_names[row["region"]], f"{row['score']:.2f}", f"{row['rank']} of {row['candidates']}"] for row in best
    ]
    assert f"{len(stored)} regions of this level are not strong in it" in text_of(part)
    assert "/us/2019.1/clusters/biopharmaceuticals/opportunities.csv" in part


# --- the back-test


def test_without_a_panel_one_sentence_says_what_it_takes(sample: Client) -> None:
    page = sample.get("/us/2019.1/backtest/").text
    assert "at least 8 years in a row" in page
    assert "this edition has figures of 2018–2019" in page
    assert "/backtest/charts/" not in page
    assert sample.get("/us/2019.1/backtest/charts/reliability.png").status_code == 400
    assert taken(sample.get("/us/2019.1/backtest/models.csv")) == []


def test_without_one_the_page_leads_to_that_of_another_atlas(tested: Client) -> None:
    page = tested.get("/us/2019.1/backtest/").text
    assert '<a href="/panel/2019.1/backtest/">Panel</a>' in page
    beside = tested.get("/panel/2019.1/backtest/").text
    assert "Other back-tests" not in beside  # an atlas without one is not named


def test_models_are_compared_with_their_intervals(tested: Client) -> None:
    page = tested.get("/panel/2019.1/backtest/").text
    found = {cells[0].split(" ", 1)[0]: cells for cells in table_rows(page, "models many")}
    assert [cells[1] for cells in table_rows(page, "models many")] == [
        "0.500 [0.490 to 0.510]", "0.697 [0.663 to 0.729]", "0.906 [0.887 to 0.922]", "0.837 [0.814 to 0.858]",
        "0.906 [0.886 to 0.922]", "0.918 [0.899 to 0.934]",
    ]  # fmt: skip
    assert found["Closeness"][2] == "–"
    assert "21,986 cases, of which 495 entered" in text_of(page)
    assert "2019, 2020" in text_of(part_of(page, "tested"))


def test_what_it_says_follows_from_the_numbers(tested: Client) -> None:
    page = text_of(tested.get("/panel/2019.1/backtest/").text)
    assert "The score told better than closeness alone what became strong." in page
    assert "higher than that of closeness alone by 0.14 (95% interval 0.11 to 0.17)" in page
    assert "The gap alone tells more than the score (AUC 0.91 against 0.84)" in page
    assert "The best forecast is “The four parts and size” (AUC 0.92" in page
    assert "the score cannot be told from chance (AUC 0.54, 95% interval 0.44 to 0.64)" in page
    assert "In 1 of 2 groups of cases" in page


def test_reliability_has_a_model_of_its_own_and_a_table(tested: Client) -> None:
    page = tested.get("/panel/2019.1/backtest/").text
    assert [cells[0:2] + cells[4:] for cells in table_rows(page, "bins")] == [
        ["2,199", "15", "no"],
        ["2,199", "369", "yes"],
    ]
    other = tested.get("/panel/2019.1/backtest/?model=score").text
    assert [cells[1] for cells in table_rows(other, "bins")] == ["100"]
    assert tested.get("/panel/2019.1/backtest/?model=oracle").status_code == 400
    assert tested.get("/panel/2019.1/backtest/charts/reliability.svg?model=score").content.startswith(b"<svg")
    assert len(taken(tested.get("/panel/2019.1/backtest/reliability.csv"))) == len(BINS)
    assert tested.get("/panel/2019.1/backtest/cases.csv").status_code == 400


def test_with_a_model_candidates_have_a_probability_and_the_year_it_speaks_of(tested: Client) -> None:
    page = text_of(tested.get(f"/panel/2019.1/regions/{REGION}/opportunities/").text)
    assert "Probability by 2024 12.5%" in page
    assert "of being strong in 2024, 5 years on" in page
    without = text_of(tested.get("/panel/2019.1/regions/us-micro-10700/opportunities/").text)
    assert "Probability by" not in without
    assert "cannot be said from this edition" in without


NAMES = {row["model"]: str(row["model"]) for row in MODELS}
LOWER = {"auc_gain": -0.1, "auc_gain_low": -0.2, "auc_gain_high": -0.01}


def changed(**changes: dict[str, Any]) -> dict[str, Row]:
    """The models with some numbers changed; a name in an argument stands with an underscore for its hyphen."""
    models = {row["model"]: dict(row) for row in MODELS}
    for name, numbers in changes.items():
        models[name.replace("_", "-")].update(numbers)
    return models


@pytest.mark.parametrize(
    ("models", "said"),
    [
        (changed(score=LOWER), "told worse than closeness"),
        (changed(score={"auc_gain_low": -0.2, "auc_gain_high": 0.3}), "It cannot be said whether"),
        (changed(score={"auc_gain_low": None}), "has no answer"),
        (changed(), "told better than closeness"),
    ],
)
def test_the_answer_is_no_fixed_claim(models: dict[str, Row], said: str) -> None:
    assert said in answer(models)


@pytest.mark.parametrize(
    ("models", "said"),
    [
        (
            changed(score=LOWER),
            "lower than that of closeness",
        ),
        (changed(score={"auc_gain_low": -0.2, "auc_gain_high": 0.3}), "−0.20 to 0.30, holds 0"),
        (changed(gap={"auc": 0.7, "auc_low": 0.6, "auc_high": 0.8}), "The gap alone tells less than the score"),
        (changed(gap={"auc": 0.8, "auc_low": 0.7, "auc_high": 0.9}), "about as much as the score"),
        (changed(parts_size={"auc": 0.6}, parts={"auc": 0.7}), "The best forecast is “gap”"),
        (changed(score={"auc_far_low": 0.55}), "still tells more than chance"),
        (changed(parts_size={"slope": 0.5}), "too extreme (slope 0.50"),
        (changed(parts_size={"slope": 1.6}), "not extreme enough (slope 1.60"),
        (changed(), "neither too extreme nor too cautious (slope 1.03"),
    ],
)
def test_each_finding_turns_with_its_number(models: dict[str, Row], said: str) -> None:
    found = findings(models, NAMES, [row for row in BINS if row["model"] == "parts-size"])
    assert any(said in sentence for sentence in found)


def test_what_is_undefined_is_not_spoken_of() -> None:
    undefined = dict.fromkeys(key for key in MODELS[0] if key not in ("model", "features"))
    models = {row["model"]: row | undefined for row in MODELS}
    assert findings(models, NAMES, []) == []


def test_presets_and_the_form_keep_the_year(sample: Client) -> None:
    page = sample.get(f"{PAGE}?year=2018").text
    assert '<input type="hidden" name="year" value="2018">' in page
    presets = re.search(r'<dl class="presets">.*?</dl>', page, flags=re.DOTALL)
    assert presets
    for address in re.findall(r'<dt><a href="([^"]+)"', presets.group()):
        assert parse_qs(urlsplit(unescape(address)).query)["year"] == ["2018"]
