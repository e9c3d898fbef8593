"""The rail, measured by hand: half of a rail of 200 pixels is the geometric mean of a quarter and 25."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas_web.foundation.drawings import draw_rail
from clusteratlas_web.foundation.rail import lay_rail, position


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (0.25, 0.0),
        (2.5, 100.0),  # sqrt(0.25 * 25)
        (25.0, 200.0),
        (1.0, 60.2),  # 200 * log(4) / log(100)
        (0.79056942, 50.0),  # 0.25 * 100 ** (1 / 4)
        (0.1, 0.0),
        (0.0, 0.0),
        (1000.0, 200.0),
    ],
)
def test_positions_by_hand(value: float, place: float) -> None:
    assert position(value, width=200) == place


@given(st.floats(min_value=0.25, max_value=25), st.floats(min_value=1, max_value=4))
def test_equal_ratios_are_equal_distances(value: float, ratio: float) -> None:
    if value * ratio <= 25:
        distance = position(value * ratio, width=100_000) - position(value, width=100_000)
        assert distance == pytest.approx(position(0.25 * ratio, width=100_000), abs=0.3)


def test_a_rail_beside_its_threshold() -> None:
    rail = lay_rail(20.44, threshold=1.71, width=108)
    assert (rail.one, rail.value, rail.threshold, rail.beyond) == (32.5, 103.3, 45.1, 0)


@pytest.mark.parametrize(("value", "beyond"), [(0.2, -1), (0.25, 0), (25.0, 0), (25.1, 1)])
def test_what_lies_beyond_the_axis_says_on_which_side(value: float, beyond: int) -> None:
    assert lay_rail(value).beyond == beyond


@pytest.mark.parametrize(
    ("strong", "chosen", "mark"),
    [
        (True, False, '<circle cx="103.3" cy="8" r="4" fill="var(--q4)" stroke="var(--paper)"/>'),
        (
            False,
            False,
            '<circle cx="103.3" cy="8" r="3.6" fill="var(--paper)" stroke="var(--field)" stroke-width="1.5"/>',
        ),
        (True, True, '<circle cx="103.3" cy="8" r="4.5" fill="var(--accent)" stroke="var(--paper)"/>'),
    ],
)
def test_filled_is_strong_hollow_is_not_and_the_accent_is_the_one_in_question(
    strong: bool, chosen: bool, mark: str
) -> None:
    drawn = draw_rail(lay_rail(20.44, 1.71), 1.71, strong, chosen)
    assert mark in drawn
    assert drawn.count("<circle") == 1
    assert '<path d="M45.1,7l-3.5,-6h7z" fill="var(--ink)"/>' in drawn


def test_the_threshold_is_read_out_in_the_language_of_the_page() -> None:
    rail = lay_rail(20.44, 1.71)
    with translation.override("en"):
        assert 'aria-label="threshold 1.71"' in draw_rail(rail, 1.71, True, False)
    with translation.override("zh-hans"):
        assert 'aria-label="阈值 1.71"' in draw_rail(rail, 1.71, True, False)


def test_a_rail_without_a_threshold_is_a_picture_of_the_figure_beside_it() -> None:
    drawn = draw_rail(lay_rail(30.0), None, True, False)
    assert 'aria-hidden="true"' in drawn
    assert "h7z" not in drawn
    assert '<path d="M109,8l-5,-4v8z" fill="var(--q4)"/>' in drawn
