"""Runs a reader over a file: its batches decoded, cells that stand twice found, bad cells raised at the end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.home import Progress
from clusteratlas.sources.figures import Figures
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.left_out import LeftOut
from clusteratlas.sources.reading import Coded
from clusteratlas.sources.repeated import RepeatedCells
from clusteratlas.sources.rows import Batch, part_name
from clusteratlas.tables import Coding


@dataclass(frozen=True)
class Decoded:
    """A batch of a file, row for row, and which of its rows become records; the others have no industry (-1)."""

    coded: Coded
    kept: NDArray[np.bool_]


@dataclass(frozen=True)
class Check:
    """What a file is checked against: what its records' integers stand for, and the columns that name a cell."""

    file: Path
    regions: Coding
    industries: Coding
    key: Sequence[str]


def checked(
    check: Check,
    batches: Iterable[Batch],
    decode: Callable[[Batch, Findings, LeftOut], Decoded],
    progress: Progress,
) -> Iterator[Coded]:
    """The records of every batch; at the end raises BadCells if any cell breaks a rule, else says what was left out.

    A text packed with others is a file in itself: the first one with a bad cell is refused, by its name and rows.
    """
    findings, left_out = Findings(check.file.name), LeftOut()
    repeated, part = RepeatedCells(check.regions, check.industries), ""
    for batch in batches:
        if batch.part != part:
            findings.raise_if_any()
            part, findings = batch.part, Findings(part_name(check.file, batch.part))
        decoded = decode(batch, findings, left_out)
        repeated.add(decoded.coded)
        progress(f"reading {check.file.name}", batch.read)
        yield taken(decoded.coded, np.flatnonzero(decoded.kept)) if not decoded.kept.all() else decoded.coded
    _report(repeated, check, findings, packed=bool(part))
    left_out.say(progress)


def _report(repeated: RepeatedCells, check: Check, findings: Findings, packed: bool) -> None:
    """Raises BadCells for what was found; of texts packed together, repeated cells have rows counted through them."""
    if packed:
        findings.raise_if_any()
        findings = Findings(f"{check.file.name} (rows of all its files counted through)")
    repeated.report(findings, check.key)
    findings.raise_if_any()


def taken(coded: Coded, rows: NDArray[np.int64]) -> Coded:
    """The records at these positions."""
    figures = {measure: _figures(figure, rows) for measure, figure in coded.figures.items()}
    return Coded(coded.year[rows], coded.region[rows], coded.industry[rows], figures)


def joined(parts: Sequence[Coded]) -> Coded:
    """Batches of the same measures, one after the other."""
    figures = {measure: _joined([part.figures[measure] for part in parts]) for measure in parts[0].figures}
    return Coded(
        np.concatenate([part.year for part in parts]),
        np.concatenate([part.region for part in parts]),
        np.concatenate([part.industry for part in parts]),
        figures,
    )


def _figures(figures: Figures, rows: NDArray[np.int64]) -> Figures:
    return replace(
        figures,
        values=figures.values[rows],
        known=figures.known[rows],
        low=None if figures.low is None else figures.low[rows],
        high=None if figures.high is None else figures.high[rows],
        flags=None if figures.flags is None else figures.flags.take(pa.array(rows)),
    )


def _joined(parts: Sequence[Figures]) -> Figures:
    lows = [part.low for part in parts if part.low is not None]
    highs = [part.high for part in parts if part.high is not None]
    flags = [part.flags.cast(pa.string()) for part in parts if part.flags is not None]
    return Figures(
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.known for part in parts]),
        np.concatenate(lows) if lows else None,
        np.concatenate(highs) if highs else None,
        pa.concat_arrays(flags) if flags else None,
    )
