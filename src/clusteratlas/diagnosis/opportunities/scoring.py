"""Scoring a board: the parts of every candidate of every region, their percentiles, and the score."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities.board import Board
from clusteratlas.diagnosis.opportunities.boards import Boards
from clusteratlas.diagnosis.opportunities.links import Links, Relatedness
from clusteratlas.diagnosis.opportunities.nation import Nation
from clusteratlas.diagnosis.opportunities.reward import Rewards
from clusteratlas.diagnosis.opportunities.score import Score, score_kernel
from clusteratlas.diagnosis.opportunities.shortfall import Shortfall, shortfall
from clusteratlas.diagnosis.opportunities.weights import CLOSENESS, GAP, PARTS, PULL, REWARD, Weights
from clusteratlas.diagnosis.rule_book import RuleBook

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Wish:
    """What is asked for: the weights, where relatedness comes from, what the reward is."""

    weights: Weights
    relatedness: Relatedness
    rewards: Rewards


@dataclass(frozen=True, eq=False)
class Scored:
    """A board with what opportunities are made of; `candidates` marks the regional clusters that are not strong."""

    board: Board
    links: Links
    parts: dict[str, Matrix]
    score: Score
    shortfall: Shortfall
    reward_kind: str
    candidates: NDArray[np.bool_]

    def percentile(self, part: str) -> Matrix:
        """The percentiles of a part."""
        return np.asarray(self.score.percentiles[PARTS.index(part)])

    @property
    def related(self) -> NDArray[np.int64]:
        """How many strong clusters of the region each cluster is related to."""
        return np.asarray(self.board.strong.astype(np.int64) @ self.links.related.T.astype(np.int64))


def scored_boards(source: pa.Table, book: RuleBook, wish: Wish, year: int | None = None) -> Iterator[Scored]:
    """Every board of a portfolio, or those of a year, scored; raises what the checks at the door raise."""
    nation = Nation.of(source, book)
    rows = source if year is None else source.filter(pc.equal(source["year"], year))
    for board in Boards.of(rows, book):
        yield score_board(board, nation, wish)


def score_board(board: Board, nation: Nation, wish: Wish) -> Scored:
    """One board, scored."""
    links = wish.relatedness.links(board.clusters, board.year)
    reward = wish.rewards.on(board, nation)
    near = board.closeness(links.near)
    pull = np.broadcast_to(nation.growth(board), board.strong.shape)
    parts = {CLOSENESS: near, GAP: board.gap(), PULL: pull, REWARD: reward.values}
    parts = {part: np.where(board.open, values, np.nan) for part, values in parts.items()}
    found = score_kernel([parts[part] for part in PARTS], board.open, list(wish.weights.by_part().values()))
    conditions = () if board.least else board.required  # with stars there are several ways to be strong
    lacking = shortfall(conditions, board.employment, nation.totals(board))
    if board.least:
        lacking = Shortfall(lacking.jobs + np.nan, lacking.establishments + np.nan)
    return Scored(board, links, parts, found, lacking, reward.kind, board.open)
