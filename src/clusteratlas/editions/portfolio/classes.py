"""The classes of a portfolio's year, the thresholds they rest on, and whether they would stand if figures moved."""

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.diagnosis import classify, robustness, thresholds
from clusteratlas.editions.layout import in_layout, tables_of

_ORDER = [(name, "ascending", "at_start") for name in ("region", "cluster", "subcluster")]


def classified(table: pa.Table, rules: str, measures: tuple[str, ...]) -> tuple[pa.Table, pa.Table]:
    """The table with its classes filled in where the rule book ranks, and the thresholds they rest on."""
    layouts = tables_of(measures)
    with_classes = robustness(classify(table, rules), rules)
    portfolio = in_layout(with_classes, layouts["portfolio"].schema)
    ordered = portfolio.take(pc.sort_indices(portfolio, sort_keys=_ORDER))
    return ordered, in_layout(thresholds(table, rules), layouts["thresholds"].schema)
