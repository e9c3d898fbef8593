"""Neighbours: which region is next to which, and with what weight, read from a frame into a matrix."""

from difflib import get_close_matches

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.errors import BadCell, BadCells, UnknownCode
from clusteratlas.tables import Coding, Column, Frame, Schema, to_arrow

_SCHEMA = Schema(
    "neighbours",
    (
        Column("region", "text"),
        Column("neighbour", "text"),
        Column("weight", "number", minimum=0, required=False),
    ),
    ("region", "neighbour"),
)


def neighbour_weights(neighbours: Frame, regions: Coding) -> NDArray[np.float64]:
    """The weights as a matrix of regions by neighbours; a frame without weights counts each neighbour once.

    Raises what `neighbour_links` raises.
    """
    row, column, weight = neighbour_links(neighbours, regions)
    weights = np.zeros((len(regions), len(regions)))
    weights[row, column] = weight
    return weights


def neighbour_links(
    neighbours: Frame, regions: Coding
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """The positions of each region and neighbour, and the weight; without weights each neighbour counts once.

    Raises WrongColumns or BadCells where the frame is not as it must be or a region is its own neighbour, UnknownCode
    where one of its codes is none of the regions.
    """
    table = _SCHEMA.check(to_arrow(neighbours, "neighbours"))
    own = pc.indices_nonzero(pc.equal(table["region"], table["neighbour"])).to_pylist()
    if own:
        cells = [BadCell(row + 1, "neighbour", str(table["region"][row]), "is the region itself") for row in own]
        raise BadCells("neighbours", cells, len(own), "Leave a region out of its own neighbours.")
    row, column = (_positions(table[name], regions) for name in ("region", "neighbour"))
    weight = table["weight"].to_numpy() if "weight" in table.column_names else np.ones(len(row))
    return row, column, np.asarray(weight, dtype=np.float64)


def _positions(codes: pa.ChunkedArray, regions: Coding) -> NDArray[np.int32]:
    positions = regions.encode(codes)
    strange = np.flatnonzero(positions < 0)
    if len(strange):
        code = str(codes[int(strange[0])])
        near = get_close_matches(code, regions.codes, n=1)
        raise UnknownCode(code, "the regions of the frame", near[0] if near else None)
    return positions
