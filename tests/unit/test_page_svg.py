"""Drawings for pages: no text is measured, and every stroke and letter stands where the engine sets measured ones."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from clusteratlas.charts import (
    PAGE,
    Drawing,
    Standing,
    dot_strip,
    growth_scatter,
    portfolio_treemap,
    related_network,
    specification,
    to_page_svg,
    to_svg,
)
from clusteratlas.charts.lettering import text_width

HEAD = re.compile(r'<svg[^>]* width="(\d+)" height="(\d+)"[^>]*><g [^>]*transform="[^"]*">')
ROWS: list[dict[str, Any]] = [
    {
        "kind": "traded",
        "cluster": f"c{at}",
        "cluster_name": name,
        "employment": 900 * at,
        "location_quotient": 0.4 * at,
        "employment_growth": 0.04 * (at - 3),
        "strong": at > 3,
        "robust": at > 4,
        "x": at % 3,
        "y": at % 2,
    }
    for at, name in enumerate(
        ["Water Transportation", "皮革及相关产品", "Automotive", "Video & Music", "硫化烧制", "<b>"], 1
    )
]
LINKS = [{"cluster": "c1", "other": f"c{at}", "relation": "close", "rank": at} for at in (2, 3, 4)]
REGIONS = [{"region": f"r{at}", "location_quotient": at / 10} for at in range(1, 41)]
CHARTS: dict[str, Callable[[Drawing], Any]] = {
    "treemap": lambda drawing: portfolio_treemap(ROWS, drawing),
    "scatter": lambda drawing: growth_scatter(ROWS, drawing),
    "network": lambda drawing: related_network(ROWS, LINKS, drawing),
    "strip": lambda drawing: dot_strip(REGIONS, Standing("r7", 2.0), drawing),
}


@pytest.mark.parametrize("size", [(624, 440), (328, 400)], ids=["wide", "narrow"])
@pytest.mark.parametrize("chart", CHARTS)
def test_what_is_drawn_is_what_the_engine_draws_when_it_measures(chart: str, size: tuple[int, int]) -> None:
    drawing = Drawing(*size, PAGE, "zh-hans", {"gap": "+1.30 = 13 jobs"})
    drawn = specification(CHARTS[chart](drawing), drawing)
    measured, quick = to_svg(drawn), to_page_svg(drawn)
    assert "<text" in quick
    assert HEAD.sub("", quick) == HEAD.sub("", measured)
    (sizes, quick_sizes) = ([int(side) for side in HEAD.match(svg).groups()] for svg in (measured, quick))  # type: ignore[union-attr]
    assert quick_sizes == pytest.approx(sizes, abs=3)


def test_words_for_a_distance_stay_inside_a_narrow_drawing() -> None:
    """The region stands at the very left and the line far to the right: neither side of the arrow has room."""
    words = {"gap": "+1.47 = 4,791 jobs", "line": "P75 1.49", "here": "Here 0.02"}
    drawing = Drawing(328, 230, PAGE, words=words)
    rows = [{"region": "r", "location_quotient": 0.02}, {"region": "s", "location_quotient": 2.0}]
    data = specification(dot_strip(rows, Standing("r", 1.49), drawing), drawing)["datasets"]
    (written,) = (text for text in data["texts"] if text["text"] == words["gap"])
    end = written["x"] + text_width(words["gap"], written["fontSize"])
    assert (written["align"], written["x"] >= 0, end <= 328) == ("left", True, True)
    (arrow,) = (rule for rule in data["rules"] if rule["y"] == rule["y2"] == 48)
    assert end < arrow["x"] < arrow["x2"]
