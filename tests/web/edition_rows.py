"""The rows of an edition read straight from its Parquet files, to hold against what pages show."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

Row = dict[str, Any]


def rows(home: Path, table: str, **wanted: object) -> list[Row]:
    """The rows of a table of the sample's one edition whose columns have these values."""
    (folder,) = (home / "atlases" / "us" / "editions").iterdir()
    return _rows(folder, table, **wanted)


def rows_in(home: Path, atlas: str, edition: str, table: str, **wanted: object) -> list[Row]:
    """The same of another edition."""
    return _rows(home / "atlases" / atlas / "editions" / edition, table, **wanted)


def _rows(folder: Path, table: str, **wanted: object) -> list[Row]:
    found = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return [row for row in found if all(row[name] == value for name, value in wanted.items())]


def whole(home: Path, cluster: str, year: int, level: str) -> dict[str, Row]:
    """A cluster's rows with jobs by region."""
    found = rows(home, "portfolio", cluster=cluster, year=year, level=level, subcluster=None)
    return {row["region"]: row for row in found if row["employment"]}
