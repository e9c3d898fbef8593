"""A list of moves as a table that somebody wrote: industry, cluster, reason."""

import io

import pyarrow as pa
from pyarrow import csv

from clusteratlas.definitions.forking import Move
from clusteratlas.errors import UnreadableFile
from clusteratlas.tables import Column, Schema

COLUMNS = ("industry", "cluster", "reason")
SCHEMA = Schema("moves", tuple(Column(name, "text") for name in COLUMNS), key=("industry",))


def read_moves(content: bytes, name: str) -> list[Move]:
    """The moves of a file, comma-separated where its name ends in .csv, else tab-separated; codes are text.

    Raises UnreadableFile for what is no such table, WrongColumns or BadCells where a column or a cell lacks, or an
    industry is to be moved twice.
    """
    parse = (
        csv.ParseOptions(delimiter=",") if name.endswith(".csv") else csv.ParseOptions(delimiter="\t", quote_char=False)
    )
    convert = csv.ConvertOptions(
        column_types=dict.fromkeys(COLUMNS, pa.string()), strings_can_be_null=True, null_values=[""]
    )
    try:
        found = csv.read_csv(io.BytesIO(content), parse_options=parse, convert_options=convert)
    except pa.ArrowInvalid as error:
        raise UnreadableFile(name, f"is no table: {error}.", "Write the columns industry, cluster, reason.") from error
    return [Move(**row) for row in SCHEMA.check(found, name).to_pylist()]
