"""What an edition's tables hold, told to people and machines: columns with units, sizes, checksums, sources, licences.

`data_package` follows the Data Package standard (v2), `catalogue_entry` DCAT in JSON-LD. Paths in both are relative to
the edition, where both stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.export.citation import citation
from clusteratlas.editions.manifest import Manifest
from clusteratlas.glossary import column_term, table_term, unit_name

CSV, PARQUET, XLSX = "csv", "parquet", "xlsx"
MEDIA_TYPES = {
    CSV: "text/csv",
    PARQUET: "application/vnd.apache.parquet",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SMALL = 250_000  # cells that a workbook is offered for
# What the words of the catalogue stand for; the address of a file is an address, and no text.
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "spdx": "http://spdx.org/rdf/terms#",
    "dcat:downloadURL": {"@type": "@id"},
}


@dataclass(frozen=True)
class DescribedColumn:
    """A column: its type as a reader of JSON knows it, what it is called and means, its unit and formula if any."""

    name: str
    type: str
    label: str
    meaning: str
    unit: str
    formula: str


@dataclass(frozen=True)
class DescribedTable:
    """A table: what it holds, its key, how large it is, the checksum of its file, the formats it can be taken in."""

    name: str
    label: str
    meaning: str
    key: tuple[str, ...]
    rows: int
    size: int
    sha256: str
    columns: tuple[DescribedColumn, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of the whole table; a workbook only of a small one."""
        return (CSV, PARQUET, XLSX) if self.rows * len(self.columns) <= SMALL else (CSV, PARQUET)


def described_tables(edition: Edition, language: str = "en") -> list[DescribedTable]:
    """Every table of an edition in the order of its layout."""
    return [described_table(edition, name, language) for name in edition.layouts if name in edition.manifest.rows]


def described_table(edition: Edition, name: str, language: str = "en") -> DescribedTable:
    """One table of an edition."""
    term, layout, file = table_term(name), edition.layouts[name], f"{name}.{PARQUET}"
    return DescribedTable(
        name=name,
        label=term.label(language),
        meaning=term.meaning(language),
        key=layout.key,
        rows=edition.manifest.rows[name],
        size=(edition.folder / file).stat().st_size,
        sha256=edition.manifest.checksums[file],
        columns=tuple(_column(name, column, language) for column in layout.schema),
    )


def data_package(edition: Edition, language: str = "en") -> dict[str, Any]:
    """The edition as a Data Package: a resource for each table, with schema, size and checksum of its Parquet file."""
    manifest = edition.manifest
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": manifest.identity,
        "title": manifest.title.get(language, manifest.title["en"]),
        "version": manifest.name,
        "created": manifest.created.isoformat(),
        "description": citation(manifest, language),
        "sources": [_source(each) for each in manifest.inputs],
        "licenses": [{"name": name, "title": name} for name in _licences(manifest)],
        "resources": [_resource(table) for table in described_tables(edition, language)],
    }


def catalogue_entry(edition: Edition, language: str = "en") -> dict[str, Any]:
    """The edition as a dataset of DCAT, with a distribution for each file."""
    manifest = edition.manifest
    return {
        "@context": _CONTEXT,
        "@type": "dcat:Dataset",
        "dct:identifier": manifest.identity,
        "dct:title": manifest.title.get(language, manifest.title["en"]),
        "dct:bibliographicCitation": citation(manifest, language),
        "dct:issued": manifest.created.isoformat(),
        "dct:temporal": f"{manifest.years[0]}/{manifest.years[-1]}",
        "dct:license": _licences(manifest),
        "dct:source": [each.get("address") or each["title"] for each in manifest.inputs],
        "dcat:version": manifest.name,
        "dcat:distribution": list(_distributions(described_tables(edition, language))),
    }


def _distributions(tables: list[DescribedTable]) -> Iterator[dict[str, Any]]:
    for table in tables:
        for kind in table.formats:
            told = {"dcat:byteSize": table.size, "spdx:checksum": _checksum(table)} if kind == PARQUET else {}
            yield {
                "@type": "dcat:Distribution",
                "dct:title": f"{table.label} ({kind.upper()})",
                "dct:description": table.meaning,
                "dcat:downloadURL": _path(table.name, kind),
                "dcat:mediaType": MEDIA_TYPES[kind],
            } | told


def _checksum(table: DescribedTable) -> dict[str, Any]:
    algorithm = {"@id": "spdx:checksumAlgorithm_sha256"}
    return {"@type": "spdx:Checksum", "spdx:algorithm": algorithm, "spdx:checksumValue": table.sha256}


def _resource(table: DescribedTable) -> dict[str, Any]:
    fields = [
        {"name": each.name, "type": each.type, "title": each.label, "description": each.meaning, "unit": each.unit}
        for each in table.columns
    ]
    return {
        "name": table.name,
        "title": table.label,
        "description": table.meaning,
        "path": _path(table.name, PARQUET),
        "format": PARQUET,
        "mediatype": MEDIA_TYPES[PARQUET],
        "bytes": table.size,
        "hash": f"sha256:{table.sha256}",
        "rows": table.rows,
        "schema": {"fields": fields, "primaryKey": list(table.key)},
    }


def _path(table: str, kind: str) -> str:
    return f"tables/{table}.{kind}"


def _source(facts: Mapping[str, Any]) -> dict[str, str]:
    told = {"title": str(facts["title"]), "path": str(facts.get("address", "")), "producer": str(facts["producer"])}
    return {name: text for name, text in told.items() if text}


def _licences(manifest: Manifest) -> list[str]:
    """The licences of the figures, and of the boundaries where there are some."""
    found = [str(each["licence"]) for each in manifest.inputs]
    return list(dict.fromkeys([*found, *filter(None, [str(manifest.boundaries.get("licence", ""))])]))


def _column(table: str, column: pa.Field, language: str) -> DescribedColumn:
    term = column_term(column.name, table)
    unit = unit_name(term.unit, language) if term.unit else ""
    return DescribedColumn(
        column.name, _type(column.type), term.label(language), term.meaning(language), unit, term.formula
    )


def _type(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    return "number" if pa.types.is_floating(kind) else "string"
