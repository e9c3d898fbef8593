"""Boards of a portfolio: a rule book read over it, then laid out level by level and year by year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities.board import Board
from clusteratlas.diagnosis.opportunities.gap import Measured
from clusteratlas.diagnosis.portfolio import check_portfolio, numbers, rows_ranked
from clusteratlas.diagnosis.rule_book import Rule, RuleBook
from clusteratlas.diagnosis.strength import classify
from clusteratlas.diagnosis.thresholds import column_of, thresholds
from clusteratlas.tables import Coding

Matrix = NDArray[np.float64]
Truths = NDArray[np.bool_]
_ZERO_WHERE_ABSENT = ("employment", "establishments", "location_quotient")


@dataclass(frozen=True, eq=False)
class Boards:
    """A checked portfolio and what a rule book says of it, board by board."""

    table: pa.Table  # the ranked rows, with the column of the class
    book: RuleBook
    limits: Mapping[tuple[Any, ...], Mapping[str, float | None]]
    limits_by: tuple[str, ...]

    @classmethod
    def of(cls, source: pa.Table, book: RuleBook) -> "Boards":
        """Classifies the portfolio; raises WrongColumns or BadCells."""
        classified = classify(source, book)
        table = check_portfolio(classified, book)
        table = table.append_column("strong", classified[book.agreement].cast(pa.bool_()))
        table = table.filter(pa.array(rows_ranked(table, book)))
        limits = thresholds(source, book)
        by = tuple(name for name in ("year", "level", "cluster") if name in limits.column_names)
        rows = limits.to_pylist()
        return cls(table, book, {tuple(row[name] for name in by): row for row in rows}, by)

    def __iter__(self) -> Iterator[Board]:
        for year, of_year in _parts(self.table, "year"):
            for level, rows in _parts(of_year, "level"):
                yield self._board(rows, year, level)

    def _board(self, rows: pa.Table, year: int | None, level: str | None) -> Board:
        grid = _Grid.of(rows)
        said = grid.truths(rows["strong"].fill_null(False))
        unsaid = grid.truths(rows["strong"].is_null())
        measured = {rule.id: self._measured(rule, rows, grid, (year, level)) for rule in self.book.rules.values()}
        ranked = np.array([self._limit(year, level, code) is not None for code in grid.clusters.codes], np.bool_)
        return Board(
            year,
            level,
            grid.regions.codes,
            grid.clusters.codes,
            grid.kinds(rows),
            employment=grid.amounts(numbers(rows, "employment"), 0.0),
            location_quotient=grid.amounts(np.nan_to_num(numbers(rows, "location_quotient")), 0.0),
            strong=said,
            unsaid=unsaid,
            open=~said & ~unsaid & ranked,
            required=tuple(measured[rule.id] for rule in self.book.of_class(self.book.agreement)),
            counted=tuple(measured[rule.id] for rule in self.book.starred()),
            least=self.book.least_stars.get(self.book.agreement, 0),
        )

    def _measured(self, rule: Rule, rows: pa.Table, grid: "_Grid", at: tuple[int | None, str | None]) -> Measured:
        known = rule.column in rows.column_names
        values = numbers(rows, rule.column) if known else np.full(rows.num_rows, np.nan)
        if rule.column == "location_quotient":
            values = np.nan_to_num(values)  # no jobs, no quotient: it is zero
        absent = 0.0 if rule.column in _ZERO_WHERE_ABSENT and known else np.nan
        limits = [self._threshold(rule, self._limit(*at, code)) for code in grid.clusters.codes]
        return Measured(rule, grid.amounts(values, absent), np.array(limits, np.float64))

    def _limit(self, year: int | None, level: str | None, cluster: str) -> Mapping[str, float | None] | None:
        found = {"year": year, "level": level, "cluster": cluster}
        row = self.limits.get(tuple(found[name] for name in self.limits_by))
        return row if row and row["regions"] else None

    @staticmethod
    def _threshold(rule: Rule, limit: Mapping[str, float | None] | None) -> float:
        if rule.percentile is None:
            return np.nan if rule.value is None else rule.value
        value = limit.get(column_of(rule.column, rule.percentile)) if limit else None
        return np.nan if value is None else value


@dataclass(frozen=True, eq=False)
class _Grid:
    """Where each row stands among regions and clusters."""

    regions: Coding
    clusters: Coding
    row: NDArray[np.int32]
    column: NDArray[np.int32]

    @classmethod
    def of(cls, rows: pa.Table) -> "_Grid":
        regions, clusters = Coding.of_column(rows["region"]), Coding.of_column(rows["cluster"])
        return cls(regions, clusters, regions.encode(rows["region"]), clusters.encode(rows["cluster"]))

    def amounts(self, values: Matrix, absent: float) -> Matrix:
        laid = np.full((len(self.regions), len(self.clusters)), absent)
        laid[self.row, self.column] = values
        return laid

    def truths(self, values: pa.ChunkedArray) -> Truths:
        laid = np.zeros((len(self.regions), len(self.clusters)), np.bool_)
        laid[self.row, self.column] = values.to_numpy()
        return laid

    def kinds(self, rows: pa.Table) -> tuple[str, ...]:
        of = dict(zip(rows["cluster"].to_pylist(), rows["kind"].to_pylist(), strict=True))
        return tuple(of[code] for code in self.clusters.codes)


def _parts(table: pa.Table, column: str) -> Iterator[tuple[Any, pa.Table]]:
    """The table by the values of a column, in order; whole, and without a value, where it has no such column."""
    if column not in table.column_names:
        yield None, table
        return
    values = table[column]
    for value in sorted(values.unique().to_pylist()):
        yield value, table.filter(pc.equal(values, value))
