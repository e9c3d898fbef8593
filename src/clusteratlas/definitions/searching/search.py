"""Searches all configurations for the groups that hold together best, and ranks them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from clusteratlas.definitions.grouping.group import membership_table
from clusteratlas.definitions.searching.exploring import Ground, explore
from clusteratlas.definitions.searching.finding import Finding
from clusteratlas.definitions.searching.space import Configuration, Space
from clusteratlas.definitions.similarity.matrix import SimilarityMatrix
from clusteratlas.definitions.validating.scores import AGAINST, LEVELS
from clusteratlas.errors import InputError
from clusteratlas.tables import Frame

Progress = Callable[[str, float], None]  # the step in words, and the share done
Keep = Callable[[Finding], None]

TABLE = pa.schema(
    {"rank": pa.int64(), "similarity": pa.string(), "method": pa.string(), "clusters": pa.int64()}
    | {"score": pa.float64()}
    | {f"{level}_{against}": pa.float64() for level in LEVELS for against in AGAINST}
    | {"smallest": pa.int64(), "largest": pa.int64()}
)


@dataclass(frozen=True, eq=False)
class Search:
    """What a search found, the best first; `industries` are those the groups are made of, in order."""

    industries: tuple[str, ...]
    similarities: tuple[str, ...]
    space: Space
    ranked: tuple[Finding, ...]

    @property
    def best(self) -> Finding:
        """The finding with the highest validation score."""
        return self.ranked[0]

    def membership(self, rank: int = 1) -> pa.Table:
        """industry, cluster (group-01 and on) of the finding of a rank; null where it found nothing.

        Raises InputError for a rank there is not.
        """
        if not 1 <= rank <= len(self.ranked):
            raise InputError(f"There is no rank {rank}: {len(self.ranked)} configurations were searched.")
        groups = self.ranked[rank - 1].groups or (-1,) * len(self.industries)
        return membership_table(self.industries, np.array(groups, np.int64))

    def table(self) -> pa.Table:
        """One row for each configuration, the best first.

        rank, similarity, method, clusters, score (the mean of all scores), the means over similarities of the four
        kinds of scores, and how many industries the smallest and the largest cluster have.
        """
        return pa.Table.from_pylist([_row(rank, each) for rank, each in enumerate(self.ranked, 1)], schema=TABLE)


def search(
    similarities: Mapping[str, Frame | SimilarityMatrix],
    space: Space | None = None,
    *,
    known: Mapping[Configuration, Finding] | None = None,
    keep: Keep | None = None,
    progress: Progress | None = None,
) -> Search:
    """Groups industries in every way of a space and ranks the ways by their validation scores.

    Every similarity, and averages of several, are grouped by every method into every number of groups; each result is
    validated over every similarity (see `validate`); the mean of all scores, VS, ranks it.

    Parameters:
        similarities: tables of industry, other, similarity by name, as `similarity` answers.
        space: what to go through; without it five methods, 20 to 80 groups in steps of 5, each similarity alone, all
            averaged, and all but one averaged.
        known: findings of an earlier run over the same similarities with the same starts and seed; they are not looked
            for again.
        keep: called with every finding, so that a run that is stopped can be taken up again.
        progress: called with the similarity and the method in words and the share done, before each configuration.

    Returns:
        A `Search`: `.best`, `.table()`, `.membership(rank)`.

    Raises:
        InputError: there is no similarity.
        UnknownChoice: an average names a similarity there is none of.
        WrongColumns: a column is missing or has another type.
        BadCells: a value is not finite, a pair stands twice, or its two ways round differ.

    Notes:
        A configuration that wants more groups than its similarity tells industries apart finds nothing and has no
        score. An industry that a similarity knows nothing of goes where it is most alike on the average of all. Of
        equal scores the one that comes first in the alphabet of similarities and methods, with fewer groups, is ranked
        first. The same seed gives the same result.

    References:
        Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries. Journal of Economic
        Geography 16(1), 1-38.

    Example:
        Two blocks of two industries are found as two groups, not as three.

        >>> pairs = pa.table({
        ...     "industry": ["coal", "coal", "coal", "games", "games", "steel"],
        ...     "other": ["games", "steel", "toys", "steel", "toys", "toys"],
        ...     "similarity": [0.1, 0.9, 0.2, 0.1, 0.8, 0.1],
        ... })
        >>> found = search({"trade": pairs}, Space(methods=("ward",), clusters=(2, 3)))
        >>> [(row["clusters"], row["score"]) for row in found.table().to_pylist()]
        [(2, 1.0), (3, 0.41666666666666663)]
        >>> found.membership()["cluster"].to_pylist()
        ['group-01', 'group-02', 'group-01', 'group-02']
    """
    ground, chosen = Ground.of(similarities), space or Space()
    todo = list(chosen.configurations(tuple(ground.matrices)))
    found = []
    exploration = explore(ground, chosen, known or {})
    for number, configuration in enumerate(todo):
        if progress:
            progress(f"{configuration.similarity}, {configuration.method}", number / len(todo))
        found.append(next(exploration))
        if keep:
            keep(found[-1])
    return Search(ground.industries.codes, tuple(ground.matrices), chosen, tuple(sorted(found, key=_order)))


def _order(finding: Finding) -> tuple[float, Configuration]:
    return (np.inf if finding.score is None else -finding.score, finding.configuration)


def _row(rank: int, finding: Finding) -> dict[str, object]:
    sizes = finding.sizes
    row = {"rank": rank, **finding.configuration._asdict(), "score": finding.score}
    kinds = [f"{level}_{against}" for level in LEVELS for against in AGAINST]
    for place, kind in enumerate(kinds):
        there = [score for score in finding.scores[place :: len(kinds)] if score is not None]
        row[kind] = sum(there) / len(there) if there else None
    return row | {"smallest": min(sizes, default=None), "largest": max(sizes, default=None)}
