"""Goes through the configurations of a search one by one, so that it can be watched, stopped and taken up again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from clusteratlas.definitions.grouping.group import cutter, in_order, placeable
from clusteratlas.definitions.grouping.methods import Labels
from clusteratlas.definitions.searching.finding import Finding
from clusteratlas.definitions.searching.space import Configuration, Space
from clusteratlas.definitions.similarity.averaging import average_matrix
from clusteratlas.definitions.similarity.matrix import SimilarityMatrix, same_industries
from clusteratlas.definitions.validating.relatedness import Pairs, relatedness
from clusteratlas.definitions.validating.scores import scores
from clusteratlas.errors import InputError
from clusteratlas.tables import Coding, Frame

Cut = Callable[[int], Labels | None]


@dataclass(frozen=True, eq=False)
class Ground:
    """The similarities of a search over the industries that at least one of them knows, and the average of all."""

    industries: Coding
    matrices: Mapping[str, SimilarityMatrix]
    average: SimilarityMatrix

    @classmethod
    def of(cls, similarities: Mapping[str, Frame | SimilarityMatrix]) -> "Ground":
        """The ground of a search; raises InputError where there is nothing to group."""
        if not similarities:
            raise InputError("There is no similarity to group by. Give at least one.")
        everything, matrices = same_industries(similarities)
        known = placeable(average_matrix(matrices).values)
        industries = Coding(tuple(code for code, there in zip(everything.codes, known, strict=True) if there))
        kept = {name: matrix.over(industries) for name, matrix in matrices.items()}
        return cls(industries, kept, average_matrix(kept))


def explore(ground: Ground, space: Space, known: Mapping[Configuration, Finding]) -> Iterator[Finding]:
    """The finding of every configuration; those that are known already are not looked for again.

    An industry that a similarity knows nothing of goes to the group that it is most alike to on the average of all
    similarities. Where a similarity has fewer industries that differ than groups are wanted, nothing is found.
    """
    pairs = {name: Pairs.of(matrix.values) for name, matrix in ground.matrices.items()}
    average = Pairs.of(ground.average.values)
    look = lru_cache(maxsize=1)(partial(_look_at, ground, space))  # a tree or an embedding serves every number
    for configuration in space.configurations(tuple(ground.matrices)):
        if configuration in known:
            yield known[configuration]
            continue
        cut, place = look(configuration.similarity, configuration.method)
        labels = cut(configuration.clusters)
        if labels is None:
            yield Finding(configuration, (), ())
            continue
        groups = _placed(labels, place, average)
        found = [score for each in pairs.values() for score in scores(each, groups, configuration.clusters)]
        yield Finding(configuration, tuple(groups.tolist()), tuple(found))


def _look_at(ground: Ground, space: Space, similarity: str, method: str) -> tuple[Cut, Labels]:
    """The method that has looked at the similarity, and the places of the industries the similarity knows."""
    parts = space.grouped(tuple(ground.matrices))[similarity]
    matrices = {name: ground.matrices[name] for name in parts}
    matrix = average_matrix(matrices).values if len(parts) > 1 else matrices[parts[0]].values
    place = np.flatnonzero(placeable(matrix))
    return cutter(matrix[np.ix_(place, place)], method, space.draws), place


def _placed(labels: Labels, place: Labels, average: Pairs) -> Labels:
    """The group of every industry: those that were not grouped go where they are most alike."""
    groups = np.full(len(average.known), -1, np.int64)
    groups[place] = labels
    left = groups < 0
    if left.any():
        near = relatedness(average, groups, int(labels.max()) + 1).of_industries[left]
        groups[left] = np.where(np.isnan(near), -np.inf, near).argmax(axis=1)
    return in_order(groups)
