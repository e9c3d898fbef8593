"""Carries a table of figures over a concordance: whole numbers stay whole, and every total stays what it was."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.classifications.concordance import Concordance
from clusteratlas.errors import BadCell, BadCells, WrongColumns
from clusteratlas.tables import Frame, like, to_arrow

WHERE = "figures to carry"
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Carried:
    """The carried figures and, with the reason, those that could not be: together exactly what was given.

    `table` has the columns that were given; `not_carried` has the code, `reason` and the measures; `complete` says that
    nothing stands there.
    """

    table: Frame
    not_carried: Frame
    complete: bool


@dataclass(frozen=True)
class _Part:
    """A share of a source code: the code it gets, and why it keeps its own where it has no target."""

    code: str
    weight: Fraction
    reason: str = ""


def carry(
    frame: Frame,
    concordance: Concordance,
    measures: Sequence[str],
    key: str = "industry",
    unchanged: Collection[str] = (),
) -> Carried:
    """The figures of a table by the target codes of a concordance.

    `frame` is any dataframe with finest source codes in the text column `key`, whole numbers in `measures`, and any
    other columns, which stay. A figure that is split is rounded as `apportion` says, so that the sum over all codes is
    the same before and after, for each measure and each combination of the other columns, counting `not_carried`.
    Codes in `unchanged` (totals, unclassified) stay as they are. Rows with the same keys are added up; the result is
    ordered by its keys. Raises WrongColumns, and BadCells for an empty code or figure: unknown is not zero.
    """
    table = to_arrow(frame, WHERE)
    _check(table, measures, key)
    split = _split(table, concordance, measures, key, unchanged)
    lost = pc.not_equal(split[_REASON], "")
    keys = [name for name in table.column_names if name not in measures]
    whole = _added_up(split.filter(pc.invert(lost)), keys, measures).select(table.column_names)
    told = _added_up(split.filter(lost), [key, _REASON], measures).rename_columns([key, "reason", *measures])
    return Carried(like(frame, whole), like(frame, told), not told.num_rows)


def apportion(figures: Counts, weights: Sequence[Fraction]) -> Counts:
    """Each figure cut into whole parts by weights that add up to 1; shape (weights, figures).

    Largest remainder (Hamilton): every part is rounded down, and the units left over go to the largest fractions, among
    equal ones to the first. So the parts of a figure add up to it, below 0 as well. Exact at any size.
    """
    if len(weights) == 1:
        return figures[np.newaxis, :]
    whole = lcm(*(weight.denominator for weight in weights))
    numerators = np.array([int(weight * whole) for weight in weights], dtype=object)
    # Python's own numbers: 64 bits would overflow where wages meet the denominators of a chain.
    exact = np.multiply.outer(numerators, figures.astype(object))
    floors, fractions = exact // whole, exact % whole
    left = figures - floors.sum(axis=0)
    rank = np.argsort(np.argsort(-fractions, axis=0, kind="stable"), axis=0, kind="stable")
    return cast(Counts, (floors + (rank < left)).astype(np.int64))


_REASON = "reason not carried"  # a column for the way only; no table has one of this name


def _split(
    table: pa.Table, concordance: Concordance, measures: Sequence[str], key: str, unchanged: Collection[str]
) -> pa.Table:
    """The rows, each as often as its code has parts, with the code and the figures of the part."""
    rows, codes, reasons = [np.zeros(0, np.int64)], list[str](), list[str]()
    figures: dict[str, list[Counts]] = {name: [np.zeros(0, np.int64)] for name in measures}
    values = {name: table[name].to_numpy().astype(np.int64) for name in measures}
    for code, places in _rows_by_code(table[key]):
        parts = _parts(code, concordance, unchanged)
        weights = [part.weight for part in parts]
        for name in measures:
            figures[name].extend(apportion(values[name][places], weights))
        for part in parts:
            rows.append(places)
            codes += [part.code] * len(places)
            reasons += [part.reason] * len(places)
    columns = {name: table[name].take(pa.array(np.concatenate(rows))) for name in table.column_names}
    columns |= {name: pa.array(np.concatenate(parts)) for name, parts in figures.items()}
    return pa.table({**columns, key: pa.array(codes, pa.string()), _REASON: pa.array(reasons, pa.string())})


def _parts(code: str, concordance: Concordance, unchanged: Collection[str]) -> list[_Part]:
    if code in unchanged:
        return [_Part(code, Fraction(1))]
    if code not in concordance:
        return [_Part(code, Fraction(1), f"is not a code of the {concordance}")]
    parts = [_Part(target, weight) for target, weight in sorted(concordance.shares(code).items())]
    rest = concordance.remainder(code)
    return [*parts, _Part(code, rest, concordance.remainders[code])] if rest else parts


def _rows_by_code(column: pa.ChunkedArray) -> Iterator[tuple[str, Counts]]:
    if not len(column):
        return
    encoded = column.cast(pa.string()).combine_chunks().dictionary_encode()
    order = np.argsort(encoded.indices.to_numpy(), kind="stable").astype(np.int64)
    counts = np.bincount(encoded.indices.to_numpy(), minlength=len(encoded.dictionary))
    yield from zip(encoded.dictionary.to_pylist(), np.split(order, np.cumsum(counts)[:-1]), strict=True)


def _added_up(table: pa.Table, keys: list[str], measures: Sequence[str]) -> pa.Table:
    added = table.group_by(keys, use_threads=False).aggregate([(name, "sum") for name in measures])
    named = added.select([*keys, *(f"{name}_sum" for name in measures)]).rename_columns([*keys, *measures])
    return named.sort_by([(name, "ascending") for name in keys])


def _check(table: pa.Table, measures: Sequence[str], key: str) -> None:
    kinds = {name: table.schema.field(name).type for name in table.column_names}
    missing = [f"column {name!r} is missing" for name in (key, *measures) if name not in kinds]
    partial = [
        f"column {name!r} must be a whole number, found {kinds[name]}"
        for name in measures
        if name in kinds and not pa.types.is_integer(kinds[name])
    ]
    if missing or partial:
        raise WrongColumns(WHERE, missing + partial, table.column_names)
    counts = {name: table[name].null_count for name in (key, *measures)}
    empty = [BadCell(0, name, "", f"is empty in {count:,} rows") for name, count in counts.items() if count]
    if empty:
        raise BadCells(WHERE, empty, sum(counts.values()), "Fill or drop them first.")
