"""Contributions to growth and expected changes on tables drawn by hand."""

import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, UnknownChoice, WrongColumns
from clusteratlas.measures import contribution, contribution_kernel, expected_change, expected_change_kernel

# Reno 40 to 48 jobs, Ames 60 to 72, Elko begins with 10; the nation 100 to 130. Mining begins in 2019.
CELLS = [
    ("reno", "software", 2018, 10),
    ("reno", "software", 2019, 18),
    ("reno", "retail", 2018, 30),
    ("reno", "retail", 2019, 25),
    ("reno", "mining", 2019, 5),
    ("ames", "software", 2018, 30),
    ("ames", "software", 2019, 42),
    ("ames", "retail", 2018, 30),
    ("ames", "retail", 2019, 30),
    ("elko", "retail", 2019, 10),
    ("elko", "farming", 2020, 7),
]


def table(cells: list[tuple[str, str, int, int]] = CELLS, kind: pa.DataType | None = None) -> pa.Table:
    region, industry, year, jobs = zip(*cells, strict=True) if cells else ((), (), (), ())
    return pa.table(
        {
            "region": pa.array(region, pa.string()),
            "industry": pa.array(industry, pa.string()),
            "year": pa.array(year, pa.int64()),
            "employment": pa.array(jobs, kind or pa.int64()),
        }
    )


def test_industries_contribute_to_their_region() -> None:
    result = contribution(table(), 2018, 2019)
    assert result.column_names == ["region", "industry", "change", "contribution"]
    assert [tuple(row.values()) for row in result.to_pylist()] == [
        ("ames", "retail", 0.0, 0.0),
        ("ames", "software", 12.0, 0.2),  # 12 of 60
        ("elko", "retail", 10.0, None),  # the region starts from nothing
        ("reno", "mining", 5.0, 0.125),  # 5 of 40: an absent row is zero
        ("reno", "retail", -5.0, -0.125),
        ("reno", "software", 8.0, 0.2),
    ]


def test_regions_contribute_to_the_nation() -> None:
    result = contribution(table(), 2018, 2019, by="region")
    assert [tuple(row.values()) for row in result.to_pylist()] == [
        ("ames", 12.0, 0.12),
        ("elko", 10.0, 0.1),
        ("reno", 8.0, 0.08),
    ]


def test_a_nation_that_starts_from_nothing_has_no_contributions() -> None:
    cells = [("reno", "mining", 2018, 0), ("reno", "mining", 2019, 5)]
    for by in ("industry", "region"):
        (row,) = contribution(table(cells), 2018, 2019, by).to_pylist()
        assert (row["change"], row["contribution"]) == (5.0, None)


def test_expected_change_is_the_growth_of_the_industry() -> None:
    result = expected_change(table(), 2018, 2019)
    assert result.column_names == ["region", "industry", "change", "expected_change", "difference"]
    # Software grows from 40 to 60, retail from 60 to 65, mining from nothing.
    assert [tuple(row.values()) for row in result.to_pylist()] == [
        ("ames", "retail", 0.0, 2.5, -2.5),
        ("ames", "software", 12.0, 15.0, -3.0),
        ("elko", "retail", 10.0, 0.0, 10.0),
        ("reno", "mining", 5.0, None, None),
        ("reno", "retail", -5.0, 2.5, -7.5),
        ("reno", "software", 8.0, 5.0, 3.0),
    ]


def test_one_region_meets_what_is_expected_of_it() -> None:
    cells = [cell for cell in CELLS if cell[0] == "ames"]
    assert [row["difference"] for row in expected_change(table(cells), 2018, 2019).to_pylist()] == [0.0, 0.0]


def test_zeros_everywhere() -> None:
    cells = [("reno", "mining", year, 0) for year in (2018, 2019)]
    (row,) = expected_change(table(cells), 2018, 2019).to_pylist()
    assert (row["change"], row["expected_change"], row["difference"]) == (0.0, None, None)


@pytest.mark.parametrize("kind", ["int8", "uint8", "int16", "uint16", "int32", "uint32", "uint64", "float64"])
def test_every_type_of_number_gives_the_same(kind: str) -> None:
    for measure in (contribution, expected_change):
        assert measure(table(kind=pa.type_for_alias(kind)), 2018, 2019).equals(measure(table(), 2018, 2019))


def test_thousands_of_millions_do_not_overflow() -> None:
    cells = [(region, "x", year, 10**9 * year // 2018) for region in "abc" for year in (2018, 4036)]
    (first, *_) = contribution(table(cells, pa.int32()), 2018, 4036, by="region").to_pylist()
    assert first["contribution"] == pytest.approx(1 / 3)
    (first, *_) = expected_change(table(cells, pa.int32()), 2018, 4036).to_pylist()
    assert (first["expected_change"], first["difference"]) == (10**9, 0)


def test_stacks_are_independent() -> None:
    first, last = [[[1, 1]], [[0, 2]]], [[[2, 1]], [[4, 3]]]
    assert contribution_kernel(first, last).tolist() == [[[0.5, 0.0]], [[2.0, 0.5]]]
    assert expected_change_kernel([[[2], [2]], [[1], [3]]], [[[4], [2]], [[1], [7]]]).tolist() == [
        [[1.0], [1.0]],  # 4 to 6: half
        [[1.0], [3.0]],  # 4 to 8: as much again
    ]


@pytest.mark.parametrize("measure", [contribution, expected_change])
def test_what_is_refused(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(UnknownChoice, match="start=2018"):
        measure(table([]), 2018, 2019)
    with pytest.raises(UnknownChoice, match=r"end=2018 is not known. Choose one of: 2019, 2020"):
        measure(table(), 2018, 2018)
    with pytest.raises(BadCells, match="'reno software 2018' stands more than once"):
        measure(table([*CELLS, CELLS[0]]), 2018, 2019)
    with pytest.raises(BadCells, match=r"row 1, column employment: '-1.0' is negative"):
        measure(table([("a", "x", 2018, -1), ("a", "x", 2019, 1)]), 2018, 2019)
    nan = table().set_column(3, "employment", pa.array([float("nan")] * len(CELLS)))
    with pytest.raises(BadCells, match="is not a finite number"):
        measure(nan, 2018, 2019)
    with pytest.raises(WrongColumns, match="column 'year' is missing"):
        measure(table().drop_columns(["year"]), 2018, 2019)


def test_who_contributes_is_industry_or_region() -> None:
    with pytest.raises(UnknownChoice, match=r"by='cluster' is not known. Choose one of: industry, region"):
        contribution(table(), 2018, 2019, by="cluster")
