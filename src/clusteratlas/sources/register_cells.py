"""From a register's rows to cells: every region and industry that has some, and every sum above them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.classifications import classification, gazetteer
from clusteratlas.sources.figures import Figures
from clusteratlas.sources.reading import TOTAL, Coded, Layout
from clusteratlas.sources.register_map import ESTABLISHMENTS
from clusteratlas.sources.register_rows import RegisterRows
from clusteratlas.tables import Coding

Integers = NDArray[np.int64]
Parent = Callable[[str], str | None]


def region_parent(layout_gazetteer: str) -> Parent:
    """What a region's figures are added up to: the place it is a part of, where the parts of its level make it up."""
    places = gazetteer(layout_gazetteer)
    return lambda code: places.parent(code) if places.partitioned(places.require(code).level) else None


def industry_parent(name: str, vintage: str) -> Parent:
    """What an industry's figures are added up to: the one above it, and in the end all of them, 00."""
    tree = classification(name, vintage)
    return lambda code: None if code == TOTAL else tree.parent(code) or TOTAL


def parents_of(layout: Layout, vintage: str) -> tuple[Parent, Parent]:
    """Both, for the records of a register."""
    return region_parent(layout.gazetteer), industry_parent(layout.classification, vintage)


@dataclass(frozen=True)
class Side:
    """The nodes of one side of the table: those in use and all above them, and the way up from each."""

    codes: Coding
    up: Integers  # shape (nodes, steps): the node itself and all above it, -1 where there are no more

    @classmethod
    def of(cls, used: Collection[str], parent: Parent) -> "Side":
        """The side of these codes."""
        ways = {code: _way(code, parent) for code in used}
        codes = Coding.of(code for way in ways.values() for code in way)
        ways = {code: _way(code, parent) for code in codes.codes}
        position = {code: number for number, code in enumerate(codes.codes)}
        up = np.full((len(codes), max(map(len, ways.values()))), -1, np.int64)
        for code, way in ways.items():
            up[position[code], : len(way)] = [position[above] for above in way]
        return cls(codes, up)


def _way(code: str, parent: Parent) -> list[str]:
    above = parent(code)
    return [code] if above is None else [code, *_way(above, parent)]


def placed(rows: RegisterRows, parents: tuple[Parent, Parent]) -> tuple[RegisterRows, Side, Side]:
    """The rows with positions among the nodes, and both sides of the table."""
    found = []
    codings = (rows.places.coding.codes, rows.branches.coding.codes)
    for codes, position, parent in zip(codings, (rows.region, rows.industry), parents, strict=True):
        used = np.unique(position)
        side = Side.of([codes[each] for each in used], parent)
        moved = np.full(len(codes), -1, np.int64)
        moved[used] = [side.codes.codes.index(codes[each]) for each in used]
        found.append((side, moved[position]))
    (places, region), (branches, industry) = found
    return _moved(rows, region, industry), places, branches


def _moved(rows: RegisterRows, region: Integers, industry: Integers) -> RegisterRows:
    return RegisterRows(**(vars(rows) | {"region": region, "industry": industry}))


def cells_of_year(rows: RegisterRows, year: int, places: Side, branches: Side) -> Coded:
    """Every cell of a year to which somebody contributes, at every level of both sides."""
    here = np.flatnonzero(rows.year == year)
    width = len(branches.codes)
    measures = {**rows.values, ESTABLISHMENTS: rows.establishments}
    leaf, at = np.unique(rows.region[here] * width + rows.industry[here], return_inverse=True)
    sums = {name: _added(values[here], at, len(leaf)) for name, values in measures.items()}
    keys, parts = _above(leaf, places, branches)
    cells, at = np.unique(keys, return_inverse=True)
    figures = {name: Figures.published(_added(values[parts], at, len(cells))) for name, values in sums.items()}
    region, industry = np.divmod(cells, width)
    return Coded(np.full(len(cells), year), region.astype(np.int32), industry.astype(np.int32), figures)


def _above(leaf: Integers, places: Side, branches: Side) -> tuple[Integers, Integers]:
    """Every cell above each leaf cell, itself among them, and which leaf cell it is above."""
    region, industry = np.divmod(leaf, len(branches.codes))
    keys, parts = [], []
    for over_region in places.up[region].T:
        for over_industry in branches.up[industry].T:
            both = np.flatnonzero((over_region >= 0) & (over_industry >= 0))
            keys.append(over_region[both] * len(branches.codes) + over_industry[both])
            parts.append(both)
    return np.concatenate(keys), np.concatenate(parts)


def _added(values: Integers, at: Integers, size: int) -> Integers:
    found = np.zeros(size, np.int64)
    np.add.at(found, at, values)
    return found
