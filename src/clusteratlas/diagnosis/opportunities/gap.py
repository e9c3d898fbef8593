"""The gap: how far along a regional cluster has come to its threshold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.rule_book import Rule

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Measured:
    """One condition on a board: its rule, the values (regions by clusters), and the threshold of each cluster."""

    rule: Rule
    values: Matrix
    threshold: Matrix

    @property
    def holds(self) -> NDArray[np.bool_]:
        """Whether it holds, by region and cluster."""
        return self.rule.holds(self.values, self.threshold)

    @property
    def way(self) -> Matrix:
        """How much of the way to the threshold is done, 0 to 1; 1 where the condition holds, NaN where it has no way.

        A threshold that is not above zero, and a condition that asks for less, have no share that is done.
        """
        far = np.full(self.values.shape, np.nan)
        if self.rule.operator in (">", ">="):
            np.divide(self.values, self.threshold, out=far, where=self.threshold > 0)
        done = np.clip(far, 0.0, 1.0)  # not-a-number stays
        return np.where(self.holds, 1.0, done)


def gap_kernel(ways: Sequence[Matrix], holds: Sequence[NDArray[np.bool_]]) -> Matrix:
    """How far along a regional cluster is, over several conditions: as far as on the longest way of those that fail.

    Parameters:
        ways: for each condition how much of the way is done; all of one shape, NaN where there is no such share.
        holds: for each condition whether it holds, of that shape.

    Returns:
        The same shape, 0 to 1; 1 where all conditions hold, NaN where all that fail have no way.

    Example:
        The first cluster fails both conditions, its quotient at 0.9 and its jobs at 0.4 of the threshold.

        >>> ways = [np.array([0.9, 1.0]), np.array([0.4, np.nan])]
        >>> gap_kernel(ways, [np.array([False, True]), np.array([False, False])]).tolist()
        [0.4, nan]
    """
    done, held = np.stack(ways), np.stack(holds)
    least = np.where(held | np.isnan(done), np.inf, done).min(axis=0)
    return np.where(np.isfinite(least), least, np.where(held.all(axis=0), 1.0, np.nan))


def counted(conditions: Sequence[Measured], least: int) -> tuple[Matrix, NDArray[np.bool_]]:
    """Where `least` of the conditions are enough: as far as on the longest of the nearest ways; whether they hold."""
    holds = np.stack([condition.holds for condition in conditions])
    ordered = np.sort(np.stack([np.nan_to_num(condition.way) for condition in conditions]), axis=0)
    return np.asarray(ordered[len(conditions) - least]), np.asarray(holds.sum(axis=0) >= least)
