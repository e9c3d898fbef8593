"""Exports: tables of an edition, or any answer, as CSV, XLSX, Parquet and GeoJSON that say where they come from."""

from clusteratlas.editions.export.citation import citation
from clusteratlas.editions.export.csv_file import csv_bytes
from clusteratlas.editions.export.csv_stream import csv_pieces
from clusteratlas.editions.export.described import (
    DescribedTable,
    catalogue_entry,
    data_package,
    described_table,
    described_tables,
)
from clusteratlas.editions.export.exporting import FORMATS, export, file_name
from clusteratlas.editions.export.geojson_file import geojson_bytes
from clusteratlas.editions.export.naming import chosen, with_names
from clusteratlas.editions.export.notes import Section, notes
from clusteratlas.editions.export.parquet_file import parquet_bytes
from clusteratlas.editions.export.policy import policy_sentences
from clusteratlas.editions.export.selection import Filter, Selection
from clusteratlas.editions.export.spreadsheet import SHEET_ROWS, Spreadsheet, spreadsheet
from clusteratlas.editions.export.xlsx_file import xlsx_bytes

__all__ = [
    "FORMATS",
    "SHEET_ROWS",
    "DescribedTable",
    "Filter",
    "Section",
    "Selection",
    "Spreadsheet",
    "catalogue_entry",
    "chosen",
    "citation",
    "csv_bytes",
    "csv_pieces",
    "data_package",
    "described_table",
    "described_tables",
    "export",
    "file_name",
    "geojson_bytes",
    "notes",
    "parquet_bytes",
    "policy_sentences",
    "spreadsheet",
    "with_names",
    "xlsx_bytes",
]
