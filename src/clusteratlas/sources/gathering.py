"""Puts the figures of one cell side by side, whichever rows, columns or indicators of a file they came in.

One integer, one figure and one row number are kept for each figure, and no text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.errors import SHOWN, BadCell
from clusteratlas.sources.figures import FLAG, Figures
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.reading import Coded
from clusteratlas.tables import Coding


@dataclass(frozen=True)
class Part:
    """Figures of one measure, one for each row of the file: where they belong, and the rows they stand in.

    A negative year, region or industry means that the row belongs nowhere: it is passed over.
    """

    year: NDArray[np.int64]
    region: NDArray[np.int32]
    industry: NDArray[np.int32]
    row: NDArray[np.int64]
    values: NDArray[np.int64]
    known: NDArray[np.bool_]
    flags: pa.Array | None = None


class Gathering:
    """All figures of one file, gathered part by part and given back as whole records, one batch a year."""

    def __init__(self, regions: Coding, industries: Coding, measures: Sequence[str], flagged: bool = False) -> None:
        self._regions, self._industries, self._measures = regions, industries, tuple(measures)
        self._kept: dict[str, list[tuple[NDArray[np.int64], ...]]] = {measure: [] for measure in measures}
        self._letters: dict[str, int] | None = {"": 0} if flagged else None

    def add(self, measure: str, part: Part) -> None:
        """Keeps the figures of a part that belong somewhere."""
        here = (part.year > 0) & (part.region >= 0) & (part.industry >= 0)
        keys = (part.year * len(self._regions) + part.region) * len(self._industries) + part.industry
        kept = (keys, part.row, part.values, part.known.astype(np.int64), self._flags(part))
        self._kept[measure].append(tuple(np.asarray(column, np.int64)[here] for column in kept))

    def report(self, findings: Findings, columns: Sequence[str]) -> None:
        """Adds every figure whose cell has one of the same measure before it."""
        where, rule, cells = "+".join(columns), "stands more than once in the file", list[BadCell]()
        count = 0
        for measure in self._measures:
            keys, rows, *_ = self._columns(measure)
            order = np.lexsort((rows, keys))
            again = order[1:][keys[order][1:] == keys[order][:-1]]
            again = again[np.argsort(rows[again], kind="stable")]
            count += len(again)
            cells += [BadCell(int(rows[at]), where, self._text(int(keys[at])), rule) for at in again[:SHOWN]]
        findings.add_cells(sorted(cells, key=lambda cell: cell.row)[:SHOWN], count)

    def batches(self) -> Iterator[Coded]:
        """The records in order of year, region and industry; a measure a cell has no figure of is not known."""
        columns = {measure: self._columns(measure) for measure in self._measures}
        cells = np.unique(np.concatenate([keys for keys, *_ in columns.values()]))
        places, industry = np.divmod(cells, len(self._industries))
        year, region = np.divmod(places, len(self._regions))
        for one in np.unique(year):
            here = cells[year == one]
            figures = {measure: self._figures(here, *kept) for measure, kept in columns.items()}
            yield Coded(year[year == one], _codes(region[year == one]), _codes(industry[year == one]), figures)

    def _figures(self, cells: NDArray[np.int64], keys: NDArray[np.int64], *kept: NDArray[np.int64]) -> Figures:
        _, values, known, flags = kept
        at = np.searchsorted(cells, keys)
        here = (at < len(cells)) & (cells[np.minimum(at, len(cells) - 1)] == keys)
        found = np.zeros((3, len(cells)), np.int64)
        for line, column in enumerate((values, known, flags)):
            found[line, at[here]] = column[here]
        return Figures(np.where(found[1] > 0, found[0], 0), found[1] > 0, flags=self._lettered(found[2]))

    def _columns(self, measure: str) -> tuple[NDArray[np.int64], ...]:
        kept = self._kept[measure]
        return tuple(np.concatenate(column) for column in zip(*kept, strict=True)) if kept else _NOTHING

    def _flags(self, part: Part) -> NDArray[np.int64]:
        if self._letters is None or part.flags is None:
            return np.zeros(len(part.year), np.int64)
        coded = part.flags.dictionary_encode()
        found = [self._letters.setdefault(letters, len(self._letters)) for letters in coded.dictionary.to_pylist()]
        return np.asarray(np.array(found, np.int64)[np.asarray(coded.indices)])

    def _lettered(self, flags: NDArray[np.int64]) -> pa.Array | None:
        if self._letters is None:
            return None
        return pa.DictionaryArray.from_arrays(pa.array(flags, pa.int8()), pa.array(self._letters, pa.string())).cast(
            FLAG
        )

    def _text(self, key: int) -> str:
        rest, industry = divmod(key, len(self._industries))
        year, region = divmod(rest, len(self._regions))
        return f"{year} {self._regions.codes[region]} {self._industries.codes[industry]}"


_NOTHING = tuple(np.empty(0, np.int64) for _ in range(5))


def _codes(positions: NDArray[np.int64]) -> NDArray[np.int32]:
    return positions.astype(np.int32)
