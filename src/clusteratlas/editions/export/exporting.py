"""Exports rows of an edition's tables to a file: whole or not at all, in one of four formats."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.export.csv_file import write_csv
from clusteratlas.editions.export.geojson_file import geojson_bytes
from clusteratlas.editions.export.naming import with_names
from clusteratlas.editions.export.parquet_file import write_parquet
from clusteratlas.editions.export.selection import ALL, Filter, Selection, count, selected
from clusteratlas.editions.export.spreadsheet import SHEET_ROWS, spreadsheet
from clusteratlas.editions.export.texts import check_language
from clusteratlas.editions.export.xlsx_file import write_xlsx
from clusteratlas.errors import InputError, UnknownChoice
from clusteratlas.glossary import table_term
from clusteratlas.home import whole_file

_MAPPED = ("summary", "portfolio")  # tables with one row for each region of a level and a year


def export(
    edition: Edition,
    table: str,
    target: Path | str,
    format: str,  # noqa: A002  # the word people use
    chosen: Filter = ALL,
    language: str = "en",
) -> Path:
    """Writes rows of a table to a file and returns its path; a file that stood there is replaced only by a whole one.

    Parameters:
        table: a table of the edition, see docs/reference/tables.md.
        format: "csv", "xlsx", "parquet" or "geojson". Parquet has the table's own columns; the others have names in
            the language beside the codes, XLSX also headings, formats and a sheet of notes. GeoJSON takes the table
            summary, or portfolio with a cluster, and without a year or level the latest and the first of the edition.
        chosen: which rows, by year, level, cluster and region; all if nothing is said.

    Raises:
        UnknownChoice: there is no such table, format, language, year or level.
        NoSuchEntry: there is no such cluster, region or boundaries.
        InputError: the table has no such rows to choose by, a sheet cannot hold the rows, or the target is a folder.
        DiskFull: there is no room; what stood there before is unchanged.
    """
    selection, path = Selection(table, chosen), Path(target)
    _check(edition, selection, format, language, path)
    with whole_file(path) as partial, partial.open("wb") as stream:
        _WRITERS[format](edition, selection, language, stream)
    return path


def file_name(edition: Edition, selection: Selection, format: str) -> str:  # noqa: A002  # the word people use
    """A name that says what is in the file: us-2019.1-portfolio-2019-metro.csv."""
    internal = ["internal"] if edition.manifest.is_internal else []
    parts = [edition.manifest.identity, *internal, selection.table, *map(str, selection.filter.given.values())]
    return f"{'-'.join(parts)}.{format}"


def _check(edition: Edition, selection: Selection, format: str, language: str, path: Path) -> None:  # noqa: A002
    if format not in FORMATS:
        raise UnknownChoice("format", format, FORMATS)
    check_language(language)
    selection.check(edition)
    if path.is_dir():
        raise InputError(f"{path} is a folder. Name a file, such as {path / file_name(edition, selection, format)}.")
    if format == "xlsx":
        _check_sheet(edition, selection)
    if format == "geojson":
        _check_map(selection)


def _check_sheet(edition: Edition, selection: Selection) -> None:
    rows = count(edition, selection)
    if rows > SHEET_ROWS:
        open_filters = [name for name in selection.possible(edition) if name not in selection.filter.given]
        choose = f"Choose a {' or a '.join(open_filters)}, or export" if open_filters else "Export"
        raise InputError(
            f"Table {selection.table} has {rows:,} rows here and a sheet holds {SHEET_ROWS:,}. {choose} CSV or Parquet."
        )


def _check_map(selection: Selection) -> None:
    if selection.table not in _MAPPED:
        raise InputError(f"GeoJSON shows the table summary, or portfolio with a cluster, not {selection.table}.")
    if selection.table == "portfolio" and selection.filter.cluster is None:
        raise InputError("GeoJSON of the table portfolio shows one cluster. Choose a cluster.")


def _write_csv(edition: Edition, selection: Selection, language: str, stream: BinaryIO) -> None:
    write_csv(with_names(edition, selected(edition, selection), language), stream)


def _write_xlsx(edition: Edition, selection: Selection, language: str, stream: BinaryIO) -> None:
    rows = with_names(edition, selected(edition, selection), language)
    title = table_term(selection.table).label(language)
    write_xlsx(spreadsheet(edition.manifest, title, rows, language, selection.table), stream)


def _write_parquet(edition: Edition, selection: Selection, language: str, stream: BinaryIO) -> None:
    write_parquet(selected(edition, selection), edition.manifest, stream)


def _write_geojson(edition: Edition, selection: Selection, language: str, stream: BinaryIO) -> None:
    manifest, chosen = edition.manifest, selection.filter
    level, year = chosen.level or manifest.levels[0], chosen.year or manifest.latest_year
    rows = selected(edition, Selection(selection.table, replace(chosen, level=level, year=year)))
    if selection.table == "portfolio":
        rows = rows.filter(rows["subcluster"].is_null()).drop_columns("subcluster")
    if chosen.region is None:
        rows = _of_every_region(edition, level, rows)
    stream.write(geojson_bytes(edition, level, with_names(edition, rows, language), language))


def _of_every_region(edition: Edition, level: str, rows: pa.Table) -> pa.Table:
    """The rows and, with empty figures, a row for each other region of the level, so that none is missing on a map."""
    every = edition.table("select region from regions where level = $level", {"level": level})
    return every.join(rows, "region", join_type="left outer").sort_by("region")


_WRITERS: dict[str, Callable[[Edition, Selection, str, BinaryIO], None]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "parquet": _write_parquet,
    "geojson": _write_geojson,
}
FORMATS = tuple(_WRITERS)
