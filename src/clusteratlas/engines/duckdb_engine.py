"""DuckDB: one embedded database, in memory for a build or read-only from a file for serving."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    import ibis

Connection = duckdb.DuckDBPyConnection
DatabaseError = duckdb.Error

_SETTINGS: dict[str, Any] = {
    "autoinstall_known_extensions": False,  # nothing is fetched at run time
    "autoload_known_extensions": False,
    "preserve_insertion_order": True,
}


def connect(file: Path, read_only: bool = True) -> Connection:
    """A connection to a database file."""
    return duckdb.connect(str(file), read_only=read_only, config=_SETTINGS)


def connect_in_memory() -> Connection:
    """A connection to an empty database in memory."""
    return duckdb.connect(":memory:", config=_SETTINGS)


def ibis_connection() -> "ibis.BaseBackend":
    """An Ibis connection to an empty DuckDB in memory."""
    import ibis  # deferred: takes a second to load and only builds need it

    return ibis.duckdb.connect(**_SETTINGS)


def view_parquet(connection: Connection, name: str, file: Path) -> None:
    """A view of this name over a Parquet file."""
    connection.read_parquet(str(file)).create_view(name)
