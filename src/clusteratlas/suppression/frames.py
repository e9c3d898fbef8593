"""Withheld cells of any dataframe: each row's bounds and, if asked, an estimate, in the same kind of dataframe."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.suppression.bounds import Bounds
from clusteratlas.suppression.cell_rows import CellRows, read_cells
from clusteratlas.suppression.estimation import estimate_cells
from clusteratlas.suppression.prior import establishment_prior, midpoint_prior
from clusteratlas.suppression.propagation import propagate
from clusteratlas.suppression.tree_rows import read_tree, read_trees
from clusteratlas.tables import UNBOUNDED, Frame, like

PUBLISHED, DERIVED, BOUNDED = "published", "derived", "bounded"
FLAGS = (PUBLISHED, DERIVED, BOUNDED)


def bound(
    cells: Frame,
    tree: Frame,
    totals: Frame | None = None,
    regions: Frame | None = None,
    value: str = "employment",
    rounding: int = 0,
) -> Frame:
    """What each withheld cell can be at least and at most, from all totals and parts that are published.

    Each total is the sum of its parts, along industries in a region and along regions in an industry; every withheld
    cell is narrowed until nothing changes (see `propagate`).

    Parameters:
        cells: one row for each region and industry (and `year`), the value empty where withheld. Optional columns
            `low` and `high`: the range the source prints instead, used where the value is empty. Rows may be at any
            level of either tree. A leaf industry in a leaf region without a row is zero, unless a total shows that it
            need not be; any other absent row is not known.
        tree: industries, columns `industry`, `parent` (empty for a root) and, if need be, `whole`: false where the
            industries below do not make it up wholly.
        totals: more rows like those of `cells`, of which nothing is returned.
        regions: regions in the same way, columns `region`, `parent`[, `whole`]; None where no region is part of
            another.
        value: column of whole numbers, not negative, any unit.
        rounding: the unit each value was rounded to on its own, 0 where values add up; 1 for annual averages.

    Returns:
        The kind of dataframe that came in: region, industry[, year], the value as it was, low, high (empty where
        nothing bounds it) and flag: "published", "derived" (withheld, but only one value is possible) or "bounded";
        one row for each row of `cells`, ordered by region, industry and year.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a code is in no tree, a key stands twice, low is above high, or a value is negative; by row.
        InputError: a tree's parents run in a circle.

    Notes:
        Totals that contradict their parts narrow nothing and change nothing.

    Example:
        Of 10 jobs in Ohio 4 are in trade; the two other industries are withheld, and one of them has 5 in the range 5
        to 9 that is printed for it.

        >>> import pyarrow as pa
        >>> cells = pa.table({
        ...     "region": ["ohio"] * 4, "industry": ["all", "trade", "mining", "farming"],
        ...     "employment": [10, 4, None, None], "low": [None, None, 5, None], "high": [None, None, 9, None],
        ... })
        >>> tree = pa.table({
        ...     "industry": ["all", "trade", "mining", "farming"], "parent": [None, "all", "all", "all"],
        ... })
        >>> for row in bound(cells, tree).to_pylist():
        ...     print(row["industry"], row["low"], row["high"], row["flag"])
        all 10 10 published
        farming 0 1 bounded
        mining 5 6 bounded
        trade 4 4 published
    """
    rows, years = _solved(cells, tree, totals, regions, value, rounding)
    parts = [_columns(rows, year, bounds, value) for year, bounds in years]
    return like(cells, _ordered(rows, parts))


def estimate(
    cells: Frame,
    tree: Frame,
    totals: Frame | None = None,
    regions: Frame | None = None,
    value: str = "employment",
    rounding: int = 0,
) -> Frame:
    """The bounds of `bound`, and for each withheld cell a whole number within them that adds up to the totals.

    The first guess is the number of establishments times the value per establishment of the industry, where the column
    `establishments` is there, else the middle of the range; of all tables that meet the totals the estimate is the one
    nearest to the guess (see `estimate_cells`).

    Parameters:
        cells, tree, totals, regions, value, rounding: as in `bound`; `cells` and `totals` may also have the column
            `establishments`, whole numbers, empty where not known.

    Returns:
        The columns of `bound` and `estimate`, which is the value where published.

    Raises:
        The same as `bound`.

    Notes:
        In every region the estimates add up along industries exactly, where the published values leave room for it;
        along regions as nearly as whole numbers within the bounds allow.

    Example:
        >>> import pyarrow as pa
        >>> cells = pa.table({
        ...     "region": ["ohio"] * 3, "industry": ["all", "mining", "farming"],
        ...     "employment": [12, None, None], "establishments": [4, 1, 3],
        ... })
        >>> tree = pa.table({"industry": ["all", "mining", "farming"], "parent": [None, "all", "all"]})
        >>> for row in estimate(cells, tree).to_pylist():
        ...     print(row["industry"], row["low"], row["high"], row["estimate"])
        all 12 12 12
        farming 0 12 9
        mining 0 12 3
    """
    rows, years = _solved(cells, tree, totals, regions, value, rounding)
    parts = []
    for year, bounds in years:
        found = estimate_cells(bounds, _prior(rows, year, bounds), rows.region_tree, rows.industry_tree)
        at = rows.region[rows.of_year(year)], rows.industry[rows.of_year(year)]
        parts.append(_columns(rows, year, bounds, value).append_column("estimate", pa.array(found.values[at])))
    return like(cells, _ordered(rows, parts))


def _solved(
    cells: Frame, tree: Frame, totals: Frame | None, regions: Frame | None, value: str, rounding: int
) -> tuple[CellRows, Iterator[tuple[int, Bounds]]]:
    industries = read_tree(tree, "industry", "tree")
    rows = read_cells(cells, totals, value, *read_trees(industries, regions, cells, totals))
    return rows, ((year, _bounds(rows, year, rounding)) for year in rows.years())


def _bounds(rows: CellRows, year: int, rounding: int) -> Bounds:
    low, high, absent = rows.matrices(year)
    return propagate(low, high, rows.region_tree, rows.industry_tree, believed_zero=absent, rounding=rounding)


def _prior(rows: CellRows, year: int, bounds: Bounds) -> NDArray[np.float64]:
    counts = rows.establishments(year)
    if counts is None:
        return midpoint_prior(bounds)
    guess = establishment_prior(counts, bounds, rows.region_tree, rows.industry_tree)
    return np.where(counts > 0, guess, midpoint_prior(bounds))


def _columns(rows: CellRows, year: int, bounds: Bounds, value: str) -> pa.Table:
    """The answer for one year's rows of `cells`."""
    here = rows.of_year(year)
    at = rows.region[here], rows.industry[here]
    low, high = bounds.low[at], bounds.high[at]
    known = rows.known[here]
    flag = np.where(known, 0, np.where(low == high, 1, 2)).astype(np.int8)
    columns = {name: rows.table[name].take(pa.array(here)) for name in rows.keys}
    columns[value] = rows.table[value].take(pa.array(here))
    columns["low"] = pa.array(low)
    columns["high"] = pa.array(high, mask=high >= UNBOUNDED)
    columns["flag"] = pc.take(pa.array(FLAGS), pa.array(flag))
    return pa.table(columns)


def _ordered(rows: CellRows, parts: list[pa.Table]) -> pa.Table:
    return pa.concat_tables(parts).sort_by([(name, "ascending") for name in rows.keys])
