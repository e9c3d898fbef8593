"""Why a regional cluster is not strong: each condition, and the smallest change that would make it hold."""

import math
from collections.abc import Callable, Sequence

from clusteratlas.diagnosis.explanation import Condition, Explanation, Reason, Remedy
from clusteratlas.diagnosis.finding import find_situation
from clusteratlas.diagnosis.portfolio import check_portfolio
from clusteratlas.diagnosis.rule_book import Rule, RuleBook, load
from clusteratlas.diagnosis.situation import QUOTIENT, Situation
from clusteratlas.diagnosis.smallest_change import (
    Passes,
    passes_held,
    passes_recomputed,
    smallest_held,
    smallest_recomputed,
)
from clusteratlas.tables import Frame

Test = Callable[[Situation, Rule], Passes]
Need = Callable[[Situation, Rule], int | None]


def why_not(
    portfolio: Frame,
    region: str,
    cluster: str,
    rules: str | RuleBook = "us-percentile",
    year: int | None = None,
    class_: str = "strong",
) -> Explanation:
    """Why a regional cluster is, or is not, in a class, and how many jobs or establishments it is short of.

    Every condition of the class comes with its value and its threshold. Two remedies follow. `held` keeps all other
    regions and the thresholds as they are; x added jobs turn the quotient into (e + x)(N + x) / ((E + x)(C + x)), with
    e the region's jobs in the cluster, E its jobs in all clusters of the kind, C and N the same for the nation.
    `recomputed` also moves the quotients of the other regions and the percentiles, of which the region's own values
    are part. Both are exact: the number passes and the number before it does not.

    Parameters:
        portfolio: one row for each region and cluster: region, cluster, kind (text), employment (persons),
            location_quotient (ratio, within the kind), and what else the rule book compares, such as establishments
            (count); where it has them year, level and subcluster. It must hold all clusters of the kind, for the
            totals. The nation is the row of the level `country` where there is one, otherwise the sum of all rows. An
            absent row means zero.
        region, cluster: their codes.
        rules: the name of a rule book, or a rule book.
        year: the year; None for the latest of the portfolio.
        class_: the class of the rule book.

    Returns:
        An Explanation: verdict (the same as `classify` gives), conditions, held, recomputed, ranked.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a number is negative or not finite, a row stands twice, or a region with jobs has no quotient.
        UnknownCode: the region or the cluster is not in the portfolio that year, or the rule book does not rank it.
        UnknownChoice: there is no such rule book, class or year.

    Notes:
        A gain in jobs is a gain in the cluster: no job moves from elsewhere. Where quotients do not follow from the
        portfolio's own totals (computed from other data, or over all kinds) jobs cannot be solved for; the remedy then
        has none and says `other_totals`.

    Example:
        Reno has 12 of 100 traded jobs in aerospace, the nation 100 of 1,000: a quotient of 1.2. Its four regions have
        the quotients 0.8, 1.2, 1.2 and 2, so the 75th percentile is 1.4. Two jobs would give
        (14 / 102) / (102 / 1002) = 1.348, three give (15 / 103) / (103 / 1003) = 1.418.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["reno", "reno", "ames", "ames", "boise", "boise", "salem", "salem"],
        ...     "cluster": ["aerospace", "software"] * 4, "kind": ["traded"] * 8,
        ...     "employment": [12, 88, 20, 80, 12, 88, 56, 644], "establishments": [3, 5, 2, 5, 1, 5, 2, 5],
        ...     "location_quotient": [1.2, 88 / 90, 2.0, 80 / 90, 1.2, 88 / 90, 0.8, 644 / 630],
        ... })
        >>> explanation = why_not(portfolio, "reno", "aerospace")
        >>> [condition.id for condition in explanation.conditions if not condition.passes]
        ['location_quotient_p75', 'employment_p25']
        >>> explanation.held.jobs
        3
    """
    book = load(rules)
    book.of_class(class_)  # an unknown class is said before the table is read
    return explain(find_situation(check_portfolio(portfolio, book), (region, cluster), year, book), book, class_)


def explain(situation: Situation, rules: str | RuleBook = "us-percentile", class_: str = "strong") -> Explanation:
    """The explanation of a situation whose numbers are at hand, as `why_not` gives it for a whole portfolio."""
    conditions = load(rules).of_class(class_)
    explained = tuple(_condition(situation, rule) for rule in conditions)
    verdict = all(condition.passes for condition in explained)
    nothing = Remedy(0, 0)
    return Explanation(
        region=situation.region,
        cluster=situation.cluster,
        year=situation.year,
        level=situation.level,
        class_=class_,
        verdict=verdict,
        ranked=situation.ranked,
        conditions=explained,
        held=nothing if verdict else _remedy(situation, conditions, smallest_held, passes_held),
        recomputed=nothing if verdict else _remedy(situation, conditions, smallest_recomputed, passes_recomputed),
    )


def _condition(situation: Situation, rule: Rule) -> Condition:
    value, threshold = situation.value(rule.column), situation.threshold(rule)
    passes = bool(rule.holds(value, threshold))
    held = smallest_held(situation, rule)
    return Condition(
        id=rule.id,
        column=rule.column,
        value=_known(value),
        operator=rule.operator,
        threshold=_known(threshold),
        passes=passes,
        change=None if passes else _known(threshold - value) if rule.column == QUOTIENT else held,
        held=held,
        recomputed=smallest_recomputed(situation, rule),
    )


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number


def _remedy(situation: Situation, rules: Sequence[Rule], need: Need, test: Test) -> Remedy:
    of_establishments = [rule for rule in rules if rule.column == "establishments"]
    of_jobs = [rule for rule in rules if rule.column != "establishments"]
    jobs, establishments = (_together(situation, some, need, test) for some in (of_jobs, of_establishments))
    reason = None if jobs is not None and establishments is not None else _reason(situation)
    return Remedy(jobs, establishments, reason)


def _together(situation: Situation, rules: Sequence[Rule], need: Need, test: Test) -> int | None:
    """The smallest gain at which all these conditions hold.

    It is the largest of their needs or there is none: the gains that pass a condition follow one another without a gap.
    """
    needs = [need(situation, rule) for rule in rules]
    known = [amount for amount in needs if amount is not None]
    gain = max(known, default=0)
    if len(known) < len(needs) or not _can_recompute(situation, rules, gain):
        return None
    return gain if all(test(situation, rule)(gain) for rule in rules) else None


def _can_recompute(situation: Situation, rules: Sequence[Rule], gain: int) -> bool:
    return gain == 0 or situation.consistent or all(rule.column != QUOTIENT for rule in rules)


def _reason(situation: Situation) -> Reason:
    if not situation.ranked:
        return Reason.NO_RANKED_REGION
    return Reason.UNREACHABLE if situation.consistent else Reason.OTHER_TOTALS
