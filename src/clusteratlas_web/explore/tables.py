"""Tables to take away: rows of a page or a table of the edition, as a file that says where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from django.http import HttpResponse
from django.utils.translation import get_language

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.export import chosen, csv_bytes, parquet_bytes, spreadsheet, with_names, xlsx_bytes
from clusteratlas.errors import UnknownChoice

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True)
class TakenTable:
    """Rows to take away: which columns, under which title and file name, and the edition's table they are meant in."""

    title: str
    stem: str
    columns: Sequence[str]
    rows: Sequence[Row] | pa.Table
    table: str | None = None


def table_answer(edition: Edition, taken: TakenTable, format: str) -> HttpResponse:  # noqa: A002 - the word people use
    """The table as a file in the language that is spoken; raises UnknownChoice for another format."""
    if format not in TYPES:
        raise UnknownChoice("format", format, list(TYPES))
    content = _content(edition, taken, format)
    response = HttpResponse(content, content_type=TYPES[format])
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{edition.manifest.identity}-{taken.stem}.{format}"'
    )
    return response


def _content(edition: Edition, taken: TakenTable, format: str) -> bytes:  # noqa: A002 - as above
    language = get_language() or "en"
    table = chosen(taken.rows, taken.columns)
    if format == "parquet":
        return parquet_bytes(table, edition.manifest)
    named = with_names(edition, table, language)
    if format == "csv":
        return csv_bytes(named)
    return xlsx_bytes(spreadsheet(edition.manifest, taken.title, named, language, taken.table))
