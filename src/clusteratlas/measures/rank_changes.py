"""Rank changes: how many places each region climbed or fell between two years."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.measures.answer import answer
from clusteratlas.measures.ranks import OPTIONAL, ranks
from clusteratlas.measures.sets import Sets
from clusteratlas.measures.span import check_years
from clusteratlas.tables import Column, Frame, Schema, to_arrow


def rank_changes(
    frame: Frame,
    column: str,
    start: int,
    end: int,
    by: Sequence[str] = ("level", "cluster", "subcluster"),
    eligible: str | None = "employment",
) -> Frame:
    """How many places each region climbed or fell among the regions of its set between two years.

    Rank change = rank in the first year - rank in the last: 3 says that the region climbed three places. The ranks are
    those of `ranks`, 1 the highest value; the sets differ from year to year, so their sizes come along.

    Parameters:
        frame: one row for each region, set and year; other years are passed over. An absent row is not ranked.
        column: the values to rank, any unit; a row without a value is not ranked.
        start: the first year.
        end: the last year, after `start`.
        by: the columns that make a set, beside the year. Of these level and subcluster are passed over where the frame
            has none.
        eligible: a column that must be above zero for a row to be ranked; None ranks every row that has a value.

    Returns:
        The kind of dataframe that came in: region, the `by` columns, rank_start, rank_end, rank_change (places, with
        sign), ranked_start, ranked_end (how many members the set ranks), one row for each region and set with a row in
        either year, ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is not finite, or a region stands twice in a set and year.
        UnknownChoice: the frame lacks one of the years, or `end` is not after `start`.

    Notes:
        A rank is null where the region is not ranked that year, its change where either rank is. `ranked` is null where
        the region has no row that year. Ties share the best rank, so a change of zero can hide a tie that came or went.

    Example:
        Reno passes Boise; Ames enters and pushes nobody down.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["boise", "reno", "boise", "reno", "ames"], "cluster": ["aerospace"] * 5,
        ...     "year": [2018, 2018, 2019, 2019, 2019], "employment": [30, 20, 30, 40, 5],
        ... })
        >>> for row in rank_changes(frame, "employment", 2018, 2019).to_pylist():
        ...     print(row["region"], row["rank_start"], row["rank_end"], row["rank_change"])
        ames None 3 None
        boise 1 2 -1
        reno 2 1 1
    """
    table = to_arrow(frame)
    years = Schema("frame", (Column("year", "count"),)).check(table)
    check_years(years, start, end)
    keys = [key for key in by if key in table.column_names or key not in OPTIONAL]
    kept = table.filter(pc.is_in(years["year"], value_set=pa.array([start, end], pa.int64())))
    ranked = ranks(kept, column, ("year", *keys), eligible)
    return answer(frame, _side_by_side(ranked, f"rank_{column}", ("region", *keys), (start, end)), ("region", *keys))


def _side_by_side(ranked: pa.Table, rank: str, keys: tuple[str, ...], years: tuple[int, int]) -> dict[str, pa.Array]:
    sets = Sets.of(ranked, keys)
    columns = {key: ranked[key].take(pa.array(sets.first)) for key in keys}
    before, after = (_in_year(ranked, sets, rank, year) for year in years)
    columns |= {"rank_start": _counts(before), "rank_end": _counts(after), "rank_change": _counts(before - after)}
    sizes = (_counts(_in_year(ranked, sets, "ranked", year)) for year in years)
    return columns | dict(zip(("ranked_start", "ranked_end"), sizes, strict=True))


def _in_year(ranked: pa.Table, sets: Sets, column: str, year: int) -> NDArray[np.float64]:
    """A column's value in a year for every set; NaN where there is none."""
    found = np.full(len(sets), np.nan)
    rows = ranked["year"].to_numpy() == year
    found[sets.of_row[rows]] = np.asarray(ranked[column].to_numpy(), dtype=np.float64)[rows]
    return found


def _counts(values: NDArray[np.float64]) -> pa.Array:
    return pa.array(values, from_pandas=True).cast(pa.int64())
