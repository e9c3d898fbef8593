"""Files to take away: whole tables of the edition."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

from clusteratlas.editions import Edition
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.editions import edition_data
from clusteratlas_web.explore.tables import TYPES


@edition_data
def edition_table(request: HttpRequest, edition: Edition, table: str, format: str) -> HttpResponseBase:  # noqa: A002
    """A whole table of the edition: its Parquet file as it stands."""
    if table not in edition.manifest.rows:
        raise UnknownChoice("table", table, sorted(edition.manifest.rows))
    if format != "parquet":
        raise Http404
    file = edition.folder / f"{table}.parquet"
    name = f"{edition.manifest.identity}-{table}.parquet"
    return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=TYPES["parquet"])
