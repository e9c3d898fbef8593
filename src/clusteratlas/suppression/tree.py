"""A tree of regions or of industries as arrays: parents, children in one list, levels from the roots down."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import InputError

NO_PARENT = -1


@dataclass(frozen=True, eq=False)
class Tree:
    """Nodes numbered in any order, each with one parent or none; several roots are a forest.

    Parameters:
        parents: shape (nodes,), number of each node's parent, -1 for a root.
        whole: shape (nodes,), whether a node's children make it up wholly. Where they do not (metropolitan areas and
            the country) their sum is at most the node. Of no meaning for a node without children.

    Raises:
        InputError: the shapes differ, a parent is no node, or the parents run in a circle.
    """

    parents: NDArray[np.int32]
    whole: NDArray[np.bool_]

    def __post_init__(self) -> None:
        object.__setattr__(self, "parents", np.ascontiguousarray(self.parents, dtype=np.int32))
        object.__setattr__(self, "whole", np.ascontiguousarray(self.whole, dtype=np.bool_))
        if self.parents.ndim != 1 or self.parents.shape != self.whole.shape:
            raise InputError(f"tree: parents {self.parents.shape} and whole {self.whole.shape} must be equally long.")
        outside = np.flatnonzero((self.parents < NO_PARENT) | (self.parents >= len(self.parents)))
        if len(outside):
            raise InputError(f"tree: node {outside[0]} has parent {self.parents[outside[0]]}, which is no node.")
        circular = np.flatnonzero(self.depth < 0)
        if len(circular):
            raise InputError(f"tree: node {circular[0]} is above itself; {len(circular)} nodes run in a circle.")

    @classmethod
    def of(cls, parents: Sequence[int]) -> "Tree":
        """The tree of these parents, every node made up wholly by its children."""
        return cls(np.asarray(parents, np.int32), np.ones(len(parents), np.bool_))

    @classmethod
    def of_codes(
        cls, codes: Sequence[str], parent: Callable[[str], str | None], partial: Collection[str] = ()
    ) -> "Tree":
        """The tree of a classification's codes, in their order: each under the nearest code above it that is listed.

        `parent` is the classification's own (`naics.parent`); `partial` are the codes that their children do not make
        up wholly.
        """
        position = {code: number for number, code in enumerate(codes)}
        found = [_nearest_listed(code, parent, position) for code in codes]
        whole = [code not in partial for code in codes]
        return cls(np.array(found, np.int32), np.array(whole, np.bool_))

    @classmethod
    def trivial(cls, nodes: int = 1) -> "Tree":
        """Nodes that have nothing to do with each other."""
        return cls.of([NO_PARENT] * nodes)

    def __len__(self) -> int:
        return len(self.parents)

    @cached_property
    def depth(self) -> NDArray[np.int32]:
        """Steps from the root, which has 0; -1 for a node in a circle, which no finished tree has."""
        depth = np.where(self.parents == NO_PARENT, 0, -1).astype(np.int32)
        for level in range(len(self.parents)):
            below = (depth < 0) & (self.parents >= 0) & (depth[self.parents] == level)
            if not below.any():
                break
            depth[below] = level + 1
        return depth

    @cached_property
    def down(self) -> NDArray[np.int32]:
        """All nodes, each after its parent; within a level in order of their numbers."""
        return np.argsort(self.depth, kind="stable").astype(np.int32)

    @cached_property
    def first(self) -> NDArray[np.int32]:
        """Children of node n are `children[first[n] : first[n + 1]]`."""
        counts = np.bincount(self.parents[self.parents >= 0], minlength=len(self.parents))
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)

    @cached_property
    def children(self) -> NDArray[np.int32]:
        """The nodes that have a parent, ordered by it and then by number."""
        order = np.argsort(self.parents, kind="stable")
        return order[np.count_nonzero(self.parents == NO_PARENT) :].astype(np.int32)

    @cached_property
    def leaves(self) -> NDArray[np.int32]:
        """The nodes without children."""
        return np.flatnonzero(np.diff(self.first) == 0).astype(np.int32)


def _nearest_listed(code: str, parent: Callable[[str], str | None], position: dict[str, int]) -> int:
    above = parent(code)
    while above is not None and above not in position:
        above = parent(above)
    return NO_PARENT if above is None else position[above]
