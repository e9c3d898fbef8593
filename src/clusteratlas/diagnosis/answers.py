"""Answers that may be missing: for each of many questions yes, no, or neither where something was not measured."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Answers:
    """Where the answer is yes and where it is no; where it is neither it cannot be said. Never both."""

    yes: Truths
    no: Truths

    @property
    def said(self) -> Truths:
        """Where there is an answer."""
        return np.asarray(self.yes | self.no)

    def but_no(self, where: Truths) -> "Answers":
        """The same, with no where something else decides it."""
        return Answers(self.yes & ~where, self.no | where)

    def unsaid(self, where: Truths) -> "Answers":
        """The same, without an answer there."""
        return Answers(self.yes & ~where, self.no & ~where)

    def column(self) -> pa.Array:
        """A column of truth, null where it cannot be said."""
        return pa.array(self.yes, mask=~self.said)

    def column_among(self, rows: Truths) -> pa.Array:
        """The column of a longer table, null in the rows that were not asked."""
        values, empty = np.zeros(len(rows), np.bool_), np.ones(len(rows), np.bool_)
        values[rows], empty[rows] = self.yes, ~self.said
        return pa.array(values, mask=empty)


def at_least(count: int, answers: Sequence[Answers], like: Truths) -> Answers:
    """Whether at least so many answers are yes: yes once that many are, no once too few could still be.

    `like` gives the shape where there are no answers to count.
    """
    shape = np.zeros(np.shape(like), np.int64)
    yes, no = (sum((part.astype(np.int64) for part in parts), shape) for parts in _parts(answers))
    return Answers(np.asarray(yes >= count), np.asarray(len(answers) - no < count))


def all_of(answers: Sequence[Answers], like: Truths) -> Answers:
    """Whether all answers are yes: no as soon as one is no, whatever the others are."""
    return at_least(len(answers), answers, like)


def _parts(answers: Sequence[Answers]) -> tuple[list[Truths], list[Truths]]:
    return [each.yes for each in answers], [each.no for each in answers]
