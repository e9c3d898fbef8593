"""The shortfall: the smallest whole numbers of jobs and establishments that would make each regional cluster strong."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities.gap import Measured
from clusteratlas.diagnosis.rule_book import Rule
from clusteratlas.measures.answer import quotient

Matrix = NDArray[np.float64]

_QUOTIENT, _JOBS, _PLANTS = "location_quotient", "employment", "establishments"
_COUNTED = (_QUOTIENT, _JOBS, _PLANTS)
_MOST = 2.0**40  # what needs more jobs is out of reach, as in why_not


@dataclass(frozen=True, eq=False)
class Totals:
    """What location quotients are made of.

    Jobs of the region in all clusters of the kind (regions, clusters), of the nation in the cluster (clusters,), and of
    the nation in all clusters of the kind (clusters,).
    """

    region: Matrix
    cluster: Matrix
    nation: Matrix


@dataclass(frozen=True, eq=False)
class Shortfall:
    """Jobs and establishments that are lacking, by region and cluster; NaN where no number of them would do."""

    jobs: Matrix
    establishments: Matrix


def shortfall(conditions: Sequence[Measured], employment: Matrix, totals: Totals) -> Shortfall:
    """What every regional cluster lacks to meet all conditions, other regions and the thresholds held.

    The same numbers as the remedy `held` of `why_not`, for all regional clusters at once: x added jobs turn the
    quotient into (e + x)(N + x) / ((E + x)(C + x)). NaN where no number passes, where a condition is on another column
    than jobs, establishments and location quotient, and where the quotients are not those of the totals given.
    """
    nothing = np.zeros(employment.shape)
    if any(each.rule.column not in _COUNTED for each in conditions):
        return Shortfall(nothing + np.nan, nothing + np.nan)
    of_jobs = [each for each in conditions if each.rule.column != _PLANTS]
    of_plants = [each for each in conditions if each.rule.column == _PLANTS]
    gain = _Gain(employment, totals)
    jobs = _most([gain.smallest(each) for each in of_jobs], nothing)
    jobs = np.where(gain.passes_all(of_jobs, jobs), jobs, np.nan)
    return Shortfall(jobs, _most([_smallest_count(each, each.values) for each in of_plants], nothing))


@dataclass(frozen=True, eq=False)
class _Gain:
    employment: Matrix
    totals: Totals

    def quotient_after(self, added: Matrix) -> Matrix:
        # Multiplied before divided, as in measures.specialisation, so that the two agree to the last bit.
        own, region = self.employment + added, self.totals.region + added
        return quotient(own * (self.totals.nation + added), region * (self.totals.cluster + added))

    def passes(self, condition: Measured, added: Matrix) -> NDArray[np.bool_]:
        if condition.rule.column == _JOBS:
            return condition.rule.holds(self.employment + added, condition.threshold)
        after = np.where(added == 0, condition.values, self.quotient_after(added))
        return condition.rule.holds(after, condition.threshold)

    def smallest(self, condition: Measured) -> Matrix:
        if condition.rule.column == _JOBS:
            return _smallest_count(condition, self.employment)
        near = self._near(condition.threshold)
        found = np.full(near.shape, np.nan)
        for step in range(3, -3, -1):  # the smallest that passes, the one before it not passing, is written last
            added = np.maximum(near + step, 1.0)
            turns = self.passes(condition, added) & ~self.passes(condition, added - 1)
            found = np.where(turns & (added <= _MOST), added, found)
        found = np.where(self._as_given(condition.values), found, np.nan)
        return np.where(condition.holds, 0.0, found)

    def _as_given(self, values: Matrix) -> NDArray[np.bool_]:
        """Whether the quotients are those of the totals, for every cluster in all regions that have it."""
        own = self.quotient_after(np.zeros(values.shape))
        apart = ~np.isclose(own, values, rtol=1e-6, atol=1e-6) & (self.employment > 0)
        return np.asarray(~apart.any(axis=0))

    def _near(self, threshold: Matrix) -> Matrix:
        """Where (e + x)(N + x) = t (E + x)(C + x), which is a x**2 + b x + c = 0, turns from below to above."""
        e, n, t = self.employment, self.totals.nation, threshold
        a, b = 1 - t, e + n - t * (self.totals.region + self.totals.cluster)
        c = e * n - t * self.totals.region * self.totals.cluster
        with np.errstate(invalid="ignore", divide="ignore"):  # no root: not-a-number, which passes nowhere
            root = np.sqrt(b * b - 4 * a * c)
            near = np.where(b > 0, -2 * c / (b + root), (root - b) / (2 * a))
        out_of_reach = (b <= 0) & (a <= 0)
        return np.where(c >= 0, 0.0, np.floor(np.where(out_of_reach, np.nan, near)))

    def passes_all(self, conditions: Sequence[Measured], added: Matrix) -> NDArray[np.bool_]:
        """Whether all hold after the gain; what cannot be recomputed after one is not known to."""
        held = [self.passes(each, added) for each in conditions]
        for each in conditions:
            if each.rule.column == _QUOTIENT:
                held.append((added == 0) | self._as_given(each.values))
        return np.asarray(np.all(held, axis=0)) if held else np.ones(added.shape, np.bool_)


def _smallest_count(condition: Measured, counts: Matrix) -> Matrix:
    """The smallest whole number to add to a count so that it passes."""
    rule, threshold = condition.rule, condition.threshold
    found = np.full(counts.shape, np.nan)
    if not _asks_for_more(rule):
        return np.where(condition.holds, 0.0, found)
    near = np.floor(threshold - counts)
    for step in (2, 1, 0, -1):
        added = np.maximum(near + step, 1.0)
        found = np.where(
            rule.holds(counts + added, threshold) & ~rule.holds(counts + added - 1, threshold), added, found
        )
    return np.where(condition.holds, 0.0, found)


def _asks_for_more(rule: Rule) -> bool:
    return rule.operator in (">", ">=")


def _most(needs: Sequence[Matrix], nothing: Matrix) -> Matrix:
    return np.asarray(np.max(np.stack([nothing, *needs]), axis=0))  # not-a-number wins
