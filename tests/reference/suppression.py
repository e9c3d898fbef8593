"""Withheld cells the slow and obvious way: every table of whole numbers that agrees with what is published."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from clusteratlas.suppression import Tree

Table = NDArray[np.int64]


def children(tree: Tree, node: int) -> list[int]:
    return [other for other, parent in enumerate(tree.parents.tolist()) if parent == node]


def is_sum(tree: Tree, node: int) -> bool:
    """Whether the node is the sum of its children."""
    return bool(children(tree, node)) and bool(tree.whole[node])


def free_cells(regions: Tree, industries: Tree) -> list[tuple[int, int]]:
    """Cells that no others make up wholly."""
    cells = product(range(len(regions)), range(len(industries)))
    return [(r, i) for r, i in cells if not is_sum(regions, r) and not is_sum(industries, i)]


def deepest_first(tree: Tree) -> list[int]:
    def steps(node: int) -> int:
        return 0 if tree.parents[node] < 0 else 1 + steps(int(tree.parents[node]))

    return sorted(range(len(tree)), key=steps, reverse=True)


def table_of(free: Table, regions: Tree, industries: Tree) -> Table:
    """The whole table from the free cells, the last axes being regions and industries; the others are overwritten."""
    found = free.copy()
    for r in deepest_first(regions):
        for i in deepest_first(industries):
            if is_sum(industries, i):
                found[..., r, i] = found[..., r, children(industries, i)].sum(axis=-1)
            elif is_sum(regions, r):
                found[..., r, i] = found[..., children(regions, r), i].sum(axis=-1)
    return found


def with_rest(free: Table, regions: Tree, industries: Tree) -> Table:
    """A true table: at cells that are more than their parts, `free` says by how much."""
    found = free.copy()
    for r in deepest_first(regions):
        for i in deepest_first(industries):
            if is_sum(industries, i):
                found[r, i] = found[r, children(industries, i)].sum()
            elif is_sum(regions, r):
                found[r, i] = found[children(regions, r), i].sum()
            else:
                along = found[r, children(industries, i)].sum(), found[children(regions, r), i].sum()
                found[r, i] += max(along)
    return found


def agreeing(low: Table, high: Table, regions: Tree, industries: Tree, most: int) -> Table:
    """All tables within the bounds that add up, shape (tables, regions, industries); no free cell is above `most`."""
    free = free_cells(regions, industries)
    ranges = [range(int(low[cell]), min(int(high[cell]), most) + 1) for cell in free]
    choices = np.array(list(product(*ranges)), np.int64).reshape(-1, len(free))
    tables = np.zeros((len(choices), *low.shape), np.int64)
    for column, (r, i) in enumerate(free):
        tables[:, r, i] = choices[:, column]
    tables = table_of(tables, regions, industries)
    right = ((tables >= low) & (tables <= high)).all(axis=(1, 2))
    for r, i in product(range(len(regions)), range(len(industries))):
        parts = [tables[:, r, children(industries, i)], tables[:, children(regions, r), i]]
        for each, whole in zip(parts, (is_sum(industries, i), is_sum(regions, r)), strict=True):
            if each.shape[1]:
                right &= each.sum(axis=1) == tables[:, r, i] if whole else each.sum(axis=1) <= tables[:, r, i]
    return tables[right]


def adds_up(values: Table, regions: Tree, industries: Tree) -> bool:
    """Whether parts are their totals along both trees, or at most them where they are not the whole."""
    return len(agreeing(values, values, regions, industries, int(values.max(initial=0)))) == 1


def nearest(low: Table, high: Table, guess: NDArray[np.float64], tree: Tree) -> NDArray[np.float64]:
    """One region's table of least relative entropy to a guess: each total's multiplier by halving, over and over."""
    least, most, logs = low.astype(float), high.astype(float), np.zeros(len(low))  # the multiplier of a node's parts
    inner = [node for node in range(len(low)) if is_sum(tree, node)]

    def value(node: int) -> float:
        above = logs[tree.parents[node]] if tree.parents[node] >= 0 else 0.0
        own = logs[node] if node in inner else 0.0
        return float(np.clip(guess[node] * np.exp(above - own), least[node], most[node]))

    for _ in range(3000):
        before = logs.copy()
        for node in inner:
            down, up = -50.0, 50.0
            for _ in range(60):
                logs[node] = (down + up) / 2
                if sum(value(child) for child in children(tree, node)) > value(node):
                    up = logs[node]
                else:
                    down = logs[node]
        if np.abs(logs - before).max() < 1e-10:
            break
    return np.array([value(node) for node in range(len(low))])
