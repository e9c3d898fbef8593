"""The drawing of related clusters: which clusters, which lines, which marks, and labels that cover nothing."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusteratlas.charts import PAGE, PRINT, Drawing, neighbourhood, related_network, specification, to_png, to_svg
from clusteratlas.charts.label_placement import Box
from clusteratlas.charts.network_placing import Plane, around, lay_network, relations_between

PLANE = Plane(620, 400, 18, 99)


def row(code: str, x: float, y: float, employment: int | None = 100, **more: Any) -> dict[str, Any]:
    """A cluster of a region, at its place in the network."""
    return {"cluster": code, "cluster_name": code.title(), "x": x, "y": y, "employment": employment} | more


def link(one: str, other: str, relation: str | None) -> dict[str, Any]:
    return {"cluster": one, "other": other, "relation": relation}


ROWS = [
    row("aerospace", 0.5, 0.0, 27_911, strong=True, location_quotient=20.44, employment_growth=0.083),
    row("metalworking", 0.6, 0.3, 1_991, strong=True, robust=False),
    row("automotive", 0.4, 0.4, 900, opportunity=True),
    row("plastics", 0.2, 0.5, 2_476),
    row("coal", 0.0, 0.0, 0),
    row("fishing", 1.0, 1.0, None),
]
LINKS = [
    link("aerospace", "automotive", "related"),
    link("automotive", "aerospace", "related"),
    link("metalworking", "automotive", "close"),
    link("automotive", "plastics", "close"),
    link("plastics", "coal", None),
    link("coal", "metalworking", "next"),
    link("aerospace", "elsewhere", "close"),
]

codes = st.sampled_from("abcdefghijklmnop")
rows = st.dictionaries(codes, st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 10**9)), max_size=16).map(
    lambda drawn: [
        row(code, x, y, jobs, cluster_name=code * 6, strong=code < "e") for code, (x, y, jobs) in drawn.items()
    ]
)
links = st.lists(st.builds(link, codes, codes, st.sampled_from([None, "next", "related", "close"])), max_size=30).map(
    lambda drawn: [each for each in drawn if each["cluster"] != each["other"]]
)


def test_each_pair_is_joined_once_by_its_stronger_relation() -> None:
    pairs = relations_between([link("b", "a", "next"), link("a", "b", "related"), link("a", "c", None)])
    assert pairs == {("a", "b"): "related"}


def test_a_region_shows_what_is_strong_what_is_near_and_its_opportunities() -> None:
    shown = {each["cluster"] for each in neighbourhood(ROWS, LINKS)}
    assert shown == {"aerospace", "metalworking", "automotive", "coal"}
    assert neighbourhood([row("plastics", 0, 0)], LINKS) == []


def test_around_a_cluster_stands_what_is_two_links_away() -> None:
    assert {each["cluster"] for each in around(ROWS, LINKS, "plastics")} == {
        "plastics",
        "automotive",
        "aerospace",
        "metalworking",
    }


def test_area_is_jobs() -> None:
    nodes = lay_network(ROWS, LINKS, PLANE).nodes
    assert [node.row["cluster"] for node in nodes[:3]] == ["aerospace", "plastics", "metalworking"]
    assert nodes[0].circle.radius == 18
    assert nodes[1].circle.radius == pytest.approx(18 * (2_476 / 27_911) ** 0.5)


def test_each_cluster_has_its_part() -> None:
    parts = {node.row["cluster"]: node.part for node in lay_network(ROWS, LINKS, PLANE).nodes}
    assert parts["aerospace"] == parts["metalworking"] == "strong"
    assert parts["automotive"] == "opportunity"
    assert parts["plastics"] == parts["coal"] == "other"
    parts = {node.row["cluster"]: node.part for node in lay_network(ROWS, LINKS, PLANE, "automotive").nodes}
    assert parts["automotive"] == "focus"
    assert parts["aerospace"] == parts["metalworking"] == parts["plastics"] == "near"
    assert parts["coal"] == "other"


def test_lines_join_the_middles_of_the_clusters_drawn() -> None:
    network = lay_network(ROWS, LINKS, PLANE)
    at = {node.row["cluster"]: (node.circle.x, node.circle.y) for node in network.nodes}
    assert [(line.relation, line.ends) for line in network.lines] == [
        ("next", (*at["coal"], *at["metalworking"])),
        ("related", (*at["aerospace"], *at["automotive"])),
        *sorted(
            [
                ("close", (*at["automotive"], *at["metalworking"])),
                ("close", (*at["automotive"], *at["plastics"])),
            ]
        ),
    ]
    assert not any(line.faint for line in network.lines)


def test_lines_that_are_none_of_the_focus_are_faint() -> None:
    faint = [line.relation for line in lay_network(ROWS, LINKS, PLANE, "automotive").lines if line.faint]
    assert faint == ["next"]


@settings(deadline=None, max_examples=50)
@given(rows, links)
def test_no_label_covers_a_circle_another_label_or_the_edge(drawn: list[Any], joined: list[Any]) -> None:
    network = lay_network(drawn, joined, PLANE)
    boxes = [node.label.box for node in network.nodes if node.label]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(box.covers(node.circle) for box in boxes for node in network.nodes)
    assert all(box.within(Box(0, 0, PLANE.width, PLANE.height)) for box in boxes)


def crossed(box: Box, ends: tuple[float, float, float, float]) -> bool:
    """Whether a line runs through the letters of a label, looked at every hundredth of its way."""
    x1, y1, x2, y2 = ends
    points = ((x1 + (x2 - x1) * at / 100, y1 + (y2 - y1) * at / 100) for at in range(101))
    return any(box.left < x < box.right and box.top + 2 < y < box.bottom - 2 for x, y in points)


def test_a_label_keeps_off_the_lines_where_there_is_room() -> None:
    middle = row("hub", 0.5, 0.5, 900, cluster_name="A hub of all")
    spokes = [row(code, x, y) for code, x, y in [("a", 0.5, 0.0), ("b", 0.5, 1.0), ("c", 1.0, 0.5), ("d", 0.0, 0.5)]]
    for relation in ("close", "related", "next"):
        drawn = lay_network([middle, *spokes], [link("hub", code, relation) for code in "abcd"], PLANE)
        labels = [node.label for node in drawn.nodes]
        assert all(labels)
        assert not any(crossed(label.box, line.ends) for label in labels if label for line in drawn.lines)


@settings(deadline=None, max_examples=50)
@given(rows, links)
def test_only_a_strong_cluster_or_an_opportunity_is_written_over_a_dark_line(
    drawn: list[Any], joined: list[Any]
) -> None:
    network = lay_network(drawn, joined, PLANE)
    dark = [line.ends for line in network.lines if line.relation == "close"]
    for node in network.nodes:
        if node.part == "other" and node.label:
            own = (node.circle.x, node.circle.y)
            assert not any(crossed(node.label.box, ends) for ends in dark if own not in (ends[:2], ends[2:]))


@settings(deadline=None, max_examples=50)
@given(rows, links)
def test_no_circle_covers_another(drawn: list[Any], joined: list[Any]) -> None:
    circles = [node.circle for node in lay_network(drawn, joined, PLANE).nodes]
    for one, other in combinations(circles, 2):
        assert ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5 > one.radius + other.radius


def test_strong_clusters_are_named_before_larger_ones() -> None:
    named = lay_network(ROWS, LINKS, Plane(620, 400, 18, 3)).nodes
    assert {node.row["cluster"] for node in named if node.label} == {"aerospace", "metalworking", "automotive"}


def drawn(drawing: Drawing, focus: str | None = None) -> str:
    return to_svg(specification(related_network(ROWS, LINKS, drawing, focus), drawing))


def test_the_drawing_says_every_cluster_and_its_links_in_the_language_asked_for() -> None:
    words = {"employment": "就业人数", "related_to": "相关集群", "opportunity": "机会", "comma": "、"}
    svg = drawn(Drawing(620, 400, PAGE, "zh-hans", words))
    assert 'aria-label="Automotive; 就业人数: 900; 机会; 相关集群: Metalworking、Plastics、Aerospace"' in svg
    assert 'aria-label="Aerospace; 就业人数: 27,911; Location quotient: 20.44; Growth: +8.3%; Class: strong;' in svg
    assert svg.count('role="graphics-symbol"') == len(ROWS)
    assert "style=" not in svg


def test_marks_are_filled_half_or_hollow_and_opportunities_have_the_accent() -> None:
    svg = drawn(Drawing(620, 400, PAGE))
    assert svg.count('fill="var(--q4)" stroke="var(--paper)"') == 1  # aerospace, robust
    assert svg.count('fill="var(--paper)" stroke="var(--q4)"') == 1  # metalworking, borderline
    assert svg.count('fill="var(--paper)" stroke="var(--accent)"') == 1
    assert svg.count('fill="var(--paper)" stroke="var(--field)"') == 3
    assert "var(--accent-ink)" in svg


def test_the_cluster_in_focus_has_the_accent() -> None:
    svg = drawn(Drawing(620, 400, PAGE), "automotive")
    assert svg.count('fill="var(--accent)"') == 1
    assert svg.count('fill="var(--paper)" stroke="var(--ink)"') == 3
    assert "var(--q4)" not in svg
    narrow = drawn(Drawing(328, 420, PAGE), "automotive")
    assert ">Fishing<" not in narrow
    assert ">Automotive<" in narrow


def test_jobs_that_are_not_known_are_not_called_none() -> None:
    svg = drawn(Drawing(620, 400, PAGE))
    assert 'aria-label="Coal; Jobs: 0; Related to: Metalworking"' in svg
    assert 'aria-label="Fishing"' in svg


def test_a_drawing_to_take_away_explains_its_marks() -> None:
    taken = drawn(Drawing(620, 400, PRINT, title="Related clusters", note="Cluster Atlas"))
    for word in ("strong, robust", "strong, borderline", "opportunity", "other", "closely related", "next closest"):
        assert f">{word}<" in taken
        assert f">{word}<" not in drawn(Drawing(620, 400, PRINT))
    taken = Drawing(620, 400, PRINT, title="Related clusters", note="Cluster Atlas")
    assert to_png(specification(related_network(ROWS, LINKS, taken, "coal"), taken)).startswith(b"\x89PNG")


def test_nothing_to_draw_is_an_empty_frame() -> None:
    drawing = Drawing(328, 400)
    svg = to_svg(specification(related_network([], [], drawing), drawing))
    assert "<text" not in svg
