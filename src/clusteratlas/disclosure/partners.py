"""Partners of a leaf: what could stand in for it in an exchange, nearest in the tree first."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure.axis import Axis

Places = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Ring:
    """Leaves equally far from a leaf.

    leaves, shape (n,), are places in the axis' leaves, their count standing for the world outside of the table; nodes,
    shape (n, distance), are the nodes that count one of both and not the other, whose figures an exchange changes.
    """

    leaves: Places
    nodes: Places


class Partners:
    """The rings around the leaves of one axis, kept once found."""

    def __init__(self, axis: Axis) -> None:
        self.axis = axis
        self._rings: dict[int, tuple[Ring, ...]] = {}
        self._inside: dict[int, NDArray[np.bool_]] = {}

    @cached_property
    def place(self) -> NDArray[np.int64]:
        """Place of each node in the axis' leaves, -1 for a sum."""
        place = np.full(self.axis.size, -1)
        place[self.axis.leaves] = np.arange(len(self.axis.leaves))
        return place

    def inside(self, node: int) -> NDArray[np.bool_]:
        """As the axis says it, kept."""
        if node not in self._inside:
            self._inside[node] = self.axis.inside(node)
        return self._inside[node]

    def rings(self, leaf: int, node: int) -> tuple[Ring, ...]:
        """Partners of a leaf that `node` does not count, by how many nodes count one of the two only."""
        if leaf not in self._rings:
            self._rings[leaf] = self._found(leaf)
        if node == self.axis.leaves[leaf]:
            return self._rings[leaf]
        counted = np.append(self.axis.members[node], False)
        kept = ((ring, ~counted[ring.leaves]) for ring in self._rings[leaf])
        return tuple(Ring(ring.leaves[free], ring.nodes[free]) for ring, free in kept if free.any())

    def _found(self, leaf: int) -> tuple[Ring, ...]:
        members = self.axis.members
        others = np.delete(np.arange(len(self.axis.leaves)), leaf)
        apart = (members[:, others] != members[:, [leaf]]).T
        outside = members[:, leaf][None, :]
        apart, others = np.concatenate([apart, outside]), np.append(others, len(self.axis.leaves))
        distance = apart.sum(axis=1)
        rings = []
        for each in np.unique(distance):
            ring = distance == each
            nodes = np.nonzero(apart[ring])[1].reshape(-1, each)
            rings.append(Ring(others[ring].astype(np.int32), nodes.astype(np.int32)))
        return tuple(rings)
