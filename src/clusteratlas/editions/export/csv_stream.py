"""A whole table of an edition as CSV, piece by piece, so that a large one takes no more memory than a small one."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.export.csv_file import csv_bytes
from clusteratlas.editions.export.naming import with_names

_ROWS = 16_384  # of a piece


def csv_pieces(edition: Edition, table: str, language: str = "en") -> Iterator[bytes]:
    """The file that `export` writes, from its heading on; rows stand in the order of the Parquet file."""
    layout = edition.layouts[table].schema
    pieces = pq.ParquetFile(edition.folder / f"{table}.parquet").iter_batches(_ROWS, columns=layout.names)
    written = False
    for piece in pieces:
        content = csv_bytes(with_names(edition, pa.Table.from_batches([piece]), language))
        yield content.split(b"\r\n", 1)[1] if written else content
        written = True
    if not written:
        yield csv_bytes(with_names(edition, layout.empty_table(), language))
