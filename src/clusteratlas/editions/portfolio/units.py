"""Units: the clusters and subclusters of a portfolio, and which of them every leaf industry counts in."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.editions.cells import Nodes
from clusteratlas.editions.parquet import read_table
from clusteratlas.tables import Coding

Positions = NDArray[np.int32]
NO_UNIT = -1


@dataclass(frozen=True)
class Units:
    """The units in the order of the table clusters; regions in the order of their codes, the country among them."""

    regions: Coding
    levels: NDArray[np.str_]
    top: NDArray[np.bool_]  # the regions directly below the country
    country: str
    units: pa.Table  # cluster, subcluster, kind
    kinds: tuple[str, ...]

    @classmethod
    def read(cls, entities: Path, country: str) -> "Units":
        """The units of the tables that stand in a folder."""
        regions = read_table(entities, "regions")
        units = read_table(entities, "clusters").select(["cluster", "subcluster", "kind"])
        kinds = tuple(sorted(set(units["kind"].to_pylist())))
        levels = np.array(regions["level"].to_pylist())
        top = np.array([parent == country for parent in regions["parent"].to_pylist()])
        return cls(Coding(tuple(regions["region"].to_pylist())), levels, top, country, units, kinds)

    @property
    def root(self) -> int:
        """The row of the country."""
        return self.regions.codes.index(self.country)

    @property
    def kind(self) -> Positions:
        """The kind of each unit, as a position in `kinds`."""
        return Coding(self.kinds).encode(self.units["kind"])


@dataclass(frozen=True)
class Membership:
    """For every industry node of a vintage its cluster's unit, its subcluster's unit and its kind, or NO_UNIT."""

    whole: Positions
    part: Positions
    kind: Positions

    @classmethod
    def read(cls, entities: Path, units: Units, vintage: str, nodes: Nodes) -> "Membership":
        """The membership of a vintage, of the table that stands in a folder."""
        rows = [row for row in read_table(entities, "membership").to_pylist() if row["vintage"] == vintage]
        position = {(row["cluster"], row["subcluster"]): at for at, row in enumerate(units.units.to_pylist())}
        kind_of, node = units.kind, {code: at for at, code in enumerate(nodes.codes.codes)}
        whole, part, kind = (np.full(len(node), NO_UNIT, np.int32) for _ in range(3))
        for row in rows:
            at = node[row["industry"]]
            whole[at] = position[row["cluster"], None]
            part[at] = position[row["cluster"], row["subcluster"]] if row["subcluster"] else NO_UNIT
            kind[at] = kind_of[whole[at]]
        return cls(whole, part, kind)
