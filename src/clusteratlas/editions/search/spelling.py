"""Words that are nearly what was typed: by edit distance over a vocabulary that is made once and kept."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 4  # letters of a word that may be misspelled
LONG = 7  # letters from which two errors are forgiven instead of one
MOST = 20  # words looked at


@dataclass(frozen=True)
class Vocabulary:
    """Words in their order, by their first letters and lengths quick to compare with another."""

    words: list[str] = field(default_factory=list)

    def near(self, word: str, unfinished: bool = False) -> dict[str, int]:
        """The words nearest to one with how many errors are between: a letter more, less, other, or two exchanged.

        An `unfinished` word is compared with beginnings as long as itself.
        """
        most = errors_forgiven(word)
        if not most:
            return {}
        found = _nearest(word, [each for each in self.words if abs(len(each) - len(word)) <= most], most)
        if found or not unfinished:
            return found
        starts = {each[: len(word)] for each in self.words if len(each) > len(word)}
        begun = _nearest(word, sorted(starts), 1)
        return {whole: errors for start, errors in begun.items() for whole in self._beginning(start)}

    def _beginning(self, start: str) -> list[str]:
        at = bisect_left(self.words, start)
        return [word for word in self.words[at : at + MOST] if word.startswith(start)]


def errors_forgiven(word: str) -> int:
    """How many errors a word of this length may hold."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return 0
    return 1 if len(word) < LONG else 2


def vocabulary(words: Iterable[str]) -> Vocabulary:
    """The words among these whose spelling can be compared."""
    return Vocabulary(sorted({word for word in words if errors_forgiven(word)}))


def _nearest(word: str, words: list[str], most: int) -> dict[str, int]:
    found = extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=MOST)
    least = min((errors for _, errors, _ in found), default=0)
    return {near: int(errors) for near, errors, _ in found if errors == least}
