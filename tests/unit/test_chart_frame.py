"""The frame around charts, put on in two ways that draw the same, and the table of bars that comparisons take away."""

from typing import Any

import pytest

from clusteratlas.charts import (
    PAGE,
    PRINT,
    BarCell,
    BarTable,
    Drawing,
    Head,
    framed,
    growth_scatter,
    portfolio_treemap,
    specification,
    to_svg,
    unit_bars,
)

ROWS: list[dict[str, Any]] = [
    {
        "kind": "traded",
        "cluster": f"c{at}",
        "cluster_name": f"Cluster {at}",
        "employment": 5000 * at,
        "location_quotient": 0.4 * at,
        "employment_growth": 0.02 * (at - 3),
        "strong": at > 3,
        "robust": at > 4,
    }
    for at in range(1, 7)
]
DRAWINGS = [Drawing(624, 410, PAGE), Drawing(624, 410, PRINT, "zh-hans", {}, "题目", "说明\n来源")]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=["page", "paper"])
@pytest.mark.parametrize("draw", [portfolio_treemap, growth_scatter])
def test_a_specification_draws_what_the_framed_chart_draws(draw: Any, drawing: Drawing) -> None:
    chart = draw(ROWS, drawing)
    checked = framed(chart, drawing, bool(drawing.title)).to_dict(validate=True)
    assert to_svg(specification(chart, drawing)) == to_svg(checked)


def bars(table: BarTable) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    drawn = specification(unit_bars(table), Drawing(title="Bars", note="Source"))
    framed(unit_bars(table), Drawing()).to_dict(validate=True)
    return drawn["datasets"]["bars"], drawn


def test_bars_are_as_long_as_they_are_told_in_the_colour_of_their_thing() -> None:
    columns = [Head("Wichita", 0), Head("Denver", 1)]
    rows = [(Head("Jobs"), [BarCell("50", 0, 25), BarCell("200", 0, 100)]), (Head("Growth"), [BarCell("", 0, 0)] * 2)]
    found, drawn = bars(BarTable(columns, rows))
    told = [bar for bar in found if bar["description"]]
    assert [bar["description"] for bar in told] == ["Jobs; Wichita: 50", "Jobs; Denver: 200"]
    short, long = (bar["x2"] - bar["x"] for bar in told)
    assert long == pytest.approx(4 * short)
    assert [bar["colour"] for bar in told] == [mark["colour"] for mark in drawn["datasets"]["points"]]
    texts = [mark["text"] for mark in drawn["datasets"]["texts"]]
    assert {"Jobs", "50", "200", "Wichita", "Denver"} <= set(texts)
    assert texts.count("no data") == 2


def test_signed_bars_stand_to_either_side_of_the_middle() -> None:
    rows = [(Head("A", 0), [BarCell("−5", 25, 25, "−1%"), BarCell("+10", 50, 50, "+2%")])]
    found, drawn = bars(BarTable([Head("Own"), Head("All")], rows, signed=True))
    less, more = found
    middles = [rule["x"] for rule in drawn["datasets"]["rules"] if rule["x"] == rule["x2"]]
    assert (less["x2"], more["x"]) == pytest.approx((middles[0], middles[1]))
    assert less["colour"] != more["colour"]
    assert to_svg(drawn).count("−1%") == 1
