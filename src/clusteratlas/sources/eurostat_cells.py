"""A cell of Eurostat's tab-separated files: a figure or a colon, a blank, and letters that say what it is worth.

`:` is not available and `: c` confidential; neither is known. With other letters the figure stands and keeps them:
b break in the series, d definition differs, e estimated, f forecast, i see metadata, n not significant, p provisional,
r revised, s Eurostat's estimate, u of low reliability, z not applicable.

Wages below zero are printed once: -8.3 million euro in NO06, division 06, 2014 (`sbs_r_nuts06_r2`). Wages paid cannot
be below nothing, so such a figure is not known, and counted.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.sources.units_exact import fits, scaled, why_not

CONFIDENTIAL = "c"
FLAGS = "bcdefinprsuz"
_CELL = rf"^(?P<figure>:|[^ :]+)(?: (?P<letters>[{FLAGS}]+))?$"


@dataclass(frozen=True)
class Scale:
    """What one in the file is: ten to the power of `exponent`, and its words; whether it is money."""

    exponent: int
    words: str
    money: bool = False


@dataclass(frozen=True)
class Cells:
    """The cells of a column: values in base units, which are known, their letters, and which are no such cells.

    `below_zero` is how many of those not known are wages below zero.
    """

    values: NDArray[np.int64]
    known: NDArray[np.bool_]
    flags: pa.Array
    broken: NDArray[np.bool_]
    below_zero: int


def read_cells(cells: pa.ChunkedArray, scale: Scale) -> Cells:
    """The cells of one year; what is neither a figure nor a colon, or a figure marked confidential, is broken."""
    text = pc.utf8_trim_whitespace(cells)
    parts = pc.extract_regex(text, _CELL)
    figure, letters = (pc.fill_null(pc.struct_field(parts, place), "") for place in (0, 1))
    absent = pc.equal(figure, ":")
    good = fits(figure, scale.exponent)
    negative = pc.and_not(fits(figure, scale.exponent, signed=scale.money), good)
    secret = pc.and_(good, pc.match_substring(letters, CONFIDENTIAL))
    broken = pc.or_(pc.invert(pc.or_(absent, pc.or_(good, negative))), secret)
    values, below = scaled(figure, good, scale.exponent), int(_mask(negative).sum())
    return Cells(values, _mask(good), letters.combine_chunks(), _mask(broken), below)


def why_broken(scale: Scale, cell: str) -> str:
    """What is wrong with a broken cell."""
    figure, _, letters = cell.strip().partition(" ")
    if not figure:
        return "is empty; Eurostat writes : where there is no figure"
    if letters.strip(FLAGS) or not figure.strip(FLAGS):
        return f"has other letters than {FLAGS}"
    if CONFIDENTIAL in letters and figure != ":":
        return "is marked confidential, and yet has a figure: it must not be published"
    return why_not(scale.exponent, scale.words)(figure)


def _mask(values: pa.ChunkedArray) -> NDArray[np.bool_]:
    return np.asarray(values.to_numpy(zero_copy_only=False), np.bool_)
