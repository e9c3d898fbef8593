"""Filled, half and hollow marks in drawings: what each row gets, and that a half one is drawn as one."""

from typing import Any

import pytest

from clusteratlas.charts import Drawing, growth_scatter, portfolio_treemap, specification, to_svg
from clusteratlas.charts.certainty_marks import FILLED, HALF, HOLLOW, mark_of

ROW: dict[str, Any] = {
    "cluster_name": "Plastics",
    "kind": "traded",
    "employment": 2_441,
    "location_quotient": 1.57,
    "employment_growth": 0.106,
    "strong": True,
}


@pytest.mark.parametrize(
    ("facts", "mark"),
    [
        ({"strong": True, "robust": True}, FILLED),
        ({"strong": True, "robust": False}, HALF),
        ({"strong": False, "robust": True}, HOLLOW),
        ({"strong": None, "robust": None}, HOLLOW),
        ({"strong": True}, FILLED),
    ],
)
def test_the_mark_of_a_row(facts: dict[str, Any], mark: str) -> None:
    assert mark_of(facts) == mark


@pytest.mark.parametrize("chart", [portfolio_treemap, growth_scatter])
def test_only_a_borderline_cluster_is_half_filled_and_says_so(chart: Any) -> None:
    drawing = Drawing(624, 410)
    robust, borderline = (
        to_svg(specification(chart([ROW | {"robust": known}], drawing), drawing)) for known in (True, False)
    )
    assert "strong, borderline" in borderline
    assert "strong, borderline" not in robust
    assert robust != borderline


def test_a_cluster_of_a_definition_without_kinds_is_drawn_and_a_local_one_is_not() -> None:
    drawing = Drawing(624, 410)
    drawn = {
        kind: to_svg(specification(portfolio_treemap([ROW | {"kind": kind}], drawing), drawing))
        for kind in ("all", "local")
    }
    assert "Plastics" in drawn["all"]
    assert "Plastics" not in drawn["local"]
