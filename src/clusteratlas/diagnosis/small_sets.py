"""Small ranked sets: on how many regions a percentile rests, and which rule book asks for none."""

from dataclasses import dataclass

from clusteratlas.diagnosis.rule_book import Rules, load

SMALL_RANKED_SET = 40  # with fewer regions a percentile rests on too few units to be quoted without saying so
FIXED_THRESHOLDS = "fixed-threshold"  # the rule book whose thresholds rest on no other region


@dataclass(frozen=True)
class SmallSet:
    """What to say beside a class that rests on few regions: how many, how few is few, and which book to ask instead."""

    ranked: int
    few: int
    instead: str


def small_set(rules: Rules, ranked: int) -> SmallSet | None:
    """What to say of a ranked set of so many regions; None where there are enough, or nothing is ranked.

    Parameters:
        rules: the name of a rule book, the path of one's own, or a rule book.
        ranked: how many regions the set has, as `thresholds`, `threshold_table` and `why_not` give it.

    Returns:
        None where the rule book compares with no percentile, or where at least `SMALL_RANKED_SET` regions are ranked.

    Example:
        >>> small_set("us-percentile", 12)
        SmallSet(ranked=12, few=40, instead='fixed-threshold')
        >>> small_set("fixed-threshold", 12) is None
        True
    """
    if ranked >= SMALL_RANKED_SET or not load(rules).percentiles():
        return None
    return SmallSet(ranked, SMALL_RANKED_SET, FIXED_THRESHOLDS)
