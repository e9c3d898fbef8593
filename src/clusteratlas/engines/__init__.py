"""The only place that opens a database or runs a kernel over years."""

from clusteratlas.engines.duckdb_engine import (
    Connection,
    DatabaseError,
    connect,
    connect_in_memory,
    ibis_connection,
    view_parquet,
)
from clusteratlas.engines.panels import PanelYear, panel_years
from clusteratlas.engines.years import over_years

__all__ = [
    "Connection",
    "DatabaseError",
    "PanelYear",
    "connect",
    "connect_in_memory",
    "ibis_connection",
    "over_years",
    "panel_years",
    "view_parquet",
]
