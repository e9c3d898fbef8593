"""The words of the glossary as things that can be found."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from clusteratlas.editions.search import Entry, Index
from clusteratlas.glossary import COLUMN, LANGUAGES, WORD, Term, terms
from clusteratlas_web.search.kinds import TERM


@dataclass(frozen=True)
class ShownTerm:
    """A word in the language that is spoken."""

    key: str
    label: str
    meaning: str
    formula: str
    citation: str


@cache
def term_index() -> Index:
    """The index of the glossary."""
    return Index(
        Entry(TERM, each.key, tuple(each.label(language) for language in LANGUAGES), (each.key,), thing=each.key)
        for each in _shown()
    )


def shown_terms() -> list[ShownTerm]:
    """All words, in the order of the language."""
    language = get_language() or "en"
    found = [_term(each, language) for each in _shown()]
    return sorted(found, key=lambda term: term.label.casefold())


def shown_term(key: str) -> ShownTerm:
    """One word."""
    return _term(terms()[key], get_language() or "en")


def _shown() -> list[Term]:
    """Words and columns; not what a column means more narrowly in one table."""
    return [each for each in terms().values() if each.part in (WORD, COLUMN) and "." not in each.key]


def _term(term: Term, language: str) -> ShownTerm:
    return ShownTerm(term.key, term.label(language), term.meaning(language), term.formula, term.citation)
