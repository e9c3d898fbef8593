"""Which number is meant: a column of one of the tables, and the row it stands in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

# What tells a row of each table from the others, in the order of an address. A subcluster is left out of a whole one's.
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "portfolio": ("region", "cluster", "subcluster", "year"),
        "summary": ("region", "year"),
        "quality": ("region", "year"),
        "activity": ("region", "industry", "year"),
        "totals": ("region", "industry", "year"),
        "national": ("industry", "year"),
        "verdicts": ("region", "cluster", "rules", "year"),
        "thresholds": ("cluster", "level", "condition", "rules", "year"),
        "structure": ("region", "year"),
        "concentration": ("cluster", "level", "year"),
        "complexity": ("industry", "level", "year"),
        "relatedness": ("cluster", "other"),
        "peers": ("region", "peer", "year"),
        "life_cycle": ("region", "cluster"),
        "opportunities": ("region", "cluster", "year"),
    }
)
OPTIONAL = ("subcluster",)


@dataclass(frozen=True)
class Subject:
    """One number: table, column, and the values of the row's key in the order of `KEYS`."""

    table: str
    column: str
    key: tuple[tuple[str, str | int], ...]

    @classmethod
    def of(cls, table: str, column: str, row: Mapping[str, Any]) -> "Subject | None":
        """The number of a column in a row; None where the row does not say which one it is."""
        found = [(name, row.get(name)) for name in KEYS[table]]
        if any(value is None for name, value in found if name not in OPTIONAL):
            return None
        return cls(table, column, tuple((name, value) for name, value in found if value is not None))

    def __getitem__(self, name: str) -> Any:
        return dict(self.key)[name]

    def get(self, name: str) -> Any:
        """A value of the key; None where the row has none."""
        return dict(self.key).get(name)
