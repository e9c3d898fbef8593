"""Whole tables of an edition, as rows or as files, and the boundaries of its levels."""

from dataclasses import replace
from typing import Any

import pyarrow as pa
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas.editions import Edition
from clusteratlas.editions.export import citation, geojson_bytes, parquet_bytes, with_names
from clusteratlas.editions.export.selection import Filter, Selection, count, selected
from clusteratlas.editions.queries import clusters, regions
from clusteratlas.glossary import column_term, table_term, unit_name
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import EDITION as EDITION_ADDRESS
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows, for_ever, opened_or_moved, tag_of
from clusteratlas_web.api.atlas.subjects import WHOLE
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.api.formats import ARROW, CSV, FORMATS, arrow_of, csv_of
from clusteratlas_web.api.parameters import YEAR, one_of, text
from clusteratlas_web.api.problems import ProblemFound, too_much
from clusteratlas_web.api.schemas import EDITION, anything, by_key, document, every, some
from clusteratlas_web.api.service import Operation, Values, add
from clusteratlas_web.foundation.languages import TAGS
from clusteratlas_web.foundation.numbers import count as counted

PARQUET, PARQUET_TYPE = "parquet", "application/vnd.apache.parquet"
GEOJSON = "application/geo+json"
MOST_ROWS = 2_000_000  # of a file that is made for a request; a whole table as Parquet stands ready
_ROW = Shape("TableRow", (), is_open=True)
_CLUSTER, _REGION = (
    text("cluster", "Only this cluster.", "plastics"),
    text("region", "Only this region.", "us-metro-48620"),
)
_LEVEL = text("level", "Only regions of this level.", "metro")
_YEAR = replace(YEAR, meaning="Only rows of this year.")
_CHOSEN = (_YEAR, _LEVEL, _CLUSTER, _REGION)

_TABLE = document(
    "A table of the edition.",
    {
        "table": some("string", "Its name.", "portfolio"),
        "meaning": some("string", "What it holds."),
        "rows": some("integer", "How many rows it has."),
        "sha256": some("string", "The checksum of its Parquet file."),
        "key": every({"type": "string"}, "The columns that identify its rows, and order them."),
        "columns": every(
            document(
                "A column.",
                {
                    "column": some("string", "Its name."),
                    "type": some("string", "Its Arrow type.", "int64"),
                    "label": some("string", "Its heading."),
                    "meaning": some("string", "What it means."),
                    "unit": some("string", "The name of its unit; empty where it has none."),
                    "formula": some("string", "How it is computed; empty where it is not."),
                },
            ),
            "Its columns.",
        ),
    },
)
_TABLES = document("The tables of an edition.", {"edition": EDITION, "tables": every(_TABLE, "The tables, by name.")})


@edition_document("/tables", said("Tables of an edition"), WHOLE, _TABLES)
def tables(asked: Asked) -> dict[str, Any]:
    """Every table of the edition with its columns, what they mean and their units, and its checksum."""
    edition, language = asked.edition, asked.language
    found = [_table(edition, name, language) for name in sorted(edition.manifest.rows) if name in edition.layouts]
    return {"edition": edition.manifest.identity, "tables": found}


def _table(edition: Edition, name: str, language: str) -> dict[str, Any]:
    layout = edition.layouts[name]
    return {
        "table": name,
        "meaning": table_term(name).meaning(language),
        "rows": edition.manifest.rows[name],
        "sha256": edition.manifest.checksums[f"{name}.parquet"],
        "key": list(layout.key),
        "columns": [_column(field.name, str(field.type), name, language) for field in layout.schema],
    }


def _column(name: str, kind: str, table: str, language: str) -> dict[str, str]:
    term = column_term(name, table)
    unit = unit_name(term.unit, language) if term.unit else ""
    label, meaning = term.label(language), term.meaning(language)
    return {"column": name, "type": kind, "label": label, "meaning": meaning, "unit": unit, "formula": term.formula}


@edition_rows("/tables/{table}", said("Rows of a table"), WHOLE, _ROW, *_CHOSEN)
def table_rows(asked: Asked) -> Rows:
    """The rows of any table, ordered by its key; of a year, a level, a cluster or a region where the table has them."""
    chosen, window = _selection(asked.edition, asked.values), asked.window
    found = selected(asked.edition, chosen, (window.limit, window.start))
    return Rows(_ROW, found, count=count(asked.edition, chosen))


def _selection(edition: Edition, values: Values) -> Selection:
    """The rows asked for; raises UnknownChoice, InputError or NoSuchEntry."""
    chosen = Selection(values["table"], Filter(values["year"], values["level"], values["cluster"], values["region"]))
    chosen.check(edition)
    return chosen


_FILE_FORMAT = one_of("format", (PARQUET, ARROW, CSV), "The format of the file.", PARQUET)
_FILE = Operation(
    f"{EDITION_ADDRESS}/tables/{{table}}/file",
    said("A table as a file"),
    WHOLE,
    (*_CHOSEN, _FILE_FORMAT),
    media=(PARQUET_TYPE, FORMATS[ARROW], FORMATS[CSV]),
)


def table_file(request: HttpRequest, values: Values) -> HttpResponseBase:
    """A whole table as one file: as Parquet, as an Arrow stream, or as CSV with names beside codes.

    Without a filter the Parquet file is the edition's own, whose checksum the manifest has.
    """
    edition = opened_or_moved(request, values)
    if isinstance(edition, HttpResponse):
        return edition
    chosen, form = _selection(edition, values), values["format"]
    tag = tag_of(request, edition, form)
    name = "-".join((edition.manifest.identity, chosen.table, *map(str, chosen.filter.given.values())))
    if form == PARQUET and not chosen.filter.given:
        stands = (edition.folder / f"{chosen.table}.parquet").open("rb")
        response: HttpResponseBase = FileResponse(stands, content_type=PARQUET_TYPE)
    else:
        response = _made(edition, chosen, form, values["language"])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return for_ever(request, response, tag)


def _made(edition: Edition, chosen: Selection, form: str, language: str) -> HttpResponse:
    rows = count(edition, chosen)
    if rows > MOST_ROWS:
        why = gettext("The table has %(rows)s rows here; a file is made of at most %(most)s.")
        said_so = why % {"rows": counted(rows), "most": counted(MOST_ROWS)}
        raise ProblemFound(
            too_much(said_so, gettext("Choose a year or a cluster, or take the whole table as Parquet."))
        )
    table = selected(edition, chosen)
    if form == CSV:
        content = csv_of(with_names(edition, table, language))
        return HttpResponse(content, content_type=f"{FORMATS[CSV]}; charset=utf-8")
    if form == PARQUET:
        return HttpResponse(parquet_bytes(table, edition.manifest), content_type=PARQUET_TYPE)
    facts = {"edition": edition.manifest.identity, "citation": citation(edition.manifest, language)}
    return HttpResponse(arrow_of(table, facts), content_type=FORMATS[ARROW])


add(_FILE, table_file, table_file.__doc__ or "")

_BOUNDARIES = document(
    "Regions of a level by RFC 7946: longitude and latitude, a feature for each region.",
    {
        "type": some("string", "Always FeatureCollection.", "FeatureCollection"),
        "edition": EDITION,
        "citation": some("string", "How to cite it."),
        "boundaries": by_key({}, "Producer, vintage, licence and the notice that must stand beside every map."),
        "without_boundary": every({"type": "string"}, "Regions that no map shows."),
        "features": every(anything("A region: id, geometry (null where it has none), properties."), "The regions."),
    },
)
_SHAPES = Operation(
    f"{EDITION_ADDRESS}/boundaries/{{level}}",
    said("Boundaries of a level"),
    WHOLE,
    (YEAR, _CLUSTER),
    document=_BOUNDARIES,
    media=(GEOJSON,),
)


def boundaries(request: HttpRequest, values: Values) -> HttpResponseBase:
    """The boundaries of a level as GeoJSON with the headlines of a year, or the figures of a cluster.

    The notice of their producer stands in the member boundaries and belongs on every map.
    """
    edition = opened_or_moved(request, values)
    if isinstance(edition, HttpResponse):
        return edition
    language, level, year = values["language"], edition.level(values["level"]), edition.year(values["year"])
    with translation.override(language):
        rows = with_names(edition, _figures(edition, level, year, values["cluster"]), language)
        content = geojson_bytes(edition, level, rows, language)
    response = HttpResponse(content, content_type=GEOJSON, headers={"Content-Language": TAGS[language]})
    return for_ever(request, response, tag_of(request, edition, GEOJSON))


def _figures(edition: Edition, level: str, year: int, cluster: str | None) -> pa.Table:
    if cluster is not None:
        clusters.cluster(edition, cluster)
        found = clusters.regions(edition, cluster, level, year, "region")
    else:
        found = regions.listed(edition, level, year, "name", limit=regions.listed_count(edition, level))
    return pa.Table.from_pylist(found)


add(_SHAPES, boundaries, boundaries.__doc__ or "")
