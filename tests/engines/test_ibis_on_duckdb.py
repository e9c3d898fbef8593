"""Ibis on DuckDB: what the builds need of it, and the reasons for two pins; a failure here says what may change."""

import warnings
from importlib.metadata import version

import ibis
import pyarrow as pa
import pytest

from clusteratlas.engines import ibis_connection

TABLE = pa.table({"code": ["a", "b"], "jobs": pa.array([2**53, 1], pa.int64())})


def test_sqlglot_is_below_28() -> None:
    """From 28 on Ibis builds a broken CREATE TABLE from a frame; pyproject.toml pins it, and this keeps watch."""
    assert int(version("sqlglot").split(".")[0]) < 28


def test_a_table_is_created_from_a_frame() -> None:
    connection = ibis_connection()
    created = connection.create_table("jobs", TABLE)
    assert connection.to_pyarrow(created.order_by("code")).to_pydict() == TABLE.to_pydict()


def test_a_frame_in_memory_joins_and_sums_in_whole_numbers() -> None:
    connection = ibis_connection()
    cells, names = ibis.memtable(TABLE), ibis.memtable(pa.table({"code": ["a", "a"], "part": ["x", "y"]}))
    joined = cells.join(names, "code")
    summed = connection.to_pyarrow(joined.group_by("code").agg(jobs=joined.jobs.sum()).order_by("code"))
    assert summed.to_pydict() == {"code": ["a"], "jobs": [2**54]}


def test_duckdb_still_warns_of_what_ibis_calls() -> None:
    """When this fails, take the line about fetch_arrow_table out of pyproject.toml."""
    connection = ibis_connection()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        connection.create_table("jobs", TABLE)
        connection.table("jobs")
    assert any("fetch_arrow_table" in str(warning.message) for warning in caught)


def test_nothing_is_fetched_at_run_time() -> None:
    connection = ibis_connection()
    for setting in ("autoinstall_known_extensions", "autoload_known_extensions"):
        answer = connection.raw_sql(f"select current_setting('{setting}')").fetchone()
        assert answer == (False,)


@pytest.mark.parametrize("rows", [0, 3])
def test_an_empty_result_keeps_its_columns(rows: int) -> None:
    connection = ibis_connection()
    table = ibis.memtable(pa.table({"code": pa.array(["x"] * rows, pa.string()), "jobs": pa.array([1] * rows)}))
    found = connection.to_pyarrow(table.filter(table.jobs > 5))
    assert (found.num_rows, found.column_names) == (0, ["code", "jobs"])
