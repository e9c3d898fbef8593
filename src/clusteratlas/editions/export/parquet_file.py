"""Parquet: the table as it is, with the edition and how to cite it in the file's own metadata."""

import io
from typing import BinaryIO

import pyarrow as pa

from clusteratlas.editions.export.citation import citation
from clusteratlas.editions.manifest import Manifest


def parquet_bytes(table: pa.Table, manifest: Manifest) -> bytes:
    """The table as the bytes of a Parquet file."""
    stream = io.BytesIO()
    write_parquet(table, manifest, stream)
    return stream.getvalue()


def write_parquet(table: pa.Table, manifest: Manifest, stream: BinaryIO) -> None:
    """Writes the table, compressed as an edition's own files are; the metadata hold `edition` and `citation`."""
    import pyarrow.parquet as pq  # deferred: only this format needs it

    facts = {"edition": manifest.identity, "citation": citation(manifest)}
    pq.write_table(table.replace_schema_metadata(facts), stream, compression="zstd")
