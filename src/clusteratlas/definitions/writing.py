"""A definition as the files of its folder: what `read_definition` reads, to the letter."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from clusteratlas.definitions.definition import Definition, Texts
from clusteratlas.definitions.head import HEAD, LANGUAGES
from clusteratlas.definitions.layout import SCHEMAS
from clusteratlas.errors import InputError

_BREAKING = "\t\n\r"  # these end a cell or a line of a tab-separated table


def definition_files(definition: Definition) -> Mapping[str, str]:
    """The text of every file by name: definition.toml, clusters.tsv, subclusters.tsv, membership.tsv.

    Nothing is written; `editions.defining.save_definition` writes them to a folder. Raises InputError where a text has
    a tab or a line break, which a table cannot hold.
    """
    rows = {"clusters": _clusters, "subclusters": _subclusters, "membership": _membership}
    tables = {f"{name}.tsv": _table(name, rows_of(definition)) for name, rows_of in rows.items()}
    return {HEAD: _head(definition)} | tables


def checksum(definition: Definition) -> str:
    """SHA-256 over everything a definition says: two folders with one name and version may still differ."""
    parts = [f"{name}\n{text}" for name, text in sorted(definition_files(definition).items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _head(definition: Definition) -> str:
    import tomli_w  # deferred: needed where a definition is written, and not where it is read

    classification = {"classification": definition.classification}
    said = {
        "name": definition.name,
        "version": definition.version,
        "citation": definition.citation,
        "doi": definition.doi,
        "sources": list(definition.sources),
        "title": dict(definition.titles),
        "licence": dict(definition.licence),
        "method": dict(definition.method),
        "vintages": [{"vintage": vintage} | classification for vintage in definition.vintages],
        "uncovered": [
            {"vintage": part.vintage, "group": part.group, **part.names, "industries": list(part.industries)}
            for part in definition.uncovered
        ],
        "provenance": _plain(definition.provenance),
    }
    empty = [key for key in ("uncovered", "provenance") if not said[key]]
    return tomli_w.dumps({key: value for key, value in said.items() if key not in empty})


def _plain(value: Any) -> Any:
    """Mappings as dictionaries and rows as lists, which is what TOML knows; what is not known is left out."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value


def _clusters(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for cluster in definition.clusters:
        names = _texts(cluster.names), _texts(cluster.short_names)
        yield cluster.code, cluster.position, cluster.kind, *names[0], *names[1]


def _subclusters(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for part in definition.subclusters:
        yield part.cluster, part.code, part.position, *_texts(part.names)


def _membership(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for vintage in definition.vintages:
        for industry, place in sorted(definition.membership(vintage).items()):
            yield vintage, industry, place.cluster, place.subcluster or ""


def _texts(texts: Texts) -> Iterator[str]:
    return (texts[language] for language in LANGUAGES)


def _table(name: str, rows: Iterable[tuple[Any, ...]]) -> str:
    headings = tuple(column.name for column in SCHEMAS[name].columns)
    lines = [_line(row, name) for row in (headings, *rows)]
    return "".join(f"{line}\n" for line in lines)


def _line(row: Iterable[Any], name: str) -> str:
    cells = [str(cell) for cell in row]
    for cell in cells:
        if set(cell) & set(_BREAKING):
            raise InputError(f"{cell!r} cannot stand in {name}.tsv. Take out the tab or the line break.")
    return "\t".join(cells)
