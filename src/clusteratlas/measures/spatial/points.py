"""The door of measures on points: a table of places and industries in, sites in one order, radii that can be used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.errors import SHOWN, BadCell, BadCells, InputError
from clusteratlas.measures.answer import nullable
from clusteratlas.measures.spatial.distances import GREAT_CIRCLE, Sites, checked_distance
from clusteratlas.tables import Coding, Column, Frame, Schema, like, to_arrow

Values = NDArray[np.float64]
LARGEST = 1e150  # coordinates of which the square still is a number
DEGREES = {"x": 180.0, "y": 90.0}


@dataclass(frozen=True, eq=False)
class Points:
    """Checked points, ordered by place and weight, so that the order of the rows changes not even the last bit.

    `weights` is None where all points count alike; else the largest weight is 1, which changes no share.
    """

    x: Values
    y: Values
    industry: NDArray[np.int32]
    industries: Coding
    weights: Values | None
    sites: Sites

    @classmethod
    def check(cls, frame: Frame, of: str, weight: str | None, distance: str) -> "Points":
        """The frame as points; raises WrongColumns, BadCells or UnknownChoice."""
        checked_distance(distance)
        weighed = () if weight is None else (Column(weight, "number", minimum=0),)
        places = (Column("x", "number"), Column("y", "number"))
        table = Schema("points", (*places, Column(of, "text"), *weighed)).check(to_arrow(frame, "points"))
        _check_places(table, distance)
        industries = Coding.of_column(table[of])
        industry = industries.encode(table[of])
        x, y = _numbers(table, "x"), _numbers(table, "y")
        weights = None if weight is None else _as_shares_of_largest(_numbers(table, weight))
        order = np.lexsort((industry, y, x) if weights is None else (weights, industry, y, x))
        x, y, industry = x[order], y[order], industry[order]
        return cls(x, y, industry, industries, None if weights is None else weights[order], Sites.of(x, y, distance))

    def members(self) -> Iterator[NDArray[np.intp]]:
        """The positions of the points of each industry in turn."""
        if not len(self.industries):
            return
        order = np.argsort(self.industry, kind="stable")
        yield from np.split(order, np.cumsum(np.bincount(self.industry, minlength=len(self.industries)))[:-1])

    def answer(self, frame: Frame, of: str, radii: Values, results: dict[str, Values]) -> Frame:
        """Results of the shape (industries, radii) as rows, null where NaN, as the kind of dataframe `frame` is."""
        industry = np.repeat(np.arange(len(self.industries)), len(radii))
        columns = {of: self.industries.decode(industry), "radius": np.tile(radii, len(self.industries))}
        return like(frame, pa.table(columns | {name: nullable(found.ravel()) for name, found in results.items()}))


def checked_radii(radii: Sequence[float] | Values) -> Values:
    """The radii from the smallest, each once; raises InputError where there is none or one is no distance."""
    found = np.unique(np.asarray(radii, dtype=np.float64))
    if found.ndim != 1 or not len(found):
        raise InputError("radii is empty. Name at least one distance.")
    wrong = found[~((found >= 0) & (found < LARGEST))]
    if len(wrong):
        raise InputError(f"radii has {wrong[0]:g}, which is no distance. Radii are finite and not negative.")
    return found


def _check_places(table: pa.Table, distance: str) -> None:
    limits = DEGREES if distance == GREAT_CIRCLE else dict.fromkeys(("x", "y"), LARGEST)
    rule = "is beyond {:g} degrees" if distance == GREAT_CIRCLE else "is beyond {:g}"
    cells = [
        BadCell(int(row) + 1, name, f"{table[name][int(row)].as_py():g}", rule.format(limit))
        for name, limit in limits.items()
        for row in np.flatnonzero(np.abs(_numbers(table, name)) > limit)
    ]
    if cells:
        remedy = "x is the longitude and y the latitude, in degrees." if distance == GREAT_CIRCLE else ""
        raise BadCells("points", cells[:SHOWN], len(cells), remedy)


def _as_shares_of_largest(weights: Values) -> Values:
    largest = weights.max(initial=0.0)
    return weights / largest if largest > 0 else weights


def _numbers(table: pa.Table, column: str) -> Values:
    return np.asarray(table[column].to_numpy(), dtype=np.float64)
