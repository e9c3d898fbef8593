"""A difference: two manifests held side by side, what entered and left, and every regional cluster that changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.editions.manifest import Manifest

BECAME_STRONG, NO_LONGER_STRONG, FIGURES = "became strong", "no longer strong", "figures"
CHANGES = (BECAME_STRONG, NO_LONGER_STRONG, FIGURES)
DATA, DEFINITION, RULE, OTHERS = "data", "definition", "rule", "others"
CAUSES = (DATA, DEFINITION, RULE, OTHERS)
BETWEEN = " + "  # joins the causes of a change that has several


@dataclass(frozen=True)
class Fact:
    """One thing the manifests say, before and after."""

    name: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether they say different things."""
        return self.before != self.after


@dataclass(frozen=True)
class Turnover:
    """What of one kind is in one edition only: years, regions, industries or clusters."""

    kind: str
    entered: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Difference:
    """What changed from one edition to another.

    `changes` has a row for each regional cluster of a year, region and cluster that both editions have whose class or
    figures changed: its change, its causes, and its figures before and after. `shared` counts all that were compared.
    """

    before: Manifest
    after: Manifest
    facts: tuple[Fact, ...]
    turnovers: tuple[Turnover, ...]
    changes: pa.Table
    shared: int

    @property
    def changed_facts(self) -> tuple[Fact, ...]:
        """What the manifests say differently."""
        return tuple(fact for fact in self.facts if fact.changed)

    def counts(self) -> dict[tuple[str, str], int]:
        """How many regional clusters changed, by change and cause; what did not happen is not there."""
        counted = self.changes.group_by(["change", "cause"]).aggregate([([], "count_all")])
        found = {(row["change"], row["cause"]): row["count_all"] for row in counted.to_pylist()}
        return dict(sorted(found.items(), key=lambda item: (CHANGES.index(item[0][0]), _order(item[0][1]))))

    def largest(self, change: str, most: int) -> list[dict[str, Any]]:
        """The changes of a kind that move the most jobs, or stand for the most, largest first."""
        rows = self.changes.filter(pc.equal(self.changes["change"], change)).to_pylist()
        return sorted(rows, key=_weight)[:most]

    def table(self) -> pa.Table:
        """All changes by year, region and cluster."""
        return self.changes


def _weight(row: dict[str, Any]) -> tuple[int, int, str, str, int]:
    before, after = row["employment_before"] or 0, row["employment_after"] or 0
    moved = abs(after - before) if row["change"] == FIGURES else max(before, after)
    return -moved, -max(before, after), row["region"], row["cluster"], row["year"]


def _order(cause: str) -> Sequence[int]:
    return [CAUSES.index(part) for part in cause.split(BETWEEN)]
