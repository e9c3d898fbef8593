"""Relations as compiled loops read them: one record for each relation, one row of links for each unknown cell."""

import numpy as np
from numpy.typing import NDArray

from clusteratlas.suppression.relations import Positions, Relations

# A loop that looks into a tuple of arrays counts references at every look, at many times the cost of the work itself.
_RECORD = np.dtype(
    [
        ("value", np.int64),
        ("base", np.int64),
        ("slack", np.int64),
        ("total", np.int32),
        ("first", np.int32),  # its parts are parts[first:last]
        ("last", np.int32),
        ("whole", np.bool_),
    ],
    align=True,
)

Packed = tuple[NDArray[np.void], Positions, Positions]


def packed(system: Relations) -> Packed:
    """Records, parts and links; the links of cell k are the relations it is a part of (0, 1) and total of (2, 3)."""
    records = np.empty(len(system.value), _RECORD)
    for name in ("value", "base", "slack", "total", "whole"):
        records[name] = getattr(system, name)
    records["first"], records["last"] = system.first[:-1], system.first[1:]
    return records, system.parts, np.hstack([system.part_of, system.total_of])
