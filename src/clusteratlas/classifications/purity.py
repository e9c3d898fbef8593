"""How pure the codes of a target classification are: whether their figures come from one group of source codes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from clusteratlas.classifications.concordance import Concordance


@dataclass(frozen=True)
class Purity:
    """The source group most of a target code's figures come from, and its share of them (above 0, at most 1)."""

    group: str
    share: float


def purity(concordance: Concordance, groups: Mapping[str, str], figures: Mapping[str, int]) -> dict[str, Purity]:
    """By target code, the source group that gives most and the share of the code's figures it gives.

    share(t) = max over groups g of  sum of w(s,t) x(s) over s in g  /  sum of w(s,t) x(s) over all s,
    with the weights w of the concordance and the figures x by source code (at least 0). `groups` says which group a
    source code belongs to: the cluster it is in, say; a code without one is a group of its own, named "". A share of 1
    means that the group can be carried over without mixing. Target codes that no figure reaches are left out. Of equal
    groups the first by name is named. Ordered by target code.
    """
    given: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for source, target in concordance.pairs:
        given[target][groups.get(source, "")] += concordance.weights[source][target] * figures.get(source, 0)
    return {target: _purest(given[target]) for target in sorted(given) if sum(given[target].values()) > 0}


def _purest(given: Mapping[str, Fraction]) -> Purity:
    group = max(sorted(given), key=lambda name: given[name])
    return Purity(group, float(given[group] / sum(given.values())))
