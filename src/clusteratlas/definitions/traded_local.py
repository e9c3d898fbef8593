"""Traded or local: industries that concentrate where they are strong serve other regions, the rest their own."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.answer import nullable, quotient
from clusteratlas.measures.cells import Cells
from clusteratlas.measures.locational_gini import locational_gini_kernel
from clusteratlas.measures.relatedness.specialised import specialised_kernel
from clusteratlas.measures.specialisation import location_quotient_kernel
from clusteratlas.measures.yearly import measure_years
from clusteratlas.tables import Frame, YearMatrix

RULE = "porter-2003-reconstruction"
TOP = 5  # regions
Values = NDArray[np.float64]


@dataclass(frozen=True)
class TradedRule:
    """The least values of a traded industry; all three must be reached."""

    name: str
    citation: str
    specialised_share: float
    top_quotient: float
    gini: float


def traded_rule(name: str = RULE) -> TradedRule:
    """A rule by name; raises UnknownChoice for a name there is none of."""
    said = {key: facts for key, facts in _said().items() if "citation" in facts}
    if name not in said:
        raise UnknownChoice("rule", name, sorted(said))
    return TradedRule(name, **said[name])


def natural_resources(classification: str) -> tuple[str, ...]:
    """The beginnings of codes that live on natural resources; none for a classification without a list."""
    return tuple(_said()["natural-resources"].get(classification, ()))


def traded(
    frame: Frame, rule: TradedRule | None = None, exceptions: Collection[str] = (), value: str = "employment"
) -> Frame:
    """Which industries are traded, by Porter's rule, with every figure it rests on.

    specialised_share = sum over regions with LQ >= 1 of e_ri / e_i, the share of an industry's national employment in
    regions specialised in it. top_quotient = the mean of its five highest location quotients. gini = its locational
    Gini coefficient against all employment. Traded: all three reach the rule's least values (50 %, 2 and 0.3). High
    figures mean that an industry is where it is strong and sells elsewhere; low ones, that it is where people are.

    Parameters:
        frame: one row for each region and industry (and year). The regions must not overlap and together are the
            country: leave a row for the country itself out. An absent row means zero.
        rule: the least values; without one those of `traded_rule()`, a reconstruction.
        exceptions: codes that are traded whatever the figures say, and all codes that begin with them, such as
            `natural_resources("NAICS")`.
        value: column of the values, any unit, not negative.

    Returns:
        The kind of dataframe that came in: industry[, year], specialised_share (0 to 1), top_quotient (ratio, 0 and
        above), gini (0 to 1), exception, traded (true or false); one row for each industry, ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty, negative or not finite, or a key stands twice.

    Notes:
        The three figures, and traded unless it is an exception, are null where an industry has no employment. With
        fewer than five regions the mean is over those there are; a region without employment counts in no mean. Small
        regions have high quotients by chance: the finer the regions, the more industries pass.

    References:
        Porter, M. E. (2003). The economic performance of regions. Regional Studies 37(6-7), 549-578.

    Example:
        Aerospace: 80 of 100 jobs are in Wichita with (80/100) / (100/1000) = 8; the mean of 8 and 2/9 is 4.11. Shops
        are where people are.

        >>> frame = pa.table({
        ...     "region": ["wichita", "wichita", "boston", "boston"],
        ...     "industry": ["aerospace", "shops", "aerospace", "shops"],
        ...     "employment": [80, 20, 20, 880],
        ... })
        >>> for row in traded(frame).to_pylist():
        ...     print(row["industry"], row["specialised_share"], round(row["top_quotient"], 2), row["traded"])
        aerospace 0.8 4.11 True
        shops 0.9777777777777777 0.65 False
    """
    cells, chosen, beginnings = Cells(value, "industry"), rule or traded_rule(), tuple(exceptions)
    return measure_years(
        frame, cells.check(frame), cells, ("industry",), lambda matrix: _rows(matrix, chosen, beginnings)
    )


def traded_kernel(values: Values) -> tuple[Values, Values, Values]:
    """The specialised share, the mean of the highest location quotients and the Gini coefficient of each industry.

    Parameters:
        values: shape (regions, industries), not negative.

    Returns:
        Three of shape (industries,); NaN where an industry has no total.

    Example:
        >>> [part.round(2).tolist() for part in traded_kernel(np.array([[80, 20], [20, 880]]))]
        [[0.8, 0.98], [4.11, 0.65], [0.7, 0.08]]
    """
    cells = np.asarray(values, dtype=np.float64)
    in_specialised = quotient(np.where(specialised_kernel(values), cells, 0.0).sum(axis=0), cells.sum(axis=0))
    quotients = np.sort(np.nan_to_num(location_quotient_kernel(cells), nan=-1.0), axis=0)[::-1][:TOP]
    there = quotients >= 0  # a region without any employment has no quotient
    top = quotient(np.where(there, quotients, 0.0).sum(axis=0), there.sum(axis=0).astype(np.float64))
    return in_specialised, top, locational_gini_kernel(cells)


def _rows(matrix: YearMatrix, rule: TradedRule, exceptions: tuple[str, ...]) -> dict[str, Any]:
    share, top, gini = traded_kernel(matrix.values)
    excepted = np.array([code.startswith(exceptions) for code in matrix.industries.codes], np.bool_)
    known = excepted | ~np.isnan(share)
    passed = (share >= rule.specialised_share) & (top >= rule.top_quotient) & (gini >= rule.gini)
    return {
        "industry": pa.array(matrix.industries.codes, pa.string()),
        "specialised_share": nullable(share),
        "top_quotient": nullable(top),
        "gini": nullable(gini),
        "exception": pa.array(excepted),
        "traded": pa.array(passed | excepted, mask=~known),
    }


@cache
def _said() -> dict[str, Any]:
    shelf = files("clusteratlas.definitions") / "data"
    return tomllib.loads((shelf / "traded_local.toml").read_text(encoding="utf-8"))
