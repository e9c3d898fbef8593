"""The scatter of specialisation and growth: its axes, its circles, its labels, its quadrants."""

from itertools import combinations
from math import sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.charts import PAGE, Drawing, drawable, growth_scatter, specification, to_svg
from clusteratlas.charts.label_placement import Box, Circle, Room, place_labels
from clusteratlas.charts.scatter_axes import growth_axis, growth_ticks, quotient_axis, quotient_ticks
from clusteratlas.charts.scatter_layout import Plot, _corner_box, lay_scatter

PLOT = Plot(680, 458, 25, 16)
NAMES = ["Star", "Emerging", "Mature", "Transforming"]


def row(name: str, employment: int, quotient: float | None, growth: float | None, **more: Any) -> dict[str, Any]:
    """A cluster of a portfolio."""
    facts = {"employment": employment, "location_quotient": quotient, "employment_growth": growth}
    return {"cluster_name": name, "kind": "traded", "strong": False} | facts | more


ROWS = [
    row("Aerospace", 27_911, 30.5, 0.086, strong=True),
    row("Business Services", 15_589, 0.74, -0.016),
    row("Heavy Machinery", 4_012, 3.29, 0.584, strong=True),
    row("Leather", 253, 5.99, -0.066, strong=True),
    row("Instruments", 139, 0.002, -0.02),
]

clusters = st.lists(
    st.builds(
        row,
        st.text("abcdefghij ", min_size=3, max_size=20),
        st.integers(100, 500_000),
        st.floats(0.001, 500),
        st.floats(-1, 20),
        strong=st.booleans(),
    ),
    min_size=1,
    max_size=40,
)


def test_only_traded_clusters_with_enough_jobs_and_both_figures_are_drawn() -> None:
    left_out = [
        row("Small", 99, 2.0, 0.1),
        row("New", 500, 2.0, None),
        row("Local", 5_000, 1.0, 0.1, kind="local"),
        row("Undefined", 500, None, 0.1),
    ]
    kept = row("Just enough", 100, 2.0, 0.0)
    assert drawable([*left_out, kept]) == [kept]


def test_the_largest_comes_first() -> None:
    assert [each["cluster_name"] for each in drawable(list(reversed(ROWS)))] == [r["cluster_name"] for r in ROWS]


@given(st.lists(st.floats(0.001, 500), max_size=30))
def test_the_quotient_axis_holds_one_and_goes_both_ways(values: list[float]) -> None:
    axis = quotient_axis(values, 680, 27)
    assert axis.low < 0.5 < 1 < 2 < axis.high
    assert 1.0 in quotient_ticks(axis)
    for pixel in (0.0, 100.0, 680.0):
        assert axis.at(axis.value_at(pixel)) == pytest.approx(pixel, abs=1e-6)
    for value in values:
        assert 0 <= axis.at(value) <= 680


@given(st.lists(st.floats(-1, 20), max_size=30))
def test_the_growth_axis_reaches_most_values_on_each_side(values: list[float]) -> None:
    axis = growth_axis(values, 458)
    for side in ([v for v in values if v > 0], [v for v in values if v < 0]):
        inside = sum(axis.beyond(value) == 0 for value in side)
        assert inside >= 0.85 * len(side) or max(-axis.low, axis.high) == 1.0
    assert 0.0 in growth_ticks(axis)
    assert axis.at(axis.high) == 0
    assert axis.at(axis.low) == 458


def test_ticks_are_round() -> None:
    axis = growth_axis([0.05, 0.25, -0.1], 458)
    assert (axis.low, axis.high) == (-0.2, 0.3)
    assert growth_ticks(axis) == [-0.2, -0.1, 0.0, 0.1, 0.2, 0.3]


def test_area_is_jobs() -> None:
    placed = lay_scatter(ROWS, PLOT, NAMES).clusters
    assert placed[0].circle.radius == 25
    assert placed[1].circle.radius == pytest.approx(25 * sqrt(15_589 / 27_911))


def test_what_lies_beyond_has_an_arrow_and_its_figure() -> None:
    placed = {each.row["cluster_name"]: each for each in lay_scatter(ROWS, PLOT, NAMES).clusters}
    machinery, instruments = placed["Heavy Machinery"], placed["Instruments"]
    assert machinery.arrow is None  # one of three growing clusters: the axis reaches it
    assert instruments.arrow
    assert instruments.arrow.direction == "triangle-left"
    assert instruments.label
    assert instruments.label.text == "Instruments 0.00"
    assert placed["Aerospace"].arrow is None


@given(clusters)
def test_no_figure_stands_without_its_name(rows: list[dict[str, Any]]) -> None:
    for each in lay_scatter(drawable(rows), PLOT, NAMES).clusters:
        assert each.label is None or each.label.text.startswith(each.row["cluster_name"])


@given(clusters)
def test_circles_stand_where_their_values_are(rows: list[dict[str, Any]]) -> None:
    layout = lay_scatter(drawable(rows), PLOT, NAMES)
    for cluster in layout.clusters:
        if cluster.arrow is None:
            assert cluster.circle.x == pytest.approx(layout.quotient.at(cluster.row["location_quotient"]))
            assert cluster.circle.y == pytest.approx(layout.growth.at(cluster.row["employment_growth"]))
        assert 0 <= cluster.circle.x <= PLOT.width
        assert 0 <= cluster.circle.y <= PLOT.height


@given(clusters)
def test_no_label_covers_a_circle_another_label_or_the_edge(rows: list[dict[str, Any]]) -> None:
    layout = lay_scatter(drawable(rows), PLOT, NAMES)
    boxes = [cluster.label.box for cluster in layout.clusters if cluster.label]
    frame = Box(0, 0, PLOT.width, PLOT.height)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(box.covers(cluster.circle) for box in boxes for cluster in layout.clusters)
    assert all(box.within(frame) for box in boxes)


def test_the_name_of_a_quadrant_makes_room_for_a_circle_in_its_corner() -> None:
    rows = [row("Oil", 188, 43.0, -0.44, strong=True), row("Water", 120, 0.9, 0.1)]
    layout = lay_scatter(drawable(rows), PLOT, NAMES)
    usual = lay_scatter([], PLOT, NAMES).corners
    moved = [each.name for each, other in zip(layout.corners, usual, strict=True) if each != other]
    assert moved == [NAMES[2]]
    assert not any(_corner_box(name).covers(each.circle) for name in layout.corners for each in layout.clusters)
    assert layout.corners[2].y > layout.growth.at(0.0)


def test_a_label_without_room_beside_its_circle_moves_and_has_a_line() -> None:
    around = [Circle(200 + x, 100 + y, 3) for x in (-15, 15) for y in (-8, 8)]
    crowded = [Circle(200, 100, 5), *around]
    room = Room(Box(0, 0, 400, 200), crowded)
    label = place_labels({0: ["Plastics"]}, room, 11)[0]
    assert label.leader
    assert place_labels({0: ["Plastics"]}, Room(room.frame, crowded[:1]), 11)[0].leader is None


def test_a_label_without_any_room_is_left_out() -> None:
    assert place_labels({0: ["Plastics"]}, Room(Box(0, 0, 30, 30), [Circle(15, 15, 5)]), 11) == {}


def test_the_shorter_text_stands_where_the_longer_has_no_room() -> None:
    room = Room(Box(0, 0, 60, 30), [Circle(10, 15, 5)])
    assert place_labels({0: ["Heavy Machinery +58%", "+58%"]}, room, 11)[0].text == "+58%"


def test_the_drawing_says_every_cluster_in_the_language_asked_for() -> None:
    words = {"employment": "就业人数", "location_quotient": "区位商", "star": "明星"}
    drawing = Drawing(730, 520, PAGE, "zh-hans", words)
    svg = to_svg(specification(growth_scatter(ROWS, drawing), drawing))
    assert 'aria-label="Aerospace; 就业人数: 27,911; 区位商: 30.50; Growth: +8.6%; Class: strong"' in svg
    assert svg.count('role="graphics-symbol"') >= len(ROWS)
    assert ">明星<" in svg
    assert "var(--q4)" in svg
    assert "style=" not in svg


def test_nothing_to_draw_is_an_empty_frame() -> None:
    drawing = Drawing(328, 400)
    svg = to_svg(specification(growth_scatter([], drawing), drawing))
    assert ">Star<" in svg
