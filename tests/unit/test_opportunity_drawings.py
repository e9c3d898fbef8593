"""The drawings of opportunities: presence and fit, parts, and the reliability diagram."""

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusteratlas.charts import (
    PAGE,
    Drawing,
    opportunity_parts,
    prospect_scatter,
    reliability_diagram,
    specification,
    to_svg,
)
from clusteratlas.charts.opportunity_parts import ROW_HEIGHT, parts_data
from clusteratlas.charts.opportunity_prospects import NONE
from clusteratlas.charts.opportunity_prospects_layout import PROSPECTS, _box, drawable, lay_prospects
from clusteratlas.charts.reliability import _ticks, _top
from clusteratlas.charts.scatter_layout import Plot
from clusteratlas.diagnosis.opportunities import cuts_of_picture

PLOT = Plot(680, 458, 25, 16)
NARROW = Plot(278, 348, 16, 8)
NAMES = {code: code.title() for code in PROSPECTS}


def row(name: str, employment: int, presence: float | None, fit: float | None, prospect: str | None) -> dict[str, Any]:
    """A cluster of a region, as `prospects` gives it."""
    strong = prospect in ("strength", "threat")
    facts = {"employment": employment, "presence": presence, "fit": fit, "fit_cut": 0.25}
    return {"cluster_name": name, "prospect": prospect, "strong": strong} | facts


ROWS = [
    row("Aerospace", 27_911, 8.0, 0.6, "strength"),
    row("Plastics", 2_476, 0.85, 0.3, "opportunity"),
    row("Leather", 259, 1.2, 0.1, "threat"),
    row("Business Services", 15_912, 0.4, 0.1, "weakness"),
    row("Biopharmaceuticals", 0, 0.0, 0.42, "possible-entrant"),
    row("Fishing", 0, 0.05, 0.0, None),
]
clusters = st.lists(
    st.builds(
        row,
        st.text("abcdefghij ", min_size=3, max_size=20),
        st.integers(0, 500_000),
        st.floats(0, 50),
        st.floats(0, 1),
        st.sampled_from([*PROSPECTS, None]),
    ),
    max_size=30,
)


def test_what_is_nothing_yet_is_so_in_the_picture_and_in_the_data() -> None:
    assert cuts_of_picture().none == NONE


def test_what_is_not_known_is_not_drawn_and_the_largest_comes_first() -> None:
    unknown = [row("Silver", 5, None, 0.1, None), row("Gold", 5, 0.1, None, None)]
    assert [each["cluster_name"] for each in drawable([*unknown, *ROWS])][:2] == ["Aerospace", "Business Services"]
    assert len(drawable([*unknown, *ROWS])) == len(ROWS)


def test_circles_stand_where_their_values_are_and_what_is_not_there_in_its_strip() -> None:
    layout = lay_prospects(drawable(ROWS), PLOT, NONE, NAMES)
    placed = {each.row["cluster_name"]: each for each in layout.clusters}
    plastics, leather = placed["Plastics"].circle, placed["Leather"].circle
    assert plastics.x == pytest.approx(layout.presence.at(0.85))
    assert plastics.x < layout.threshold < leather.x
    assert plastics.y == pytest.approx(layout.fit.at(0.3))
    assert layout.fit_cut == pytest.approx(layout.fit.at(0.25))
    assert all(placed[name].circle.x < layout.nothing_yet for name in ("Biopharmaceuticals", "Fishing"))
    arrow = placed["Aerospace"].arrow
    assert arrow
    assert arrow.direction == "triangle-right"  # eight times its threshold is beyond the frame
    assert {each.row["cluster_name"] for each in layout.clusters if each.arrow} == {"Aerospace"}


@settings(deadline=None, max_examples=50)
@given(clusters, st.sampled_from([PLOT, NARROW]))
def test_nothing_leaves_the_frame_and_no_label_covers_a_circle(rows: list[dict[str, Any]], plot: Plot) -> None:
    layout = lay_prospects(drawable(rows), plot, NONE, NAMES)
    boxes = [each.label.box for each in layout.clusters if each.label]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for each in layout.clusters:
        assert each.circle.radius - 1e-9 <= each.circle.x <= plot.width - each.circle.radius + 1e-9
        assert each.circle.radius - 1e-9 <= each.circle.y <= plot.height - each.circle.radius + 1e-9
        assert not any(box.covers(each.circle) for box in boxes)
        assert (each.circle.x <= layout.nothing_yet) == (each.row["presence"] <= NONE and not each.row["strong"])
    assert 1.0 in layout.presence_ticks
    assert layout.fit_ticks[0] == 0


@pytest.mark.parametrize("plot", [PLOT, NARROW])
@pytest.mark.parametrize("fit", [0.42, 0.57, 0.6, 0.63])
def test_the_names_of_zones_cover_no_circle_and_no_other_name(plot: Plot, fit: float) -> None:
    entrants = [row(f"Entrant {number}", 0, 0.0, fit, "possible-entrant") for number in range(6)]
    layout = lay_prospects(drawable([*ROWS, *entrants]), plot, NONE, NAMES)
    boxes = [_box(zone) for zone in layout.zones]
    assert not any(box.covers(each.circle) for box in boxes for each in layout.clusters)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_the_picture_speaks_the_language_asked_for() -> None:
    words = {"employment": "就业人数", "presence": "存在度", "fit": "契合度", "prospect": "前景", "opportunity": "机会"}
    drawing = Drawing(730, 520, PAGE, "zh-hans", words)
    svg = to_svg(specification(prospect_scatter(ROWS, drawing), drawing))
    assert 'aria-label="Plastics; 就业人数: 2,476; 存在度: 0.85; 契合度: 0.30; 前景: 机会"' in svg
    for part in (">机会<", ">Strength<", 'stroke="var(--accent)"', 'fill="var(--q4)"'):
        assert part in svg
    assert "style=" not in svg


@pytest.mark.parametrize("width", [730, 328])
def test_an_empty_region_is_a_frame(width: int) -> None:
    drawing = Drawing(width, 400)
    assert ">Opportunity<" in to_svg(specification(prospect_scatter([], drawing), drawing))


PARTS = {
    "cluster_name": "Biopharmaceuticals", "score": 0.74, "closeness": 0.42, "closeness_percentile": 0.8, "gap": 0.3,
    "gap_percentile": 0.4, "pull": 0.039, "pull_percentile": 0.5, "reward": None, "reward_percentile": None,
}  # fmt: skip


def test_a_bar_is_as_long_as_the_percentile() -> None:
    drawing = Drawing(480, 320)
    data = parts_data([PARTS, PARTS | {"cluster_name": "Plastics"}], drawing)
    bars = [bar for bar in data["bars"] if bar["description"]]
    lengths = [bar["x2"] - bar["x"] for bar in bars[:4]]
    whole = data["bars"][0]["x2"] - data["bars"][0]["x"]
    assert lengths == pytest.approx([0.8 * whole, 0.4 * whole, 0.5 * whole, 0.0])
    assert bars[4]["y"] - bars[0]["y"] == ROW_HEIGHT
    assert [text["text"] for text in data["texts"]][:10] == [
        "Biopharmaceuticals", "0.74", "Closeness", "0.42", "Gap closed", "30%", "Pull", "+3.9%", "Reward", "",
    ]  # fmt: skip


def test_parts_are_drawn_with_the_reward_as_the_reader_writes_it() -> None:
    drawing = Drawing(480, 320)
    paid = PARTS | {"reward": 120_200.0, "reward_percentile": 0.9, "reward_text": "$120k"}
    svg = to_svg(specification(opportunity_parts([paid], drawing), drawing))
    assert ">$120k<" in svg
    assert 'aria-label="Biopharmaceuticals; Reward: $120k"' in svg
    negative = PARTS | {"reward": -0.37, "reward_percentile": 0.9}
    assert "−0.37" in [text["text"] for text in parts_data([negative], drawing)["texts"]]
    narrow = parts_data([paid], Drawing(328, 320))
    assert "Pull" not in [text["text"] for text in narrow["texts"]]
    assert to_svg(specification(opportunity_parts([], drawing), drawing))


BIN_COLUMNS = ("cases", "entries", "expected", "observed", "observed_low", "observed_high")
BINS = [
    dict(zip(BIN_COLUMNS, values, strict=True))
    for values in (
        (2_199, 3, 0.0002, 0.0014, 0.0005, 0.004),
        (2_198, 77, 0.0364, 0.035, 0.028, 0.044),
        (2_199, 369, 0.1677, 0.1678, 0.153, 0.184),
    )
]


def test_the_axes_hold_every_point_and_interval() -> None:
    assert _top(BINS) == 0.2
    assert _top([]) == 1.0
    assert _top([BINS[2] | {"observed_high": 1.0}]) == 1.0
    for length in (260, 360):
        ticks = _ticks(0.2, length)
        apart = [(b**0.5 - a**0.5) / 0.2**0.5 * length for a, b in pairwise(ticks)]
        assert min(apart) >= 26
        assert ticks[-1] == 0.2


def test_the_reliability_diagram_says_what_was_given_and_what_came() -> None:
    drawing = Drawing(
        420, 400, PAGE, "zh-hans", {"observed": "已进入", "entries_of_cases": "{cases} 个中 {entries} 个"}
    )
    svg = to_svg(specification(reliability_diagram(BINS, drawing), drawing))
    assert "Probability given: 16.8%; 已进入: 16.8%; 95% interval: 15.3%–18.4%; Cases: 2,199" in svg
    assert ">2,199 个中 369 个<" in svg
    assert ">0.5%<" in svg or ">0.1%<" in svg  # small ticks are not rounded to nothing
    assert "style=" not in svg
    assert to_svg(specification(reliability_diagram([], drawing), drawing))
