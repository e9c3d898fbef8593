"""How a file spells codes: each spelling, and the code it stands for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.classifications import Region
from clusteratlas.tables import Coding


@dataclass(frozen=True)
class CodeBook:
    """Spellings, in order, and the position in `codes` of the code each stands for; several may stand for one."""

    spellings: Coding
    positions: NDArray[np.int32]
    codes: Coding

    @classmethod
    def of(cls, spelled: Mapping[str, str], codes: Coding | None = None) -> "CodeBook":
        """The book of these spellings; without `codes`, those that are spelled."""
        target = codes or Coding.of(spelled.values())
        places = {code: position for position, code in enumerate(target.codes)}
        spellings = Coding.of(spelled)
        positions = [places[spelled[spelling]] for spelling in spellings.codes]
        return cls(spellings, np.array(positions, np.int32), target)

    @classmethod
    def of_regions(cls, regions: Iterable[Region]) -> "CodeBook":
        """The bare codes of regions, which stand for their full codes."""
        return cls.of({region.bare: region.code for region in regions})

    def encode(self, values: pa.Array | pa.ChunkedArray) -> NDArray[np.int32]:
        """Positions of the codes; -1 where a value is no spelling of any."""
        found = self.spellings.encode(values)
        return np.append(self.positions, np.int32(-1))[found]
