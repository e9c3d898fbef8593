"""Words that mean the same to somebody who searches, in both languages, and words that narrow nothing down."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from clusteratlas.editions.search.words import forms, is_chinese, pieces_of, runs

Words = tuple[str, ...]  # a term as its folded words; a Chinese term is one word


@dataclass(frozen=True)
class Synonyms:
    """What each term may also be called, and which words narrow nothing down."""

    others: Mapping[Words, tuple[Words, ...]]
    fillers: frozenset[str]
    longest: int  # words of the longest term
    longest_chinese: int  # characters of the longest Chinese term

    def of(self, words: Words) -> tuple[Words, ...]:
        """The other terms of the groups that a term stands in, however its last word is inflected."""
        for form in forms(words[-1]) if words else ():
            if found := self.others.get((*words[:-1], form)):
                return found
        return ()

    def within(self, run: str) -> tuple[int, int] | None:
        """Where the longest term of a Chinese run begins and ends; None where it holds none."""
        for length in range(min(len(run), self.longest_chinese), 1, -1):
            for start in range(len(run) - length + 1):
                part = run[start : start + length]
                if (part,) in self.others or part in self.fillers:
                    return start, start + length
        return None


def read(text: str) -> Synonyms:
    """Synonyms from their TOML."""
    document = tomllib.loads(text)
    groups = [[tuple(runs(term)) for terms in group.values() for term in terms] for group in document["group"]]
    others: dict[Words, dict[Words, None]] = {}
    for group in groups:
        for term in group:
            others.setdefault(term, {}).update(dict.fromkeys(each for each in group if each != term))
    return Synonyms(
        {term: tuple(found) for term, found in others.items()},
        frozenset(document["fillers"]),
        max(len(term) for term in others),
        max(len(word) for term in others for word in term if is_chinese(word)),
    )


@cache
def synonyms() -> Synonyms:
    """The synonyms that are shipped."""
    return read((files("clusteratlas.editions.search") / "synonyms.toml").read_text(encoding="utf-8"))


def words_of_term(term: Words) -> Words:
    """The pieces that a name must have to hold a term."""
    return tuple(piece for word in term for piece in pieces_of(word))
