"""How much room text takes, and how it is broken into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.charts.lettering import fitted_lines, text_width

words = st.lists(st.text("abcdefgWMil&", min_size=1, max_size=12), min_size=1, max_size=6)


def test_letters_have_their_own_widths() -> None:
    assert text_width("il", 10) < text_width("ab", 10) < text_width("WM", 10)
    assert text_width("集群", 10) == pytest.approx(2 * 10, rel=0.05)
    assert text_width("Metalworking", 11) == pytest.approx(64.8, rel=0.05)  # measured in Liberation Sans
    assert text_width("", 11) == 0


@given(st.text(max_size=30), st.integers(6, 30))
def test_width_grows_with_the_size(text: str, size: int) -> None:
    assert text_width(text, size * 2) == pytest.approx(2 * text_width(text, size))


@given(words, st.integers(10, 300))
def test_lines_keep_every_word_and_fit(words: list[str], width: int) -> None:
    lines = fitted_lines(" ".join(words), width, 11)
    widest = max(text_width(word, 11) for word in words)
    assert bool(lines) == (widest <= width)
    if lines:
        assert " ".join(lines).split() == words
        assert all(text_width(line, 11) <= width for line in lines)


@given(words)
def test_one_line_where_there_is_room(words: list[str]) -> None:
    assert fitted_lines(" ".join(words), 10_000, 11) == [" ".join(words)]


def test_chinese_breaks_after_any_character() -> None:
    assert fitted_lines("生产技术与重型机械", 48, 11) == ["生产技术", "与重型", "机械"]
    assert fitted_lines("航空航天", 10, 11) == []
    assert fitted_lines("保险", 12, 11) == []
    assert fitted_lines("金属加工", 36, 11) == ["金属", "加工"]


def test_a_word_that_does_not_fit_leaves_no_line() -> None:
    assert fitted_lines("Oil & Gas", 40, 11) == ["Oil &", "Gas"]
    assert fitted_lines("Metalworking Technology", 40, 11) == []


def test_chinese_keeps_its_figures_its_latin_words_and_its_punctuation_together() -> None:
    text = "就业人数。该集群在各地区的就业人数。大都市区，2019年。"
    assert fitted_lines(text, 10_000, 12) == [text]
    assert fitted_lines("按 KldB 2010 分类，共401个县", 10_000, 12) == ["按 KldB 2010 分类，共401个县"]
    broken = fitted_lines(text, 110, 12)
    assert "".join(broken) == text
    assert len(broken) > 2
    assert any("2019" in line for line in broken)
    assert not any(line[0] in "，。" for line in broken)
