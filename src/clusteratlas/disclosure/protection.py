"""From a policy and contributions to what is withheld: the whole way in one call, for a year of a register."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from clusteratlas.disclosure.attack import Attack, attack
from clusteratlas.disclosure.contributions import Contributions, concentration
from clusteratlas.disclosure.grid import Grid
from clusteratlas.disclosure.policy import PublishPolicy
from clusteratlas.disclosure.primary import Mask, Sensitivity, counts_sensitivity, sensitivity
from clusteratlas.disclosure.secondary import Suppression, suppress
from clusteratlas.disclosure.system import Public
from clusteratlas.errors import InputError

ESTABLISHMENTS = "establishments"


@dataclass(frozen=True, eq=False)
class Protection:
    """The protected cells of each measure, and what is withheld for them.

    All of it is secret but `suppression.withheld`: it belongs to the internal edition.
    """

    grid: Grid
    measures: Mapping[str, Sensitivity]
    suppression: Suppression

    def public(self, measure: str) -> Public:
        """What outsiders see of a measure."""
        return Public.showing(self.grid, self.measures[measure].values, self.suppression.withheld)

    def attacks(self, *, exact: bool = False) -> dict[str, Attack]:
        """The attack on every measure: only on what the kept exchanges do not prove, or, if exact, on every cell."""
        proofs = {} if exact else self.suppression.exchanges
        return {name: attack(self.public(name), each, proofs.get(name)) for name, each in self.measures.items()}


def protect(
    policy: PublishPolicy,
    grid: Grid,
    contributions: Mapping[str, Contributions],
    published: Mask | None = None,
) -> Protection:
    """What the policy withholds of a year.

    Parameters:
        policy: the rules.
        grid: regions and industries, with clusters as groups of industries where their figures are published.
        contributions: by measure. Counts of establishments are those of the first; they are a measure of their own,
            withheld like the others, where the policy does not show them.
        published: cells outsiders have seen, as of `suppress`.

    Raises:
        InputError: there are no contributions, or counts are given as a measure; see `suppress` for the rest.
    """
    if not contributions or ESTABLISHMENTS in contributions:
        raise InputError("protect: give contributions to one measure or more; establishments are counted from them.")
    n = policy.contributors_needed
    found = {name: concentration(each, grid, n) for name, each in contributions.items()}
    measures = {name: sensitivity(each, policy) for name, each in found.items()}
    if not policy.establishments_shown:
        measures[ESTABLISHMENTS] = counts_sensitivity(next(iter(found.values())), policy)
    if not policy.applied:
        nothing = np.zeros(grid.shape, np.bool_)
        return Protection(grid, measures, Suppression(nothing, nothing, {}, {}))
    return Protection(grid, measures, suppress(grid, measures, published))
