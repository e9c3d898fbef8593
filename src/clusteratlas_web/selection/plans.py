"""A call as data and back: what a template holds, checked at the door; pure.

A plan names no department, no clock and no day: only how many days each step takes, from which a timetable is laid on
the clock of a call. Fault by fault is said with its place: `rounds.1.criteria.3.threshold`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django.utils.translation import gettext_noop as said

from clusteratlas_web.registry.words import KINDS as ORGANISATIONS
from clusteratlas_web.registry.words import SIZES
from clusteratlas_web.selection.conditions import fault_of
from clusteratlas_web.selection.deadlines import instant
from clusteratlas_web.selection.words import (
    ASSIGNED_ONLY,
    CENTRES,
    KINDS,
    MEAN,
    NEVER,
    PARTS,
    READS,
    SEES_REVIEWS,
)

Texts = dict[str, str]
OPENS, ENDS = time(9), time(17)  # when a day of the timetable begins and ends

UNKNOWN = said("A plan has no such entry.")
NOT_TEXTS = said("This is a text in languages.")
NOT_A_CHOICE = said("This is none of the choices.")
NOT_A_NUMBER = said("This is no number within its bounds.")
NOT_A_LIST = said("This is a list.")
NOT_YES_OR_NO = said("This is yes or no.")
NOT_A_TABLE = said("This is a table of entries.")
SCALE = said("The scale goes up, and the threshold lies on it.")
NO_CURRENCY = said("An amount needs its currency.")


class BadPlan(ValueError):
    """A plan with faults: each with its place in the plan and a sentence (a message id)."""

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{place}: {sentence}" for place, sentence in self.faults))


@dataclass(frozen=True)
class CriterionPlan:
    """What a round judges by."""

    names: Texts = field(default_factory=dict)
    about: Texts = field(default_factory=dict)
    evidence: Texts = field(default_factory=dict)
    weight: Decimal = Decimal(1)
    low: Decimal = Decimal(1)
    high: Decimal = Decimal(10)
    threshold: Decimal | None = None


@dataclass(frozen=True)
class ConditionPlan:
    """What an application must fulfil."""

    kind: str = ""
    value: Any = None
    says: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class RoundPlan:
    """A round with its criteria and conditions, and how many days its steps take; none where there is no deadline."""

    names: Texts = field(default_factory=dict)
    places: int | None = None
    asks: tuple[str, ...] = ()
    least_reviews: int = 3
    most_load: int = 20
    sees_reviews: str = NEVER
    reads: str = ASSIGNED_ONLY
    shows_applicants: bool = True
    centre: str = MEAN
    removes_severity: bool = True
    least_score: Decimal | None = None
    quorum: Decimal = Decimal("0.5")
    appeal_days: int = 5
    days_open: int | None = None
    days_to_review: int | None = None
    days_to_decide: int | None = None
    criteria: tuple[CriterionPlan, ...] = ()
    conditions: tuple[ConditionPlan, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A whole call."""

    kind: str = ""
    names: Texts = field(default_factory=dict)
    about: Texts = field(default_factory=dict)
    currency: str = ""
    most_amount: Decimal | None = None
    least_matching: Decimal | None = None
    years: int | None = None
    notice_days: int = 5
    jury_size: int | None = None
    grants: str = ""
    region_is_conflict: bool = False
    for_kinds: tuple[str, ...] = ()
    for_sizes: tuple[str, ...] = ()
    for_regions: tuple[str, ...] = ()
    for_clusters: tuple[str, ...] = ()
    source: str = ""
    rounds: tuple[RoundPlan, ...] = ()


@dataclass(frozen=True)
class Dates:
    """The instants of a round."""

    opens: datetime | None = None
    closes: datetime | None = None
    reviews_due: datetime | None = None
    decision_due: datetime | None = None


def read_plan(data: Any) -> Plan:
    """A plan from plain data; raises BadPlan with everything that is wrong."""
    reading = _Reading()
    plan = reading.table(Plan, data, "")
    if reading.faults or plan is None:
        raise BadPlan(reading.faults)
    return plan


def as_data(plan: Plan) -> dict[str, Any]:
    """A plan as plain data that JSON and TOML can hold; what says nothing is left out."""
    return dict(_plain(asdict(plan)))


def timetable(plan: Plan, opens: datetime, first_day: date, zone: str) -> list[Dates]:
    """The instants of all rounds: each step so many days after the one before, on the clock of a zone.

    Raises NoSuchInstant where the clock never reads so on one of the days. What comes after an open end has no date.
    """
    found: list[Dates] = []
    day: date | None = first_day
    begins: datetime | None = opens
    for each in plan.rounds:
        closes = _after(day, each.days_open)
        reviewed = _after(closes, each.days_to_review)
        decided = _after(reviewed, each.days_to_decide)
        ends = [instant(end, ENDS, zone) if end else None for end in (closes, reviewed, decided)]
        found.append(Dates(begins, *ends))
        day = _after(decided, plan.notice_days + 1)
        begins = instant(day, OPENS, zone) if day else None
    return found


def _after(day: date | None, days: int | None) -> date | None:
    return None if day is None or days is None else day + timedelta(days=days)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _plain(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in (None, {}, [], "")}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


Check = Callable[[Any], Any]
T = TypeVar("T")


def _texts(value: Any) -> Texts:
    if not isinstance(value, Mapping) or not all(isinstance(x, str) for pair in value.items() for x in pair):
        raise ValueError(NOT_TEXTS)
    return {language: text.strip() for language, text in value.items() if text.strip()}


def _text(most: int) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or len(value) > most:
            raise ValueError(NOT_TEXTS)
        return value

    return check


def _one_of(pairs: tuple[tuple[str, str], ...]) -> Check:
    def check(value: Any) -> str:
        if value not in dict(pairs):
            raise ValueError(NOT_A_CHOICE)
        return str(value)

    return check


def _codes(pairs: tuple[tuple[str, str], ...]) -> Check:
    def check(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError(NOT_A_LIST)
        return tuple(_one_of(pairs)(each) for each in value)

    return check


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) and each for each in value):
        raise ValueError(NOT_A_LIST)
    return tuple(value)


def _whole(least: int, most: int) -> Check:
    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(NOT_A_NUMBER)
        return value

    return check


def _number(least: str, most: str) -> Check:
    def check(value: Any) -> Decimal:
        try:
            found = Decimal(str(value))
        except InvalidOperation as wrong:
            raise ValueError(NOT_A_NUMBER) from wrong
        if isinstance(value, bool) or not found.is_finite() or not Decimal(least) <= found <= Decimal(most):
            raise ValueError(NOT_A_NUMBER)
        return found

    return check


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(NOT_YES_OR_NO)
    return value


_DAYS = _whole(0, 3650)
_CHECKS: dict[type, dict[str, Check]] = {
    Plan: {
        "kind": _one_of(KINDS),
        "names": _texts,
        "about": _texts,
        "currency": _text(3),
        "most_amount": _number("0.01", "999999999999.99"),
        "least_matching": _number("0", "1"),
        "years": _whole(1, 99),
        "notice_days": _whole(0, 90),
        "jury_size": _whole(1, 500),
        "grants": _text(120),
        "region_is_conflict": _yes_or_no,
        "for_kinds": _codes(ORGANISATIONS),
        "for_sizes": _codes(SIZES),
        "for_regions": _names,
        "for_clusters": _names,
        "source": _text(300),
    },
    RoundPlan: {
        "names": _texts,
        "places": _whole(1, 30_000),
        "asks": _codes(PARTS),
        "least_reviews": _whole(1, 50),
        "most_load": _whole(1, 30_000),
        "sees_reviews": _one_of(SEES_REVIEWS),
        "reads": _one_of(READS),
        "shows_applicants": _yes_or_no,
        "centre": _one_of(CENTRES),
        "removes_severity": _yes_or_no,
        "least_score": _number("0", "100"),
        "quorum": _number("0", "1"),
        "appeal_days": _whole(0, 90),
        "days_open": _DAYS,
        "days_to_review": _DAYS,
        "days_to_decide": _DAYS,
    },
    CriterionPlan: {
        "names": _texts,
        "about": _texts,
        "evidence": _texts,
        "weight": _number("0.001", "999.999"),
        "low": _number("-9999", "9999"),
        "high": _number("-9999", "9999"),
        "threshold": _number("-9999", "9999"),
    },
    ConditionPlan: {"kind": _text(40), "value": lambda value: value, "says": _texts},
}
_PARTS: dict[type, dict[str, type]] = {
    Plan: {"rounds": RoundPlan},
    RoundPlan: {"criteria": CriterionPlan, "conditions": ConditionPlan},
}


class _Reading:
    """Reads tables of data into dataclasses, and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, str]] = []

    def table(self, made: type[T], data: Any, place: str) -> T | None:
        """One table; None where it has faults."""
        if not isinstance(data, Mapping):
            self.faults.append((place or "plan", NOT_A_TABLE))
            return None
        before, parts = len(self.faults), _PARTS.get(made, {})
        for name in set(data) - {each.name for each in fields(made)}:  # type: ignore[arg-type]
            self.faults.append((f"{place}{name}", UNKNOWN))
        values = {
            name: self._checked(check, data[name], place + name)
            for name, check in _CHECKS[made].items()
            if name in data
        }
        values |= {name: self._several(part, data.get(name, ()), place + name) for name, part in parts.items()}
        if len(self.faults) > before:
            return None
        found = made(**values)
        self._whole_fault(found, place)
        return found

    def _checked(self, check: Check, value: Any, place: str) -> Any:
        try:
            return check(value)
        except ValueError as wrong:
            self.faults.append((place, str(wrong)))
            return None

    def _several(self, made: type, data: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple):
            self.faults.append((place, NOT_A_LIST))
            return ()
        return tuple(self.table(made, each, f"{place}.{number}.") for number, each in enumerate(data, 1))

    def _whole_fault(self, found: Any, place: str) -> None:
        """What only the table as a whole can tell."""
        if isinstance(found, CriterionPlan) and not _is_scale(found):
            self.faults.append((f"{place}high", SCALE))
        if isinstance(found, ConditionPlan) and (fault := fault_of(found.kind, found.value, found.says)):
            self.faults.append((f"{place}value", fault))
        if isinstance(found, Plan) and not found.kind:
            self.faults.append(("kind", NOT_A_CHOICE))
        if isinstance(found, Plan) and found.most_amount is not None and not found.currency:
            self.faults.append(("currency", NO_CURRENCY))


def _is_scale(criterion: CriterionPlan) -> bool:
    low, high, threshold = criterion.low, criterion.high, criterion.threshold
    return low < high and (threshold is None or low <= threshold <= high)
