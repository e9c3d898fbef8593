"""What a spreadsheet holds: a titled table of an edition's figures in a language, with all its notes."""

import datetime
from dataclasses import dataclass

import pyarrow as pa

from clusteratlas.editions.export.notes import Section, notes
from clusteratlas.editions.manifest import Manifest
from clusteratlas.errors import InputError
from clusteratlas.glossary import column_term

SHEET_ROWS = 1_048_575  # what one sheet holds below its heading
_NUMBER_FORMATS = {
    "share": "0.0%",
    "percentile": "0.0%",
    "rate": "+0.0%;-0.0%;0.0%",
    "ratio": "0.00",
    "change": "+#,##0;-#,##0;0",
    **dict.fromkeys(("persons", "establishments", "regions", "clusters"), "#,##0"),
    **dict.fromkeys(("rank", "order", "year", "digits"), "0"),
}


@dataclass(frozen=True)
class Spreadsheet:
    """A titled table and its notes in a language; `table` names the edition's table its columns are meant in."""

    title: str
    data: pa.Table
    notes: list[Section]
    language: str
    created: datetime.datetime
    table: str | None = None

    @property
    def labels(self) -> list[str]:
        """The heading of each column."""
        return [column_term(name, self.table).label(self.language) for name in self.data.column_names]

    def number_format(self, column: str) -> str:
        """How the figures of a column are shown; codes are text and keep their leading zeros."""
        kind = self.data.schema.field(column).type
        if pa.types.is_string(kind):
            return "@"
        shown = _NUMBER_FORMATS.get(column_term(column, self.table).unit, "General")
        return "#,##0.0" if shown == "#,##0" and pa.types.is_floating(kind) else shown


def spreadsheet(
    manifest: Manifest, title: str, data: pa.Table, language: str = "en", table: str | None = None
) -> Spreadsheet:
    """A spreadsheet of some rows of an edition; raises InputError if a sheet cannot hold them.

    `table` is the table of the edition that the columns are meant in, if they mean something narrower there.
    """
    if data.num_rows > SHEET_ROWS:
        count = f"{data.num_rows:,}"
        raise InputError(f"A sheet holds {SHEET_ROWS:,} rows and these are {count}. Choose fewer, or another format.")
    sections = notes(manifest, data.column_names, language, table)
    return Spreadsheet(title, data, sections, language, manifest.created, table)
