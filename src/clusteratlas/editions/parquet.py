"""How tables are written and read: ordered, typed, the same bytes every time."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

_DIGITS = 12  # significant digits of stored ratios: parallel sums differ beyond them


def write_table(folder: Path, name: str, table: pa.Table) -> None:
    """Writes `<name>.parquet` into the folder."""
    write_tables(folder, name, table.schema, [table])


def write_tables(folder: Path, name: str, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    """Writes `<name>.parquet` part by part, so that a long table is never whole in memory."""
    with pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table.cast(schema))


def read_table(folder: Path, name: str) -> pa.Table:
    """The table of this name."""
    return pq.read_table(folder / f"{name}.parquet")


def stored_ratio(values: NDArray[np.float64]) -> pa.Array:
    """Ratios rounded to 12 significant digits; undefined ones (NaN) are null."""
    finite = np.isfinite(values) & (values != 0)
    magnitude = np.floor(np.log10(np.abs(values), where=finite, out=np.zeros_like(values)))
    scale = 10.0 ** (_DIGITS - 1 - magnitude)
    rounded = np.where(finite, np.round(values * scale) / scale, values)
    return pa.array(rounded, mask=np.isnan(values))


def stored_ratios(table: pa.Table) -> pa.Table:
    """The table with every column of ratios as they are stored."""
    for at, column in enumerate(table.schema):
        if pa.types.is_floating(column.type):
            table = table.set_column(at, column.name, stored_ratio(table[column.name].to_numpy()))
    return table
