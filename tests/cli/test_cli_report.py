"""The command that writes briefs: report."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from clusteratlas.editions import Edition
from clusteratlas.reports import region_brief

Ask = Callable[..., Any]
WICHITA = "us-metro-48620"


def test_it_writes_what_is_asked_for_and_says_the_answers(ask: Ask, sample_edition: Edition, tmp_path: Path) -> None:
    page, book = tmp_path / "brief.html", tmp_path / "brief.xlsx"
    ended = ask("report", WICHITA, "--html", str(page), "--xlsx", str(book))
    brief = region_brief(sample_edition, WICHITA)
    assert (ended.code, ended.errors) == (0, "")
    assert page.read_text(encoding="utf-8") == brief.to_html()
    assert book.read_bytes() == brief.to_xlsx()
    answers = [f"{answer.question} {answer.sentence}" for answer in brief.answers]
    assert ended.output.splitlines() == [f"{book} written", f"{page} written", *answers]


def test_a_cluster_by_its_name_in_chinese(ask: Ask, tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    ended = ask("report", "Plastics", "--cluster", "--language", "zh-hans", "--level", "micro", "--html", str(page))
    assert (ended.code, ended.errors) == (0, "")
    assert 'lang="zh-Hans"' in page.read_text(encoding="utf-8")


def test_what_is_wrong_is_one_message_and_no_file(ask: Ask, tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    for arguments, said in (
        ((WICHITA,), "--pdf FILE"),
        (("us-metro-48621", "--html", str(page)), WICHITA),
        ((WICHITA, "--html", str(page), "--language", "de"), "zh-hans"),
        (("us", "--html", str(page)), "compared with"),
    ):
        ended = ask("report", *arguments)
        assert ended.code != 0
        assert (said in ended.errors, page.exists()) == (True, False)
