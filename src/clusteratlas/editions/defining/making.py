"""From an edition to a definition: figures, which industries are searched, similarities, search."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import clusteratlas
from clusteratlas.definitions import Made, Space, Wish, define, load, similarities
from clusteratlas.definitions.making.splitting import (
    EVERY,
    RULE,
    Split,
    no_split,
    split_by,
    split_by_kinds,
    split_by_rule,
)
from clusteratlas.definitions.similarity import SimilarityMatrix
from clusteratlas.editions.defining.figures import Figures
from clusteratlas.editions.defining.findings import kept_findings
from clusteratlas.editions.defining.saving import require_free
from clusteratlas.home import Progress, silent

FEW = 300  # industries; below it 20 to 80 groups would leave next to none in each


@dataclass(frozen=True)
class Choices:
    """What the operator may choose; what is left empty follows from the figures.

    traded: "rule", "all", or the name or folder of a definition that tells traded from local; None for the edition's
    own. kinds: of similarity.
    space: methods, averages, starts, seed. clusters: numbers of groups.
    """

    name: str
    version: str = "1"
    traded: str | None = None
    kinds: tuple[str, ...] | None = None
    space: Space = field(default_factory=Space)
    clusters: tuple[int, ...] | None = None


@dataclass(frozen=True, eq=False)
class Ground:
    """The similarities a definition is searched on, and which industries are searched."""

    split: Split
    similarities: Mapping[str, SimilarityMatrix]


def ground_of(figures: Figures, traded: str | None = None, kinds: tuple[str, ...] | None = None) -> Ground:
    """The similarities of the industries that are searched; raises UnknownChoice for a kind or a definition."""
    split = _split(figures, traded)
    rows = pc.is_in(figures.table["industry"], pa.array(split.searched, pa.string()))
    return Ground(split, similarities(figures.table.filter(rows), figures.tree.name, kinds))


def define_from(
    figures: Figures, choices: Choices, target: Path, progress: Progress = silent, ground: Ground | None = None
) -> Made:
    """A definition from the figures of an edition; a search that was stopped goes on where it stopped.

    What has been found is kept beside the target until the search has ended. Nothing is saved: see `save_definition`.

    Raises InputError where something stands at the target or nothing can be grouped, UnknownChoice for a choice.
    """
    require_free(target)
    there = ground or ground_of(figures, choices.traded, choices.kinds)
    space = with_clusters(choices.space, choices.clusters, len(there.split.searched))
    facts = figures.facts | {"software": clusteratlas.__version__, "traded": there.split.by}
    wish = Wish(choices.name, choices.version, space, local=there.split.local, sources=figures.sources, data=facts)
    sizes = {code: figures.sizes[code] for code in (*there.split.searched, *there.split.local)}
    key = facts | {"kinds": list(there.similarities), "starts": space.starts, "seed": space.seed}
    with kept_findings(target, key) as kept:
        return define(
            there.similarities, figures.tree, sizes, wish, known=kept.known, keep=kept.keep, progress=progress
        )


def with_clusters(space: Space, clusters: tuple[int, ...] | None, industries: int) -> Space:
    """The space with the numbers of groups asked for; without any, with its own, or fewer where industries are few."""
    if clusters is None and industries >= FEW:
        return space
    few = np.unique(np.linspace(max(2, industries / 12), max(2, industries / 3), 13).round().astype(int))
    chosen = clusters or tuple(few.tolist())
    return Space(space.methods, chosen, space.averages, space.starts, space.seed)


def _split(figures: Figures, traded: str | None) -> Split:
    industries = figures.table["industry"].unique().to_pylist()
    if traded is None:
        return split_by_kinds(figures.kinds, figures.definition, industries)
    if traded == RULE:
        return split_by_rule(figures.table.select(["region", "industry", "employment"]), figures.tree)
    if traded == EVERY:
        return no_split(industries, figures.tree)
    return split_by(load(traded), industries, figures.tree)
