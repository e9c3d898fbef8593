"""The cells of a tidy file: figures in the file's unit, marks of what is withheld, marks of zero."""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.sources.tidy_map import CellMap
from clusteratlas.sources.units import Unit
from clusteratlas.sources.units_exact import fits, scaled, why_not


@dataclass(frozen=True)
class FigureCells:
    """The cells of a column in base units: values, which are known, and which are neither figure nor mark."""

    values: NDArray[np.int64]
    known: NDArray[np.bool_]
    broken: NDArray[np.bool_]
    unit: Unit
    signed: bool

    def why(self, marks: CellMap, cell: str) -> str:
        """What is wrong with a broken cell."""
        bare = _without_thousands(cell.strip(), marks.thousands)
        rule = why_not(self.unit.exponent, self.unit.words, self.signed)(bare)
        hint = "; say in [cells] what it means" if rule in ("is empty", "is not a number") else ""
        return rule + hint


def read_figures(cells: pa.ChunkedArray, unit: Unit, signed: bool, marks: CellMap) -> FigureCells:
    """The figures of a column, exactly: `12.3` in 万元 is 123000. What is not known is 0 here."""
    text = pc.utf8_trim_whitespace(cells)
    zero = _is_one_of(text, marks.zero)
    withheld = _is_one_of(text, marks.withheld)
    if marks.thousands:
        grouped = pc.match_substring_regex(text, _grouped(marks.thousands))
        text = pc.if_else(grouped, pc.replace_substring(text, marks.thousands, ""), text)
    good = fits(text, unit.exponent, signed)
    known = pc.or_(good, zero)
    broken = pc.invert(pc.or_(known, withheld))
    return FigureCells(scaled(text, good, unit.exponent), _mask(known), _mask(broken), unit, signed)


def _is_one_of(text: pa.ChunkedArray, marks: tuple[str, ...]) -> pa.ChunkedArray:
    return pc.is_in(text, pa.array([mark.strip() for mark in marks], pa.string()))


def _without_thousands(cell: str, mark: str) -> str:
    return cell.replace(mark, "") if mark and re.fullmatch(_grouped(mark), cell) else cell


def _grouped(mark: str) -> str:
    """The shape of a number with a mark between its thousands."""
    return rf"^-?[0-9]{{1,3}}({re.escape(mark)}[0-9]{{3}})+(\.[0-9]*)?$"


def _mask(values: pa.ChunkedArray) -> NDArray[np.bool_]:
    return np.asarray(values.to_numpy(zero_copy_only=False), np.bool_)
