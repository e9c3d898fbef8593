"""The view as a file: a picture, a document, a table, or its regions with their boundaries."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language

from clusteratlas.editions.export import chosen, geojson_bytes, with_names
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.mapping.bubbled import Bubbled
from clusteratlas_web.explore.mapping.contents import LABELS, TABLES, View, map_title
from clusteratlas_web.explore.mapping.document import pdf_file, png_file, svg_file
from clusteratlas_web.explore.mapping.figures import Figures
from clusteratlas_web.explore.tables import TakenTable, table_answer

_KEPT = 64
_TYPES = {
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "pdf": "application/pdf",
    "geojson": "application/geo+json; charset=utf-8",
}
_MARKS = ("class", "strong", "robust")
_drawn: Kept[bytes] = Kept(_KEPT)


def map_answer(view: View, format: str) -> HttpResponse:  # noqa: A002 - the word people use
    """The file; raises UnknownChoice for a format that the view does not have."""
    formats = LABELS if view.first.map is not None else TABLES
    if format not in formats:
        raise UnknownChoice("format", format, list(formats))
    if format in TABLES:
        return table_answer(view.edition, map_table(view), format)
    key = (view.edition.folder, get_language(), view.asked.but(""), format)
    response = HttpResponse(_drawn.get(key, lambda: _WRITERS[format](view)), content_type=_TYPES[format])
    response.headers["Content-Disposition"] = f'attachment; filename="{stem_of(view, True)}.{format}"'
    return response


def stem_of(view: View, with_edition: bool = False) -> str:
    """The name of a file without its ending: us-2019.1-map-aerospace-location_quotient-metro-2019."""
    maps = [
        part
        for each in view.asked.maps
        for part in (each.subject.in_address, each.subject.part, each.measure.name, str(each.year))
        if part
    ]
    edition = [view.edition.manifest.identity] if with_edition else []
    return "-".join([*edition, "map", view.asked.level, *maps])


def map_table(view: View) -> TakenTable:
    """The regions that the maps colour, in the order of the table; a second map's rows stand below the first's."""
    rows = [row for panel in view.panels for row in _rows(panel.figures, panel.figures.ordered(view.asked.order))]
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["region"]
    filled = [{name: row.get(name) for name in columns} for row in rows]
    return TakenTable(map_title(view), stem_of(view), columns, filled, view.first.figures.shown.measure.table)


def _rows(figures: Figures, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with what they are of, the measure shown, and what a map's table has beside it."""
    subject, measure = figures.shown.subject, figures.shown.measure.name
    keys: dict[str, Any] = {"year": figures.shown.year, "level": figures.level}
    if not subject.is_whole:
        keys["cluster"] = subject.cluster
    if subject.part:
        keys["industry" if subject.table == "industry" else "subcluster"] = subject.part
    marks = _MARKS if figures.regions is not None else ()
    known = {each.name for each in figures.shown.measures}
    names = [measure, *(name for name in ("employment", "location_quotient", "employment_growth") if name in known)]
    ends = [f"{name}_{end}" for name in names for end in ("low", "high")]
    wanted = dict.fromkeys((*names, *ends, *marks))
    return [
        {"region": row["region"]}
        | keys
        | {name: row[name] for name in wanted if name in row}
        | _bubble(figures.bubbled, row["region"])
        for row in rows
    ]


def _bubble(bubbled: Bubbled | None, region: str) -> dict[str, Any]:
    """The amount of a region's bubble with its bounds, in columns of its own where it is of something else."""
    if bubbled is None:
        return {}
    row, name = bubbled.rows.get(region, {}), bubbled.measure.name
    found = {column: row[column] for column in (name, f"{name}_low", f"{name}_high") if column in row}
    if not bubbled.is_of_another:
        return {name: row.get(name)} | found
    named = {f"{column}_of_bubbles": value for column, value in ({name: row.get(name)} | found).items()}
    return {"bubbles_of": bubbled.subject.in_address} | named


def _geojson(view: View) -> bytes:
    """Every region of the level, without figures where a map has none; a second map's figures end in `_second`."""
    language = get_language() or "en"
    found: dict[str, dict[str, Any]] = {row["region"]: {"region": row["region"]} for row in view.first.figures.rows}
    columns = ["region"]
    for panel, ending in zip(view.panels, ("", "_second"), strict=False):
        for row in _rows(panel.figures, panel.figures.met):
            own = {name if name == "region" else f"{name}{ending}": value for name, value in row.items()}
            found[row["region"]] |= own
            columns += [name for name in own if name not in columns]
    rows = [{name: row.get(name) for name in columns} for row in found.values()]
    return geojson_bytes(
        view.edition, view.asked.level, with_names(view.edition, chosen(rows, columns), language), language
    )


_WRITERS: dict[str, Callable[[View], bytes]] = {
    "geojson": _geojson,
    "svg": svg_file,
    "png": png_file,
    "pdf": pdf_file,
}
