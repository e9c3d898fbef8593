"""Explains a number of an edition: finds it, and says how it comes about."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose
from typing import Any

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.formula import Value
from clusteratlas.editions.explained.reading import stored_row
from clusteratlas.editions.explained.recipes import NOT_STORED, RECIPES
from clusteratlas.editions.explained.subject import KEYS, Subject
from clusteratlas.editions.explained.working import Working
from clusteratlas.errors import NoSuchEntry, UnknownChoice

_CLOSE = 1e-6  # unknown cells of a few jobs count in a cluster and in nothing that is added up from cells


@dataclass(frozen=True)
class Explained:
    """A number, the row it stands in, and its working; `value` is None where the edition has no figure."""

    subject: Subject
    row: Row
    value: Value
    working: Working

    @property
    def agrees(self) -> bool:
        """Whether the formula gives the number; true where there is no formula.

        It may not by a place in an order: figures are kept to twelve digits, and two that are equal there need not have
        been when the place was counted.
        """
        again = self.working.computed()
        if again is None or self.value is None:
            return not self.working.formula
        return isclose(again, self.value, rel_tol=_CLOSE, abs_tol=_CLOSE)

    @property
    def name(self) -> str:
        """Table and column."""
        return f"{self.subject.table}.{self.subject.column}"


def tables_explained(edition: Edition) -> list[str]:
    """The tables of the edition that have columns with an explanation."""
    return sorted({name.partition(".")[0] for name in RECIPES} & set(edition.layouts))


def columns_explained(edition: Edition, table: str) -> list[str]:
    """The columns of a table that have an explanation and that the edition has; none of a table that has none."""
    if table not in edition.layouts:
        return []
    stored = edition.layouts[table].schema.names
    found = (name.partition(".")[2] for name in RECIPES if name.startswith(f"{table}."))
    return [column for column in found if column in stored or _is_computed(edition, table, column)]


def _is_computed(edition: Edition, table: str, column: str) -> bool:
    """Whether pages compute a column from what the edition holds: an amount per head only where it has the amount."""
    amount = column.removesuffix("_per_head")
    return f"{table}.{column}" in NOT_STORED and (amount == column or amount in edition.layouts[table].schema.names)


def subject_of(edition: Edition, table: str, column: str, key: Mapping[str, Any]) -> Subject:
    """The number of these words; raises UnknownChoice for a table, a column, or a part of the key that is not there."""
    if table not in tables_explained(edition):
        raise UnknownChoice("table", table, tables_explained(edition))
    if column not in columns_explained(edition, table):
        raise UnknownChoice("column", column, columns_explained(edition, table))
    found = Subject.of(table, column, key)
    if found is None:
        raise UnknownChoice("key", ", ".join(name for name in key if key[name] is not None), KEYS[table])
    return found


def explain_number(edition: Edition, subject: Subject) -> Explained:
    """How a number comes about; raises NoSuchEntry where the edition has no such row.

    A column that the edition does not store, such as the location quotient of an industry, is computed.
    """
    row = stored_row(edition, subject)
    if row is None:
        raise NoSuchEntry(
            subject.table, ", ".join(str(value) for _, value in subject.key), edition.manifest.identity, ""
        )
    row = row | dict(subject.key)
    working = RECIPES[f"{subject.table}.{subject.column}"](edition, subject, row)
    value = row[subject.column] if subject.column in row else working.computed()
    return Explained(subject, row, value, working)
