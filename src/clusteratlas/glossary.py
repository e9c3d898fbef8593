"""The glossary: what each word, column and table is called and means, in every language, with formula and unit."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from clusteratlas.errors import UnknownChoice, WrongColumns

LANGUAGES = ("en", "zh-hans")
WORD, COLUMN, TABLE, ENDING = "word", "column", "table", "ending"
PARTS = (WORD, COLUMN, TABLE, ENDING)
LABEL = "{label}"  # in the texts of an ending: the label of the column it is put to
T = TypeVar("T")
_TEXTS, _FACTS = ("label", "meaning"), ("formula", "unit", "citation")


@dataclass(frozen=True)
class Term:
    """One term: its key, the part of the glossary it stands in, its texts by language; empty where there is nothing."""

    key: str
    part: str
    labels: Mapping[str, str] = field(hash=False)
    meanings: Mapping[str, str] = field(hash=False)
    formula: str = ""
    unit: str = ""
    citation: str = ""

    def label(self, language: str = "en") -> str:
        """What pages and spreadsheets show as its heading."""
        return _in(self.labels, language)

    def meaning(self, language: str = "en") -> str:
        """What it means, in one sentence."""
        return _in(self.meanings, language)


@dataclass(frozen=True)
class Glossary:
    """All terms by key, the endings of column names by ending, and the names of units by unit and language."""

    terms: Mapping[str, Term]
    endings: Mapping[str, Term]
    units: Mapping[str, Mapping[str, str]]


def terms() -> dict[str, Term]:
    """All terms by key; a column meant more narrowly in one table is `<table>.<column>`, a table `table.<name>`."""
    return dict(_glossary().terms)


def term(key: str) -> Term:
    """The term of this key; raises UnknownChoice with the nearest keys."""
    return _choice("term", key, _glossary().terms)


def endings() -> dict[str, Term]:
    """The endings of column names that a term is composed for, by ending: their texts have "{label}" in them."""
    return dict(_glossary().endings)


def column_term(column: str, table: str | None = None) -> Term:
    """The term of a column, as it is meant in a table if that is narrower than elsewhere.

    A column without a term of its own that ends as a known ending does (wages_low) has one composed from the term of
    the column it belongs to (wages). Raises UnknownChoice with the nearest keys.
    """
    found = _glossary().terms
    return found.get(f"{table}.{column}") or found.get(column) or _composed(column, table) or term(column)


def _composed(column: str, table: str | None) -> Term | None:
    found = _glossary()
    for name, ending in found.endings.items():
        bare = column.removesuffix(f"_{name}")
        if bare != column and (bare in found.terms or _composed(bare, table)):  # employment_low_of_bubbles has two
            return _of(ending, column_term(bare, table), column)
    return None


def _of(ending: Term, column: Term, key: str) -> Term:
    labels = {language: _filled(text, column.labels[language]) for language, text in ending.labels.items()}
    meanings = {language: _filled(text, column.labels[language]) for language, text in ending.meanings.items()}
    return replace(ending, key=key, part=COLUMN, labels=labels, meanings=meanings, unit=ending.unit or column.unit)


def _filled(text: str, label: str) -> str:
    return text.replace(LABEL, label)


def table_term(table: str) -> Term:
    """The term of one of an edition's tables."""
    return term(f"{TABLE}.{table}")


def unit_name(unit: str, language: str = "en") -> str:
    """The name of a unit."""
    return _in(_choice("unit", unit, _glossary().units), language)


def read(text: str) -> Glossary:
    """A glossary from its TOML; raises WrongColumns naming every term that is incomplete."""
    document = tomllib.loads(text)
    units: dict[str, dict[str, str]] = document.get("unit", {})
    entries = [(part, key, entry) for part in PARTS for key, entry in document.get(part, {}).items()]
    problems = [
        *_twice([_key(part, key) for part, key, _ in entries if part != ENDING]),
        *(
            f"unit {unit!r} lacks {language}"
            for unit, names in units.items()
            for language in LANGUAGES
            if language not in names
        ),
        *(problem for part, key, entry in entries for problem in _problems(_key(part, key), entry, units)),
    ]
    if problems:
        raise WrongColumns("glossary.toml", problems, sorted(document))
    found = {
        part: {_key(part, key): _term(part, key, entry) for of, key, entry in entries if of == part} for part in PARTS
    }
    return Glossary(found[WORD] | found[COLUMN] | found[TABLE], found[ENDING], units)


@cache
def _glossary() -> Glossary:
    return read((files("clusteratlas") / "glossary.toml").read_text(encoding="utf-8"))


def _key(part: str, key: str) -> str:
    # A table and a column may share a name: `regions` is a table and, in `thresholds`, a number of regions.
    return f"{TABLE}.{key}" if part == TABLE else key


def _term(part: str, key: str, entry: Mapping[str, Any]) -> Term:
    facts = {name: entry[name] for name in _FACTS if name in entry}
    return Term(_key(part, key), part, entry["label"], entry["meaning"], **facts)


def _twice(keys: list[str]) -> Iterator[str]:
    yield from (f"{key!r} stands twice" for key in sorted(set(keys)) if keys.count(key) > 1)


def _problems(key: str, entry: Mapping[str, Any], units: Mapping[str, Any]) -> Iterator[str]:
    for name in _TEXTS:
        for language in LANGUAGES:
            if not str(entry.get(name, {}).get(language, "")).strip():
                yield f"{key!r} lacks {name} in {language}"
    if entry.get("unit", "") not in ("", *units):
        yield f"{key!r} has the unit {entry['unit']!r}, which is not listed"
    yield from (f"{key!r} has {name!r}, which no term has" for name in entry if name not in (*_TEXTS, *_FACTS))


def _choice(argument: str, key: str, among: Mapping[str, T]) -> T:
    if key not in among:
        raise UnknownChoice(argument, key, get_close_matches(key, among, 5, 0.5) or sorted(among))
    return among[key]


def _in(texts: Mapping[str, str], language: str) -> str:
    if language not in texts:
        raise UnknownChoice("language", language, sorted(texts))
    return texts[language]
