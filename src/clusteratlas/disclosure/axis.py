"""One side of a table: its nodes, and which of them are the sum of which others."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from clusteratlas.errors import InputError
from clusteratlas.suppression import Tree


@dataclass(frozen=True, eq=False)
class Axis:
    """Nodes numbered from 0, and sums among them: a tree of regions, or a tree of industries with clusters beside it.

    Parameters:
        size: how many nodes there are.
        totals: shape (sums,), the node that each sum is the value of; no node twice.
        parts: the nodes of each sum.
        whole: shape (sums,), whether the parts make the total up; where not, their sum is at most the total.

    Raises:
        InputError: a node is the total of two sums, is its own part, or counts a leaf twice.
    """

    size: int
    totals: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...]
    whole: tuple[bool, ...]

    def __post_init__(self) -> None:
        if len(set(self.totals)) < len(self.totals):
            raise InputError(
                "axis: a node is the total of two sums; a second way to divide it needs a node of its own."
            )
        nodes = {*self.totals, *(part for each in self.parts for part in each)}
        if nodes and not 0 <= min(nodes) <= max(nodes) < self.size:
            raise InputError(f"axis: sums name node {max(nodes)}; nodes run from 0 to {self.size - 1}.")

    @classmethod
    def of_tree(cls, tree: Tree) -> "Axis":
        """The nodes of a tree, every node with children being the sum of them."""
        inner = [node for node in range(len(tree)) if tree.first[node] < tree.first[node + 1]]
        parts = [tuple(tree.children[tree.first[node] : tree.first[node + 1]].tolist()) for node in inner]
        return cls(len(tree), tuple(inner), tuple(parts), tuple(bool(tree.whole[node]) for node in inner))

    def with_groups(self, groups: Sequence[Sequence[int]]) -> "Axis":
        """This axis with one node more for each group, such as a cluster of industries, numbered after all others."""
        new = range(self.size, self.size + len(groups))
        parts = self.parts + tuple(tuple(int(part) for part in group) for group in groups)
        return Axis(self.size + len(groups), (*self.totals, *new), parts, self.whole + (True,) * len(groups))

    @cached_property
    def leaves(self) -> NDArray[np.int64]:
        """The nodes that are no sum, in order."""
        return np.setdiff1d(np.arange(self.size), self.totals)

    @cached_property
    def rows(self) -> sparse.csr_array:
        """Shape (sums, nodes): 1 at the parts, -1 at the total; times the values of the nodes it is 0, or at most 0."""
        count = [len(each) for each in self.parts]
        row = np.repeat(np.arange(len(self.totals)), count)
        column = np.array([part for each in self.parts for part in each], np.int64)
        total = np.array(self.totals, np.int64)
        entries = np.concatenate([np.ones(len(column)), -np.ones(len(total))])
        place = (np.concatenate([row, np.arange(len(total))]), np.concatenate([column, total]))
        return sparse.csr_array((entries, place), shape=(len(total), self.size))

    @cached_property
    def members(self) -> NDArray[np.bool_]:
        """Shape (nodes, leaves): which leaves make a node up.

        Raises InputError where a node is not wholly made up of others: the rest needs a node of its own.
        """
        if not all(self.whole):
            node = self.totals[self.whole.index(False)]
            raise InputError(f"axis: node {node} is not wholly made up of its parts. Give the rest a node of its own.")
        members = np.zeros((self.size, len(self.leaves)), np.bool_)
        members[self.leaves, np.arange(len(self.leaves))] = True
        for total, parts in self._from_below():
            counted = members[list(parts)].sum(axis=0)
            if counted.max(initial=0) > 1:
                raise InputError(f"axis: node {total} counts a leaf twice.")
            members[total] = counted > 0
        return members

    def _from_below(self) -> list[tuple[int, tuple[int, ...]]]:
        """The sums in an order in which the parts of each come before it."""
        open_sums = dict(zip(self.totals, self.parts, strict=True))
        ordered = []
        while open_sums:
            ready = [total for total, parts in open_sums.items() if not any(part in open_sums for part in parts)]
            if not ready:
                raise InputError(f"axis: node {min(open_sums)} is a part of itself.")
            ordered += [(total, open_sums.pop(total)) for total in ready]
        return ordered

    @cached_property
    def above(self) -> tuple[NDArray[np.int64], ...]:
        """For each leaf (by place in `leaves`) every node that counts it, itself among them."""
        return tuple(np.flatnonzero(column) for column in self.members.T)

    @cached_property
    def layers(self) -> tuple[NDArray[np.int64], ...]:
        """Nodes dealt into few layers in which no leaf is twice: for each the node of every leaf, -1 where none."""
        layers: list[NDArray[np.int64]] = []
        for node in np.argsort(-self.members.sum(axis=1), kind="stable"):
            leaves = self.members[node]
            free = next((layer for layer in layers if (layer[leaves] < 0).all()), None)
            if free is None:
                free = np.full(len(self.leaves), -1, np.int64)
                layers.append(free)
            free[leaves] = node
        return tuple(layers)

    def inside(self, node: int) -> NDArray[np.bool_]:
        """Shape (nodes,): the nodes all of whose leaves are leaves of this one, itself among them."""
        return np.asarray(~(self.members & ~self.members[node]).any(axis=1))
