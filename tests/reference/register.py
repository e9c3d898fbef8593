"""A made-up confidential register: firms drawn at random, a few of them giants. No figure in it is anybody's."""

from dataclasses import dataclass

import numpy as np

from clusteratlas.disclosure import Axis, Contributions, Grid
from clusteratlas.suppression import Tree


@dataclass(frozen=True)
class Register:
    """Firms with employment and wages, in regions of parents and industries of sectors."""

    grid: Grid
    employment: Contributions
    wages: Contributions


def two_levels(parents: int, children: int) -> Tree:
    """A root, its parents, and the children of each: node 0, then the parents, then the children."""
    above = [-1] + [0] * parents + [1 + child // (children // parents) for child in range(children)]
    return Tree.of(above)


def register(seed: int = 1, regions: int = 30, industries: int = 20, groups: int = 5, firms: int = 3000) -> Register:
    """Firms of lognormal size; region and industry sizes differ as in life; one firm in fifty has several sites."""
    random = np.random.default_rng(seed)
    grid = Grid(*(Axis.of_tree(two_levels(groups, count)) for count in (regions, industries)))
    weights = [random.lognormal(0, 1, count) for count in (regions, industries)]
    region, industry = (random.choice(len(each), firms, p=each / each.sum()) for each in weights)
    affinity = random.random((regions, industries)) < 0.8
    kept = affinity[region, industry]
    region, industry = region[kept], industry[kept]
    size = np.ceil(random.lognormal(1.5, 1.3, len(region))).astype(np.int64)
    giants = random.choice(len(size), max(1, len(size) // 300), replace=False)
    size[giants] *= 100
    holder = np.where(random.random(len(size)) < 0.02, random.integers(0, 20, len(size)), 20 + np.arange(len(size)))
    pay = (size * random.lognormal(10.4, 0.3, len(size))).astype(np.int64)
    places = (region + 1 + groups, industry + 1 + groups, holder)
    return Register(grid, Contributions(*places, size), Contributions(*places, pay))
