"""Files to take away: whole tables of the edition, and what they hold for machines."""

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from clusteratlas.editions import Edition
from clusteratlas.editions.export import (
    Selection,
    catalogue_entry,
    csv_pieces,
    data_package,
    described_table,
    export,
    file_name,
)
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.editions import edition_data
from clusteratlas_web.explore.tables import TYPES

GEOJSON = "application/geo+json"
MAPPED = "summary"  # the table with one row for each region


@edition_data
def edition_table(request: HttpRequest, edition: Edition, table: str, format: str) -> HttpResponseBase:  # noqa: A002
    """A whole table of the edition: its Parquet file as it stands, or with names beside its codes."""
    if table not in edition.manifest.rows or table not in edition.layouts:
        raise UnknownChoice("table", table, sorted(edition.manifest.rows))
    formats = offered_formats(edition, table)
    if format not in formats:
        raise UnknownChoice("format", format, list(formats))
    name = file_name(edition, Selection(table), format)
    if format == "parquet":
        file = (edition.folder / f"{table}.parquet").open("rb")
        return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES["parquet"])
    answer = _streamed(edition, table) if format == "csv" else _whole(edition, table, format)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@edition_data
def described(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The edition as a Data Package."""
    return JsonResponse(data_package(edition, _language()), json_dumps_params={"ensure_ascii": False, "indent": 1})


@edition_data
def catalogued(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The edition as an entry of a data catalogue."""
    answer = JsonResponse(catalogue_entry(edition, _language()), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Type"] = "application/ld+json"
    return answer


def offered_formats(edition: Edition, table: str) -> tuple[str, ...]:
    """The formats a whole table can be taken in; as a map only what has one row for each region."""
    formats = described_table(edition, table).formats
    return (*formats, "geojson") if table == MAPPED and edition.manifest.boundaries else formats


def _streamed(edition: Edition, table: str) -> HttpResponseBase:
    return StreamingHttpResponse(csv_pieces(edition, table, _language()), content_type=TYPES["csv"])


def _whole(edition: Edition, table: str, format: str) -> HttpResponseBase:  # noqa: A002 - as above
    with tempfile.TemporaryDirectory() as folder:
        content = export(edition, table, Path(folder) / f"table.{format}", format, language=_language()).read_bytes()
    return HttpResponse(content, content_type=GEOJSON if format == "geojson" else TYPES[format])


def _language() -> str:
    return get_language() or "en"
