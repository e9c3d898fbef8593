"""Sharp bounds of chosen cells: the least and the greatest value any table of whole numbers allows, by HiGHS."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import InputError
from clusteratlas.suppression.bounds import Bounds
from clusteratlas.suppression.relations import Integers, Relations, relations
from clusteratlas.suppression.tree import Tree
from clusteratlas.tables import UNBOUNDED

TOLERANCE = 1e-6


def sharpen(
    bounds: Bounds,
    asked: NDArray[np.bool_],
    regions: Tree,
    industries: Tree,
    seconds: float = 60.0,
) -> Bounds:
    """The bounds with the asked cells as tight as all totals together allow; never wider than they were.

    For each asked withheld cell two integer programmes over its block, the withheld cells it hangs together with:
    least and greatest x subject to every relation of the block and every cell's bounds.

    Parameters:
        bounds: as `propagate` gives them.
        asked: shape of the bounds; settled cells among them cost nothing.
        seconds: for each programme; after that the bound proved so far is taken, which is valid but may not be sharp.

    Returns:
        Bounds that differ at the asked cells only.

    Raises:
        InputError: `asked` has another shape.

    Notes:
        With relations along one tree only, propagation is sharp already. A block that no table satisfies, though each
        of its relations could hold alone, keeps its bounds. Cost: two programmes a cell, each of the block's size:
        milliseconds for some hundred cells, seconds for ten thousand.
    """
    if asked.shape != bounds.low.shape:
        raise InputError(f"asked has shape {asked.shape}, the bounds {bounds.low.shape}.")
    system, _ = relations(bounds.low, bounds.high, regions, industries, bounds.signed, bounds.rounding)
    low, high = bounds.low.copy(), bounds.high.copy()
    cells = np.stack([low[system.region, system.industry], high[system.region, system.industry]])
    wanted = np.flatnonzero(asked[system.region, system.industry])
    block_of = _blocks(system)
    for block in np.unique(block_of[wanted]):
        programme = _programme(system, cells, np.flatnonzero(block_of == block))
        for k in wanted[block_of[wanted] == block]:
            at = system.region[k], system.industry[k]
            low[at], high[at] = _sharp(programme, int(np.searchsorted(programme.members, k)), seconds)
    return replace(bounds, low=low, high=high)


class _Programme(NamedTuple):
    """A block's cells and rows least <= coefficients @ (x - origin) <= most."""

    members: NDArray[np.int64]
    low: Integers
    high: Integers
    origin: Integers
    coefficients: object
    least: NDArray[np.float64]
    most: NDArray[np.float64]


def _blocks(system: Relations) -> NDArray[np.int32]:
    """The number of the block each unknown cell is in."""
    from scipy.sparse import coo_array  # deferred: SciPy is slow to load and bounding needs none
    from scipy.sparse.csgraph import connected_components

    cells, relations_of = _incidence(system)
    nodes = len(system.region) + len(system.value)
    links = coo_array((np.ones(len(cells)), (cells, len(system.region) + relations_of)), shape=(nodes, nodes))
    _, labels = connected_components(links, directed=False)
    return np.asarray(labels[: len(system.region)], np.int32)


def _incidence(system: Relations) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Cell and relation of each place a cell has in a relation, as a part first, then as the total."""
    members, axes = np.nonzero(system.part_of >= 0)
    totals, total_axes = np.nonzero(system.total_of >= 0)
    cells = np.concatenate([members, totals])
    return cells, np.concatenate([system.part_of[members, axes], system.total_of[totals, total_axes]]).astype(np.int64)


def _programme(system: Relations, cells: Integers, members: NDArray[np.int64]) -> _Programme:
    from scipy.sparse import csr_array  # deferred: see _blocks

    low, high = cells[:, members]
    # Counted from the nearest bound: amounts of money are too large for the solver's absolute tolerance.
    origin = np.where(low > -UNBOUNDED, low, np.where(high < UNBOUNDED, high, 0))
    rows, columns, signs = [], [], []
    least, most = [], []
    both = np.concatenate([system.part_of[members], system.total_of[members]])
    for row, m in enumerate(np.unique(both[both >= 0]).tolist()):
        parts = np.searchsorted(members, system.parts[system.first[m] : system.first[m + 1]])
        total = [] if system.total[m] < 0 else [int(np.searchsorted(members, system.total[m]))]
        rows += [row] * (len(parts) + len(total))
        columns += [*parts.tolist(), *total]
        signs += [1.0] * len(parts) + [-1.0] * len(total)
        gap = int(system.base[m]) + int(origin[parts].sum())
        gap -= int(origin[total[0]]) if total else int(system.value[m])
        most.append(float(system.slack[m] - gap))
        least.append(float(-system.slack[m] - gap) if system.whole[m] else -np.inf)
    shape = len(least), len(members)
    return _Programme(
        members, low, high, origin, csr_array((signs, (rows, columns)), shape=shape), np.array(least), np.array(most)
    )


def _sharp(programme: _Programme, cell: int, seconds: float) -> tuple[int, int]:
    low, high = int(programme.low[cell]), int(programme.high[cell])
    least = _extreme(programme, cell, 1.0, seconds)
    most = _extreme(programme, cell, -1.0, seconds)
    origin = int(programme.origin[cell])
    if least is not None:
        low = max(low, origin + int(np.ceil(least - _tolerance(least))))
    if most is not None:
        high = min(high, origin + int(np.floor(_tolerance(most) - most)))
    return low, high


def _tolerance(proved: float) -> float:
    """What the solver may be off by: doubles cannot tell single units of very large amounts."""
    return TOLERANCE + 1e-14 * abs(proved)


def _extreme(programme: _Programme, cell: int, sign: float, seconds: float) -> float | None:
    """What HiGHS proves `sign` times the cell to be at least, or None where it proves nothing."""
    from scipy.optimize import Bounds as Box  # deferred: see _blocks
    from scipy.optimize import LinearConstraint, milp

    low = np.where(programme.low <= -UNBOUNDED, -np.inf, programme.low - programme.origin)
    high = np.where(programme.high >= UNBOUNDED, np.inf, programme.high - programme.origin)
    aim = np.zeros(len(low))
    aim[cell] = sign
    rows = LinearConstraint(programme.coefficients, programme.least, programme.most)
    found = milp(
        aim,
        integrality=np.ones(len(low)),
        bounds=Box(low, high),
        constraints=rows,
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    proved = found.mip_dual_bound
    return None if found.status in (2, 3, 4) or proved is None or not np.isfinite(proved) else float(proved)
