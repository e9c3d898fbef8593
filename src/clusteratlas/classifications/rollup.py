"""Sums along a tree of industries or regions, from the leaves up, counting nothing twice."""

from typing import TYPE_CHECKING

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.errors import SHOWN, BadCell, BadCells, UnknownCode, WrongColumns

if TYPE_CHECKING:  # Ibis is heavy; the tables given bring it along
    import ibis

WHERE = "cells to roll up"
PERIODS = ("year",)  # whole numbers that say when, not how much


def roll_up(cells: "ibis.Table", ancestry: "ibis.Table", key: str) -> "ibis.Table":
    """The cells summed up the tree: each code stands with the sum of everything below it, itself included.

    `cells` holds leaves in the column `key`, other keys (text, or `year`) and measures (whole numbers); `ancestry` has
    the columns code and ancestor. The result has the columns of `cells`, 64-bit measures, and is ordered by its keys. A
    cell that stands twice is summed twice. Raises what `leaves_only` raises, WrongColumns for a measure that is not
    whole, BadCells for a measure that is empty: an unknown figure must not count as zero.
    """
    keys, measures = _columns(cells, key)
    leaves_only(cells, ancestry, key)
    _refuse_empty(cells, measures)
    pairs = ancestry.select(_code="code", _ancestor="ancestor")
    joined = cells.join(pairs, cells[key] == pairs["_code"])
    # 64 bits before the sum: narrower sums overflow without a word on some engines.
    columns = {name: joined["_ancestor"] if name == key else joined[name] for name in keys}
    placed = joined.select(**columns, **{name: joined[name].cast("int64") for name in measures})
    sums = {name: _whole_sum(placed[name]) for name in measures}
    return placed.group_by(keys).aggregate(**sums).order_by(keys).select(cells.columns)


def leaves_only(cells: "ibis.Table", ancestry: "ibis.Table", key: str) -> None:
    """Raises UnknownCode for a code outside the tree, BadCells for a code beside one above it (same other keys)."""
    present = cells.select(_code=cells[key]).distinct()
    _refuse_unknown(present, ancestry, key)
    nested = _nested(present, ancestry)
    # Almost always nothing is nested; then the large self-join is never made.
    if nested.count().to_pyarrow().as_py():
        _refuse_nested(cells, nested, key)


def _columns(cells: "ibis.Table", key: str) -> tuple[list[str], list[str]]:
    kinds = dict(cells.schema().items())
    keys = [name for name, kind in kinds.items() if kind.is_string() or name in PERIODS]
    measures = [name for name in kinds if name not in keys]
    partial = [name for name in measures if not kinds[name].is_integer()]
    problems = [f"column {name!r} must be a whole number, found {kinds[name]}" for name in partial]
    if key not in keys:
        problems.append(f"column {key!r} must be text")
    if problems:
        raise WrongColumns(WHERE, problems, list(kinds))
    return keys, measures


def _whole_sum(values: "ibis.Column") -> "ibis.Scalar":
    # DuckDB sums 64-bit numbers into 128 bits and writes those to Parquet as floating numbers (seen 2026-11).
    return values.sum().cast("decimal(38, 0)").cast("int64")


def _refuse_empty(cells: "ibis.Table", measures: list[str]) -> None:
    counts = cells.aggregate(**{name: cells[name].isnull().sum() for name in measures}).to_pyarrow().to_pylist()[0]
    empty = [BadCell(0, name, "", f"is empty in {count:,} rows") for name, count in counts.items() if count]
    if empty:
        raise BadCells(WHERE, empty, sum(count for count in counts.values() if count), "Fill or drop them first.")


def _refuse_unknown(present: "ibis.Table", ancestry: "ibis.Table", key: str) -> None:
    tree = ancestry.select(_known="code").distinct()
    unknown = present.anti_join(tree, present["_code"] == tree["_known"]).order_by("_code").limit(1)
    for code in unknown["_code"].to_pyarrow().to_pylist():
        known = tree["_known"].to_pyarrow().to_pylist()
        raise UnknownCode(str(code), f"the tree of {key}", nearest_code(str(code), known))


def _nested(present: "ibis.Table", ancestry: "ibis.Table") -> "ibis.Table":
    strict = ancestry.filter(ancestry["code"] != ancestry["ancestor"]).select(_below="code", _above="ancestor")
    parts = strict.semi_join(present, strict["_below"] == present["_code"])
    other = present.view()
    return parts.semi_join(other, parts["_above"] == other["_code"])


def _refuse_nested(cells: "ibis.Table", nested: "ibis.Table", key: str) -> None:
    keys, _ = _columns(cells, key)
    others = [name for name in keys if name != key]
    below = cells.select(keys).join(nested, cells[key] == nested["_below"])
    above = cells.select(_code=cells[key], **{f"_{name}": cells[name] for name in others}).view()
    same = [below[name].identical_to(above[f"_{name}"]) for name in others]
    clashes = below.semi_join(above, [below["_above"] == above["_code"], *same])
    count = clashes.count().to_pyarrow().as_py()
    if count:
        first = clashes.order_by([*keys, "_above"]).limit(SHOWN).to_pyarrow().to_pylist()
        shown = [BadCell(0, key, row["_above"], _beside(row, others)) for row in first]
        raise BadCells(WHERE, shown, count, "Keep the leaves only; the rest is their sum.")


def _beside(row: dict[str, object], others: list[str]) -> str:
    where = ", ".join(f"{name} {row[name]}" for name in others)
    return f"stands beside its part {row['_below']!r}" + (f" ({where})" if where else "")
