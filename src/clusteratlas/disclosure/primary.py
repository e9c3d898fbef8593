"""Which cells a policy protects, and how far from its value a protected cell must be possible."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure.contributions import NOBODY, Concentration
from clusteratlas.disclosure.policy import PublishPolicy
from clusteratlas.errors import InputError

Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Protected cells of one measure, all arrays of shape (regions, industries).

    Parameters:
        values: the true values.
        cells: which are protected.
        lower, upper: for a protected cell x it must stay possible that it is x - lower or less, and x + upper or
            more; 0 elsewhere.
        alone: the holder of a leaf cell that is known to its only contributor, else -1. For the protection of a cell
            outside of which it lies, and which is not the same holder's alone, it is taken as known.
        empty: cells to which nobody contributes; they are always shown.
    """

    values: Integers
    cells: Mask
    lower: Integers
    upper: Integers
    alone: Integers
    empty: Mask


def few(concentration: Concentration, policy: PublishPolicy) -> Mask:
    """Cells with contributors, but fewer than the policy asks. An empty cell is not protected: nobody is in it."""
    counted = np.minimum(concentration.establishments, concentration.holders)
    return np.asarray((counted > 0) & (counted < policy.minimum_establishments))


def dominated(concentration: Concentration, policy: PublishPolicy) -> Mask:
    """Cells whose n largest contributors hold more than k percent: 100 * (x1 + ... + xn) > k * total."""
    if policy.dominance is None:
        return np.zeros(concentration.total.shape, np.bool_)
    n, k = policy.dominance
    return np.asarray(100 * _largest(concentration, n).sum(axis=2) > k * concentration.total)


def too_close(concentration: Concentration, policy: PublishPolicy) -> Mask:
    """Cells whose second contributor can estimate the first within p percent: 100 * (total - x1 - x2) < p * x1."""
    if policy.p_percent is None:
        return np.zeros(concentration.total.shape, np.bool_)
    first, second = _two(concentration)
    return np.asarray(100 * (concentration.total - first - second) < policy.p_percent * first)


def sensitivity(concentration: Concentration, policy: PublishPolicy) -> Sensitivity:
    """The cells that a policy protects, and how widely.

    With x the value of a protected cell, x1 >= x2 >= ... its contributions and w the minimum width,

        protection = max(1, p/100 * x1 - (x - x1 - x2), 100/k * (x1 + ... + xn) - x)    of the rules that are set
        lower      = min(x, max(protection, w * x / 2))
        upper      = max(protection, w * x - lower)

    each rounded up. A value x + protection is the least at which the cell would no longer be too close or dominated,
    were only the other contributors larger. So the interval anyone can infer has values on both sides of x (above it
    only, where x is 0), and is at least lower + upper >= w * x wide.

    Parameters:
        concentration: of the measure's contributions.
        policy: whose rules apply; where it does not apply nothing is protected.

    Notes:
        Zero cells: without contributors they are not protected, and publishing a zero says that there is nobody. With
        contributors that all contribute zero the rule on few applies; nothing can be below zero, so lower is 0.
        A parent is judged by its own contributors, so it may be protected though no child is, and the other way.

    References:
        Hundepool and others, Statistical Disclosure Control (Wiley 2012), chapter 4: sensitivity rules, protection
        levels.
    """
    shape, values, empty = concentration.total.shape, concentration.total, concentration.holders == 0
    if not policy.applied:
        nothing = np.zeros(shape, np.int64)
        return Sensitivity(values, nothing > 0, nothing, nothing, np.full(shape, NOBODY), empty)
    cells = few(concentration, policy) | dominated(concentration, policy) | too_close(concentration, policy)
    protection = np.ceil(_protection(concentration, policy))
    width = np.ceil(policy.minimum_width * values)
    lower = np.minimum(values, np.maximum(protection, np.ceil(width / 2)))
    upper = np.maximum(protection, width - lower)
    kept = [np.where(cells, each, 0).astype(np.int64) for each in (lower, upper)]
    alone = concentration.alone if policy.contributors_know else np.full(shape, NOBODY)
    return Sensitivity(values, cells, kept[0], kept[1], alone, empty)


def counts_sensitivity(concentration: Concentration, policy: PublishPolicy) -> Sensitivity:
    """The protection of counts of establishments, where they are not shown: cells with few, by one on both sides."""
    counts = concentration.establishments
    cells = few(concentration, policy) & policy.applied
    one = cells.astype(np.int64)
    alone = concentration.alone if policy.contributors_know else np.full(counts.shape, NOBODY)
    return Sensitivity(counts, cells, one, one, alone, counts == 0)


def _protection(concentration: Concentration, policy: PublishPolicy) -> NDArray[np.float64]:
    protection = np.ones(concentration.total.shape)
    if policy.p_percent is not None:
        first, second = _two(concentration)
        rest = concentration.total - first - second
        protection = np.maximum(protection, policy.p_percent * first / 100 - rest)
    if policy.dominance is not None:
        n, k = policy.dominance
        protection = np.maximum(protection, 100 * _largest(concentration, n).sum(axis=2) / k - concentration.total)
    return protection


def _two(concentration: Concentration) -> tuple[Integers, Integers]:
    largest = _largest(concentration, 2)
    return largest[:, :, 0], largest[:, :, 1]


def _largest(concentration: Concentration, n: int) -> Integers:
    if concentration.largest.shape[2] < n:
        raise InputError(
            f"the policy looks at the {n} largest contributors, {concentration.largest.shape[2]} are given."
        )
    return concentration.largest[:, :, :n]
