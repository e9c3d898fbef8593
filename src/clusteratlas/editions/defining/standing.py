"""How well the clusters of a definition hold together on an edition, and which industries would fit elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from clusteratlas.definitions import Definition, Validation
from clusteratlas.definitions.validating.relatedness import Labels, Values, relatedness
from clusteratlas.definitions.validating.validation import validation
from clusteratlas.editions.defining.impact import places_in
from clusteratlas.editions.defining.likeness import Likeness
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.structure.levels import LOCAL
from clusteratlas.measures.answer import quotient


@dataclass(frozen=True)
class ClusterStanding:
    """A cluster: how alike its industries are to each other, and on the mean to those of the other clusters.

    By all similarities together; None where no pair is known. `passed` counts the tests it passes, of `tests`: within
    against the average and against the 95th percentile of the others, by each similarity that knows it.
    """

    cluster: str
    industries: int
    within: float | None
    between: float | None
    passed: int
    tests: int

    @property
    def margin(self) -> float | None:
        """By how much it is more alike within than to the others."""
        return None if self.within is None or self.between is None else self.within - self.between


@dataclass(frozen=True)
class IndustryStanding:
    """An industry: how alike it is to the rest of its cluster, and the other cluster it is most alike to."""

    industry: str
    cluster: str
    own: float | None
    best: str
    other: float

    @property
    def excess(self) -> float:
        """By how much it is more alike to the other cluster; below zero where it fits best where it stands."""
        return float("-inf") if self.own is None else self.other - self.own

    @property
    def is_outlier(self) -> bool:
        """Whether it is more alike to another cluster than to its own."""
        return self.own is not None and self.other - self.own > 0


@dataclass(frozen=True, eq=False)
class Standing:
    """A definition held against the similarities of an edition; local clusters count nowhere."""

    validation: Validation
    clusters: Mapping[str, ClusterStanding]
    industries: Mapping[str, IndustryStanding]

    @property
    def outliers(self) -> int:
        """How many industries are more alike to another cluster than to their own."""
        return sum(each.is_outlier for each in self.industries.values())


def standing(edition: Edition, definition: Definition, alike: Likeness) -> Standing | None:
    """How well a definition's clusters hold together; None where the edition does not tell which industries are alike.

    The scores are those of `definitions.validate`; outliers those that `definitions.reassign_outliers` would move.
    """
    if alike.together is None:
        return None
    traded = tuple(cluster.code for cluster in definition.clusters if cluster.kind != LOCAL)
    position = {code: at for at, code in enumerate(traded)}
    places = places_in(edition, definition, alike.year)
    labels = np.array([position.get(places.get(code, ""), -1) for code in alike.industries], np.int64)
    found = validation(alike.pairs, alike.industries, traded, labels)
    means = relatedness(alike.together, labels, len(traded))
    sizes = np.bincount(labels[labels >= 0], minlength=len(traded))
    clusters = _clusters(found, means.of_clusters, traded, sizes)
    return Standing(found, clusters, _industries(alike.industries, traded, labels, means.of_industries))


def _clusters(found: Validation, means: Values, codes: tuple[str, ...], sizes: Labels) -> dict[str, ClusterStanding]:
    passed: dict[str, int] = {}
    tests: dict[str, int] = {}
    for row in found.clusters.to_pylist():
        code = row["cluster"]
        passed[code] = passed.get(code, 0) + row["above_average"] + row["above_percentile"]
        tests[code] = tests.get(code, 0) + 2
    others = ~np.isnan(means) & ~np.eye(len(means), dtype=np.bool_)
    between = quotient(np.where(others, means, 0).sum(axis=1), others.sum(axis=1).astype(np.float64))
    rows = zip(codes, sizes.tolist(), np.diagonal(means).tolist(), between.tolist(), strict=True)
    return {
        code: ClusterStanding(code, size, _known(within), _known(other), passed.get(code, 0), tests.get(code, 0))
        for code, size, within, other in rows
    }


def _industries(
    industries: tuple[str, ...], codes: tuple[str, ...], labels: Labels, means: Values
) -> dict[str, IndustryStanding]:
    """Those in a cluster whose likeness to some other cluster is known."""
    found = {}
    for at in np.flatnonzero(labels >= 0).tolist():
        label = int(labels[at])
        others = np.where(np.isnan(means[at]), -np.inf, means[at])
        others[label] = -np.inf
        best = int(others.argmax())
        if np.isfinite(others[best]):
            code, own = industries[at], _known(float(means[at, label]))
            found[code] = IndustryStanding(code, codes[label], own, codes[best], float(others[best]))
    return found


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
