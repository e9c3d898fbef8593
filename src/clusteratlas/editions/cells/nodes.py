"""The industry nodes of a block: the codes a source publishes in a vintage, in one tree under the total."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from clusteratlas.classifications import Classification
from clusteratlas.definitions import deciding_codes
from clusteratlas.editions.plan import Plan
from clusteratlas.sources import TOTAL, Records
from clusteratlas.suppression import Tree
from clusteratlas.tables import Coding, plain


@dataclass(frozen=True)
class Nodes:
    """Codes in order, and the tree they stand in."""

    codes: Coding
    tree: Tree

    @property
    def leaf(self) -> NDArray[np.bool_]:
        """Which nodes are leaves: codes the source publishes nothing below."""
        leaf = np.zeros(len(self.codes), np.bool_)
        leaf[self.tree.leaves] = True
        leaf[self.codes.codes.index(TOTAL)] = False
        return leaf


def industry_nodes(plan: Plan) -> dict[str, Nodes]:
    """The industry nodes of every vintage the records speak."""
    used: dict[str, set[str]] = {}
    for records in plan.records:
        for year in records.years:
            used.setdefault(records.vintages[year], set()).update(_used(records, year))
    trees = plan.trees()
    return {
        vintage: _nodes(_cut(codes, trees[vintage], plan), trees[vintage]) for vintage, codes in sorted(used.items())
    }


def _cut(used: set[str], tree: Classification, plan: Plan) -> set[str]:
    """Without the parts of a published code that the definition is stated on: a cluster of divisions sums divisions.

    Parts need not add up to a published whole (Polish trade in structural business statistics does not), so what is
    finer than anybody asks for would only blur it.
    """
    deciding = deciding_codes(plan.definition, tree)
    needed = {above for code in deciding.values() for above in (code, *tree.ancestors(code))}
    return {code for code in used if code in needed or deciding.get(code) not in used}


def _used(records: Records, year: int) -> Iterable[str]:
    """The industry codes that stand in a year's records."""
    codes = records.codings()[1].codes
    seen = np.zeros(len(codes), np.bool_)
    for batch in pq.ParquetFile(records.file(year)).iter_batches(columns=["industry"]):
        seen[plain(batch["industry"])] = True
    return (codes[position] for position in np.flatnonzero(seen))


def _nodes(used: set[str], tree: Classification) -> Nodes:
    """A code that is never published but has a published sibling is a node too: it may be what is withheld."""
    beside = {sibling for code in used if code in tree for sibling in _siblings(code, tree)}
    above = {ancestor for code in used if code in tree for ancestor in tree.ancestors(code)}
    codes = Coding.of(used | beside | above | {TOTAL})

    def parent(code: str) -> str | None:
        if code == TOTAL:
            return None
        return (tree.parent(code) if code in tree else None) or TOTAL

    return Nodes(codes, Tree.of_codes(codes.codes, parent))


def _siblings(code: str, tree: Classification) -> tuple[str, ...]:
    above = tree.parent(code)
    return tree.sectors if above is None else tree.children(above)
