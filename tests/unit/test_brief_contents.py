"""What a brief says where an edition lacks a finding, by another rule book, and of what it cannot be asked."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.unit.brief_facts import table
from tests.unit.brief_pages import widest_gaps

from clusteratlas.editions import Edition, open_edition
from clusteratlas.errors import InputError, NoSuchEntry, UnknownChoice
from clusteratlas.reports import Choice, cluster_brief, region_brief
from clusteratlas.reports.brief import Brief
from clusteratlas.reports.texts import texts

WICHITA = "us-metro-48620"
PLACES = {"us-states": "us-state-39", "eu": "eu-nuts2-DE11", "jp": "jp-prefecture-23", "de": "de-district-09162"}


def leads(brief: Brief) -> dict[str, str]:
    return {section.id: " ".join(section.lead) for section in brief.sections}


def test_every_sentence_is_in_both_languages_with_the_same_places_to_fill() -> None:
    from string import Formatter

    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert len(texts()) > 250
    for key, said in texts().items():
        assert {"en", "zh-hans"} <= said.keys(), key
        assert places(said["en"]) == places(said["zh-hans"]), key
        assert ("one" in said) == ("counts" in said), key


@pytest.mark.long
@pytest.mark.parametrize("atlas", PLACES)
def test_every_atlas_has_six_to_ten_pages(atlas: str, atlases_home: Path, tmp_path: Path) -> None:
    edition = open_edition(atlas, None, atlases_home)
    brief = region_brief(edition, PLACES[atlas], Choice("zh-hans"))
    file = tmp_path / "brief.pdf"
    brief.to_pdf(file)
    gaps = widest_gaps(PdfReader(file))
    assert 6 <= len(gaps) <= 10
    assert max(gaps[:-1]) < 1 / 3  # no page but the last is more than a third empty


def test_an_edition_of_one_year_says_that_change_and_chances_are_not_known(atlases_home: Path) -> None:
    edition = open_edition("jp", None, atlases_home)
    brief = region_brief(edition, PLACES["jp"])
    said = leads(brief)
    assert said["growth"].startswith("The edition has no year before 2014, so growth is not known. Stages of life are")
    assert said["change"].startswith("The edition has no year before 2014")
    assert "stages" not in said
    assert "How often such opportunities come true is not known" in brief.answers[2].sentence
    assert not any(column.key == "employment_growth" for column in brief.tables["strong"].on_paper)


def test_occupations_are_not_told_apart_as_traded(atlases_home: Path) -> None:
    brief = region_brief(open_edition("de", None, atlases_home), PLACES["de"])
    words = " ".join([*(answer.sentence for answer in brief.answers), *leads(brief).values()])
    assert "traded" not in words
    assert "of its 36 clusters" in brief.answers[0].sentence


def test_another_rule_book_says_which_are_strong(sample_edition: Edition) -> None:
    rules = "eu-eocic-2020"
    said = {
        row["cluster"]
        for row in table(sample_edition.folder, "verdicts", region=WICHITA, year=2019, rules=rules)
        if row["strong"]
    }
    brief = region_brief(sample_edition, WICHITA, Choice(rules=rules))
    assert {row["cluster"] for row in brief.tables["strong"].rows} == said
    assert {row["cluster"] for row in brief.tables["opportunities"].rows} & said == set()


def test_a_cluster_brief_by_another_rule_book_counts_its_strong_regions(sample_edition: Edition) -> None:
    rules = "canada-spencer"
    metros = {row["region"] for row in table(sample_edition.folder, "regions") if row["level"] == "metro"}
    strong = [
        row["region"]
        for row in table(sample_edition.folder, "verdicts", cluster="plastics", year=2019, rules=rules)
        if row["strong"] and row["region"] in metros
    ]
    brief = cluster_brief(sample_edition, "plastics", Choice(rules=rules))
    assert {each.id: each.value for each in brief.headlines}["strong"] == len(strong)


def test_a_local_cluster_is_not_ranked(sample_edition: Edition) -> None:
    brief = cluster_brief(sample_edition, "local-health-services")
    assert brief.answers[0].sentence.startswith("The rule book does not rank")
    assert "mark" not in {column.key for column in brief.tables["regions"].columns}


def test_what_it_cannot_be_asked_is_refused(sample_edition: Edition) -> None:
    with pytest.raises(NoSuchEntry, match=WICHITA):
        region_brief(sample_edition, "us-metro-48621")
    with pytest.raises(InputError, match="compared with"):
        region_brief(sample_edition, "us")
    for choice in (Choice("de"), Choice(year=1999), Choice(rules="none")):
        with pytest.raises(UnknownChoice):
            region_brief(sample_edition, WICHITA, choice)
    with pytest.raises(UnknownChoice):
        cluster_brief(sample_edition, "plastics", Choice(level="county"))


def test_a_notebook_asks_the_atlas_for_briefs(sample_edition: Edition, tmp_path: Path) -> None:
    from clusteratlas.editions import Atlas

    atlas = Atlas(sample_edition)
    brief = atlas.region(WICHITA).brief(year=2018, language="zh-hans")
    assert (brief.naming.year, brief.naming.language) == (2018, "zh-hans")
    assert brief.to_html(tmp_path / "brief.html") == (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert atlas.cluster_brief("Plastics").naming.code == "plastics"


def test_a_page_in_one_file_asks_for_no_other_and_takes_no_markup(sample_edition: Edition) -> None:
    from dataclasses import replace

    brief = region_brief(sample_edition, WICHITA)
    hostile = "<script>alert(1)</script>"
    naming, headline = replace(brief.naming, title=hostile), replace(brief.headlines[0], note=hostile)
    page = replace(brief, naming=naming, headlines=(headline,)).to_html()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "src=" not in page
    assert "<link" not in page
