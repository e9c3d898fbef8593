"""Comparison, custom regions and drafts of the API: the figures are those of the tables, taken by another way."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.test import Client, override_settings
from tests.web.api_answers import US, ask, problem_of, rows_of
from tests.web.edition_rows import rows

import clusteratlas.definitions

DEFINITIONS = Path(clusteratlas.definitions.__file__).parent / "data"
WICHITA, ANGELES = "us-metro-48620", "us-metro-31080"
TWO = {"regions": f"{WICHITA},{ANGELES}"}


@pytest.fixture(autouse=True)
def unlimited() -> Iterator[None]:
    """Many requests are made here, which count for nobody."""
    with override_settings(CLUSTERATLAS_API_RATE="0"):
        yield


def test_a_comparison_says_what_is_compared_and_against_whom(sample: Client, sample_home: Path) -> None:
    told = ask(sample, f"{US}/compare", **TWO, against="size")
    assert [thing["key"] for thing in told["things"]] == [WICHITA, ANGELES]
    assert (told["kind"], told["years"], told["since"], told["level"]) == ("regions", [2019], 2018, "metro")
    jobs = {row["region"]: row["employment"] for row in rows(sample_home, "summary", year=2019, level="metro")}
    ends = jobs[WICHITA] / 2, jobs[ANGELES] * 2
    alike = {code for code, number in jobs.items() if ends[0] <= number <= ends[1]} - {WICHITA, ANGELES}
    assert told["group"]["members"] == len(alike)
    assert {row["region"] for row in rows_of(sample, f"{US}/compare/members", **TWO, against="size")} == alike
    assert told["page"] == f"/us/2019.1/compare/?regions={WICHITA},{ANGELES}&against=size"
    assert ask(sample, f"{US}/compare", **TWO, against="none")["group"] is None
    in_chinese = ask(sample, f"{US}/compare", **TWO, language="zh-hans")
    assert in_chinese["title"] != told["title"]
    assert in_chinese["page"].startswith("/zh-hans/us/")


def test_the_group_has_the_quartiles_of_its_members(sample: Client, sample_home: Path) -> None:
    spread = {row["measure"]: row for row in rows_of(sample, f"{US}/compare/group", **TWO)}
    known = [row["employment"] for row in rows(sample_home, "summary", year=2019, level="metro")]
    low, median, high = np.percentile([each for each in known if each is not None], [25, 50, 75])
    told = spread["employment"]
    assert (told["group_low"], told["group_median"], told["group_high"]) == pytest.approx((low, median, high))


def test_figures_side_by_side_are_those_of_the_portfolio(sample: Client, sample_home: Path) -> None:
    told = rows_of(sample, f"{US}/compare/side-by-side", **TWO, measure="employment", against="none")
    stored = [
        row for row in rows(sample_home, "portfolio", year=2019, subcluster=None) if row["region"] in (WICHITA, ANGELES)
    ]
    names = ("region", "cluster", "employment", "location_quotient", "strong")
    said = {row["cluster"] for row in stored if row["kind"] != "local"}
    assert {tuple(row[name] for name in names[:4]) for row in told} == {
        tuple(row[name] for name in names[:4]) for row in stored
    }
    assert all(row["strong"] is None or row["cluster"] in said for row in told)


@pytest.mark.parametrize("kind", ["regions", "clusters"])
def test_ten_can_be_compared_and_eleven_cannot(sample: Client, kind: str) -> None:
    listed = ask(sample, f"{US}/{kind}", limit=11)["rows"]
    codes = [row[kind.removesuffix("s")] for row in listed]
    assert len(ask(sample, f"{US}/compare", **{kind: ",".join(codes[:10])})["things"]) == 10
    refused = problem_of(sample, f"{US}/compare", 400, **{kind: ",".join(codes)})
    assert (refused["type"], refused["title"]) == (
        "urn:clusteratlas:problem:cannot-compare",
        "11 are too many to compare",
    )
    twice = problem_of(sample, f"{US}/compare", 400, **{kind: f"{codes[0]},{codes[1]},{codes[0]}"})
    assert codes[0] in twice["title"]


def test_a_custom_region_is_the_sum_of_its_regions(sample: Client, sample_home: Path) -> None:
    query = {"units": "metro-48620.31080", "name": "Two of them"}
    told = ask(sample, f"{US}/custom-region", **query)
    parts = [
        row for row in rows(sample_home, "summary", year=2019, level="metro") if row["region"] in (WICHITA, ANGELES)
    ]
    for name in ("employment", "establishments", "traded_employment", "local_employment"):
        assert told["headlines"][name] == sum(row[name] for row in parts)
    assert (told["title"], told["units"], told["without_figures"]) == ("Two of them", [ANGELES, WICHITA], [])
    larger = [row for row in rows(sample_home, "summary", year=2019, level="metro") if row["employment"]]
    above = sum(row["employment"] > told["headlines"]["employment"] for row in larger)
    assert told["headlines"]["rank_employment"] == above + 1
    clusters = {row["cluster"]: row for row in rows_of(sample, f"{US}/custom-region/portfolio", **query)}
    stored = rows(sample_home, "portfolio", year=2019, subcluster=None, cluster="plastics")
    assert clusters["plastics"]["employment"] == sum(
        row["employment"] for row in stored if row["region"] in (WICHITA, ANGELES)
    )
    assert told["strong"] == [code for code, row in clusters.items() if row["strong"]]
    among_micros = ask(sample, f"{US}/custom-region", **query, ranked="micro")
    assert (among_micros["ranked_in"], among_micros["headlines"]["rank_employment"]) == ("micro", 1)


def test_a_custom_region_is_judged_by_the_rule_book_asked_for(sample: Client) -> None:
    books = ask(sample, US)["rule_books"]
    for rules in books:
        query = {"units": "metro-48620.31080", "rules": rules}
        told = ask(sample, f"{US}/custom-region", **query)
        verdicts = rows_of(sample, f"{US}/custom-region/strong-clusters", **query)
        assert {row["rules"] for row in verdicts} == {rules}
        assert [row["cluster"] for row in verdicts if row["strong"]] == told["strong"]


def test_at_most_five_hundred_regions_are_put_together(sample: Client) -> None:
    codes = [row["region"].rpartition("-")[2] for row in rows_of(sample, f"{US}/regions", level="micro")]
    assert len(codes) > 500
    all_but = ask(sample, f"{US}/custom-region", units=f"micro-{'.'.join(codes[:500])}")
    assert len(all_but["units"]) == 500
    refused = problem_of(sample, f"{US}/custom-region", 400, units=f"micro-{'.'.join(codes[:501])}")
    assert "501" in refused["detail"]


def test_a_draft_moves_the_jobs_of_its_industries(sample: Client, sample_home: Path) -> None:
    move = {"move": ["336411 automotive builds what moves", "336412 automotive drives it"], "year": 2019}
    told = ask(sample, f"{US}/draft", **move)
    cells = {row["industry"]: row["employment"] for row in rows(sample_home, "national", year=2019)}
    moved = cells["336411"] + cells["336412"]
    fates = {each["fate"]: (each["industries"], each["employment"]) for each in told["coverage"]}
    assert fates["moved"] == (2, moved)
    changed = {row["cluster"]: row for row in rows_of(sample, f"{US}/draft/clusters", **move, limit=1)}
    assert changed.keys() == {"automotive", "aerospace-vehicles-and-defense"}
    assert {code: row["employment_after"] - row["employment_before"] for code, row in changed.items()} == {
        "automotive": moved,
        "aerospace-vehicles-and-defense": -moved,
    }
    for row in changed.values():
        assert row["strong_after"] - row["strong_before"] == len(row["gained"]) - len(row["lost"])
    assert told["gained"] == sum(len(row["gained"]) for row in changed.values())
    portfolio = rows(sample_home, "portfolio", year=2019, level="metro", subcluster=None, cluster="automotive")
    assert changed["automotive"]["strong_before"] == sum(row["strong"] or False for row in portfolio)
    for row in rows_of(sample, f"{US}/draft/quotients", **move):
        assert row["employment_after"] - row["employment_before"] == row["employment_change"]
    listed = rows_of(sample, f"{US}/draft/members", open="automotive", **move)
    members = {row["industry"]: row["employment"] for row in listed}
    assert (members["336411"], members["336412"]) == (cells["336411"], cells["336412"])
    page = sample.get(told["page"]).content.decode()
    assert "336411" in page


def test_the_folder_of_a_draft_is_the_one_of_its_page(sample: Client) -> None:
    query = {"move": "336411 automotive builds what moves", "name": "mine"}
    answer = sample.get(f"{US}/draft/folder", query)
    assert answer.content == sample.get("/us/2019.1/definitions/edit/folder.zip", query).content
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "mine/clusters.tsv" in archive.namelist()


def test_a_definition_is_told_with_its_industries(sample: Client, sample_home: Path) -> None:
    (own,) = [each for each in ask(sample, f"{US}/definitions")["definitions"] if each["is_own"]]
    told = ask(sample, f"{US}/definitions/{own['definition']}")
    assert len(told["clusters"]) == own["clusters"] == len(ask(sample, f"{US}/clusters", limit=500)["rows"])
    assert sum(each["industries"] for each in told["clusters"]) == told["industries"]
    assert {row["vintage"] for row in rows(sample_home, "membership", cluster="plastics")} >= {told["vintage"]}
    lines = (DEFINITIONS / own["definition"] / "membership.tsv").read_text(encoding="utf-8").splitlines()
    members = Counter(line.split("\t")[2] for line in lines if line.startswith(f"{told['vintage']}\t"))
    assert {each["cluster"]: each["industries"] for each in told["clusters"]} == members


def test_pages_of_an_answer_keep_what_is_asked_several_times(sample: Client) -> None:
    move = {"move": ["336411 automotive one", "336412 metal-mining two"], "limit": 1}
    first = ask(sample, f"{US}/draft/clusters", **move)
    assert first["count"] == 3
    assert first["next"].count("move=") == 2
    assert len(rows_of(sample, f"{US}/draft/clusters", **move)) == 3
