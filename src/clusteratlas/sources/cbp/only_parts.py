"""Industries that a collected file leaves out because they are the only part of another, which stands for them.

Seen in the state files of 2000 to 2011: of 113 - 1131 - 11311 - 113110, where each is the whole of the one before, only
113 and 1131 stand; a code that has one part stands, the part does not (four exceptions: 33341, 334220, 33451, 81131).
The part has the figures of the whole, so its record is the whole's once more, under its own code.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from clusteratlas.classifications import classification
from clusteratlas.sources.cbp.industries import codes, vintage_of
from clusteratlas.sources.checking import joined, taken
from clusteratlas.sources.reading import Coded

_NOTHING = np.int32(-1)


@cache
def only_part(vintage: str) -> NDArray[np.int32]:
    """The position of each code's part, where it has one part only; -1 elsewhere."""
    naics = classification("NAICS", vintage)
    places = {code: position for position, code in enumerate(codes().codes)}
    found = np.full(len(places), _NOTHING)
    for code in naics.codes:
        parts = naics.children(code)
        if len(parts) == 1:
            found[places[code]] = places[parts[0]]
    return found


def left_out(standing: NDArray[np.bool_], year: int) -> NDArray[np.int32]:
    """The same, of parts that stand nowhere in the year's rows; `standing` says of each code whether it does."""
    parts = only_part(vintage_of(year))
    return np.where((parts >= 0) & ~standing[parts], parts, _NOTHING)


def with_only_parts(coded: Coded, parts: Mapping[int, NDArray[np.int32]]) -> Coded:
    """The records, and after them those of the parts left out, of their parts, and so on down."""
    found, rows = [coded], coded
    while len(rows):
        rows = _one_step_down(rows, parts)
        found.append(rows)
    return joined(found)


def _one_step_down(coded: Coded, parts: Mapping[int, NDArray[np.int32]]) -> Coded:
    below = np.full(len(coded), _NOTHING)
    for year in np.unique(coded.year):
        here = (coded.year == year) & (coded.industry >= 0)
        if int(year) in parts:
            below[here] = parts[int(year)][coded.industry[here]]
    rows = np.flatnonzero(below >= 0)
    part = taken(coded, rows)
    return Coded(part.year, part.region, below[rows], part.figures)
