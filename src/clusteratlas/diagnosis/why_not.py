"""Why a regional cluster is not strong: each condition, and the smallest change that would make it hold."""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.explanation import Condition, Explanation, Remedy
from clusteratlas.diagnosis.finding import find_situation
from clusteratlas.diagnosis.judgement import Figures, Judgement, judge
from clusteratlas.diagnosis.portfolio import check_portfolio
from clusteratlas.diagnosis.remedies import Asked, find_remedy
from clusteratlas.diagnosis.rule_book import Rule, RuleBook, Rules, load
from clusteratlas.diagnosis.situation import COUNTS, Situation
from clusteratlas.diagnosis.small_sets import SmallSet, small_set
from clusteratlas.diagnosis.smallest_change import passes_held, passes_recomputed, smallest_held, smallest_recomputed
from clusteratlas.tables import Frame


def why_not(
    portfolio: Frame,
    region: str,
    cluster: str,
    rules: Rules = "us-percentile",
    year: int | None = None,
    class_: str | None = None,
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
        rules: the name of a rule book, the path of one's own, or a rule book.
        year: the year; None for the latest of the portfolio.
        class_: the class of the rule book; None for the one that it calls strong, its `agreement`.

    Returns:
        An Explanation: verdict (the same as `classify` gives), conditions, held, recomputed, ranked, and of a rule book
        with stars how many pass and how many are measured.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a number is negative or not finite, a row stands twice, or a region with jobs has no quotient.
        UnknownCode: the region or the cluster is not in the portfolio that year, or the rule book does not rank it.
        UnknownChoice: there is no such rule book, class or year.

    Notes:
        A gain in jobs is a gain in the cluster: no job moves from elsewhere. It moves employment, location_quotient,
        location_quotient_all and employment_share_all. Growth, wages per head and what else does not follow from the
        jobs of one year stay as they are; where they fail the remedy has no number and says `not_by_jobs`. Where
        quotients do not follow from the portfolio's own totals (computed from other data, or over all kinds) jobs
        cannot be solved for; the remedy then has none and says `other_totals`. Establishments are added only for
        conditions that must hold; stars are sought with jobs.

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
    book.of_class(class_ or book.agreement)  # an unknown class is said before the table is read
    return explain(find_situation(check_portfolio(portfolio, book), (region, cluster), year, book), book, class_)


def explain(situation: Situation, rules: Rules = "us-percentile", class_: str | None = None) -> Explanation:
    """The explanation of a situation whose numbers are at hand, as `why_not` gives it for a whole portfolio."""
    book = load(rules)
    class_ = class_ or book.agreement
    asked = Asked.by(book, class_)
    judgement = _judge(situation, book)
    verdict = _verdict(judgement, class_)
    nothing = Remedy(0, 0)
    resting_on = {rule.id: situation.resting_on(rule) for rule in asked.rules if rule.percentile is not None}
    return Explanation(
        region=situation.region,
        cluster=situation.cluster,
        year=situation.year,
        level=situation.level,
        class_=class_,
        verdict=verdict,
        ranked=situation.ranked,
        conditions=tuple(_condition(situation, rule) for rule in asked.rules),
        held=nothing if verdict else find_remedy(situation, asked, smallest_held, passes_held),
        recomputed=nothing if verdict else find_remedy(situation, asked, smallest_recomputed, passes_recomputed),
        rules=book.name,
        resting_on=resting_on,
        stars=book.stars,
        least_stars=asked.least,
        grade=_count(judgement.grade),
        measured=_count(judgement.measured),
        small=_small(book, resting_on),
    )


def _small(book: RuleBook, resting_on: Mapping[str, int]) -> SmallSet | None:
    """What to say of the percentile that rests on fewest regions, of those that are measured at all."""
    measured = [regions for regions in resting_on.values() if regions]
    return small_set(book, min(measured)) if measured else None


def _judge(situation: Situation, book: RuleBook) -> Judgement:
    rules = book.rules.values()
    figures = Figures(
        columns={rule.column: situation.values(rule.column)[:1] for rule in rules},
        thresholds={rule.id: np.array([situation.threshold(rule)]) for rule in rules},
        present=np.array([situation.present]),
        company=np.array([situation.ranked > 0]),
    )
    return judge(book, figures)


def _verdict(judgement: Judgement, class_: str) -> bool | None:
    answers = judgement.classes[class_]
    return bool(answers.yes[0]) if answers.said[0] else None


def _count(numbers: NDArray[np.float64]) -> int | None:
    return None if math.isnan(numbers[0]) else int(numbers[0])


def _condition(situation: Situation, rule: Rule) -> Condition:
    value, threshold = situation.value(rule.column), situation.threshold(rule)
    passes = _passes(situation, rule, value, threshold)
    held = smallest_held(situation, rule)
    return Condition(
        id=rule.id,
        column=rule.column,
        value=_known(value),
        operator=rule.operator,
        threshold=_known(threshold),
        passes=passes,
        change=None if passes else held if rule.column in COUNTS else _known(threshold - value),
        held=held,
        recomputed=smallest_recomputed(situation, rule),
    )


def _passes(situation: Situation, rule: Rule, value: float, threshold: float) -> bool | None:
    """Whether the condition holds; None where the value is not known, or it is that of no ranked region."""
    if math.isnan(value) or (math.isnan(threshold) and situation.ranked):
        return None
    return bool(rule.holds(value, threshold))


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number
