"""An index in memory over things with names and codes: who has a word, or one that begins so, and how near that is.

Answers are ranked by how they were found: the whole name or code, a name that begins with the words, the words
anywhere, words that mean the same, a word not typed to its end, a word with an error in it; then the larger first.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clusteratlas.editions.search.question import Question, Unit
from clusteratlas.editions.search.spelling import Vocabulary, vocabulary
from clusteratlas.editions.search.synonyms import words_of_term
from clusteratlas.editions.search.words import folded, forms, key, pieces, single_characters

WHOLE, BEGINNING, WORDS, SYNONYM, UNFINISHED, SPELLING, NONE = range(7)
Levels = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Spellings = Mapping[str, Sequence[str]]  # for the text of a unit, the words it may have meant
_FEWEST = 3  # characters of a Chinese word of which one may be wrong


@dataclass(frozen=True)
class Entry:
    """A thing that can be found: its kind, what identifies it, its names in all languages, its codes, and how large.

    `is_proper` marks a proper name, for which nothing else means the same; `thing` is whatever the caller wants back.
    """

    kind: str
    code: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()
    size: float = 0.0
    thing: Any = None
    is_proper: bool = False


@dataclass(frozen=True)
class Hit:
    """An entry that answers, and how it was found; `order` sorts hits, the best first."""

    entry: Entry
    level: int
    order: tuple[float, ...]


class Index:
    """Entries by their words; made once and only read, so threads may share it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self._names = [tuple(" ".join(folded(name).split()) for name in each.names) for each in self.entries]
        self._is_proper = np.array([each.is_proper for each in self.entries], dtype=np.bool_)
        self._whole: dict[str, list[int]] = defaultdict(list)
        held: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            for word in {key(text) for text in (*entry.names, *entry.codes)}:
                self._whole[word].append(number)
            for word in _words(self._names[number], entry.codes):
                held[word].add(number)
        self._words = sorted(held)
        members = [sorted(held[word]) for word in self._words]
        self._starts = np.cumsum([0, *map(len, members)])
        self._members = np.array([number for numbers in members for number in numbers], dtype=np.int32)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words whose spelling can be compared."""
        return vocabulary(word for names in self._names for name in names for word in pieces(name))

    def knows(self, unit: Unit) -> bool:
        """Whether anything has a unit of a question, its synonyms, or a word that begins so."""
        return bool((self._levels(unit, None) < NONE).any())

    def hits(self, question: Question, spellings: Spellings | None = None) -> list[Hit]:
        """The entries that have every unit of a question, in no order.

        With `spellings`, which may be empty, also those that have what may be meant.
        """
        if not question.units:
            return []
        levels = np.zeros(len(self.entries), dtype=np.uint8)
        for unit in question.units:
            if not unit.filler:
                levels = np.maximum(levels, self._levels(unit, spellings))
        numbers = np.flatnonzero(levels < NONE)
        exact = frozenset(self._whole.get(question.key, ()))
        found = {int(number): int(levels[number]) for number in numbers} | dict.fromkeys(exact, WHOLE)
        return [self._hit(number, level, question) for number, level in found.items()]

    def _hit(self, number: int, level: int, question: Question) -> Hit:
        entry, names = self.entries[number], self._names[number]
        begins = _begins(names, question.beginnings)
        if level == WORDS and _begins(names, question.beginnings[:1]) < _BY_PART:
            level = BEGINNING
        return Hit(entry, level, (level, begins, -entry.size, min(map(len, names), default=0)))

    def _levels(self, unit: Unit, spellings: Spellings | None) -> Levels:
        """How near each entry is to a unit."""
        levels = np.full(len(self.entries), NONE, dtype=np.uint8)
        if spellings is not None:
            levels[self._with_one_wrong(unit)] = SPELLING
            for word in spellings.get(unit.text, ()):
                levels[self._having(word)] = SPELLING
        if unit.is_last:
            levels[self._all_of(unit.pieces, unfinished=True)] = UNFINISHED
        for term in unit.others:
            numbers = self._all_of(words_of_term(term))
            levels[numbers[~self._is_proper[numbers]]] = SYNONYM
        levels[self._all_of(unit.pieces)] = WORDS
        return levels

    def _all_of(self, words: Sequence[str], unfinished: bool = False) -> Numbers:
        """The entries with every word, in singular or plural; the last perhaps as a beginning."""
        found: Numbers | None = None
        for at, word in enumerate(words):
            begun = unfinished and at == len(words) - 1
            numbers = self._beginning(word) if begun else self._in_any_form(word)
            found = numbers if found is None else np.intersect1d(found, numbers)
        return self._members[:0] if found is None else found

    def _in_any_form(self, word: str) -> Numbers:
        lists = [self._having(form) for form in forms(word)]
        return lists[0] if len(lists) == 1 else np.unique(np.concatenate(lists))

    def _having(self, word: str) -> Numbers:
        at = bisect_left(self._words, word)
        end = at + (at < len(self._words) and self._words[at] == word)
        found: Numbers = self._members[int(self._starts[at]) : int(self._starts[end])]
        return found

    def _beginning(self, word: str) -> Numbers:
        low, high = bisect_left(self._words, word), bisect_left(self._words, word + chr(0x10FFFF))
        return np.unique(self._members[self._starts[low] : self._starts[high]])

    def _with_one_wrong(self, unit: Unit) -> Numbers:
        """The entries with all characters of a Chinese word but one, and two of them side by side."""
        characters = list(dict.fromkeys(single_characters(unit.text)))
        if len(characters) < _FEWEST:
            return self._members[:0]
        counted = np.zeros(len(self.entries), dtype=np.int32)
        for character in characters:
            counted[self._having(character)] += 1
        beside: Numbers = np.unique(np.concatenate([self._having(piece) for piece in unit.pieces]))
        found: Numbers = beside[counted[beside] >= len(characters) - 1]
        return found


_SAME, _BY_WORDS, _BY_PART, _ELSEWHERE = range(4)


def _begins(names: Sequence[str], texts: Sequence[str]) -> int:
    """Whether a name is one of the texts, begins with one, begins with a part of a word, or holds it elsewhere."""
    best = _ELSEWHERE
    for name in names:
        for text in texts:
            if not text or not name.startswith(text):
                continue
            rest = name[len(text) : len(text) + 1]
            best = min(best, _SAME if not rest else _BY_PART if text.isascii() and rest.isalnum() else _BY_WORDS)
    return best


def _words(names: Sequence[str], codes: Sequence[str]) -> set[str]:
    """The words an entry is found by; of its codes as they stand."""
    found = {word for name in names for word in (*pieces(name), *single_characters(name))}
    return found | {word for code in codes for word in (*pieces(code), key(code))}
