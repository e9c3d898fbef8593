"""Asks several indexes one question: what answers it, or else what answers the words that may have been meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from clusteratlas.editions.search.index import Hit, Index, Spellings
from clusteratlas.editions.search.question import Question, Unit, read_question
from clusteratlas.editions.search.words import pieces


class NearWords(Protocol):
    """Something that knows words, and which of them are nearest to one."""

    def near(self, word: str, unfinished: bool = False) -> dict[str, int]:
        """The nearest words with how many errors are between."""


@dataclass(frozen=True)
class Answer:
    """The hits, the best first; `meant` is the question as it was read where a word of it was taken for another."""

    question: Question
    hits: tuple[Hit, ...]
    spellings: Spellings | None = None
    meant: str = ""


def ask(indexes: Sequence[Index], text: str, more: Sequence[NearWords] = ()) -> Answer:
    """What answers a text. Errors of spelling are only looked for where nothing answers it as it stands.

    `more` are vocabularies of what is not in an index.
    """
    answer = ask_as_it_stands(indexes, text)
    if answer.hits or not answer.question.units:
        return answer
    return ask_again(indexes, text, more)


def ask_as_it_stands(indexes: Sequence[Index], text: str) -> Answer:
    """What answers a text without any error forgiven."""
    question = read_question(text)
    return Answer(question, _all_hits(indexes, question))


def ask_again(indexes: Sequence[Index], text: str, more: Sequence[NearWords] = ()) -> Answer:
    """What answers a text if words that nothing has are taken for the nearest that something has."""
    question = read_question(text, whole=True)
    vocabularies = [*(index.vocabulary for index in indexes), *more]
    unknown = [unit for unit in question.units if unit.is_word and not any(i.knows(unit) for i in indexes)]
    telling = unknown or [unit for unit in question.units if unit.is_word]
    spellings = {unit.text: near for unit in telling if (near := _near(vocabularies, unit))}
    hits = _all_hits(indexes, question, spellings)
    names = [name for hit in hits[:1] for name in hit.entry.names]
    return Answer(question, hits, spellings, meant(question, spellings, names))


def _near(vocabularies: Sequence[NearWords], unit: Unit) -> tuple[str, ...]:
    found: dict[str, int] = {}
    for vocabulary in vocabularies:
        found |= vocabulary.near(unit.text, unit.is_last)
    least = min(found.values(), default=0)
    near = [word for word, errors in found.items() if errors == least and word != unit.text]
    return tuple(sorted(near, key=lambda word: (word[:1] != unit.text[:1], abs(len(word) - len(unit.text)), word)))


def _all_hits(indexes: Sequence[Index], question: Question, spellings: Spellings | None = None) -> tuple[Hit, ...]:
    hits = [hit for index in indexes for hit in index.hits(question, spellings)]
    return tuple(sorted(hits, key=lambda hit: (hit.order, hit.entry.kind, hit.entry.code)))


def meant(question: Question, spellings: Spellings, names: Sequence[str]) -> str:
    """The question with each word that was taken for another replaced by the one in the names of the best answer.

    Nothing where there is no answer.
    """
    if not spellings or not names:
        return ""
    said = {word for name in names for word in pieces(name)}
    chosen = {text: next((word for word in near if word in said), near[0]) for text, near in spellings.items()}
    return " ".join(chosen.get(unit.text, unit.text) for unit in question.units)
