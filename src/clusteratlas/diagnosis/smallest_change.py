"""The smallest whole number of jobs or establishments that makes a condition hold."""

import math
from collections.abc import Callable
from fractions import Fraction

from clusteratlas.diagnosis.rule_book import Rule
from clusteratlas.diagnosis.situation import COUNTS, SHARE_ALL, Situation

Passes = Callable[[int], bool]
MOST = 2**40  # a million million jobs: what needs more is out of reach


def passes_held(situation: Situation, rule: Rule) -> Passes:
    """Whether the condition holds after a gain, against its threshold as it stands."""
    threshold = situation.threshold(rule)
    return lambda added: bool(rule.holds(situation.value(rule.column, added), threshold))


def passes_recomputed(situation: Situation, rule: Rule) -> Passes:
    """Whether the condition holds after a gain, with every quotient and percentile recomputed."""
    return lambda added: bool(rule.holds(situation.value(rule.column, added), situation.threshold_after(rule, added)))


def smallest_held(situation: Situation, rule: Rule) -> int | None:
    """The smallest gain that passes the threshold as it stands; None where none does, or no gain is known to."""
    passes = passes_held(situation, rule)
    if passes(0):
        return 0
    near = _near(situation, rule, situation.threshold(rule))
    return None if near is None or near > MOST else _settle(passes, near)


def smallest_recomputed(situation: Situation, rule: Rule) -> int | None:
    """The smallest gain that passes when everything moves; None where none does, or no gain is known to."""
    if rule.percentile is None:  # a fixed threshold does not move
        return smallest_held(situation, rule)
    passes = passes_recomputed(situation, rule)
    if passes(0) or not _by_gains(situation, rule):
        return 0 if passes(0) else None
    # The nation's factor is common to all quotients of a cluster, so the region's rank can only rise with its jobs:
    # once the condition holds it goes on holding, and halving finds where it starts.
    return search(passes)


def search(passes: Passes) -> int | None:
    """The smallest number that passes, where every larger one does too; None where not even `MOST` does."""
    if passes(0):
        return 0
    low, high = 0, 1
    while not passes(high):
        low, high = high, 2 * high
        if high > MOST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if passes(middle) else (middle, high)
    return high


def _by_gains(situation: Situation, rule: Rule) -> bool:
    """Whether gains can make the condition hold that does not: it asks for more of what follows from the gains."""
    return not rule.asks_for_less and situation.solvable(rule.column)


def _settle(passes: Passes, near: int) -> int | None:
    """The first of the whole numbers about `near` that passes, the one before it not passing."""
    return next((x for x in range(max(near - 2, 1), near + 3) if passes(x) and not passes(x - 1)), None)


def _near(situation: Situation, rule: Rule, threshold: float) -> int | None:
    """The whole number at or just below the gain at which the column reaches the threshold."""
    if math.isnan(threshold) or rule.asks_for_less or not situation.solvable(rule.column):
        return None
    if rule.column in COUNTS:
        return math.floor(threshold - situation.value(rule.column))
    if rule.column == SHARE_ALL:
        return _near_share(situation, threshold)
    return _near_quotient(situation, rule.column, threshold)


def _near_share(situation: Situation, threshold: float) -> int | None:
    """Where (e + x) = t (E + x)."""
    employment, total, t = Fraction(situation.employment[0]), _total(situation, SHARE_ALL), Fraction(threshold)
    if t >= 1:  # a share of all jobs that is not reached yet never is
        return None
    return math.floor((t * total - employment) / (1 - t))


def _near_quotient(situation: Situation, column: str, threshold: float) -> int | None:
    """Where (e + x)(N + x) = t (E + x)(C + x), which is a x**2 + b x + c = 0, first turns from below to above."""
    employment, total = Fraction(situation.employment[0]), _total(situation, column)
    cluster, nation, t = Fraction(situation.cluster_total), Fraction(_nation(situation, column)), Fraction(threshold)
    a = 1 - t
    b = employment + nation - t * (total + cluster)
    c = employment * nation - t * total * cluster
    if c >= 0:  # at the threshold already: it takes more than that, or the region has no quotient before its first job
        return 0
    discriminant = b * b - 4 * a * c  # exact: its sign says whether the threshold is ever reached
    if discriminant < 0:
        return None
    root = math.sqrt(discriminant)
    if b > 0:
        return math.floor(float(-2 * c) / (float(b) + root))
    return math.floor((root - float(b)) / float(2 * a)) if a > 0 else None


def _total(situation: Situation, column: str) -> Fraction:
    regions, _ = situation.totals(column)
    return Fraction(0 if regions is None else regions[0])


def _nation(situation: Situation, column: str) -> float:
    return situation.totals(column)[1] or 0.0
