"""The tab-separated tables of a definition: their columns, their keys, and how they are read."""

from importlib.resources.abc import Traversable
from typing import Any

import pyarrow as pa
from pyarrow import csv

from clusteratlas.errors import UnreadableFile
from clusteratlas.tables import Column, Schema

Row = dict[str, Any]  # text, but for a whole-numbered position and a null subcluster

NAMES = (Column("name_en", "text"), Column("name_zh", "text"))
SHORT_NAMES = (Column("short_en", "text"), Column("short_zh", "text"))
POSITION = Column("position", "count", minimum=1)
CLUSTER, SUBCLUSTER = Column("cluster", "text"), Column("subcluster", "text")
SCHEMAS = {
    "clusters": Schema("clusters", (CLUSTER, POSITION, Column("kind", "text"), *NAMES, *SHORT_NAMES), key=("cluster",)),
    "subclusters": Schema("subclusters", (CLUSTER, SUBCLUSTER, POSITION, *NAMES), key=("cluster", "subcluster")),
    "membership": Schema(
        "membership",
        (Column("vintage", "text"), Column("industry", "text"), CLUSTER, Column("subcluster", "text", nullable=True)),
        key=("vintage", "industry"),
    ),
}


def read_rows(folder: Traversable, table: str) -> list[Row]:
    """The rows of one table; raises UnreadableFile, WrongColumns or BadCells; a key must not stand twice."""
    file, schema = folder / f"{table}.tsv", SCHEMAS[table]
    kinds = {column.name: pa.int64() if column.kind == "count" else pa.string() for column in schema.columns}
    try:
        with file.open("rb") as stream:
            found = csv.read_csv(
                stream,
                parse_options=csv.ParseOptions(delimiter="\t", quote_char=False),
                convert_options=csv.ConvertOptions(column_types=kinds, strings_can_be_null=True, null_values=[""]),
            )
    except FileNotFoundError as error:
        raise UnreadableFile(str(file), "is not there.", "A definition is a folder with this file.") from error
    except pa.ArrowInvalid as error:
        raise UnreadableFile(str(file), f"is not a table of this shape: {error}.", "Mend the line named.") from error
    rows: list[Row] = schema.check(found, f"{folder.name}/{table}.tsv").to_pylist()
    return rows
