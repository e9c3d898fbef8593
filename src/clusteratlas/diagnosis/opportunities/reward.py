"""The reward of an opportunity: what its cluster pays in the nation, how complex a step it would be, or one's own."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities.board import Board
from clusteratlas.diagnosis.opportunities.nation import Nation
from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.complexity import complexity_outlook_kernel, economic_complexity_kernel
from clusteratlas.measures.relatedness import proximity_kernel
from clusteratlas.tables import Coding, Column, Frame, Schema, to_arrow

Matrix = NDArray[np.float64]

PAY, COMPLEXITY, OWN, NONE = "pay", "complexity", "own", "none"
CHOICES = (PAY, COMPLEXITY, NONE)
_OWN = Schema(
    "reward",
    (
        Column("year", "count", required=False),
        Column("region", "text", required=False),
        Column("cluster", "text"),
        Column("reward", "number", nullable=True),
    ),
    ("year", "region", "cluster"),
)


@dataclass(frozen=True, eq=False)
class Reward:
    """Rewards of a board's regional clusters, NaN where there is none, and what they are."""

    values: Matrix
    kind: str


@dataclass(frozen=True, eq=False)
class Rewards:
    """How rewards are found: a word of CHOICES, None for pay where there are wages and else complexity, or a table."""

    asked: str | None
    own: pa.Table | None = None

    @classmethod
    def of(cls, reward: Frame | str | None) -> "Rewards":
        """Checks what is asked for; raises UnknownChoice, or WrongColumns and BadCells for a table."""
        if reward is None or isinstance(reward, str):
            if reward not in (None, *CHOICES):
                raise UnknownChoice("reward", reward, [*CHOICES, "a table with cluster and reward"])
            return cls(reward)
        return cls(OWN, _OWN.check(to_arrow(reward, "reward")))

    def on(self, board: Board, nation: Nation) -> Reward:
        """The rewards of a board."""
        if self.own is not None:
            return Reward(_laid(self.own, board), OWN)
        if self.asked == NONE:
            return Reward(np.full(board.employment.shape, np.nan), NONE)
        pay = nation.wages_per_head(board)
        if self.asked == PAY or (self.asked is None and not np.isnan(pay).all()):
            return Reward(np.broadcast_to(pay, board.employment.shape).copy(), PAY)
        return Reward(complexity_gain(board.strong), COMPLEXITY)


def complexity_gain(strong: NDArray[np.bool_]) -> Matrix:
    """What each cluster a region is not strong in would add to its complexity outlook.

    The gain of `complexity_outlook`, with "strong" in the place of "specialised": a candidate may well have a quotient
    above 1, and would then have no gain. NaN for strong clusters, and throughout where there is no complexity index.
    """
    if not strong.size:
        return np.full(strong.shape, np.nan)
    pci = economic_complexity_kernel(strong)[1]
    return complexity_outlook_kernel(strong, proximity_kernel(strong), pci)[1]


def _laid(own: pa.Table, board: Board) -> Matrix:
    """The rewards of a table, of the board's year and regions where it has those columns."""
    if "year" in own.column_names and board.year is not None:
        own = own.filter(pc.equal(own["year"], board.year))
    clusters = Coding(board.clusters).encode(own["cluster"])
    values = np.asarray(own["reward"].to_numpy(), np.float64)
    laid = np.full(board.employment.shape, np.nan)
    if "region" not in own.column_names:
        laid[:, clusters[clusters >= 0]] = values[clusters >= 0]
        return laid
    regions = Coding(board.regions).encode(own["region"])
    on = (clusters >= 0) & (regions >= 0)
    laid[regions[on], clusters[on]] = values[on]
    return laid
