"""A brief does not contradict itself: a column is of one year, a word has one meaning, lists and counts agree."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.brief_facts import facts_of, growth_ends, table
from tests.unit.brief_panel import WICHITA, panel, stage

from clusteratlas.editions import Edition, open_edition
from clusteratlas.reports import Brief, Choice, cluster_brief, region_brief
from clusteratlas.reports.brief import Facts, Picture, Section, Table

MUNICH = "de-district-09162"


@pytest.fixture(scope="module")
def wichita(sample_edition: Edition) -> Brief:
    return region_brief(sample_edition, WICHITA)


@pytest.fixture(scope="module")
def lived(sample_edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """Wichita with every strong cluster in decline, two that are not strong growing, one small."""
    strong = [row["cluster"] for row in facts_of(sample_edition.folder, WICHITA, 2019).strong]
    rows = [stage(cluster, "decline") for cluster in strong]
    rows += [stage("plastics", "growth"), stage("printing-services", "growth"), stage("forestry", "", reason="small")]
    rows[-1]["stage"] = None
    folder = tmp_path_factory.mktemp("lived") / "edition"
    return region_brief(panel(sample_edition, folder, {"life_cycle": rows}, model={}), WICHITA)


def section(brief: Brief, name: str) -> Section:
    return next(each for each in brief.sections if each.id == name)


def here(edition: Edition) -> dict[str, dict[str, object]]:
    """The clusters of Wichita in 2019 with their jobs."""
    return {
        row["cluster"]: row
        for row in table(edition.folder, "portfolio", region=WICHITA, year=2019)
        if row["subcluster"] is None and row["employment"]
    }


def test_jobs_of_a_stage_are_those_of_the_year_that_its_head_names(lived: Brief, sample_edition: Edition) -> None:
    jobs = {code: row["employment"] for code, row in here(sample_edition).items()}
    strong = [row["cluster"] for row in facts_of(sample_edition.folder, WICHITA, 2019).strong]
    rows = {row["stage"]: row for row in lived.tables["stages"].rows}
    heads = [column.label for column in lived.tables["stages"].columns]
    assert "Jobs 2019" in heads
    assert rows["Decline"]["employment"] == sum(jobs[code] for code in strong)
    assert rows["Growth"]["employment"] == jobs["plastics"] + jobs["printing-services"]
    assert [rows[name]["clusters"] for name in ("Decline", "Growth", "Maturity")] == [len(strong), 2, 0]
    assert len(rows["Decline"]["named"].split(", ")) == len(strong)  # none is left out


def test_a_long_decline_and_growth_in_the_last_year_are_reconciled(lived: Brief, sample_edition: Edition) -> None:
    clusters = here(sample_edition)
    strong = [row["cluster"] for row in facts_of(sample_edition.folder, WICHITA, 2019).strong]
    least = growth_ends(sample_edition.folder, WICHITA, 2019)
    grew = [code for code in strong if least[code][0] > 0]  # whatever the withheld figures are
    assert len(grew) < sum(clusters[code]["employment_growth"] > 0 for code in strong)
    short = {
        row["code"]: row["name"] for row in table(sample_edition.folder, "names", entity="cluster-short", language="en")
    }
    said = section(lived, "stages").lead[0]
    named = said.partition("with more jobs in 2019 than in 2018: ")[2].partition(". Both are true")[0]
    assert 0 < len(grew) < len(strong)
    assert set(re.split(", | and ", named)) == {short[code] for code in grew}
    answer = lived.answers[0].sentence
    assert f"Of these {len(strong)}, {len(strong)} are in decline, that is from 2014 to 2019" in answer
    assert f"{len(grew)} of these {len(strong)} grew from 2018 to 2019." in answer
    assert section(lived, "stages").title == "Stages of life, 2014–2019"
    assert section(lived, "growth").title == "Growth, 2018–2019"


def test_specialised_is_said_of_one_threshold_alone(lived: Brief, sample_edition: Edition) -> None:
    stages = " ".join(row["meaning"] for row in lived.tables["stages"].rows) + section(lived, "stages").lead[0]
    assert "specialised" not in stages
    assert "location quotient of 1.2 or more" in stages
    assert "specialised (location quotient of 1 and more)" in section(lived, "growth").lead[0]
    drawn = [row for row in here(sample_edition).values() if row["kind"] == "traded" and row["employment"] >= 100]
    high = sum(row["location_quotient"] >= 1 for row in drawn if row["employment_growth"] is not None)
    corners = {row["corner"].split(" (")[0]: row["clusters"] for row in lived.tables["growth"].rows}
    assert corners["Star"] + corners["Mature"] == high


def test_why_there_are_no_stages_is_said(wichita: Brief) -> None:
    assert "stages" not in {each.id for each in wichita.sections}
    assert "that takes 5 years, and this edition has 2." in section(wichita, "growth").lead[1]


def test_counts_of_candidates_say_what_they_count(wichita: Brief, sample_edition: Edition) -> None:
    found = table(sample_edition.folder, "opportunities", region=WICHITA, year=2019)
    with_jobs = sum(bool(row["employment"]) for row in found)
    traded = sum(row["kind"] == "traded" for row in here(sample_edition).values())
    said = section(wichita, "opportunities").lead[0]
    expected = f"{len(found)} clusters are not strong here: {with_jobs} of the {traded} with jobs here, and "
    assert said.startswith(f"{expected}{len(found) - with_jobs} without any here yet.")
    assert with_jobs + len(facts_of(sample_edition.folder, WICHITA, 2019).strong) == traded


def test_how_many_rows_of_how_many_are_shown_is_said(wichita: Brief, sample_edition: Edition) -> None:
    cut = {
        name: each
        for name, each in wichita.tables.items()
        if each.shown is not None and len(each.shown_rows) < len(each.rows)
    }
    # the table of all clusters says it in its lead; related clusters are rows for pairs, all of the first shown
    for name in cut.keys() - {"portfolio", "related"}:
        assert f"{len(cut[name].shown_rows)} of {len(cut[name].rows)} are shown" in cut[name].note, name
    assert {"opportunities", "change-by-cluster", "ranges"} <= cut.keys()
    strong = facts_of(sample_edition.folder, WICHITA, 2019).strong_names
    assert [row["name"] for row in wichita.tables["related"].shown_rows] == strong


def test_agreement_is_explained_by_what_the_rule_books_say(wichita: Brief, sample_edition: Edition) -> None:
    first = wichita.tables["strong"].rows[0]
    said = [
        row["strong"]
        for row in table(sample_edition.folder, "verdicts", region=WICHITA, year=2019, cluster=first["cluster"])
    ]
    known = [answer for answer in said if answer is not None]
    note = f"Agree {sum(known)}/{len(known)}: of the {len(known)} rule books that can judge"
    assert note in wichita.tables["strong"].note


def test_names_with_commas_of_their_own_stand_apart(sample_edition: Edition) -> None:
    from clusteratlas.reports.spoken import Spoken

    spoken = Spoken(sample_edition, "en")
    assert spoken.joined(["Wichita, KS", "Tulsa, OK", "Reno, NV"]) == "Wichita, KS; Tulsa, OK; and Reno, NV"
    assert spoken.joined(["Plastics", "Furniture", "Leather"]) == "Plastics, Furniture and Leather"
    chinese = Spoken(sample_edition, "zh-hans")
    assert chinese.joined(["采购、销售与贸易", "旅游", "教学"]) == "采购、销售与贸易；旅游；教学"


def words_of(brief: Brief) -> Iterator[str]:
    """All that a brief says in words of its own, not the names of clusters, sources and publications."""
    yield brief.naming.subtitle
    for answer in brief.answers:
        yield f"{answer.question} {answer.sentence}"
    for headline in brief.headlines:
        yield f"{headline.label} {headline.note}"
    for each in brief.sections:
        yield f"{each.title} {' '.join(each.lead)}"
        for block in each.blocks:
            yield from _block_words(block)


def _block_words(block: Table | Picture | Facts) -> Iterator[str]:
    if isinstance(block, Table):
        yield f"{block.title} {block.note}"
        yield from (f"{column.label} {column.meaning}" for column in block.columns)
        under = [column.under for column in block.columns if column.under and column.under != "producer"]
        yield from (str(row.get(key) or "") for row in block.rows for key in under if key != "address")
    if isinstance(block, Picture):
        yield f"{block.alt} {block.caption}"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_atlas_of_occupations_never_says_industry(atlases_home: Path, language: str) -> None:
    edition = open_edition("de", None, atlases_home)
    choice = Choice(language)
    for brief in (region_brief(edition, MUNICH, choice), cluster_brief(edition, "retail-sales", choice)):
        said = [text for text in words_of(brief) if re.search(r"industr|traded|行业|产业|可贸易", text, re.IGNORECASE)]
        assert said == []
        assert any(re.search("occupation|职业", text) for text in words_of(brief))
        wanted = {"en": "groups of occupations", "zh-hans": "集群为职业组"}
        assert wanted[language] in brief.naming.subtitle


def test_what_jobs_are_counted_stands_on_the_first_page(wichita: Brief, atlases_home: Path) -> None:
    german = region_brief(open_edition("de", None, atlases_home), MUNICH)
    assert german.headlines[0].label == "Jobs liable to social insurance"
    assert wichita.headlines[0].label == "Private payroll jobs"
    lines = dict(line for block in german.sections[-1].blocks if isinstance(block, Facts) for line in block.lines)
    assert lines["Jobs"].startswith("Jobs are those liable to social insurance")
