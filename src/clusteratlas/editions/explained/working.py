"""How a number comes about: its formula, the numbers that go in one by one, and those that go in as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clusteratlas.editions.edition import Row
from clusteratlas.editions.explained.formula import Value, compute, letters
from clusteratlas.editions.explained.subject import Subject

PUBLISHED, RULE, PROCEDURE = "published", "rule", "procedure"  # what has no formula: who says it, or what made it


@dataclass(frozen=True)
class Number:
    """A number that goes in: its letter, which column it is of (table.column), which row of that, and the number.

    One that the parts add up to has a formula over them in place of a row.
    """

    letter: str
    name: str
    value: Value
    row: Row = field(default_factory=dict)
    formula: str = ""

    @property
    def subject(self) -> Subject | None:
        """The number as one that is explained itself; None where it is only here."""
        table, _, column = self.name.partition(".")
        return Subject.of(table, column, self.row)


@dataclass(frozen=True)
class Parts:
    """Rows that go in, one for each thing of a kind (`of`: region, cluster, industry...).

    `letters` says which column each letter is of; `here` is what all rows have in common. Letters in `told` are shown
    beside the others and are not in the formula.
    """

    of: str
    letters: Mapping[str, str]
    rows: Sequence[Row]
    here: Row = field(default_factory=dict)
    told: tuple[str, ...] = ()

    def subject(self, letter: str, row: Row) -> Subject | None:
        """A number of a row as one that is explained itself; None where it has no page."""
        table, _, column = self.letters[letter].partition(".")
        return Subject.of(table, column, {**self.here, **row})


@dataclass(frozen=True)
class Working:
    """What makes a number: a formula over numbers and parts, or, where it has none, the source, a rule or a procedure.

    `sign` stands before the formula, as LQ does; `procedure` names what made a number that no formula of a page gives.
    """

    formula: str = ""
    numbers: tuple[Number, ...] = ()
    parts: Parts | None = None
    sign: str = ""
    kind: str = ""
    procedure: str = ""

    @property
    def values(self) -> dict[str, Value]:
        """The numbers that go in one by one, by letter."""
        return {number.letter: number.value for number in self.numbers}

    @property
    def rows(self) -> Sequence[Row]:
        """The numbers that go in as rows."""
        return self.parts.rows if self.parts else ()

    def computed(self) -> Value:
        """The number, computed from what goes in; None where no formula gives it or something is not known."""
        return recomputed(self.formula, self.values, self.rows)

    @property
    def loose(self) -> set[str]:
        """Letters of the formula that nothing stands for: none, or the working is wrong."""
        given = set(self.values) | set(self.parts.letters if self.parts else ())
        return letters(self.formula) - given if self.formula else set()


def recomputed(formula: str, values: Mapping[str, Value], rows: Sequence[Mapping[str, Any]]) -> Value:
    """The number a formula gives, None without a formula."""
    return compute(formula, values, rows) if formula else None
