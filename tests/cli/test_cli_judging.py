"""Commands about rule books: rules, verdicts, and other rule books in region and why."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusteratlas.diagnosis import load, names
from clusteratlas.editions import Atlas, Edition

Ask = Callable[..., Any]
WICHITA = "us-metro-48620"
OWN = """
name = "council"
within = ["year", "level", "cluster"]
present = "employment"
kinds = ["traded"]
levels_not_ranked = ["country"]
agreement = "leading"
citation = ["A council paper [draft] of 2025."]
minima = ["jobs"]
stars = ["size"]

[title]
en = "The council's rule"
zh-hans = "委员会规则"

[parameters]
least = 500

[[conditions]]
id = "jobs"
column = "employment"
operator = ">="
value = "least"

[[conditions]]
id = "size"
column = "employment"
operator = ">="
percentile = 75

[classes]
leading = { stars = 1 }
"""


def words(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


@pytest.fixture(scope="module")
def atlas(sample_edition: Edition) -> Atlas:
    return Atlas(sample_edition)


def test_rules_are_listed_with_their_titles(ask: Ask) -> None:
    heading, *lines = ask("rules").output.splitlines()
    assert words(heading) == ["rule book", "title"]
    assert [words(line) for line in lines] == [[name, load(name).title["en"]] for name in names()]


def test_one_rule_book(ask: Ask) -> None:
    lines = ask("rules", "us-percentile").output.splitlines()
    assert lines[:3] == [
        "us-percentile: U.S. percentile rule",
        "ranks clusters of the kinds traded within year, level, cluster",
        "strong: strong",
    ]
    said = [words(line) for line in lines]
    assert ["location_quotient_p75", "location_quotient >= percentile 75"] in said
    assert ["location_quotient_1", "location_quotient >= 1"] in said
    needs = "location_quotient_p75, location_quotient_1, employment_p25, establishments_p25"
    assert ["strong", needs] in said
    assert lines[-2:] == list(load("us-percentile").citation)


def test_a_rule_book_of_ones_own_with_minima_stars_and_parameters(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "council.toml"
    file.write_text(OWN, encoding="utf-8")
    lines = ask("rules", file).output.splitlines()
    assert lines[0] == "council: The council's rule"
    assert lines[2:4] == ["parameters: least=500", "strong: leading"]
    said = [words(line) for line in lines]
    assert ["jobs", "employment >= 500", "for every class"] in said
    assert ["size", "employment >= percentile 75", "a star"] in said
    assert ["leading", "jobs, at least 1 of 1 stars"] in said
    assert lines[-1] == "A council paper [draft] of 2025."
    assert "parameters: least=900" in ask("rules", f"{file}:least=900").output


def test_verdicts(ask: Ask, atlas: Atlas) -> None:
    heading, first, *lines = ask("verdicts", WICHITA).output.splitlines()
    assert words(heading) == ["cluster", *atlas.rule_books, "strong by", "of"]
    counted = {row["cluster_name"]: row for row in atlas.agreement(WICHITA)}
    assert len(lines) + 1 == len(counted)
    assert words(first) == [
        "Aerospace Vehicles and Defense", "strong10 *", "Three stars *", "Two stars", "Medium *", "Star *", "none",
        "4", "5",
    ]  # fmt: skip
    by = [int(words(line)[-2]) for line in (first, *lines)]
    assert by == sorted(by, reverse=True)
    for line in lines:
        row = counted[words(line)[0]]
        assert words(line)[-2:] == [str(row["strong_by"]), str(row["judged_by"])]
        assert line.count(" *") >= row["strong_by"]


def test_verdicts_of_what_is_not_ranked(ask: Ask) -> None:
    assert ask("verdicts", "us").output == "United States (us) is not ranked\n"


def test_region_by_another_rule_book(ask: Ask, atlas: Atlas) -> None:
    lines = ask("region", WICHITA, "--rules", "eu-panorama-2014").output.splitlines()
    rows = [row for row in atlas.region(WICHITA).portfolio(rules="eu-panorama-2014") if row["kind"] != "local"]
    assert lines[3] == f"by eu-panorama-2014: {sum(row['strong'] is True for row in rows)} strong clusters"
    columns = ["cluster", "jobs", "lowest and highest", "growth", "location quotient", "stars", "of", "class", "strong"]
    assert words(lines[4]) == columns
    assert words(lines[5])[-4:] == ["2", "3", "Two stars", "not known"]  # without wages a star is not measured
    classes = [words(line)[-1] for line in ask("region", WICHITA, "--rules", "quadrants").output.splitlines()[5:]]
    assert set(classes) == {"yes", "no"}


def test_why_by_another_rule_book(ask: Ask) -> None:
    lines = ask("why", WICHITA, "automotive", "--rules", "quadrants").output.splitlines()
    assert lines[0] == "not strong, 2019; ranked among 381"
    assert [words(line)[0] for line in lines[2:4]] == ["high", "rising"]
    reason = "no number of jobs is enough: what fails does not follow from the jobs of one year"
    assert lines[-2:] == [
        f"with every other region and the threshold held: {reason}",
        f"fully recomputed, the threshold moving too: {reason}",
    ]


@pytest.mark.parametrize(
    ("asked", "code", "message"),
    [
        ("rules us-percentil", 2, "error: rules='us-percentil' is not known. Choose one of: us-percentile (nearest)"),
        ("rules nowhere.toml", 2, "error: nowhere.toml:"),
        ("verdicts us-metro-4862", 3, "The nearest known code is us-metro-48620."),
        ("region us-metro-48620 --rules fixed-threshold", 2, "error: rules='fixed-threshold' is not known."),
        ("why us-metro-48620 automotive --rules x", 2, "error: rules='x' is not known. Choose one of: us-percentile,"),
    ],
)
def test_a_wrong_question_is_one_sentence_and_an_exit_code(asked: str, code: int, message: str, ask: Ask) -> None:
    ended = ask(*asked.split())
    assert (ended.code, ended.output) == (code, "")
    assert message in ended.errors
    assert ended.errors.count("\n") == 1
