"""What somebody asks for: a text as units, each with the pieces that stand for it and the terms that mean the same."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from clusteratlas.editions.search.synonyms import Synonyms, Words, synonyms, words_of_term
from clusteratlas.editions.search.words import folded, is_chinese, key, pieces_of, runs

LONGEST = 200  # characters of a question that are read
MOST = 12  # units of a question that are looked for
# What people write before or after a code to say of which classification it is.
CODE_WORDS = frozenset({"code", "codes", "代码", "编码", "no", "number"})


@dataclass(frozen=True)
class Unit:
    """A word, a term of several words or a piece of a Chinese run: all of `pieces` stand for it, or one of `others`.

    A `filler` may be missing. `is_last` marks the end of the question, which may be the beginning of a longer word.
    """

    text: str
    pieces: tuple[str, ...]
    others: tuple[Words, ...] = ()
    is_last: bool = False
    filler: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is one word whose spelling may be wrong."""
        return len(self.pieces) == 1 and self.text.isascii() and self.text.isalpha()


@dataclass(frozen=True)
class Question:
    """A question: its folded text, the same as a key of names and codes, and its units."""

    text: str
    key: str
    units: tuple[Unit, ...]

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What a name that answers at once begins with: the text itself, or what means the same as all of it."""
        telling = [unit for unit in self.units if not unit.filler]
        others = telling[0].others if len(telling) == 1 else ()
        return self.text, *(" ".join(term) for term in others)


@lru_cache(maxsize=256)
def read_question(text: str, whole: bool = False) -> Question:
    """A text as a question; what is longer than can be meant is cut. With `whole` no Chinese run is taken apart."""
    asked = text[:LONGEST].strip()
    words = [run for run in runs(asked) if run not in CODE_WORDS]
    units = list(_units(words, synonyms(), whole))[:MOST]
    if units and all(unit.filler for unit in units):
        units = [replace(unit, filler=False) for unit in units]
    if units:
        units[-1] = replace(units[-1], is_last=True)
    return Question(" ".join(folded(asked).split()), _key(asked, words), tuple(units))


def _key(asked: str, words: list[str]) -> str:
    """The question as a whole name or code; "code 336411" asks for 336411."""
    said = runs(asked)
    return key("".join(words)) if words and len(words) < len(said) else key(asked)


def _units(words: list[str], known: Synonyms, whole: bool) -> Iterator[Unit]:
    at = 0
    while at < len(words):
        if is_chinese(words[at]):
            yield from [_unit((words[at],), known)] if whole else _chinese(words[at], known)
            at += 1
            continue
        length = _longest_term(words[at:], known)
        yield _unit(tuple(words[at : at + length]), known)
        at += length


def _longest_term(words: list[str], known: Synonyms) -> int:
    for length in range(min(known.longest, len(words)), 1, -1):
        if known.of(tuple(words[:length])):
            return length
    return 1


def _chinese(run: str, known: Synonyms) -> Iterator[Unit]:
    """A Chinese run by its longest known term and what stands before and after it."""
    found = known.within(run)
    if found is None:
        yield _unit((run,), known)
        return
    start, end = found
    if start:
        yield from _chinese(run[:start], known)
    yield _unit((run[start:end],), known)
    if end < len(run):
        yield from _chinese(run[end:], known)


def _unit(words: Words, known: Synonyms) -> Unit:
    text = " ".join(words)
    pieces = words_of_term(words) if len(words) > 1 else tuple(pieces_of(words[0]))
    return Unit(text, pieces, known.of(words), filler=text in known.fillers)
