"""The nation behind a board: what each cluster employs in it, how that grew, and what it pays."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities.board import Board
from clusteratlas.diagnosis.opportunities.shortfall import Totals
from clusteratlas.diagnosis.portfolio import check_portfolio, numbers, rows_at, rows_of_whole_clusters, rows_with
from clusteratlas.diagnosis.rule_book import RuleBook
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.growth import growth_kernel
from clusteratlas.tables import Coding, Column, Schema

Matrix = NDArray[np.float64]
GROWTH = "employment_growth"
OPTIONAL = ("wages", GROWTH)


@dataclass(frozen=True, eq=False)
class Nation:
    """Whole clusters of the kinds a rule book ranks: the rows of the country where there are any, else all rows."""

    table: pa.Table  # year, level, cluster, kind, employment and OPTIONAL, as far as the portfolio has them
    of_country: bool

    @classmethod
    def of(cls, source: pa.Table, book: RuleBook) -> "Nation":
        """Reads a portfolio; raises WrongColumns or BadCells."""
        table = check_portfolio(source, book)
        for name in OPTIONAL:
            if name in source.column_names and name not in table.column_names:
                read = Schema("portfolio", (Column(name, "number", nullable=True),)).check(source)
                table = table.append_column(name, read[name])
        table = table.filter(pa.array(rows_of_whole_clusters(table) & rows_with(table, "kind", book.kinds)))
        country = rows_at(table, book.levels_not_ranked)
        return cls(table.filter(pa.array(country)) if country.any() else table, bool(country.any()))

    def employment(self, board: Board, earlier: int = 0) -> Matrix:
        """Jobs of the nation in each cluster of the board, so many years earlier; NaN where there is no row of it."""
        rows = self._rows(board, earlier)
        return _sums(rows, board, numbers(rows, "employment"))

    def growth(self, board: Board) -> Matrix:
        """How the cluster's jobs changed since the year before, as a rate; NaN without such a year, or jobs in it.

        The country's own rate where its rows have one: it compares what is known in both years, which a difference of
        two sums does not where a region reports in one of them only.
        """
        if board.year is None:
            return np.full(len(board.clusters), np.nan)
        if self.of_country and GROWTH in self.table.column_names:
            rows = self._rows(board, 0)
            return _sums(rows, board, numbers(rows, GROWTH))
        return growth_kernel(self.employment(board), self.employment(board, earlier=1))[1]

    def wages_per_head(self, board: Board) -> Matrix:
        """Wages over jobs, of the rows whose wages are known: withheld wages are not zero. NaN where none are."""
        rows = self._rows(board, 0)
        if "wages" not in rows.column_names:
            return np.full(len(board.clusters), np.nan)
        known = rows.filter(pc.is_valid(rows["wages"]))
        return quotient(_sums(known, board, numbers(known, "wages")), _sums(known, board, numbers(known, "employment")))

    def totals(self, board: Board) -> Totals:
        """What the location quotients of the board are made of, if they are taken within the kind."""
        rows = self._rows(board, 0)
        of_kind = dict.fromkeys(board.kinds, 0.0)
        for kind in of_kind:
            of_kind[kind] = float(numbers(rows, "employment")[rows_with(rows, "kind", (kind,))].sum())
        same = np.equal.outer(board.of_kind(), board.of_kind()).astype(np.float64)
        return Totals(
            region=board.employment @ same,
            cluster=np.nan_to_num(self.employment(board)),
            nation=np.array([of_kind[kind] for kind in board.kinds], np.float64),
        )

    def _rows(self, board: Board, earlier: int) -> pa.Table:
        rows = self.table
        if board.year is not None:
            rows = rows.filter(pc.equal(rows["year"], board.year - earlier))
        if board.level is not None and not self.of_country:
            rows = rows.filter(pc.equal(rows["level"], board.level))
        return rows


def _sums(rows: pa.Table, board: Board, values: Matrix) -> Matrix:
    """The values added up by cluster; NaN for a cluster without a row."""
    place = Coding(board.clusters).encode(rows["cluster"])
    on = place >= 0
    sums, count = np.zeros(len(board.clusters)), np.zeros(len(board.clusters))
    np.add.at(sums, place[on], values[on])
    np.add.at(count, place[on], 1)
    return np.where(count > 0, sums, np.nan)
