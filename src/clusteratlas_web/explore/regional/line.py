"""The line of the page: what the location quotient must reach by the rule book, and how many jobs it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusteratlas.diagnosis import Condition, Explanation, Rule, RuleBook
from clusteratlas.diagnosis.rule_book import OPERATORS
from clusteratlas.diagnosis.situation import QUOTIENT, QUOTIENT_ALL

_PASSES_ABOVE = (">=", ">")


@dataclass(frozen=True)
class Line:
    """The highest that is asked of a location quotient.

    `column` says which quotient: over the cluster's kind, or over all jobs. `threshold` is the highest percentile that
    is asked for, `percentile` which one; None where only fixed numbers are. `fixed` is the highest fixed number. `held`
    is how many jobs are lacking with all else held: 0 where none are, or no number is enough.
    """

    column: str = QUOTIENT
    value: float = 1.0
    operator: str = ">="
    percentile: float | None = None
    threshold: float | None = None
    fixed: float | None = None
    held: int = 0
    conditions: tuple[str, ...] = ()  # that it is made of

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked of the quotient."""
        return bool(self.conditions)

    @property
    def drawn(self) -> float | None:
        """What a chart draws as the threshold: the percentile, else the fixed number; None where nothing is asked."""
        return self.threshold if self.threshold is not None else self.value if self.is_asked else None

    def is_reached_by(self, quotient: float | None) -> bool:
        """Whether a location quotient passes."""
        return quotient is not None and bool(OPERATORS[self.operator](quotient, self.value))


def quotient_column(book: RuleBook) -> str:
    """The location quotient a rule book compares; where it compares both, that over the cluster's kind."""
    columns = {rule.column for rule in (*book.of_class(book.agreement), *book.starred())}
    return QUOTIENT_ALL if QUOTIENT_ALL in columns and QUOTIENT not in columns else QUOTIENT


def line_of(explanation: Explanation | None, book: RuleBook) -> Line:
    """The line of an explanation; that of its stars only where nothing that must hold asks for a quotient."""
    column = quotient_column(book)
    asked = _asked(explanation, column) if explanation else []
    if not asked:
        return Line(column)
    highest = max(asked, key=lambda each: each.threshold or 0.0)
    needs = [condition.held for condition in asked]
    ranked = _highest([each for each in asked if _rule(book, each).percentile is not None])
    fixed = _highest([each for each in asked if _rule(book, each).percentile is None])
    return Line(
        column=column,
        value=highest.threshold or 0.0,
        operator=highest.operator,
        percentile=_rule(book, ranked).percentile if ranked else None,
        threshold=ranked.threshold if ranked else None,
        fixed=fixed.threshold if fixed else None,
        held=0 if None in needs else max((need for need in needs if need is not None), default=0),
        conditions=tuple(each.id for each in asked),
    )


def _asked(explanation: Explanation, column: str) -> list[Condition]:
    found = [
        each
        for each in explanation.conditions
        if each.column == column and each.operator in _PASSES_ABOVE and each.threshold is not None
    ]
    required = [each for each in found if each.id not in explanation.stars]
    return required or found


def _highest(conditions: Sequence[Condition]) -> Condition | None:
    return max(conditions, key=lambda each: each.threshold or 0.0, default=None)


def _rule(book: RuleBook, condition: Condition) -> Rule:
    return book.rules[condition.id]
