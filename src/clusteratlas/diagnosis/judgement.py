"""A judgement: what a rule book says of many regional clusters, once their figures and its thresholds are known."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.answers import Answers, Truths, all_of, at_least
from clusteratlas.diagnosis.rule_book import RuleBook

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Figures:
    """What is judged: the columns, the thresholds by condition, which rows are present, and which have company.

    A row is present where the region has the cluster, and has company where its ranked set has any region at all.
    """

    columns: Mapping[str, Numbers]
    thresholds: Mapping[str, Numbers]
    present: Truths
    company: Truths


@dataclass(frozen=True)
class Judgement:
    """The classes, lowest first; of books with stars how many pass and how many could be measured."""

    classes: Mapping[str, Answers]
    strong: Answers
    grade: Numbers  # NaN where it cannot be said, or the rule book has no stars
    measured: Numbers

    @property
    def highest(self) -> NDArray[np.int64]:
        """The position of the highest class that certainly holds; -1 where none does."""
        result = np.full(self.strong.yes.shape, -1, np.int64)
        for position, answers in enumerate(self.classes.values()):
            result[answers.yes] = position
        return result

    def unsaid(self, where: Truths) -> "Judgement":
        """The same, without an answer there."""
        return Judgement(
            classes={code: answers.unsaid(where) for code, answers in self.classes.items()},
            strong=self.strong.unsaid(where),
            grade=np.where(where, np.nan, self.grade),
            measured=np.where(where & ~np.isnan(self.measured), 0, self.measured),
        )


def judge(book: RuleBook, figures: Figures) -> Judgement:
    """The judgement of a rule book.

    A region without the cluster passes nothing. A condition whose column or threshold is not measured has no answer:
    the class is then null unless the other conditions decide it.
    """
    like = figures.present
    passes = {id_: _answers(book, id_, figures) for id_ in book.rules}
    minima = all_of([passes[rule] for rule in book.minima], like)
    stars = [passes[rule] for rule in book.stars]
    classes = {
        code: all_of(
            [minima, *(passes[rule] for rule in required), at_least(book.least_stars.get(code, 0), stars, like)], like
        )
        for code, required in book.classes.items()
    }
    nothing = np.full(like.shape, np.nan)
    grade = _count(stars, like) if stars else nothing
    return Judgement(
        classes=classes,
        strong=classes[book.agreement],
        grade=np.where(minima.no, 0, np.where(minima.yes, grade, np.nan)) if stars else nothing,
        measured=_count([Answers(each.said, ~each.said) for each in stars], like) if stars else nothing,
    )


def _answers(book: RuleBook, id_: str, figures: Figures) -> Answers:
    rule = book.rules[id_]
    values, threshold = figures.columns[rule.column], figures.thresholds[id_]
    holds = rule.holds(values, threshold)
    known = ~np.isnan(values) & ~np.isnan(threshold)
    # Without any region to compare with nothing passes, and a region without the cluster passes nothing.
    return Answers(holds & known, ~holds & known).but_no(~figures.present | (np.isnan(threshold) & ~figures.company))


def _count(answers: list[Answers], like: Truths) -> Numbers:
    return np.asarray(sum((each.yes.astype(np.float64) for each in answers), np.zeros(like.shape)))
