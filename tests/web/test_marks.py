"""The three marks and the words for how a figure came about, by hand."""

import pytest
from django.utils import translation

from clusteratlas_web.explore.certainty import Certainty, certainty_of
from clusteratlas_web.explore.region.sureness import clusters_by_range, effect_on_class
from clusteratlas_web.foundation.drawings import draw_mark
from clusteratlas_web.foundation.marks import Mark, mark_of


@pytest.mark.parametrize(
    ("strong", "robust", "mark"),
    [
        (True, True, Mark.ROBUST),
        (True, False, Mark.BORDERLINE),
        (False, False, Mark.NOT_STRONG),
        (False, True, Mark.NOT_STRONG),
    ],
)
def test_the_mark_of_a_class(strong: bool, robust: bool, mark: Mark) -> None:
    assert mark_of(strong, robust) == mark


def test_each_mark_has_its_word_for_the_eye_or_for_the_ear() -> None:
    with translation.override("en"):
        assert (
            draw_mark(Mark.BORDERLINE, worded=False)
            == '<span class="mk b"></span><span class="vh">strong, borderline</span>'
        )
        assert draw_mark(Mark.ROBUST, worded=True) == '<span class="nw"><span class="mk r"></span>strong, robust</span>'


def cell(value: int | None, flag: str | None, low: int | None = None, high: int | None = None) -> Certainty:
    """The certainty of a cell of jobs."""
    ends = {"employment_low": low, "employment_high": high}
    return certainty_of({"employment": value, "employment_flag": flag, **ends})


@pytest.mark.parametrize(
    ("certainty", "figure", "word", "ends"),
    [
        (cell(1_413, "published"), "1,413", "published", ""),
        (cell(16, "derived", 16, 16), "16", "derived", ""),
        (cell(4_960, "estimated", 4_388, 5_332), "4,960", "estimated", "4,388–5,332"),
        (cell(0, "estimated", 0, 3), "0", "estimated", "0–3"),
        (cell(0, "unknown", 0, None), '<span class="missing">not known</span>', "unknown", ""),
        (cell(None, "unknown"), '<span class="missing">not known</span>', "unknown", ""),
        (cell(12, "unknown", 12, None), "12", "unknown", "at least 12"),
        (cell(900, "unknown", 0, None), "900", "unknown", "nothing bounds it"),
    ],
)
def test_what_a_page_says_of_a_cell(certainty: Certainty, figure: str, word: str, ends: str) -> None:
    with translation.override("en"):
        assert (certainty.figure, certainty.word, certainty.range) == (figure, word, ends)


def test_a_sum_is_exact_or_has_a_range() -> None:
    sum_of = {"employment": 70, "employment_low": None, "employment_high": None}
    with translation.override("en"):
        assert certainty_of(sum_of).word == "exact"
        assert certainty_of(sum_of | {"employment_low": 60, "employment_high": 90}).range == "60–90"
        assert certainty_of(sum_of | {"employment_low": 60}).range == "at least 60"


def test_money_has_its_currency_at_both_ends_and_may_be_a_loss() -> None:
    row = {"profit": -500, "profit_low": -1_000, "profit_high": 250, "profit_flag": "estimated"}
    certainty = certainty_of(row, "profit", "EUR")
    with translation.override("en"):
        assert (certainty.figure, certainty.range) == ("−500 EUR", "−1,000–250 EUR")
    with translation.override("zh-hans"):
        assert certainty.figure == "−500 欧元"


@pytest.mark.parametrize(
    ("strong", "low", "high", "robust", "effect"),
    [
        (True, True, True, True, "strong at both ends"),
        (True, True, True, False, "strong at both ends, not with 5% less"),
        (True, False, True, False, "changes class"),
        (False, False, True, False, "changes class"),
        (False, False, False, True, "not strong at either end"),
        (None, None, None, None, "not ranked"),
    ],
)
def test_the_effect_of_both_ends_on_the_class(
    strong: bool | None, low: bool | None, high: bool | None, robust: bool | None, effect: str
) -> None:
    with translation.override("en"):
        row = {"strong": strong, "strong_low": low, "strong_high": high, "robust": robust}
        assert effect_on_class(row) == effect


def test_the_widest_range_leads_and_before_it_what_has_no_end() -> None:
    ends = {"open": (10, None), "wide": (0, 500), "narrow": (90, 100), "exact": (None, None)}
    rows = [
        {"cluster": name, "employment": 95, "employment_low": low, "employment_high": high}
        for name, (low, high) in sorted(ends.items())
    ]
    assert [row["cluster"] for row in clusters_by_range(rows)] == ["open", "wide", "narrow"]
