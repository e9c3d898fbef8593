"""Money in tables: planned, committed and spent side by side, currencies never added to one another; pure."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from clusteratlas_web.programmes.words import COMMITTED, PLANNED, SPENT

STATES = (PLANNED, COMMITTED, SPENT)


@dataclass(frozen=True)
class Amount:
    """An amount and what it is sorted under."""

    key: Hashable
    state: str
    currency: str
    amount: Decimal


@dataclass
class Line:
    """A row of a table: a key, a currency, and an amount in each state in which one is recorded."""

    key: Hashable
    currency: str
    amounts: dict[str, Decimal] = field(default_factory=dict)

    @property
    def cells(self) -> list[Decimal | None]:
        """Planned, committed, spent; None where nothing is recorded."""
        return [self.amounts.get(state) for state in STATES]


def lines(amounts: Iterable[Amount]) -> list[Line]:
    """One row for each key and currency, in the order in which they come."""
    found: dict[tuple[Hashable, str], Line] = {}
    for each in amounts:
        line = found.setdefault((each.key, each.currency), Line(each.key, each.currency))
        line.amounts[each.state] = line.amounts.get(each.state, Decimal()) + each.amount
    return list(found.values())


def totals(rows: Iterable[Line]) -> list[Line]:
    """The sum of each currency; a state in which no row has an amount has no sum."""
    return lines(Amount("", state, row.currency, amount) for row in rows for state, amount in row.amounts.items())
