"""What changed since the year before, where both years are known: jobs, their growth, and the location quotient."""

from dataclasses import dataclass

import numpy as np

from clusteratlas.editions.portfolio.stored_sums import YearSums
from clusteratlas.editions.portfolio.sums import Integers, Ratios, Truths
from clusteratlas.editions.portfolio.units import Units
from clusteratlas.tables import UNBOUNDED


@dataclass(frozen=True)
class Changes:
    """Jobs that are compared, in the year and in the year before, and where they can be; shape (regions, units)."""

    now: Integers
    before: Integers
    comparable: Truths

    @property
    def change(self) -> Integers:
        """Jobs less jobs in the year before."""
        return np.asarray(self.now - self.before)

    @property
    def growth(self) -> Ratios:
        """The change as a share of the year before; NaN where that is zero or cannot be compared."""
        defined = self.comparable & (self.before > 0)
        return np.asarray(np.divide(self.change, self.before, out=np.full(self.now.shape, np.nan), where=defined))


def changes(units: Units, now: YearSums, before: YearSums) -> Changes:
    """Jobs of two years side by side.

    A figure that nothing bounds from above is partly unknown, and a region without rows wholly: neither is compared. A
    country that is the sum of its regions is compared over those that are comparable themselves, so that it does not
    shrink where a region's figures are missing.
    """
    figures = [each.measures["employment"].units(units).values.copy() for each in (now, before)]
    comparable = _known(units, now) & _known(units, before)
    if not (now.present[units.root] and before.present[units.root]):
        parts = comparable & units.top[:, None]
        for each in figures:
            each[units.root] = np.where(parts, each, 0).sum(axis=0)
        comparable[units.root] = parts.any(axis=0)
    return Changes(figures[0], figures[1], comparable)


def _known(units: Units, sums: YearSums) -> Truths:
    return np.asarray((sums.measures["employment"].units(units).high < UNBOUNDED) & sums.present[:, None])
