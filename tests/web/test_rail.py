"""The rail, measured by hand: half of a rail of 200 pixels is the geometric mean of a quarter and 25."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas_web.foundation.drawings import draw_rail, rail_label
from clusteratlas_web.foundation.marks import Mark
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


def test_a_band_is_the_range_and_one_without_an_end_runs_to_the_right() -> None:
    assert lay_rail(2.0, width=200, low=0.79056942, high=2.5).band == (50.0, 100.0)
    assert lay_rail(2.0, width=200, low=2.5).band == (100.0, 200.0)
    assert lay_rail(2.0, width=200).band is None


def test_a_narrow_band_can_still_be_seen_and_stays_on_the_rail() -> None:
    narrow = draw_rail(lay_rail(2.5, width=200, low=2.5, high=2.5), "", Mark.ROBUST, False)
    assert '<rect x="100.0" y="5.5" width="2.0" height="5" fill="var(--q3)" fill-opacity=".75"/>' in narrow
    at_the_end = draw_rail(lay_rail(30.0, width=200, low=25.0, high=30.0), "", Mark.ROBUST, False)
    assert '<rect x="198.0" y="5.5" width="2.0"' in at_the_end


@pytest.mark.parametrize(
    ("mark", "chosen", "drawn_as", "circles"),
    [
        (Mark.ROBUST, False, '<circle cx="103.3" cy="8" r="4" fill="var(--q4)" stroke="var(--paper)"/>', 1),
        (Mark.BORDERLINE, False, '<path d="M103.3,4.4a3.6,3.6 0 0 0 0,7.2z" fill="var(--q4)"/>', 1),
        (
            Mark.NOT_STRONG,
            False,
            '<circle cx="103.3" cy="8" r="3.6" fill="var(--paper)" stroke="var(--field)" stroke-width="1.5"/>',
            1,
        ),
        (Mark.ROBUST, True, '<circle cx="103.3" cy="8" r="4.5" fill="var(--accent)" stroke="var(--paper)"/>', 1),
    ],
)
def test_filled_half_hollow_and_the_accent_for_the_one_in_question(
    mark: Mark, chosen: bool, drawn_as: str, circles: int
) -> None:
    drawn = draw_rail(lay_rail(20.44, 1.71), "", mark, chosen)
    assert drawn_as in drawn
    assert drawn.count("<circle") == circles
    assert '<path d="M45.1,7l-3.5,-6h7z" fill="var(--ink)"/>' in drawn


def test_threshold_and_range_are_read_out_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert rail_label(1.71, None, None) == "threshold 1.71"
        assert rail_label(1.71, 1.52, 1.64) == "threshold 1.71; range 1.52–1.64"
        assert rail_label(None, 1.52, None) == "at least 1.52"
        assert 'role="img" aria-label="threshold 1.71"' in draw_rail(
            lay_rail(20.44, 1.71), "threshold 1.71", Mark.ROBUST, False
        )
    with translation.override("zh-hans"):
        assert rail_label(1.71, 1.52, 1.64) == "阈值 1.71；范围 1.52–1.64"


def test_a_rail_without_a_threshold_is_a_picture_of_the_figure_beside_it() -> None:
    drawn = draw_rail(lay_rail(30.0), rail_label(None, None, None), Mark.ROBUST, False)
    assert 'aria-hidden="true"' in drawn
    assert "h7z" not in drawn
    assert '<path d="M109,8l-5,-4v8z" fill="var(--q4)"/>' in drawn
