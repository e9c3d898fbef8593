"""What a level asks, read from its table, and what values lack and earn: reckoned here once more, in fractions."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.browser.commons.people import Names
from tests.browser.commons.reading import Speech
from tests.browser.conftest import ROOT

TABLES = ROOT / "src/clusteratlas_web/designations/shipped/indicators"
Values = Mapping[str, Fraction]  # by code: a share of 0 to 1, yes as 1, no as 0
Typed = Mapping[str, str]  # the same as somebody types them: a share in percent


@dataclass(frozen=True)
class Indicator:
    """One indicator with its bounds as the table gives them."""

    number: int
    group: int
    code: str
    names: Names
    kind: str
    is_most: bool
    prefill: str
    proof: str
    bounds: Mapping[str, Fraction]

    def lacks(self, value: Fraction | None, bound: str) -> Fraction | None:
        """How far a value is from the baseline or the threshold; nothing where it is met, or none is given."""
        asked = self.bounds[bound]
        if value is None or (value <= asked if self.is_most else value >= asked):
            return None
        return abs(asked - value)

    def earns(self, value: Fraction) -> Fraction:
        """The points between the floor and the target."""
        floor, target = self.bounds["floor"], self.bounds["target"]
        return self.bounds["points"] * min(max((value - floor) / (target - floor), Fraction(0)), Fraction(1))

    def typed(self, value: Fraction) -> str:
        """A value as it is typed into a form."""
        return written(value * 100 if self.kind == "share" else value)


def read(name: str) -> list[Indicator]:
    """The indicators of a table, numbered through."""
    table = tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))
    rows = [(group, row) for group, each in enumerate(table["groups"], 1) for row in each["indicators"]]
    return [_indicator(number, *each) for number, each in enumerate(rows, 1)]


def _indicator(number: int, group: int, row: Mapping[str, Any]) -> Indicator:
    return Indicator(
        number,
        group,
        row["code"],
        {"en": row["en"], "zh-hans": row["zh-hans"]},
        row["kind"],
        row.get("direction") == "at-most",
        row.get("prefill", ""),
        row.get("proof", ""),
        {
            name: Fraction(str(row[name]))
            for name in ("baseline", "threshold", "floor", "target", "points")
            if name in row
        },
    )


def values(asked: list[Indicator], typed: Typed) -> dict[str, Fraction]:
    """What was typed, as it counts."""
    return {
        each.code: Fraction(typed[each.code]) / (100 if each.kind == "share" else 1)
        for each in asked
        if each.code in typed
    }


def gaps(asked: list[Indicator], given: Values, bound: str, say: Speech) -> list[tuple[str, str]]:
    """What a page says is missing, and of which indicator: without a value first, each in the order of the table."""
    missing = [each for each in asked if each.code not in given]
    short = [each for each in asked if bound and each.lacks(given.get(each.code), bound) is not None]
    rows = [(say("no value"), each) for each in missing] + [
        (_gap(each, given[each.code], bound, say), each) for each in short
    ]
    return [(gap, each.names[say.code]) for gap, each in rows]


def _gap(indicator: Indicator, value: Fraction, bound: str, say: Speech) -> str:
    if indicator.kind == "yes-no":
        return say("not there")
    gap = indicator.lacks(value, bound)
    assert gap is not None
    figure = say("%(n)s points", n=written(gap * 100)) if indicator.kind == "share" else written(gap)
    return say("%(gap)s less" if indicator.is_most else "%(gap)s more", gap=figure)


def share_of_points(asked: list[Indicator], given: Values) -> Fraction:
    """The points that values earn, of all there are."""
    most = sum(each.bounds["points"] for each in asked)
    return sum((each.earns(given[each.code]) for each in asked), Fraction(0)) / most


def written(value: Fraction) -> str:
    """A figure without needless zeros."""
    return f"{float(value):.10g}"
