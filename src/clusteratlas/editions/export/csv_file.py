"""CSV: comma-separated values by RFC 4180 in UTF-8, with the column names of the tables and full precision."""

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa

# Without the mark a spreadsheet in Chinese Windows takes UTF-8 for GBK.
_BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet runs text that begins so as a formula, whatever quotes it stands in.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: pa.Table) -> bytes:
    """The table as the bytes of a CSV file."""
    stream = io.BytesIO()
    write_csv(table, stream)
    return stream.getvalue()


def write_csv(table: pa.Table, stream: BinaryIO) -> None:
    """Writes the table: a byte order mark, a heading, lines that end in CRLF; empty where a value is null.

    Text that a spreadsheet would run as a formula begins with an apostrophe; numbers never do.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for batch in table.to_batches(max_chunksize=65_536):
        writer.writerows(zip(*(_cells(column) for column in batch.columns), strict=True))
    text.detach()


def _cells(column: pa.Array) -> Iterator[Any]:
    values = column.to_pylist()
    if pa.types.is_boolean(column.type):
        return (None if value is None else str(value).lower() for value in values)
    return (_harmless(value) if isinstance(value, str) else value for value in values)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
