"""The panel of a back-test: which regional clusters were strong in which year, by code."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.backtest.plan import Plan
from clusteratlas.diagnosis.opportunities.board import Board
from clusteratlas.diagnosis.opportunities.boards import Boards
from clusteratlas.diagnosis.portfolio import check_portfolio
from clusteratlas.diagnosis.rule_book import RuleBook
from clusteratlas.errors import InputError, UnknownChoice, WrongColumns

Truths = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Panel:
    """A portfolio of one level over years, and the boards of its years."""

    source: pa.Table
    book: RuleBook
    boards: dict[int, Board]

    @classmethod
    def of(cls, source: pa.Table, book: RuleBook, level: str | None) -> "Panel":
        """Reads a portfolio; raises WrongColumns, BadCells, UnknownChoice."""
        if "year" not in source.column_names:
            raise WrongColumns("portfolio", ["column 'year' is missing"], source.column_names)
        table = check_portfolio(source, book)
        chosen = _level(table, book, level)
        if chosen is not None:
            kept = pa.array([chosen, *book.levels_not_ranked], pa.string())
            source = source.filter(pc.is_in(source["level"].cast(pa.string()), value_set=kept))
        boards = {board.year: board for board in Boards.of(source, book) if board.year is not None}
        return cls(source, book, boards)

    @property
    def years(self) -> list[int]:
        """The years in order."""
        return sorted(self.boards)

    def up_to(self, year: int) -> pa.Table:
        """The portfolio as it was known in a year: no later row is in it."""
        return self.source.filter(pc.less_equal(self.source["year"], year))

    def stayed_apart(self, origin: int, plan: Plan) -> Truths:
        """Whether each regional cluster of the origin's board was not strong, in all the years the plan asks for."""
        years = range(origin - plan.apart + 1, origin + 1)
        apart = [_same(self.boards[year], self.boards[origin], "open", absent=True) for year in years]
        return np.asarray(np.all(apart, axis=0))

    def entered(self, origin: int, plan: Plan) -> Truths:
        """Whether it was strong in all the last years of the horizon."""
        end = origin + plan.horizon
        years = range(end - plan.lasting + 1, end + 1)
        strong = [_same(self.boards[year], self.boards[origin], "strong", absent=False) for year in years]
        return np.asarray(np.all(strong, axis=0))

    def still_there(self, origin: int, plan: Plan) -> Truths:
        """Whether the region and the cluster are in the portfolio in all the years that the plan looks at."""
        end = origin + plan.horizon
        years = [*range(origin - plan.apart + 1, origin), *range(end - plan.lasting + 1, end + 1)]
        here = self.boards[origin]
        found = np.ones(here.strong.shape, np.bool_)
        for year in years:
            there = self.boards[year]
            regions = np.isin(here.regions, there.regions)
            clusters = np.isin(here.clusters, there.clusters)
            found &= regions[:, None] & clusters[None, :]
        return found


def _same(there: Board, here: Board, name: str, absent: bool) -> Truths:
    """The truths of another year's board at the places of this one."""
    truths: Truths = getattr(there, name)
    rows = {code: place for place, code in enumerate(there.regions)}
    columns = {code: place for place, code in enumerate(there.clusters)}
    row = np.array([rows.get(code, -1) for code in here.regions], np.int64)
    column = np.array([columns.get(code, -1) for code in here.clusters], np.int64)
    known = (row >= 0)[:, None] & (column >= 0)[None, :]
    if not truths.size:
        return np.full(here.strong.shape, absent)
    return np.where(known, truths[np.ix_(row, column)], absent)


def _level(table: pa.Table, book: RuleBook, level: str | None) -> str | None:
    if "level" not in table.column_names:
        if level is not None:
            raise UnknownChoice("level", level, ["none: the portfolio has no levels"])
        return None
    levels = sorted(set(table["level"].unique().to_pylist()) - set(book.levels_not_ranked))
    if level is not None and level not in levels:
        raise UnknownChoice("level", level, levels)
    if level is None and len(levels) > 1:
        raise InputError(f"The portfolio has regions of several levels. Name one: {', '.join(levels)}.")
    return level or (levels[0] if levels else None)
