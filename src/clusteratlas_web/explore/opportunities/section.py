"""Opportunities on the page of a region: the first five, and the way to all."""

from dataclasses import dataclass

from clusteratlas.diagnosis.opportunities import DEFAULT
from clusteratlas.editions import Edition
from clusteratlas_web.explore.opportunities.choosing import preset_label
from clusteratlas_web.explore.opportunities.contents import WEIGHTS
from clusteratlas_web.explore.opportunities.first import MOST
from clusteratlas_web.explore.opportunities.listing import Candidate, list_candidates
from clusteratlas_web.explore.opportunities.reading import Board, read_board


@dataclass(frozen=True)
class RegionOpportunities:
    """The first candidates, and of how many; addresses lead to all of them and to the weights."""

    best: list[Candidate]
    count: int
    address: str
    weights_address: str
    weights: str
    reward_kind: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the clusters shown, for the network to mark."""
        return tuple(candidate.row["cluster"] for candidate in self.best)


def region_opportunities(edition: Edition, region: str, year: int) -> RegionOpportunities | None:
    """The section of a region's page, with the default weights; None where the edition has no opportunities of it."""
    board: Board = read_board(edition, region, year, DEFAULT)
    if not board.prospects:
        return None
    return RegionOpportunities(
        best=list_candidates(board, board.scored[:MOST]),
        count=len(board.candidates),
        address=board.address,
        weights_address=f"{board.address}#{WEIGHTS}",
        weights=preset_label(board.weights),
        reward_kind=board.candidates[0]["reward_kind"] if board.candidates else "",
    )
