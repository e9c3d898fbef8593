"""What an edition shows of a measure in a year: its table, the published figures in it, and which are withheld."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure import Axis, Grid, Public
from clusteratlas.editions.edition import Edition
from clusteratlas.editions.layout import PUBLISHED
from clusteratlas.sources import TOTAL
from clusteratlas.suppression import Tree
from clusteratlas.tables import UNBOUNDED


@dataclass(frozen=True)
class Shown:
    """The nodes of an edition's table by code, and what outsiders see there.

    width: shape of the table, how far apart the edition's own bounds of a cell are; 0 where it is shown.
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    public: Public
    width: NDArray[np.int64]

    def narrowest(self, count: int) -> NDArray[np.bool_]:
        """The withheld cells that the edition itself bounds most tightly: whichever follow exactly are among them."""
        hidden = np.flatnonzero(self.public.hidden)
        chosen = np.zeros(self.width.size, np.bool_)
        chosen[hidden[np.argsort(self.width.ravel()[hidden], kind="stable")[:count]]] = True
        return chosen.reshape(self.width.shape)


_COLUMNS = ("region", "industry", "figure", "flag", "width")


def shown_in(edition: Edition, measure: str, year: int) -> Shown:
    """Read from nothing but the edition: figures flagged as published are shown, all others with a row are withheld.

    A cell without a row has nobody in it. That a sum is made up wholly of its parts holds in every edition of a
    register. A country of which nothing is published is but the sum of what stands below it, and is left out.
    """
    cells = _cells(edition, measure, year)
    regions = _parents(edition, "regions")
    if not any(region == edition.manifest.country and flag == PUBLISHED for region, _, _, flag, _ in cells):
        del regions[edition.manifest.country]
    industries = {TOTAL: None, **{code: above or TOTAL for code, above in _parents(edition, "industries").items()}}
    codes = tuple(regions), tuple(industries)
    grid = Grid(*(_axis(side) for side in (regions, industries)))
    low, high, width = (np.zeros(grid.shape, np.int64) for _ in range(3))
    place = [{code: number for number, code in enumerate(side)} for side in codes]
    for region, industry, figure, flag, between in cells:
        if region not in regions:
            continue
        cell = place[0][region], place[1][industry]
        low[cell], high[cell] = (figure, figure) if flag == PUBLISHED else (0, UNBOUNDED)
        width[cell] = 0 if flag == PUBLISHED else UNBOUNDED if between is None else between
    return Shown(*codes, Public(grid, low, high), width)


def measures_shown(edition: Edition) -> tuple[str, ...]:
    """The measures there are figures of."""
    return tuple(edition.manifest.measures)


def _axis(parents: Mapping[str, str | None]) -> Axis:
    return Axis.of_tree(Tree.of_codes(tuple(parents), parents.get))


def _parents(edition: Edition, table: str) -> dict[str, str | None]:
    key = edition.layouts[table].key[0]
    query = f"select {key} as code, parent from {table} order by code"  # noqa: S608  # our own names
    return {row["code"]: row["parent"] for row in edition.rows(query)}


def _cells(edition: Edition, measure: str, year: int) -> list[tuple[str, str, int, str, int | None]]:
    """Region, industry, figure, flag and width of every cell that has a row; the country's are those of `national`."""
    figures = f"industry, {measure} as figure, {measure}_flag as flag, {measure}_high - {measure}_low as width"
    query = f"""
        select region, {figures} from activity where year = $year
        union all select region, {figures} from totals where year = $year
        union all select $country as region, {figures} from national where year = $year"""  # noqa: S608
    found = edition.table(query, {"year": year, "country": edition.manifest.country})
    return list(zip(*(found[name].to_pylist() for name in _COLUMNS), strict=True))
