"""Candidates as a list shows them: name, score, sentences, the four parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusteratlas.diagnosis.opportunities import DEFAULT
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.opportunities.reading import Board
from clusteratlas_web.explore.opportunities.writing import Writer, WrittenPart
from clusteratlas_web.foundation.names import Name


@dataclass(frozen=True)
class Candidate:
    """A candidate of a region, written for a reader; `row` has its figures.

    `is_stored` says whether its score is the one of the edition, with the default weights.
    """

    row: Row
    name: Name
    short_name: Name
    address: str
    sentences: str
    parts: list[WrittenPart]
    is_stored: bool


def list_candidates(board: Board, rows: Sequence[Row]) -> list[Candidate]:
    """These candidates of the board."""
    writer = Writer.of(board.edition, board.prospects)
    return [_candidate(board, row, writer) for row in rows]


def _candidate(board: Board, row: Row, writer: Writer) -> Candidate:
    code = row["cluster"]
    return Candidate(
        row=row,
        name=board.names.cluster(code),
        short_name=board.names.short_cluster(code),
        address=board.to.regional(board.region, code, board.year),
        sentences=writer.sentences(row, board.candidates, board.prospects),
        parts=writer.parts(row),
        is_stored=board.weights == DEFAULT,
    )
