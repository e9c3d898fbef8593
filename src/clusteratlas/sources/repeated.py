"""Finds cells that stand more than once in a file, whichever batches they came in."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import SHOWN, BadCell
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.reading import Coded
from clusteratlas.tables import Coding


class RepeatedCells:
    """Remembers one integer for each row, so that fifty million rows need 400 MB and not their text.

    A row with an unknown code is no cell: it is counted, so that row numbers stay right, and never repeats another.
    """

    def __init__(self, regions: Coding, industries: Coding) -> None:
        self._regions, self._industries = regions, industries
        self._keys: list[NDArray[np.int64]] = []
        self._rows = 0

    def add(self, coded: Coded) -> None:
        """Remembers the rows of a batch."""
        keys = (coded.year * len(self._regions) + coded.region) * len(self._industries) + coded.industry
        known = (coded.year > 0) & (coded.region >= 0) & (coded.industry >= 0)
        self._keys.append(np.where(known, keys, -1 - self._rows - np.arange(len(keys))))
        self._rows += len(keys)

    def report(self, findings: Findings, columns: Sequence[str]) -> None:
        """Adds every row whose cell stood before it."""
        if self._all_differ():
            return
        keys = np.concatenate(self._keys)
        order = np.argsort(keys, kind="stable")
        again = order[1:][keys[order][1:] == keys[order][:-1]]
        where, rule = "+".join(columns), "stands more than once in the file"
        shown = np.sort(again)[:SHOWN].tolist()
        findings.add_cells([BadCell(row + 1, where, self._text(int(keys[row])), rule) for row in shown], len(again))

    def _all_differ(self) -> bool:
        """Whether no cell stands twice: seen at once in a file in order, else by sorting keys without their rows."""
        filled = [keys for keys in self._keys if len(keys)]
        if all(map(_rises, filled)) and all(one[-1] < other[0] for one, other in pairwise(filled)):
            return True
        keys = np.concatenate(self._keys)
        keys.sort()
        return not (keys[1:] == keys[:-1]).any()

    def _text(self, key: int) -> str:
        rest, industry = divmod(key, len(self._industries))
        year, region = divmod(rest, len(self._regions))
        return f"{year} {self._regions.codes[region]} {self._industries.codes[industry]}"


def _rises(keys: NDArray[np.int64]) -> bool:
    return bool((keys[1:] > keys[:-1]).all())
