"""The dot strip: every region is exactly one dot, on the right side of the line, and words stand beside their lines."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.charts import PAGE, PRINT, Drawing, Standing, dot_strip, specification, to_svg
from clusteratlas.charts.dot_strip_layout import LogAxis, axis_over, lay_dots, text_side, ticks

AXIS = LogAxis(0.1, 10, 216)  # 100 pixels for each power of ten, 8 left free at both ends
quotients = st.lists(st.floats(0.0005, 2000), min_size=1, max_size=700)
lines = st.floats(1, 200)
widths = st.sampled_from([328.0, 832.0])


def test_the_axis_is_logarithmic_and_its_ends_hold_what_lies_beyond() -> None:
    assert [AXIS.at(value) for value in (0.1, 1, 10)] == pytest.approx([8, 108, 208])
    assert (AXIS.at(0.001), AXIS.at(500)) == pytest.approx((8, 208))


def test_the_axis_begins_at_the_end_below_the_smallest_value() -> None:
    assert axis_over([0.3, 7], 328) == LogAxis(0.25, 7, 328)
    assert axis_over([0.07, 1.2], 328) == LogAxis(0.05, 2, 328)
    assert axis_over([0.001], 328).low == 0.05


def test_one_is_always_written_and_the_others_where_there_is_room() -> None:
    assert ticks(AXIS, 30) == [0.1, 0.25, 0.5, 1, 2, 5, 10]
    assert ticks(AXIS, 60) == [0.25, 1, 5]
    assert ticks(AXIS, 500) == [1]


def test_four_values_by_hand() -> None:
    strip = lay_dots([0.99, 1.0, 1.01, 10], 1.0, AXIS, 100)
    pitch = strip.diameter + 1
    assert strip.diameter == 3.0
    assert [dot.x for dot in strip.dots] == pytest.approx(
        [108 - pitch / 2, 108 + pitch / 2, 108 + pitch / 2, 108 + 25.5 * pitch]
    )
    assert [dot.y for dot in strip.dots] == pytest.approx([1.5, 1.5, 1.5 + pitch, 1.5])


def test_the_region_in_question_lies_lowest() -> None:
    strip = lay_dots([1.01, 1.01, 1.01], 1.0, AXIS, 100, first=2)
    assert [dot.y for dot in strip.dots] == pytest.approx([5.5, 9.5, 1.5])


@given(quotients, lines, widths)
def test_every_value_is_exactly_one_dot_inside_the_frame(values: list[float], line: float, width: float) -> None:
    axis = axis_over([line, *values], width)
    strip = lay_dots(values, line, axis, 116)
    assert len(strip.dots) == len(values)
    assert len({(round(dot.x, 6), round(dot.y, 6)) for dot in strip.dots}) == len(values)
    assert all(strip.diameter / 2 <= dot.x <= width - strip.diameter / 2 for dot in strip.dots)
    assert all(0 < dot.y <= 116 for dot in strip.dots)


@given(quotients, lines, widths)
def test_dots_stand_on_their_side_of_the_line_and_near_their_value(
    values: list[float], line: float, width: float
) -> None:
    axis = axis_over([line, *values], width)
    strip = lay_dots(values, line, axis, 116)
    for value, dot in zip(values, strip.dots, strict=True):
        assert (dot.x > axis.at(line)) == (axis.at(value) >= axis.at(line))
        assert abs(dot.x - axis.at(value)) <= (strip.diameter + 1) / 2 + 1e-6


@given(st.lists(st.floats(0.05, 20), min_size=2, max_size=60), lines)
def test_dots_do_not_overlap(values: list[float], line: float) -> None:
    strip = lay_dots(values, line, axis_over([line, *values], 832), 116)
    for one, other in combinations(strip.dots, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= strip.diameter - 1e-6


def test_a_heap_beyond_the_axis_does_not_make_all_others_specks() -> None:
    few = [0.5, 0.7, 1.1, 2.3]
    alone = lay_dots(few, 1.0, axis_over(few, 832), 116)
    heaped = [0.001] * 250 + few
    strip = lay_dots(heaped, 1.0, axis_over(heaped, 832), 116)
    assert strip.diameter == alone.diameter
    assert [dot.y for dot in strip.dots[250:]] == [dot.y for dot in alone.dots]
    assert max(dot.y for dot in strip.dots) <= 116
    assert len({dot.y for dot in strip.dots[:250]}) == 250


def test_more_than_five_hundred_dots_are_smaller() -> None:
    axis = axis_over([1000], 832)
    few, many = (lay_dots([1.1 ** (at % 60) for at in range(n)], 1, axis, 200) for n in (500, 720))
    assert few.diameter == 6.5
    assert many.diameter == pytest.approx(6.5 * (500 / 720) ** 0.5)


@pytest.mark.parametrize(
    ("x", "crossing", "preferred", "side"),
    [
        (100, [], -1, -1),
        (100, [], 1, 1),
        (100, [80], -1, 1),  # another line stands to the left
        (100, [80, 120], -1, -1),  # on both sides: as preferred
        (20, [], -1, 1),  # no room on the left
        (190, [], 1, -1),  # no room on the right
        (190, [170], 1, -1),
    ],
)
def test_words_run_where_there_is_room_and_no_line(x: float, crossing: list[float], preferred: int, side: int) -> None:
    assert text_side(x, 50, crossing, 216, preferred) == side


ROWS = [{"region": f"r{at}", "location_quotient": at / 10} for at in range(41)]  # the first has no jobs


def test_the_specification_has_a_dot_for_each_region_with_jobs() -> None:
    drawing = Drawing(832, 250, PAGE)
    dots = specification(dot_strip(ROWS, Standing("r7", 2.0), drawing), drawing)["datasets"]["dots"]
    assert [dot["region"] for dot in dots] == [row["region"] for row in ROWS[1:]]
    colours = {dot["region"]: dot["colour"] for dot in dots}
    assert [region for region, colour in colours.items() if colour == "var(--accent)"] == ["r7"]
    assert [region for region, colour in colours.items() if colour == "var(--q4)"] == [f"r{at}" for at in range(20, 41)]


def test_a_threshold_below_one_leaves_the_line_at_one() -> None:
    assert (Standing("r7", 0.4).line, Standing("r7", 1.85).line, Standing("r7").line) == (1, 1.85, 1)


def test_the_words_of_the_page_stand_in_the_drawing_and_nothing_asks_for_style() -> None:
    words = {
        "line": "P75 2.00",
        "here": "Here 0.70",
        "gap": "+1.30 = 1,567 jobs",
        "nation": "nation 1.00",
        "axis": "LQ",
    }
    drawing = Drawing(328, 230, PAGE, words=words)
    svg = to_svg(specification(dot_strip(ROWS, Standing("r7", 2.0), drawing), drawing))
    assert all(f">{word}</text>" in svg for word in words.values())
    assert "style=" not in svg
    assert svg.count('fill="var(--q4)"') == 21


def test_two_drawings_of_one_size_do_not_share_their_data() -> None:
    drawing = Drawing(832, 250, PRINT)
    first, second = (dot_strip(ROWS, Standing(region, 2.0), drawing) for region in ("r7", "r8"))
    marked = [
        [dot["region"] for dot in specification(chart, drawing)["datasets"]["dots"] if dot["colour"] == PRINT.accent]
        for chart in (first, second)
    ]
    assert marked == [["r7"], ["r8"]]


def test_without_the_region_nothing_is_marked() -> None:
    drawing = Drawing(832, 250, PAGE)
    data = specification(dot_strip(ROWS, Standing("elsewhere", 2.0), drawing), drawing)["datasets"]
    assert data["points"] == []
    assert "var(--accent)" not in {mark["colour"] for marks in data.values() for mark in marks}
