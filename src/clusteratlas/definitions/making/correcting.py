"""The best findings of a search with their outliers moved, and the one that holds together best then."""

from collections.abc import Mapping
from dataclasses import dataclass

from clusteratlas.definitions.outliers import Reassignment, reassign_outliers
from clusteratlas.definitions.searching.finding import Finding
from clusteratlas.definitions.searching.search import Search
from clusteratlas.definitions.similarity.averaging import average_matrix
from clusteratlas.definitions.similarity.matrix import SimilarityMatrix
from clusteratlas.definitions.validating.validate import validate
from clusteratlas.definitions.validating.validation import Validation


@dataclass(frozen=True, eq=False)
class Corrected:
    """A finding of a rank in its search, with its outliers moved unless that lowers its score, and validated anew."""

    rank: int
    finding: Finding
    outliers: Reassignment
    validation: Validation

    @property
    def score(self) -> float:
        """Its validation score; 0 where nothing can be compared."""
        return self.validation.score or 0.0


def corrected_findings(
    found: Search, matrices: Mapping[str, SimilarityMatrix], candidates: int
) -> tuple[Corrected, ...]:
    """The first ranks of a search, each corrected; those that found nothing are passed over.

    Outliers are moved by the average of all similarities.
    """
    average = average_matrix(matrices)
    ranks = [rank for rank in range(1, candidates + 1) if rank <= len(found.ranked) and found.ranked[rank - 1].groups]
    return tuple(_corrected(found, rank, matrices, average) for rank in ranks)


def _corrected(
    found: Search, rank: int, matrices: Mapping[str, SimilarityMatrix], average: SimilarityMatrix
) -> Corrected:
    start = found.membership(rank)
    moved = reassign_outliers(start, average)
    as_found = Corrected(
        rank, found.ranked[rank - 1], Reassignment(start, moved.moves.slice(0, 0), False), validate(start, matrices)
    )
    without = Corrected(rank, found.ranked[rank - 1], moved, validate(moved.membership, matrices))
    return without if without.score >= as_found.score else as_found


def best_corrected(corrected: tuple[Corrected, ...]) -> Corrected:
    """The one with the highest score; of equal ones the first in rank."""
    return max(corrected, key=lambda each: (each.score, -each.rank))
