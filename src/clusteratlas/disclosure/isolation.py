"""Whether a set of leaf cells isolates a contributor: by itself, without its shown parts, or within a shown total."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure.axis import Axis
from clusteratlas.disclosure.contributions import Contributions, concentration
from clusteratlas.disclosure.grid import Grid
from clusteratlas.disclosure.policy import PublishPolicy
from clusteratlas.disclosure.primary import Mask, sensitivity
from clusteratlas.suppression import Tree


@dataclass(frozen=True, eq=False)
class Isolation:
    """Sets of leaf cells, as masks of shape (leaf regions, leaf industries), held against a policy.

    hidden: shape of the grid, which cells are not shown.
    """

    policy: PublishPolicy
    contributions: Contributions
    grid: Grid
    hidden: Mask

    def isolates(self, leaves: Mask) -> bool:
        """Whether the leaf cells together would be a protected cell; never if nobody contributes to them."""
        own = self._within(leaves)
        if not len(own.value):
            return False
        one = Grid(Axis.of_tree(Tree.trivial()), Axis.of_tree(Tree.trivial()))
        judged = sensitivity(concentration(own, one, self.policy.contributors_needed), self.policy)
        return bool(judged.cells.any())

    def without_shown(self, leaves: Mask) -> Mask:
        """What remains when all shown cells that lie in the set are taken away."""
        touched = [
            np.flatnonzero(axis.members[:, near].any(axis=1))
            for axis, near in ((self.grid.regions, leaves.any(axis=1)), (self.grid.industries, leaves.any(axis=0)))
        ]
        rows, columns = (
            axis.members[nodes].astype(np.float32)
            for axis, nodes in zip((self.grid.regions, self.grid.industries), touched, strict=True)
        )
        beyond = rows @ (~leaves).astype(np.float32) @ columns.T
        shown = ((beyond == 0) & ~self.hidden[np.ix_(*touched)]).astype(np.float32)
        return np.asarray(leaves & ~(rows.T @ shown @ columns > 0))

    def around(self, leaves: Mask) -> list[Mask]:
        """The smallest shown cells that count all of the set and more."""
        regions, industries = self.grid.regions.members, self.grid.industries.members
        over_rows = np.flatnonzero((regions | ~leaves.any(axis=1)).all(axis=1))
        over_columns = np.flatnonzero((industries | ~leaves.any(axis=0)).all(axis=1))
        shown = [
            regions[region][:, None] & industries[industry]
            for region in over_rows
            for industry in over_columns
            if not self.hidden[region, industry]
        ]
        larger = [mask for mask in shown if (mask & ~leaves).any()]
        return [mask for mask in larger if not any(_is_within(other, mask) for other in larger)]

    def _within(self, leaves: Mask) -> Contributions:
        """The contributions to these leaf cells, as if to one cell."""
        counted = np.zeros(self.grid.shape, np.bool_)
        counted[np.ix_(self.grid.regions.leaves, self.grid.industries.leaves)] = leaves
        own = np.flatnonzero(counted[self.contributions.region, self.contributions.industry])
        nowhere = np.zeros(len(own), np.int64)
        establishments: NDArray[np.int64] | None = self.contributions.establishments
        assert establishments is not None  # noqa: S101 - filled in when made
        holder, value = self.contributions.holder[own], self.contributions.value[own]
        return Contributions(nowhere, nowhere, holder, value, establishments[own])


def _is_within(one: Mask, other: Mask) -> bool:
    return not (one & ~other).any() and bool((other & ~one).any())
