"""Units: the clusters and subclusters of a portfolio, and which of them every leaf industry counts in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.editions.cells import Nodes
from clusteratlas.editions.parquet import read_table
from clusteratlas.tables import Coding

Truths = NDArray[np.bool_]
Positions = NDArray[np.int32]
NO_UNIT = -1


@dataclass(frozen=True)
class Membership:
    """For every industry node of a vintage its cluster's unit, its subcluster's unit and its kind, or NO_UNIT."""

    whole: Positions
    part: Positions
    kind: Positions


@dataclass(frozen=True)
class Units:
    """The units in the order of the table clusters; regions in the order of their codes, the country among them."""

    regions: Coding
    levels: NDArray[np.str_]
    country: str
    units: pa.Table  # cluster, subcluster, kind
    kinds: tuple[str, ...]
    memberships: Mapping[str, Membership]

    @classmethod
    def read(cls, entities: Path, country: str, nodes: Mapping[str, Nodes]) -> "Units":
        """The units of the tables that stand in a folder."""
        regions = read_table(entities, "regions")
        units = read_table(entities, "clusters").select(["cluster", "subcluster", "kind"])
        kinds = tuple(sorted(set(units["kind"].to_pylist())))
        members = read_table(entities, "membership").to_pylist()
        position = {(row["cluster"], row["subcluster"]): at for at, row in enumerate(units.to_pylist())}
        memberships = {vintage: _membership(vintage, members, position, units, kinds, nodes) for vintage in nodes}
        levels = np.array(regions["level"].to_pylist())
        return cls(Coding(tuple(regions["region"].to_pylist())), levels, country, units, kinds, memberships)

    @property
    def root(self) -> int:
        """The row of the country."""
        return self.regions.codes.index(self.country)

    @property
    def kind(self) -> Positions:
        """The kind of each unit, as a position in `kinds`."""
        return Coding(self.kinds).encode(self.units["kind"])

    @property
    def is_whole(self) -> Truths:
        """Which units are whole clusters; each industry is counted once in them."""
        return np.asarray(self.units["subcluster"].is_null().to_numpy())


def _membership(
    vintage: str,
    members: list[dict[str, str]],
    position: Mapping[tuple[str, str | None], int],
    units: pa.Table,
    kinds: tuple[str, ...],
    nodes: Mapping[str, Nodes],
) -> Membership:
    node = {code: at for at, code in enumerate(nodes[vintage].codes.codes)}
    whole, part, kind = (np.full(len(node), NO_UNIT, np.int32) for _ in range(3))
    kind_of = units["kind"].to_pylist()
    for row in members:
        if row["vintage"] == vintage:
            at = node[row["industry"]]
            whole[at] = position[row["cluster"], None]
            part[at] = position[row["cluster"], row["subcluster"]] if row["subcluster"] else NO_UNIT
            kind[at] = kinds.index(kind_of[whole[at]])
    return Membership(whole, part, kind)
