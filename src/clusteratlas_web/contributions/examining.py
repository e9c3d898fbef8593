"""What the import's own reader finds in a file: records by year, regions, industries, sums, or what breaks a rule.

Nothing is stored: the records are counted as they are read and forgotten.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clusteratlas.classifications import classification, gazetteer
from clusteratlas.errors import BadCells, ClusterAtlasError, UnreadableFile, WrongColumns
from clusteratlas.home import silent
from clusteratlas.sources import TOTAL, Coded, Layout, Source
from clusteratlas.tables import Coding
from clusteratlas_web.contributions.table_files import shown

Facts = dict[str, Any]


@dataclass(frozen=True)
class Cells:
    """The figures of a measure in a file: years, codes, values, and which are known."""

    year: NDArray[np.int64]
    region: NDArray[np.int32]
    industry: NDArray[np.int32]
    values: Mapping[str, NDArray[np.int64]]
    known: Mapping[str, NDArray[np.bool_]]

    def __len__(self) -> int:
        return len(self.year)


@dataclass(frozen=True)
class Examined:
    """What a file holds: its layout, what its integers stand for, all its cells, the vintage of every year."""

    layout: Layout
    regions: Coding
    industries: Coding
    cells: Cells
    vintages: Mapping[int, str] = field(default_factory=dict)


def examine(source: Source, file: Path) -> Examined:
    """Reads the whole file by the reader of a source; raises UnreadableFile, WrongColumns or BadCells."""
    reading = source.open(file, silent)
    cells = _gathered(list(reading.batches), reading.layout.measures)
    if not len(cells):
        raise UnreadableFile(file, "it has no rows.", "Check that it is the right file.")
    return Examined(reading.layout, reading.regions, reading.industries, cells, dict(reading.vintages))


def facts_of(found: Examined) -> Facts:
    """The result as plain values: what the contributor and the reviewers are shown."""
    cells, layout = found.cells, found.layout
    regions = [found.regions.codes[at] for at in np.unique(cells.region)]
    levels = _counted(gazetteer(layout.gazetteer).require(code).level for code in regions)
    industries = [found.industries.codes[at] for at in np.unique(cells.industry)]
    finest = _finest(found, industries)
    return {
        "rows": len(cells),
        "years": {str(year): int(np.count_nonzero(cells.year == year)) for year in np.unique(cells.year).tolist()},
        "levels": levels,
        "regions": len(regions),
        "industries": len([code for code in industries if code != TOTAL]),
        "finest": len(finest),
        "has_total": TOTAL in industries,
        "gazetteer": layout.gazetteer,
        "classification": layout.classification,
        "vintages": sorted(set(found.vintages.values())),
        "currency": layout.currency or "",
        "absent": layout.absent,
        "sums": _sums(found, finest),
    }


def errors_of(error: ClusterAtlasError) -> Facts:
    """What is wrong, as plain values."""
    if isinstance(error, BadCells):
        cells = [
            {
                "row": each.row,
                "column": each.column,
                "value": shown(each.value),
                "rule": shown(each.rule),
                "nearest": each.nearest,
            }
            for each in error.cells
        ]
        return {"kind": "cells", "count": error.count, "cells": cells}
    if isinstance(error, WrongColumns):
        return {"kind": "columns", "problems": error.problems, "found": error.found}
    if isinstance(error, UnreadableFile):
        return {"kind": "file", "reason": error.reason, "remedy": error.remedy}
    return {"kind": "other", "reason": str(error)}


def _gathered(batches: Sequence[Coded], measures: Iterable[str]) -> Cells:
    def joined(parts: Iterable[NDArray[Any]], kind: type) -> NDArray[Any]:
        return np.concatenate([np.empty(0, kind), *parts]).astype(kind)

    return Cells(
        joined((each.year for each in batches), np.int64),
        joined((each.region for each in batches), np.int32),
        joined((each.industry for each in batches), np.int32),
        {name: joined((each.figures[name].values for each in batches), np.int64) for name in measures},
        {name: joined((each.figures[name].known for each in batches), np.bool_) for name in measures},
    )


def _finest(found: Examined, industries: Sequence[str]) -> set[str]:
    """The industries of which the file has no part: their sum counts nothing twice."""
    vintage = max(found.vintages.values(), default="")
    if not vintage:
        return set(industries) - {TOTAL}
    tree, here = classification(found.layout.classification, vintage), set(industries) - {TOTAL}
    above = {up for code in here for up in tree.ancestors(code)}
    return here - above


def _sums(found: Examined, finest: set[str]) -> list[Facts]:
    """By year and measure: figures known and not known, and their sums over the regions, without the country's row."""
    cells = found.cells
    country = gazetteer(found.layout.gazetteer).country.code
    is_region = np.array([code != country for code in found.regions.codes])[cells.region]
    is_total = np.array([code == TOTAL for code in found.industries.codes])[cells.industry]
    is_finest = np.array([code in finest for code in found.industries.codes])[cells.industry]
    rows = []
    for year in np.unique(cells.year).tolist():
        for name, values in cells.values.items():
            here, known = cells.year == year, cells.known[name]
            stated = here & is_region & is_total & known
            rows.append(
                {
                    "year": year,
                    "measure": name,
                    "known": int(np.count_nonzero(here & known)),
                    "unknown": int(np.count_nonzero(here & ~known)),
                    "total": int(values[stated].sum()) if stated.any() else None,
                    "finest": int(values[here & is_region & is_finest & known].sum()),
                }
            )
    return rows


def _counted(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in words:
        found[word] = found.get(word, 0) + 1
    return found
