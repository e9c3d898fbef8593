"""What every rule book says of one row of the portfolio, condition by condition, and whether its answer would stand."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis import Rule, RuleBook
from clusteratlas.diagnosis.columns import COLUMNS
from clusteratlas.diagnosis.judgement import Figures, Judgement, judge
from clusteratlas.diagnosis.robustness import PERTURBATION
from clusteratlas.diagnosis.situation import OF_TOTALS, QUOTIENT
from clusteratlas.editions.edition import Edition, Row

Numbers = NDArray[np.float64]
Answer = bool | None  # None where what is measured does not decide it

TRIALS = ("low", "high", "less", "more")  # figures at the ends of what withheld cells allow, and 5 % less and more
_AS_IT_IS = 0
_FACTORS = (1 - PERTURBATION, 1 + PERTURBATION)

_THRESHOLDS = """
select rules, condition, threshold from thresholds where cluster = $cluster and level = $level and year = $year
"""


@dataclass(frozen=True)
class Held:
    """One condition held against a row: the row's value, what it is compared with, and whether it passes."""

    rule: Rule
    value: float | None
    threshold: float | None
    passes: Answer


@dataclass(frozen=True)
class Judged:
    """What a rule book says of a row: its class, its stars, whether it is strong, and the same in every trial.

    `conditions` are those of the class that counts as strong, those that must hold first and then the stars. `robust`
    is as the function of that name gives it: true where every trial says what the class says.
    """

    book: RuleBook
    class_: str | None
    grade: int | None
    measured: int | None
    strong: Answer
    trials: Mapping[str, Answer]
    conditions: tuple[Held, ...]

    @property
    def robust(self) -> Answer:
        """Whether the answer is the same in every trial; None where a trial does not decide it and none contradicts."""
        others = self.trials.values()
        if self.strong is not None and any(other is (not self.strong) for other in others):
            return False
        return True if self.strong is not None and all(other == self.strong for other in others) else None


def judged(edition: Edition, row: Row) -> dict[str, Judged]:
    """What each of the edition's rule books that ranks the row says of it, by name, in their order.

    The row is one of `portfolio`, of a whole cluster. Quotients and shares over all jobs have no ends of their own in
    the portfolio: they move as the location quotient does.
    """
    found: dict[str, dict[str, float | None]] = {}
    asked = {name: row[name] for name in ("cluster", "level", "year")}
    for each in edition.rows(_THRESHOLDS, asked):
        found.setdefault(each["rules"], {})[each["condition"]] = each["threshold"]
    books = (book for book in edition.manifest.books.values() if _ranks(book, row))
    return {book.name: judge_row(book, row, found.get(book.name, {})) for book in books}


def ends_of(row: Row, column: str) -> tuple[float, float] | None:
    """The ends of a column of the row, the high one infinite where nothing bounds it; None where it is not withheld."""
    if row.get(column) is None:
        return None
    low, high = _end(row, column, "low"), _end(row, column, "high")
    return None if low == high == row[column] else (low, high)


def _ranks(book: RuleBook, row: Row) -> bool:
    return row["kind"] in book.kinds and row["level"] not in book.levels_not_ranked


def judge_row(book: RuleBook, row: Row, limits: Mapping[str, float | None]) -> Judged:
    """What a rule book that ranks the row says of it, held against these thresholds by condition."""
    columns = {name: _tried(row, name) for name in book.needs}
    thresholds = {name: _number(limits.get(name)) for name in book.rules}
    places = len(TRIALS) + 1
    figures = Figures(
        columns=columns,
        thresholds={name: np.full(places, value) for name, value in thresholds.items()},
        present=columns[book.present] > 0,
        company=np.full(places, bool(limits)),
    )
    judgement = judge(book, figures)
    asked = dict.fromkeys((*book.of_class(book.agreement), *book.starred()))
    present = bool(figures.present[_AS_IT_IS])
    return Judged(
        book=book,
        class_=_class(book, judgement),
        grade=_count(judgement.grade),
        measured=_count(judgement.measured),
        strong=_answer(judgement, _AS_IT_IS),
        trials={name: _answer(judgement, at) for at, name in enumerate(TRIALS, start=1)},
        conditions=tuple(_held(rule, columns[rule.column][_AS_IT_IS], thresholds[rule.id], present) for rule in asked),
    )


def _tried(row: Row, column: str) -> Numbers:
    """The column as it is, and in every trial."""
    value = _number(row.get(column))
    moved = [value * factor if COLUMNS[column].perturbed else value for factor in _FACTORS]
    return np.array([value, _end(row, column, "low"), _end(row, column, "high"), *moved])


def _end(row: Row, column: str, end: str) -> float:
    """The low or the high end of a column; the figure itself where nothing of it is withheld."""
    value, name = _number(row.get(column)), f"{column}_{end}"
    if name not in row and column in OF_TOTALS:
        quotient = row[QUOTIENT]
        return value * (_end(row, QUOTIENT, end) / quotient) if quotient else value
    if row.get(name) is not None:
        return float(row[name])
    # A low end without a high one is open: nobody can say how large the figure may be.
    return float("inf") if end == "high" and row.get(f"{column}_low") is not None else value


def _held(rule: Rule, value: float, threshold: float, present: bool) -> Held:
    """A row without jobs passes nothing."""
    known = not (np.isnan(value) or np.isnan(threshold))
    passes = bool(rule.holds(value, threshold)) if known and present else None if present else False
    return Held(rule, _known(value), _known(threshold), passes)


def _known(number: float) -> float | None:
    return None if np.isnan(number) else number


def _class(book: RuleBook, judgement: Judgement) -> str | None:
    highest = int(judgement.highest[_AS_IT_IS])
    return None if highest < 0 else list(book.classes)[highest]


def _answer(judgement: Judgement, at: int) -> Answer:
    strong = judgement.strong
    return bool(strong.yes[at]) if strong.said[at] else None


def _count(numbers: Numbers) -> int | None:
    number = numbers[_AS_IT_IS]
    return None if np.isnan(number) else int(number)


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
