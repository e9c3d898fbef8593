"""A file opened for reading: what its integers stand for, what a missing row means, and its records in batches."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.sources.figures import Figures
from clusteratlas.tables import Coding

TOTAL = "00"  # the code of all industries together, in the records of every source

ZERO, FEW, UNKNOWN = "zero", "few", "unknown"
ABSENT = (ZERO, FEW, UNKNOWN)  # a row that is not there: no activity, below three establishments, or nobody says
FEW_ESTABLISHMENTS = 2  # the most establishments a cell can have that a source leaves out as too few


@dataclass(frozen=True)
class Coded:
    """A batch of records: positions in the codings, and figures by measure."""

    year: NDArray[np.int64]
    region: NDArray[np.int32]
    industry: NDArray[np.int32]
    figures: Mapping[str, Figures]

    def __len__(self) -> int:
        return len(self.year)

    def table(self) -> pa.Table:
        """The batch as it is stored."""
        keys = {"year": pa.array(self.year, pa.int16())}
        keys |= {name: pa.array(getattr(self, name), pa.int32()) for name in ("region", "industry")}
        parts = (part for measure, figures in self.figures.items() for part in figures.columns(measure))
        return pa.table(keys | dict(parts))


@dataclass(frozen=True)
class Layout:
    """What a file's records are about, whatever its rows say: places, classification, measures, meaning of silence.

    `gazetteer` names whose region codes are used and `levels` which of its levels the file may hold; `currency`
    (ISO 4217) is the unit of measures that are money; `absent` is what a row that is not there means. `rounding` is the
    unit each figure of a measure was rounded to on its own, so that totals need not add up exactly: 1 for averages of a
    year, 100,000 for millions with one decimal. `confidential` records must not be shown before they are protected.
    """

    name: str
    gazetteer: str
    levels: tuple[str, ...]
    classification: str
    measures: tuple[str, ...]
    currency: str | None
    absent: str
    rounding: Mapping[str, int] = field(default_factory=dict)
    confidential: bool = False


@dataclass(frozen=True)
class Reading:
    """One file's records to come. `vintages` (of the classification, by year) is whole once the batches are used up.

    `keep` writes into the records' folder what a source keeps beside them.
    """

    layout: Layout
    regions: Coding
    industries: Coding
    vintages: Mapping[int, str]
    batches: Iterator[Coded]
    keep: Callable[[Path], None] | None = None
