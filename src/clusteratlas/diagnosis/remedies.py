"""Remedies: the smallest numbers of jobs and establishments at which a class holds, or why there are none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from clusteratlas.diagnosis.explanation import Reason, Remedy
from clusteratlas.diagnosis.rule_book import Rule, RuleBook
from clusteratlas.diagnosis.situation import COUNTS, OF_TOTALS, Situation
from clusteratlas.diagnosis.smallest_change import Passes

Test = Callable[[Situation, Rule], Passes]
Need = Callable[[Situation, Rule], int | None]

ESTABLISHMENTS = "establishments"
# What blocks first is said first: more jobs could not help whatever the totals are.
_GRAVEST = (Reason.NOT_MEASURED, Reason.NOT_BY_JOBS, Reason.ASKS_FOR_LESS, Reason.OTHER_TOTALS, Reason.UNREACHABLE)


@dataclass(frozen=True)
class Asked:
    """What a class asks for: conditions that must all hold, and at least so many of others."""

    required: tuple[Rule, ...]
    stars: tuple[Rule, ...]
    least: int

    @classmethod
    def by(cls, book: RuleBook, class_: str) -> "Asked":
        """What a rule book asks for a class."""
        return cls(book.of_class(class_), book.starred(), book.least_stars.get(class_, 0))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All conditions, those that must hold first, each once."""
        return tuple(dict.fromkeys((*self.required, *self.stars)))


def find_remedy(situation: Situation, asked: Asked, need: Need, test: Test) -> Remedy:
    """The smallest remedy. Establishments are added for conditions that must hold only; stars are sought with jobs."""
    of_places, of_jobs = _parted(asked.required)
    establishments = _together(situation, Asked(of_places, (), 0), need, test, 0)
    stars = tuple(star for star in asked.stars if asked.least and star.column != ESTABLISHMENTS)
    placed = [star for star in asked.stars if star.column == ESTABLISHMENTS]
    earned = sum(test(situation, star)(establishments or 0) for star in placed)
    wanted = Asked(of_jobs, stars, max(asked.least - earned, 0))
    jobs = _together(situation, wanted, need, test, least=0 if situation.present else 1)
    if jobs is not None and establishments is not None:
        return Remedy(jobs, establishments)
    return Remedy(jobs, establishments, _reason(situation, wanted, need))


def _parted(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    listed = tuple(rules)
    places = tuple(rule for rule in listed if rule.column == ESTABLISHMENTS)
    return places, tuple(rule for rule in listed if rule.column != ESTABLISHMENTS)


def _together(situation: Situation, asked: Asked, need: Need, test: Test, least: int) -> int | None:
    """The smallest gain, from `least` on, at which everything asked holds.

    The gains that pass a condition follow one another without a gap, so that what is asked can begin to hold only
    where one of the conditions does.
    """
    needs = [need(situation, rule) for rule in asked.required]
    known = [amount for amount in needs if amount is not None]
    if len(known) < len(needs):
        return None
    first = max([least, *known])
    starts = {amount for star in asked.stars if (amount := need(situation, star)) is not None and amount > first}
    required, stars = ([test(situation, rule) for rule in rules] for rules in (asked.required, asked.stars))
    for gain in sorted({first, *starts}):
        if gain and not _can_recompute(situation, asked.rules):
            return None
        if all(passes(gain) for passes in required) and sum(passes(gain) for passes in stars) >= asked.least:
            return gain
    return None


def _can_recompute(situation: Situation, rules: Sequence[Rule]) -> bool:
    return all(situation.solvable(rule.column) for rule in rules if rule.column in OF_TOTALS)


def _reason(situation: Situation, asked: Asked, need: Need) -> Reason:
    if not situation.ranked:
        return Reason.NO_RANKED_REGION
    failing = [rule for rule in asked.required if need(situation, rule) is None]
    failing = failing or [star for star in asked.stars if need(situation, star) is None]
    reasons = {_reason_of(situation, rule) for rule in failing}
    if not _can_recompute(situation, asked.rules):
        reasons.add(Reason.OTHER_TOTALS)
    return next((reason for reason in _GRAVEST if reason in reasons), Reason.UNREACHABLE)


def _reason_of(situation: Situation, rule: Rule) -> Reason:
    value, threshold = situation.value(rule.column), situation.threshold(rule)
    if value != value or threshold != threshold:  # NaN: not known
        return Reason.NOT_MEASURED
    if rule.column not in (*COUNTS, *OF_TOTALS):
        return Reason.NOT_BY_JOBS
    if rule.asks_for_less:
        return Reason.ASKS_FOR_LESS
    return Reason.UNREACHABLE if rule.column in COUNTS or situation.solvable(rule.column) else Reason.OTHER_TOTALS
