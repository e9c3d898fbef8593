"""The only place that opens a database or runs a kernel over years."""

from clusteratlas.engines.duckdb_engine import Connection, connect, connect_in_memory, ibis_connection, view_parquet
from clusteratlas.engines.years import over_years

__all__ = ["Connection", "connect", "connect_in_memory", "ibis_connection", "over_years", "view_parquet"]
