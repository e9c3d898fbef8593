"""The tab-separated tables of links, and how they are read."""

import gzip
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

import pyarrow as pa
from pyarrow import csv


def shelf() -> Traversable:
    """The folder of the tables."""
    return files("clusteratlas.definitions.links") / "data"


def read(name: str, columns: Mapping[str, pa.DataType]) -> pa.Table:
    """One table, its columns as the types say; codes are text, and an empty number is null."""
    packed = (shelf() / name).read_bytes()
    return csv.read_csv(
        pa.BufferReader(gzip.decompress(packed) if name.endswith(".gz") else packed),
        parse_options=csv.ParseOptions(delimiter="\t", quote_char=False),
        convert_options=csv.ConvertOptions(column_types=dict(columns)),
    )
