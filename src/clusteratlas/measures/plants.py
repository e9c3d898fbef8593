"""The plants of industries: a table of sizes or size classes in, the Herfindahl index of each industry's plants out."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import ArrayLike, NDArray

from clusteratlas.errors import SHOWN, BadCell, BadCells
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.size_classes import PlantHerfindahl, size_class_herfindahl_kernel
from clusteratlas.tables import Column, Frame, Schema, YearMatrix, to_arrow

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Plants:
    """A checked table of plants; `classes` says whether it has size classes in place of sizes."""

    table: pa.Table
    of: str
    classes: bool

    @classmethod
    def check(cls, plants: Frame, of: str, dated: bool) -> "Plants":
        """The frame as plants; raises WrongColumns or BadCells."""
        source = to_arrow(plants, "plants")
        classes = "size_low" in source.column_names
        keys = (Column(of, "text"), *((Column("year", "count"),) if dated else ()))
        counts = Column("count", "number", minimum=0, required=classes)
        ends = (Column("size_low", "number", minimum=0), Column("size_high", "number", nullable=True))
        sizes = ends if classes else (Column("size", "number", minimum=0),)
        table = Schema("plants", (*keys, *sizes, counts)).check(source)
        if classes:
            _check_ends(table)
        return cls(table, of, classes)

    def herfindahl(self, matrix: YearMatrix) -> dict[str, Values]:
        """The Herfindahl index of the plants of each industry of a year's matrix: of classes also `_low`, `_high`."""
        rows = self.table
        if "year" in rows.column_names:
            rows = rows.filter(pc.equal(rows["year"], pa.scalar(matrix.year, pa.int64())))
        industry = matrix.industries.encode(rows[self.of])
        known = industry >= 0
        count = _numbers(rows, "count") if "count" in rows.column_names else np.ones(rows.num_rows)
        if not self.classes:
            size = _numbers(rows, "size")[known]
            found = plant_herfindahl_kernel(size, count[known], industry[known], len(matrix.industries))
            return {"plant_herfindahl": found}
        ends = [_numbers(rows, name)[known] for name in ("size_low", "size_high")]
        return _of_classes(ends[0], ends[1], count[known], industry[known], matrix.values.sum(axis=0))


def plant_herfindahl_kernel(
    size: ArrayLike, count: ArrayLike, industry: ArrayLike, industries: int
) -> NDArray[np.float64]:
    """The Herfindahl index of the plants of each industry: the sum of their squared shares of the industry.

    Parameters:
        size: shape (rows,), the size of a plant, not negative.
        count: shape (rows,), how many plants are of that size.
        industry: shape (rows,), the position of their industry.
        industries: how many industries there are.

    Returns:
        Shape (industries,), above 0 to 1; NaN where an industry has no plant of any size.

    Example:
        >>> plant_herfindahl_kernel([30, 10, 5], [1, 1, 4], [0, 0, 1], 3).tolist()
        [0.625, 0.25, nan]
    """
    sizes, counts = np.asarray(size, dtype=np.float64), np.asarray(count, dtype=np.float64)
    number = np.asarray(industry, dtype=np.int64)
    order = np.lexsort((counts, sizes, number))  # so that the order of the rows changes not even the last bit
    sizes, counts, number = sizes[order], counts[order], number[order]
    squares, total = np.zeros(industries), np.zeros(industries)
    np.add.at(squares, number, counts * sizes**2)
    np.add.at(total, number, counts * sizes)
    return np.minimum(quotient(squares, total**2), 1.0)


def corrected_for_plants(concentration: Values, herfindahl: dict[str, Values], name: str) -> dict[str, Values]:
    """(g - H) / (1 - H) for a concentration g and the Herfindahl index H of plants, with bounds where H has them.

    It falls with H where g is below 1 and rises where g is above, so its bounds are its values at those of H.
    """
    values = {key: _corrected(concentration, index) for key, index in herfindahl.items()}
    found = {name: values["plant_herfindahl"]}
    if "plant_herfindahl_low" in values:
        at_low, at_high = values["plant_herfindahl_low"], values["plant_herfindahl_high"]
        falls = concentration <= 1
        found |= {f"{name}_low": np.where(falls, at_high, at_low), f"{name}_high": np.where(falls, at_low, at_high)}
    return found


def _corrected(concentration: Values, herfindahl: Values) -> Values:
    return quotient(concentration - herfindahl, 1 - herfindahl)


def _of_classes(
    low: Values, high: Values, count: Values, industry: NDArray[np.int32], totals: Values
) -> dict[str, Values]:
    high = np.where(np.isnan(high), np.inf, high)
    rows = [np.flatnonzero(industry == number) for number in range(len(totals))]
    found = [
        size_class_herfindahl_kernel(low[row], high[row], count[row], float(total))
        for row, total in zip(rows, totals, strict=True)
    ]
    whole = np.array(found, np.float64).reshape(-1, len(PlantHerfindahl._fields))
    names = ("plant_herfindahl", "plant_herfindahl_low", "plant_herfindahl_high")
    return {name: whole[:, place] for place, name in enumerate(names)}


def _check_ends(table: pa.Table) -> None:
    low, high = _numbers(table, "size_low"), _numbers(table, "size_high")
    wrong = np.flatnonzero(high < low)  # an open class, without an upper end, is never wrong
    if len(wrong):
        shown = [BadCell(int(row) + 1, "size_high", f"{high[row]:g}", "is below size_low") for row in wrong[:SHOWN]]
        raise BadCells("plants", shown, len(wrong), "")


def _numbers(table: pa.Table, column: str) -> Values:
    return np.asarray(table[column].to_numpy(), dtype=np.float64)
