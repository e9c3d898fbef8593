"""Which verified organisations answer a question: by their names and texts, by what means the same, by near words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from django.db import connection
from django.db.models import Q

from clusteratlas.editions.search import Question
from clusteratlas.editions.search.index import Spellings
from clusteratlas.editions.search.question import Unit
from clusteratlas.editions.search.spelling import Vocabulary, vocabulary
from clusteratlas.editions.search.synonyms import words_of_term
from clusteratlas.editions.search.words import forms
from clusteratlas_web.foundation.places import folded
from clusteratlas_web.registry.models import Organisation, Posting
from clusteratlas_web.registry.postings import NONE, Numbers, both, either, packed, read, without
from clusteratlas_web.registry.queries.directory import SHORTEST_BEGINNING
from clusteratlas_web.registry.queries.index import MOST_ENDINGS, having
from clusteratlas_web.registry.states import VERIFIED
from clusteratlas_web.search.name_order import in_name_order

RENEWED = 600  # seconds for which the words of a new name may not yet be suggested for a misspelled one
NAME, TEXT = "name", "text"
Words = tuple[str, ...]


@dataclass(frozen=True)
class Organisations:
    """Those that answer, in parts: the name itself, its words, what means the same or stands in a text."""

    parts: tuple[Numbers, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def page(self, start: int, stop: int) -> list[int]:
        """The numbers from `start` to before `stop`: part by part, each by name."""
        found: list[int] = []
        for part in self.parts:
            if stop > 0 and start < len(part):
                found += in_name_order(part, max(start, 0), min(stop, len(part)))
            start, stop = start - len(part), stop - len(part)
        return found


def find_organisations(question: Question, spellings: Spellings | None = None) -> Organisations:
    """The verified organisations that have every unit of a question."""
    units = [unit for unit in question.units if not unit.filler]
    if not units:
        return Organisations()
    held = _postings(units, spellings)
    named, anyhow = having("state", VERIFIED), having("state", VERIFIED)
    for unit in units:
        literal, other = _answering(unit, held, spellings)
        named, anyhow = both(named, literal), both(anyhow, either([literal, other]))
    exact = both(_called(question.text), named)
    return Organisations((exact, without(named, exact), without(anyhow, named)))


class PublicWords:
    """Words of the names of organisations; only those are near that a verified organisation has now."""

    def near(self, word: str, unfinished: bool = False) -> dict[str, int]:
        """The nearest words with how many errors are between."""
        found = _vocabulary(int(monotonic() / RENEWED)).near(word, unfinished)
        return {each: errors for each, errors in found.items() if _is_public(each)}


def _is_public(word: str) -> bool:
    return bool(len(both(having(NAME, word), having("state", VERIFIED))))


@lru_cache(maxsize=1)
def _vocabulary(moment: int) -> Vocabulary:
    return vocabulary(Posting.objects.filter(facet=NAME).values_list("word", flat=True).iterator())


def _called(text: str) -> Numbers:
    """Those whose name is the text."""
    numbers = Organisation.objects.filter(sort_name=folded(text)[:200]).values_list("pk", flat=True)
    return read(packed(numbers))


def _answering(
    unit: Unit, held: dict[tuple[str, str], Numbers], spellings: Spellings | None
) -> tuple[Numbers, Numbers]:
    """Who has a unit in their name, and who has it in a text or has something that means the same."""
    literal = _with_all(unit.pieces, held, (NAME,))
    others = [_with_all(unit.pieces, held, (TEXT,))]
    others += [_with_all(words_of_term(term), held, (NAME, TEXT)) for term in unit.others]
    others += [_with_all((word,), held, (NAME,)) for word in (spellings or {}).get(unit.text, ())]
    if unit.is_last and unit.pieces[-1:] and _may_begin(unit.pieces[-1]):
        begun = _beginning(unit.pieces[-1])
        before = _with_all(unit.pieces[:-1], held, (NAME,)) if len(unit.pieces) > 1 else None
        literal = either([literal, begun if before is None else both(begun, before)])
    return literal, either(others)


def _with_all(words: Sequence[str], held: dict[tuple[str, str], Numbers], facets: Sequence[str]) -> Numbers:
    found: Numbers | None = None
    for word in words:
        having_it = either([held.get((facet, form), NONE) for form in forms(word) for facet in facets])
        found = having_it if found is None else both(found, having_it)
    return NONE if found is None else found


def _postings(units: Sequence[Unit], spellings: Spellings | None) -> dict[tuple[str, str], Numbers]:
    """The lists of every word that counts, in one query."""
    wanted = {form for unit in units for word in _words_of(unit, spellings) for form in forms(word)}
    rows = Posting.objects.filter(facet__in=(NAME, TEXT), word__in=sorted(wanted))
    return {(facet, word): read(held) for facet, word, held in rows.values_list("facet", "word", "organisations")}


def _words_of(unit: Unit, spellings: Spellings | None) -> Iterable[str]:
    yield from unit.pieces
    yield from (word for term in unit.others for word in words_of_term(term))
    yield from (spellings or {}).get(unit.text, ())


def _beginning(word: str) -> Numbers:
    """Who has a word in their name that begins so."""
    begins = Q(word__startswith=word)
    if connection.vendor == "sqlite":  # which compares bytes, so that a range is quicker than LIKE
        begins = Q(word__gte=word, word__lt=word + chr(0x10FFFF))
    rows = Posting.objects.filter(begins, facet=NAME).order_by("word").values_list("organisations", flat=True)
    return either([read(held) for held in rows[:MOST_ENDINGS]])


def _may_begin(word: str) -> bool:
    return len(word) >= SHORTEST_BEGINNING and word.isascii()
