"""What County Business Patterns withholds, and how its letters say so: size classes, noise, and nothing at all."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.sources.figures import Figures
from clusteratlas.sources.findings import Findings, whole_numbers
from clusteratlas.tables import UNBOUNDED, Coding

# Employment size class of a withheld cell, from the Bureau's record layout (CBP[YR]CO.TXT, field EMPFLAG), which has
# no D: http://www.census.gov/econ/cbp/download/noise_layout/Metro_Area_Layout.txt
SIZE_CLASSES = {
    "A": (0, 19), "B": (20, 99), "C": (100, 249), "E": (250, 499), "F": (500, 999), "G": (1_000, 2_499),
    "H": (2_500, 4_999), "I": (5_000, 9_999), "J": (10_000, 24_999), "K": (25_000, 49_999), "L": (50_000, 99_999),
    "M": (100_000, UNBOUNDED),
}  # fmt: skip
WITHHELD = ("D", "S")  # to protect a firm; because the figure does not meet publication standards
NOISE = ("G", "H", "J")  # published with noise of less than 2, 2 to less than 5, 5 per cent and more
NONE = ("", "-")
THOUSAND = 1_000  # payroll is in thousand dollars

_LETTERS = Coding.of(SIZE_CLASSES)
_LOW = np.array([*(SIZE_CLASSES[letter][0] for letter in _LETTERS.codes), 0], np.int64)
_HIGH = np.array([*(SIZE_CLASSES[letter][1] for letter in _LETTERS.codes), UNBOUNDED], np.int64)


@dataclass(frozen=True)
class Letters:
    """The letters of a batch, one for each row; a column that the layout lacks is None.

    What was seen in the state files of 2000 to 2011, 814,000 rows:
    - 2000-2006: no noise flags (`-`). A size class goes with employment 0 and payroll 0: both are withheld. Without
      one, both are published.
    - 2007-2011: a size class goes with `D` or `S` in emp_nf. With `D` payroll is withheld too (ap_nf `D`, payroll 0).
      With `S` employment alone is: payroll is published, with its own `G` or `H`, and never 0. Without a size class
      emp_nf and ap_nf are `G` or `H`.
    - An employment of 0 without size class is a count: paid in the year, nobody on the payroll in the week of March 12.

    Since 2018 there are no size classes, and no cell below three establishments is published.
    """

    size_class: pa.ChunkedArray | None
    employment: pa.ChunkedArray | None
    payroll: pa.ChunkedArray | None

    @classmethod
    def of(cls, table: pa.Table) -> "Letters":
        """The letters that a table's columns hold."""
        return cls(*(table[name] if name in table.column_names else None for name in ("empflag", "emp_nf", "ap_nf")))

    def check(self, first: int, findings: Findings) -> None:
        """Every letter is one of the known ones, and the size class and the noise flag say the same."""
        for column, values, allowed in (
            ("empflag", self.size_class, ("", *SIZE_CLASSES)),
            ("emp_nf", self.employment, (*NONE, *NOISE, *WITHHELD)),
            ("ap_nf", self.payroll, (*NONE, *NOISE, *WITHHELD)),
        ):
            if values is not None:
                bad = pc.invert(pc.is_in(values, pa.array(allowed)))
                words = ", ".join(letter for letter in allowed if letter)
                findings.add(values, bad, first, column, lambda _, words=words: f"is not one of {words}, or empty")  # type: ignore[misc]
        self._check_agreement(first, findings)

    def _check_agreement(self, first: int, findings: Findings) -> None:
        if self.size_class is None or self.employment is None:
            return
        said = pc.invert(pc.is_in(self.employment, pa.array(NONE)))
        differ = pc.not_equal(pc.not_equal(self.size_class, ""), pc.is_in(self.employment, pa.array(WITHHELD)))
        rule = "and empflag do not agree on whether employment is withheld"
        findings.add(self.employment, pc.and_(said, differ), first, "emp_nf", lambda _: rule)

    def employment_withheld(self, rows: int) -> NDArray[np.bool_]:
        """Where employment is withheld."""
        return _any(rows, _present(self.size_class), _withheld(self.employment))

    def payroll_withheld(self, rows: int) -> NDArray[np.bool_]:
        """Where payroll is withheld: by its own flag, or, where it has none, together with employment."""
        if self.payroll is None:
            return self.employment_withheld(rows)
        silent = pc.is_in(self.payroll, pa.array(NONE))
        together = pa.array(self.employment_withheld(rows))
        return _any(rows, _withheld(self.payroll), pc.and_(silent, together))


def employment(table: pa.Table, letters: Letters, first: int, findings: Findings) -> Figures:
    """Employment in the week of March 12, in persons; the range of its size class where it is withheld.

    The flag is the noise flag. The size class needs none: it is the range.
    """
    withheld = letters.employment_withheld(table.num_rows)
    values = _values(table["emp"], "emp", withheld, first, findings)
    low, high = (None, None) if letters.size_class is None else _range(letters.size_class)
    return Figures(values, ~withheld, low, high, _flags(letters.employment, table.num_rows))


def wages(table: pa.Table, letters: Letters, first: int, findings: Findings) -> Figures:
    """Payroll of the year, in US dollars (the file has thousands); withheld is never zero."""
    withheld = letters.payroll_withheld(table.num_rows)
    values = _values(table["ap"], "ap", withheld, first, findings) * THOUSAND
    return Figures(values, ~withheld, flags=_flags(letters.payroll, table.num_rows))


def _values(
    column: pa.ChunkedArray, name: str, withheld: NDArray[np.bool_], first: int, findings: Findings
) -> NDArray[np.int64]:
    values = whole_numbers(column, name, first, findings)
    bad = pa.chunked_array([pa.array(withheld & (values != 0))])
    findings.add(column, bad, first, name, lambda _: "is not 0, but the flags say that it is withheld")
    return np.where(withheld, 0, values)


def _range(letters: pa.ChunkedArray) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    found = _LETTERS.encode(letters)
    return _LOW[found], _HIGH[found]


def _flags(letters: pa.ChunkedArray | None, rows: int) -> pa.Array:
    if letters is None:
        return pa.repeat(pa.scalar("", pa.string()), rows)
    return pc.if_else(pc.equal(letters, "-"), "", letters).combine_chunks()


def _present(letters: pa.ChunkedArray | None) -> pa.ChunkedArray | None:
    return None if letters is None else pc.not_equal(letters, "")


def _withheld(letters: pa.ChunkedArray | None) -> pa.ChunkedArray | None:
    return None if letters is None else pc.is_in(letters, pa.array(WITHHELD))


def _any(rows: int, *masks: pa.ChunkedArray | None) -> NDArray[np.bool_]:
    found = np.zeros(rows, np.bool_)
    for mask in masks:
        if mask is not None:
            found |= np.asarray(mask.to_numpy(), np.bool_)
    return found
