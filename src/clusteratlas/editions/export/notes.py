"""What a spreadsheet says of itself: edition, citation, sources, method, what is withheld, and every column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clusteratlas.editions.export.citation import citation
from clusteratlas.editions.export.policy import policy_sentences
from clusteratlas.editions.export.texts import check_language, text
from clusteratlas.editions.manifest import Manifest
from clusteratlas.glossary import column_term, unit_name

Lines = tuple[tuple[str, ...], ...]

_SOURCE_FACTS = ("producer", "title", "address", "licence", "file", "sha256", "imported")


@dataclass(frozen=True)
class Section:
    """One part of the notes: a heading, the heads of its columns if it is a table, and its lines."""

    title: str
    lines: Lines
    heads: tuple[str, ...] = ()


def notes(manifest: Manifest, columns: Sequence[str], language: str = "en", table: str | None = None) -> list[Section]:
    """The sections of the notes to these columns of an edition; `table` names the table they are meant in."""
    check_language(language)
    return [
        Section(text("edition", language), tuple(_edition(manifest, language))),
        *_sources(manifest, language),
        Section(text("method", language), tuple(_method(manifest, language))),
        _columns(columns, language, table),
    ]


def _edition(manifest: Manifest, language: str) -> Iterator[tuple[str, str]]:
    yield text("identity", language), manifest.identity
    yield text("atlas", language), manifest.title.get(language, manifest.title["en"])
    yield text("years", language), ", ".join(map(str, manifest.years))
    yield text("created", language), manifest.created.isoformat()
    yield text("software", language), text("version", language, version=manifest.software)
    yield text("plan", language), manifest.plan
    yield text("how_to_cite", language), citation(manifest, language)


def _sources(manifest: Manifest, language: str) -> Iterator[Section]:
    for source in manifest.inputs:
        lines = tuple((text(fact, language), str(source[fact])) for fact in _SOURCE_FACTS)
        yield Section(text("source", language), (*lines, *_label(source.get("contribution", {}), language)))


def _label(contribution: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """Who contributed a source, and what its reviewers say of it; nothing of any other source."""
    if contribution:
        yield text("contributor", language), str(contribution["contributor"])
        yield text("quality", language), text(f"quality_{contribution['quality']}", language)
    if "coverage" in contribution:
        yield text("coverage", language), f"{contribution['coverage']:.1%}"
    limits = contribution.get("limits", {})
    if limits:
        yield text("limits", language), limits.get(language) or next(iter(limits.values()))


def _method(manifest: Manifest, language: str) -> Iterator[tuple[str, str]]:
    yield text("classification", language), f"{manifest.classification} {', '.join(manifest.classification_vintages)}"
    yield text("definition", language), f"{manifest.definition} {manifest.definition_version}"
    yield text("reference", language), manifest.definition_citation
    for name, book in manifest.books.items():
        yield text("rule_books", language), f"{book.title.get(language, name)} ({name})"
        yield from ((text("reference", language), source) for source in book.citation)
    yield text("reference_total", language), manifest.reference.get(language, manifest.reference["en"])
    yield text("denominators", language), text(f"within_{manifest.within}", language)
    yield from ((text("publish_policy", language), sentence) for sentence in policy_sentences(manifest, language))
    if manifest.currency:
        yield text("currency", language), manifest.currency
    yield text("withheld", language), text("withheld_cells", language)
    yield text("empty", language), text("empty_cells", language)


def _columns(columns: Sequence[str], language: str, table: str | None) -> Section:
    heads = tuple(text(key, language) for key in ("column", "meaning", "unit", "formula", "machine_name"))
    return Section(text("columns", language), tuple(_column(name, language, table) for name in columns), heads)


def _column(name: str, language: str, table: str | None) -> tuple[str, ...]:
    term = column_term(name, table)
    unit = unit_name(term.unit, language) if term.unit else ""
    return term.label(language), term.meaning(language), unit, term.formula, name
