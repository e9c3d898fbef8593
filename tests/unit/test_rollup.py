"""Sums up the tree on tables drawn by hand, and what is refused."""

from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from clusteratlas.classifications import ancestry, county_ancestry, leaves_only, naics, region_ancestry, roll_up
from clusteratlas.errors import BadCells, UnknownCode, WrongColumns

Row = tuple[int, str, str, int]


def cells(*rows: Row, kind: pa.DataType | None = None) -> ibis.Table:
    year, region, industry, employment = zip(*rows, strict=True)
    columns = {"year": year, "region": region, "industry": industry}
    return ibis.memtable(pa.table({**columns, "employment": pa.array(employment, kind or pa.int64())}))


def rows(table: ibis.Table) -> list[Row]:
    return [tuple(row.values()) for row in table.to_pyarrow().to_pylist()]


@pytest.fixture(scope="module")
def industries() -> ibis.Table:
    return ibis.memtable(ancestry(naics(2017)))


@pytest.fixture(scope="module")
def counties() -> ibis.Table:
    return ibis.memtable(county_ancestry(2013))


def test_industries_add_up_to_their_sector(industries: ibis.Table) -> None:
    table = cells(
        (2018, "us-metro-48620", "336411", 10),
        (2018, "us-metro-48620", "336412", 5),
        (2018, "us-metro-48620", "111110", 1),
        (2019, "us-metro-48620", "336411", 7),
    )
    assert rows(roll_up(table, industries, "industry")) == [
        (2018, "us-metro-48620", "11", 1),
        (2018, "us-metro-48620", "111", 1),
        (2018, "us-metro-48620", "1111", 1),
        (2018, "us-metro-48620", "11111", 1),
        (2018, "us-metro-48620", "111110", 1),
        (2018, "us-metro-48620", "31-33", 15),
        (2018, "us-metro-48620", "336", 15),
        (2018, "us-metro-48620", "3364", 15),
        (2018, "us-metro-48620", "33641", 15),
        (2018, "us-metro-48620", "336411", 10),
        (2018, "us-metro-48620", "336412", 5),
        (2019, "us-metro-48620", "31-33", 7),
        (2019, "us-metro-48620", "336", 7),
        (2019, "us-metro-48620", "3364", 7),
        (2019, "us-metro-48620", "33641", 7),
        (2019, "us-metro-48620", "336411", 7),
    ]


def test_counties_add_up_to_area_state_and_country(counties: ibis.Table) -> None:
    table = cells(
        (2018, "us-county-20173", "336411", 10),  # Sedgwick, in Wichita
        (2018, "us-county-20015", "336411", 4),  # Butler, in Wichita
        (2018, "us-county-20001", "336411", 2),  # Allen, in no area
        (2018, "us-county-09003", "336411", 1),  # Hartford, Connecticut
    )
    assert rows(roll_up(table, counties, "region")) == [
        (2018, "us", "336411", 17),
        (2018, "us-county-09003", "336411", 1),
        (2018, "us-county-20001", "336411", 2),
        (2018, "us-county-20015", "336411", 4),
        (2018, "us-county-20173", "336411", 10),
        (2018, "us-metro-25540", "336411", 1),
        (2018, "us-metro-48620", "336411", 14),
        (2018, "us-state-09", "336411", 1),
        (2018, "us-state-20", "336411", 16),
    ]


def test_both_trees_one_after_the_other(industries: ibis.Table) -> None:
    table = cells((2018, "us-metro-48620", "336411", 10), (2018, "us-metro-12060", "336412", 3))
    both = roll_up(roll_up(table, industries, "industry"), ibis.memtable(region_ancestry()), "region")
    country = [(row[2], row[3]) for row in rows(both) if row[1] == "us"]
    assert country == [("31-33", 13), ("336", 13), ("3364", 13), ("33641", 13), ("336411", 10), ("336412", 3)]


def test_a_code_beside_its_ancestor_is_refused(industries: ibis.Table) -> None:
    table = cells(
        (2018, "us-metro-48620", "3364", 15), (2018, "us-metro-48620", "336411", 10), (2018, "us", "336411", 10)
    )
    with pytest.raises(BadCells) as refused:
        roll_up(table, industries, "industry")
    assert refused.value.count == 1
    [cell] = refused.value.cells
    assert (cell.column, cell.value) == ("industry", "3364")
    assert cell.rule == "stands beside its part '336411' (year 2018, region us-metro-48620)"


def test_a_sector_beside_a_code_far_below_is_refused(industries: ibis.Table) -> None:
    with pytest.raises(BadCells, match="'31-33' stands beside its part '336411'"):
        leaves_only(cells((2018, "us", "31-33", 15), (2018, "us", "336411", 10)), industries, "industry")


def test_every_clash_is_counted_and_five_are_shown(industries: ibis.Table) -> None:
    table = cells(*[(year, "us", code, 1) for year in range(2000, 2007) for code in ("3364", "336411")])
    with pytest.raises(BadCells, match="7 cells break a rule") as refused:
        leaves_only(table, industries, "industry")
    assert len(refused.value.cells) == 5


def test_a_code_and_its_ancestor_in_different_places_or_years_are_no_clash(industries: ibis.Table) -> None:
    table = cells(
        (2018, "us-metro-48620", "3364", 15), (2018, "us-metro-12060", "336411", 1), (2019, "us", "336411", 1)
    )
    assert [row for row in rows(roll_up(table, industries, "industry")) if row[2] == "3364"] == [
        (2018, "us-metro-12060", "3364", 1),
        (2018, "us-metro-48620", "3364", 15),
        (2019, "us", "3364", 1),
    ]


def test_a_clash_under_empty_other_keys_is_seen(industries: ibis.Table) -> None:
    table = pa.table({"region": pa.array([None, None], pa.string()), "industry": ["3364", "336411"], "n": [1, 1]})
    with pytest.raises(BadCells, match="stands beside its part"):
        leaves_only(ibis.memtable(table), industries, "industry")


def test_areas_and_the_counties_in_them_are_not_added_together(counties: ibis.Table) -> None:
    table = cells((2018, "us-metro-48620", "336411", 14), (2018, "us-county-20173", "336411", 10))
    with pytest.raises(BadCells, match="'us-metro-48620' stands beside its part 'us-county-20173'"):
        roll_up(table, counties, "region")


def test_a_code_outside_the_tree_is_refused_not_dropped(industries: ibis.Table) -> None:
    table = cells((2018, "us", "336411", 10), (2018, "us", "336410", 5))
    with pytest.raises(UnknownCode, match=r"'336410' is not a code of the tree of industry.*336411"):
        roll_up(table, industries, "industry")


def test_an_empty_figure_is_refused(industries: ibis.Table) -> None:
    table = ibis.memtable(pa.table({"industry": ["336411", "336412"], "employment": pa.array([1, None], pa.int64())}))
    with pytest.raises(BadCells, match="is empty in 1 rows"):
        roll_up(table, industries, "industry")


def test_a_measure_that_is_not_whole_is_refused(industries: ibis.Table) -> None:
    table = ibis.memtable(pa.table({"industry": ["336411"], "employment": [1.0]}))
    with pytest.raises(WrongColumns, match="column 'employment' must be a whole number, found float64"):
        roll_up(table, industries, "industry")


def test_a_key_that_is_not_there_or_not_text_is_refused(industries: ibis.Table) -> None:
    table = ibis.memtable(pa.table({"industry": [336411], "employment": [1]}))
    with pytest.raises(WrongColumns, match="column 'industry' must be text"):
        roll_up(table, industries, "industry")


def test_small_integers_do_not_overflow(industries: ibis.Table) -> None:
    large = 2_000_000_000
    table = cells((2018, "us", "336411", large), (2018, "us", "336412", large), kind=pa.int32())
    assert (2018, "us", "31-33", 2 * large) in rows(roll_up(table, industries, "industry"))


def test_sums_are_written_as_whole_numbers(industries: ibis.Table, tmp_path: Path) -> None:
    sums = roll_up(cells((2018, "us", "336411", 1)), industries, "industry")
    ibis.duckdb.connect().to_parquet(sums, tmp_path / "sums.parquet")
    assert pq.read_schema(tmp_path / "sums.parquet").field("employment").type == pa.int64()


def test_columns_keep_their_order_and_names(industries: ibis.Table) -> None:
    table = pa.table({"employment": [1], "industry": ["336411"], "establishments": [1], "region": ["us"]})
    rolled = roll_up(ibis.memtable(table), industries, "industry")
    assert rolled.columns == ("employment", "industry", "establishments", "region")


def test_no_cells_give_no_sums(industries: ibis.Table) -> None:
    empty = pa.table({"industry": pa.array([], pa.string()), "employment": pa.array([], pa.int64())})
    assert rows(roll_up(ibis.memtable(empty), industries, "industry")) == []
