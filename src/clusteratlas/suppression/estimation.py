"""Estimates of withheld cells: whole numbers within their bounds that add up to every published total."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import InputError
from clusteratlas.suppression.bounds import AXES, KEPT, Bounds, Contradiction
from clusteratlas.suppression.fitting import fit
from clusteratlas.suppression.relations import Integers, Relations, relations
from clusteratlas.suppression.rounding import gaps_along, rounded
from clusteratlas.suppression.tree import Tree


@dataclass(frozen=True, eq=False)
class Estimates:
    """One value for each cell, shape (region nodes, industry nodes), and where sums still differ.

    differences: totals, not contradicted by what is published, that the estimates do not add up to, largest first, at
    most KEPT; differing counts them. Along industries there are none unless propagation was cut short. rounds: sweeps
    of the fit.
    """

    values: NDArray[np.int64]
    differences: tuple[Contradiction, ...] = ()
    differing: int = 0
    rounds: int = 0


def estimate_cells(bounds: Bounds, prior: NDArray[np.float64], regions: Tree, industries: Tree) -> Estimates:
    """Fills the withheld cells with the table nearest to a first guess that the published cells allow.

    Fitted (see `fitting.fit`) to all totals along both trees in turn, or, where only one tree binds, in one pass to the
    exact optimum; then rounded down the tree of industries so that every region's total is exactly the sum of its
    parts, and moved by single units until sums along regions
    agree as well. With one trivial tree the other's totals are met exactly.

    Parameters:
        bounds: of the cells, as `propagate` gives them; settled cells never change.
        prior: shape of the bounds, the first guess of each cell, any unit of its own: only proportions between the
            parts of a total matter where the total is known. Read at withheld cells only.
        regions, industries: the trees the bounds came from.

    Returns:
        Estimates within [low, high] everywhere.

    Raises:
        InputError: the prior has another shape, or is not finite (or negative, for nonnegative values) at a withheld
            cell.

    Notes:
        Totals that contradict their parts take no part, as in `propagate`. Cost: time and memory of what is withheld.
    """
    low, high = bounds.low, bounds.high
    system, _ = relations(low, high, regions, industries, bounds.signed, bounds.rounding)
    here = system.region, system.industry
    guess = _guess(bounds, prior, system)
    cells = np.stack([low[here], high[here]])
    fitted, rounds = fit(system, cells, guess, bounds.signed)
    whole = rounded(system, cells, fitted)
    values = low.copy()
    values[here] = whole
    differences = _differences(system, whole)
    return Estimates(values, tuple(differences[:KEPT]), len(differences), rounds)


def _guess(bounds: Bounds, prior: NDArray[np.float64], system: Relations) -> NDArray[np.float64]:
    if prior.shape != bounds.low.shape:
        raise InputError(f"prior has shape {prior.shape}, the bounds {bounds.low.shape}.")
    guess = np.asarray(prior[system.region, system.industry], np.float64)
    wrong = np.flatnonzero(~np.isfinite(guess) | ((guess < 0) & (not bounds.signed)))
    if len(wrong):
        r, i = system.region[wrong[0]], system.industry[wrong[0]]
        raise InputError(f"prior is {guess[wrong[0]]} at region {r}, industry {i}; it must be finite and not negative.")
    return guess


def _differences(system: Relations, whole: Integers) -> list[Contradiction]:
    gaps = gaps_along(system, whole)
    found = []
    for m in np.flatnonzero((np.abs(gaps) > system.slack) & (system.whole | (gaps > 0))).tolist():
        total = int(whole[system.total[m]] if system.total[m] >= 0 else system.value[m])
        at, gap = (int(system.at_region[m]), int(system.at_industry[m])), int(gaps[m])
        found.append(Contradiction(AXES[system.axis[m]], *at, total + gap, total + gap, gap))
    return sorted(found, key=lambda each: (-abs(each.amount), each.kind, each.region, each.industry))
