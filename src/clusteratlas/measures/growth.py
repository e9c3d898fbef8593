"""Growth: change and rate against the year before, and the compound annual rate between two years."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import ArrayLike, NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.answer import answer, in_key_order, nullable, quotient
from clusteratlas.measures.sets import Sets
from clusteratlas.tables import Column, Frame, Schema, to_arrow


def growth(frame: Frame, value: str = "employment", of: str | None = "industry") -> Frame:
    """How much each cell changed against the year before, as a difference and as a rate.

    Change = v_t - v_(t-1); growth = change / v_(t-1). 0.05 is an increase of 5 %.

    Parameters:
        frame: one row for each region, industry and year. An absent row means unknown, not zero: sources leave small
            cells out, and a cell that appears has not grown from nothing.
        value: column of the values, any unit.
        of: text column of the industries; None where the frame has one row for each region and year.

    Returns:
        The kind of dataframe that came in: region[, the column `of`], year, <value>_change (unit of the value),
        <value>_growth (ratio, -1 and above), one row for each row of the frame, ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty or not finite, or a key stands twice.

    Notes:
        Both are null where the calendar year before has no row; growth is null where its value is zero or negative.

    Example:
        From 40 to 50 jobs is a change of 10 and a growth of a quarter. There is no row for 2018, so 2019 has none.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["reno"] * 4, "industry": ["software"] * 4,
        ...     "year": [2015, 2016, 2017, 2019], "employment": [40, 50, 45, 60],
        ... })
        >>> for row in growth(frame).to_pylist():
        ...     print(row["year"], row["employment_change"], row["employment_growth"])
        2015 None None
        2016 10.0 0.25
        2017 -5.0 -0.1
        2019 None None
    """
    keys = _cell_keys(of)
    table = in_key_order(_check(frame, value, keys), (*keys, "year"))
    previous = _previous(table, keys, _numbers(table, value))
    change, rate = growth_kernel(_numbers(table, value), previous)
    results = {f"{value}_change": nullable(change), f"{value}_growth": nullable(rate)}
    return answer(frame, {key: table[key] for key in (*keys, "year")} | results, (*keys, "year"))


def compound_growth(frame: Frame, value: str, start: int, end: int, of: str | None = "industry") -> Frame:
    """The constant annual rate that leads each cell from its value in `start` to its value in `end`.

    Rate = (v_end / v_start) ** (1 / (end - start)) - 1. 0.05 is 5 % a year.

    Parameters:
        frame: one row for each region, industry and year; other years are passed over. An absent row means unknown.
        value: column of the values, any unit.
        start: first year.
        end: last year, after `start`.
        of: text column of the industries; None where the frame has one row for each region and year.

    Returns:
        The kind of dataframe that came in: region[, the column `of`], compound_growth (ratio, -1 and above), one row
        for each cell with a row in either year, ordered by its keys.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is empty or not finite, or a key stands twice.
        UnknownChoice: the frame does not have one of the years, or `end` is not after `start`.

    Notes:
        Null where a year has no row, where the first value is zero or negative, and where the last is negative.

    Example:
        From 100 to 121 in two years is 10 % a year, since 1.1 * 1.1 = 1.21.

        >>> import pyarrow as pa
        >>> frame = pa.table({
        ...     "region": ["reno", "reno", "boise", "boise"], "industry": ["software"] * 4,
        ...     "year": [2017, 2019, 2017, 2019], "employment": [100, 121, 50, 50],
        ... })
        >>> for row in compound_growth(frame, "employment", 2017, 2019).to_pylist():
        ...     print(row["region"], round(row["compound_growth"], 12))
        boise 0.0
        reno 0.1
    """
    keys = _cell_keys(of)
    table = _check(frame, value, keys)
    _check_years(table, start, end)
    table = table.filter(pc.is_in(table["year"], value_set=pa.array([start, end])))
    sets = Sets.of(table, keys)
    first, last = (_in_year(table, sets, value, year) for year in (start, end))
    rate = compound_growth_kernel(first, last, end - start)
    columns = {key: table[key].take(pa.array(sets.first)) for key in keys} | {"compound_growth": nullable(rate)}
    return answer(frame, columns, keys)


def growth_kernel(values: ArrayLike, previous: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Change and rate of growth, element by element.

    Parameters:
        values: any shape.
        previous: the same shape, the values of the year before; NaN where there is none.

    Returns:
        Change and rate, each of that shape; NaN where `previous` is NaN, the rate also where it is not above zero.

    Example:
        >>> change, rate = growth_kernel([50, 45], [40, 0])
        >>> change.tolist(), rate.tolist()
        ([10.0, 45.0], [0.25, nan])
    """
    now, before = np.asarray(values, dtype=np.float64), np.asarray(previous, dtype=np.float64)
    change = now - before
    return change, quotient(change, before)


def compound_growth_kernel(first: ArrayLike, last: ArrayLike, years: int) -> NDArray[np.float64]:
    """The compound annual rate of growth, element by element.

    Parameters:
        first: any shape; NaN where there is no value.
        last: the same shape.
        years: how many years lie between, 1 and above.

    Returns:
        The same shape; NaN where a value is missing, the first is not above zero, or the last is negative.

    Example:
        >>> compound_growth_kernel([100.0, 0.0], [400.0, 5.0], 2).tolist()
        [1.0, nan]
    """
    before, after = np.asarray(first, dtype=np.float64), np.asarray(last, dtype=np.float64)
    ratio = quotient(np.where(after >= 0, after, np.nan), before)
    rate: NDArray[np.float64] = np.power(ratio, 1 / years) - 1
    return rate


def _cell_keys(of: str | None) -> tuple[str, ...]:
    return ("region",) if of is None else ("region", of)


def _check(frame: Frame, value: str, keys: tuple[str, ...]) -> pa.Table:
    texts = tuple(Column(key, "text") for key in keys)
    columns = (*texts, Column("year", "count"), Column(value, "number"))
    return Schema("frame", columns, (*keys, "year")).check(to_arrow(frame))


def _check_years(table: pa.Table, start: int, end: int) -> None:
    years = sorted(table["year"].unique().to_pylist())
    if start not in years:
        raise UnknownChoice("start", start, [str(year) for year in years])
    later = [str(year) for year in years if year > start]
    if str(end) not in later:
        raise UnknownChoice("end", end, later)


def _numbers(table: pa.Table, column: str) -> NDArray[np.float64]:
    return np.asarray(table[column].to_numpy(), dtype=np.float64)


def _previous(table: pa.Table, keys: tuple[str, ...], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The value of the row before, where that row is the same cell one year earlier; the table is in key order."""
    cell, year = Sets.of(table, keys).of_row, table["year"].to_numpy()
    previous = np.full(len(values), np.nan)
    follows = (cell[1:] == cell[:-1]) & (year[1:] == year[:-1] + 1)
    previous[1:][follows] = values[:-1][follows]
    return previous


def _in_year(table: pa.Table, sets: Sets, value: str, year: int) -> NDArray[np.float64]:
    rows = table["year"].to_numpy() == year
    result = np.full(len(sets), np.nan)
    result[sets.of_row[rows]] = _numbers(table, value)[rows]
    return result
