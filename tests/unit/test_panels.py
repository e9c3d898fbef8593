"""A long table in Parquet as year matrices: whatever its order, row groups and kinds of code."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from clusteratlas.engines import over_years, panel_years
from clusteratlas.errors import BadCells, WrongColumns
from clusteratlas.measures import location_quotient, location_quotient_kernel
from clusteratlas.tables import Coding, YearMatrix, year_matrix

COLUMNS = ("region", "industry", "employment")
# 2018: a and b in x and y; 2019: c is new, b has no y any more.
TABLE = pa.table(
    {
        "year": pa.array([2018, 2018, 2018, 2018, 2019, 2019, 2019, 2019], pa.int16()),
        "region": ["a", "a", "b", "b", "a", "a", "b", "c"],
        "industry": ["x", "y", "x", "y", "x", "y", "x", "z"],
        "employment": [30, 10, 20, 140, 3, 1, 2, 0],
    }
)


def matrices(file: Path, **choices: object) -> list[YearMatrix]:
    return [year_matrix(year.read(), "employment", year=year.year, **choices) for year in panel_years(file, COLUMNS)]


def cells(matrix: YearMatrix) -> dict[tuple[str, str], float]:
    region, industry, values = matrix.rows(matrix.values)
    names = ((matrix.regions.codes[r], matrix.industries.codes[i]) for r, i in zip(region, industry, strict=True))
    return dict(zip(names, values.tolist(), strict=True))


@pytest.mark.parametrize("rows_in_group", [1, 3, 4, 100])
@pytest.mark.parametrize("order", [range(8), [7, 0, 5, 2, 4, 1, 6, 3]], ids=["by year", "in no order"])
def test_each_year_has_its_own_cells(tmp_path: Path, order: list[int], rows_in_group: int) -> None:
    pq.write_table(TABLE.take(pa.array(list(order))), tmp_path / "panel.parquet", row_group_size=rows_in_group)
    first, second = matrices(tmp_path / "panel.parquet")
    assert (first.year, first.regions.codes, first.industries.codes) == (2018, ("a", "b"), ("x", "y"))
    assert (second.year, second.regions.codes, second.industries.codes) == (2019, ("a", "b", "c"), ("x", "y", "z"))
    assert cells(first) == {("a", "x"): 30, ("a", "y"): 10, ("b", "x"): 20, ("b", "y"): 140}
    assert cells(second) == {("a", "x"): 3, ("a", "y"): 1, ("b", "x"): 2, ("c", "z"): 0}


def test_files_of_one_year_each_and_integer_codes(tmp_path: Path) -> None:
    regions, industries = Coding.of("abc"), Coding.of("xyz")
    coded = TABLE.set_column(1, "region", pa.array(regions.encode(TABLE["region"])))
    coded = coded.set_column(2, "industry", pa.array(industries.encode(TABLE["industry"])))
    files = [tmp_path / "2019.parquet", tmp_path / "2018.parquet"]
    for file, rows in zip(files, (coded.slice(4), coded.slice(0, 4)), strict=True):
        pq.write_table(rows, file)
    years = panel_years(files, COLUMNS)
    assert [year.year for year in years] == [2018, 2019]
    found = [year_matrix(year.read(), "employment", codings=(regions, industries)) for year in years]
    assert cells(found[1]) == {("a", "x"): 3, ("a", "y"): 1, ("b", "x"): 2, ("c", "z"): 0}
    assert found[0].values.shape == found[1].values.shape == (3, 3)


def test_a_table_without_years_is_one_matrix(tmp_path: Path) -> None:
    pq.write_table(TABLE.slice(0, 4).drop_columns("year"), tmp_path / "panel.parquet", row_group_size=3)
    (only,) = matrices(tmp_path / "panel.parquet")
    assert only.year is None
    assert cells(only) == {("a", "x"): 30, ("a", "y"): 10, ("b", "x"): 20, ("b", "y"): 140}


def test_a_streamed_kernel_gives_what_the_measure_gives(tmp_path: Path) -> None:
    pq.write_table(TABLE, tmp_path / "panel.parquet", row_group_size=3)

    def quotients(matrix: YearMatrix) -> list[tuple[str, str, int | None, float]]:
        region, industry, values = matrix.rows(location_quotient_kernel(matrix.values))
        codes = ((matrix.regions.codes[r], matrix.industries.codes[i]) for r, i in zip(region, industry, strict=True))
        return [(*code, matrix.year, value) for code, value in zip(codes, values.tolist(), strict=True)]

    streamed = [row for year in over_years(quotients, matrices(tmp_path / "panel.parquet")) for row in year]
    whole = [tuple(row.values()) for row in location_quotient(TABLE).to_pylist()]
    assert sorted(row for row in streamed if not np.isnan(row[3])) == [row for row in whole if row[3] is not None]
    assert [row[:3] for row in streamed if np.isnan(row[3])] == [row[:3] for row in whole if row[3] is None]


def test_an_empty_year_cell_is_refused(tmp_path: Path) -> None:
    years = pa.array([2018, None, 2018, 2018, 2019, 2019, 2019, 2019], pa.int16())
    pq.write_table(TABLE.set_column(0, "year", years), tmp_path / "panel.parquet", row_group_size=4)
    with pytest.raises(WrongColumns, match="'year' has empty cells"):
        panel_years(tmp_path / "panel.parquet", COLUMNS)


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("employment", [30, -1, 20, 140], r"row 2, column employment: '-1' is empty, negative or not a finite number"),
        ("employment", [30, 10, None, 140], r"row 3, column employment"),
        ("employment", [30.0, 10.0, float("nan"), 140.0], r"row 3, column employment"),
        ("employment", [30.0, 10.0, float("inf"), 140.0], r"row 3, column employment"),
        ("region", ["a", None, "b", "b"], r"row 2, column region: 'None' is in no coding"),
        ("industry", ["x", "x", "x", "y"], r"'a x' stands more than once"),
    ],
)
@pytest.mark.parametrize("dictionary", [False, True])
def test_bad_rows_are_refused(column: str, values: list[object], message: str, dictionary: bool) -> None:
    rows = TABLE.slice(0, 4).drop_columns("year")
    array = pa.array(values)
    if dictionary and pa.types.is_string(array.type):
        array = array.dictionary_encode()
    with pytest.raises(BadCells, match=message) as caught:
        year_matrix(rows.set_column(rows.column_names.index(column), column, array), "employment")
    assert caught.value.count == 1


def test_codes_outside_the_coding_are_refused() -> None:
    codings = (Coding.of("a"), Coding.of("xy"))
    with pytest.raises(BadCells, match="'b' is in no coding") as caught:
        year_matrix(TABLE.slice(0, 4), "employment", codings=codings)
    assert caught.value.count == 2
