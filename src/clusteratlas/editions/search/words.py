"""Texts as the pieces they are found by: folded words and codes, Chinese as every two neighbouring characters."""

import re
import unicodedata

CHINESE = "\u3400-\u9fff\uf900-\ufaff"
_RUNS = re.compile(rf"[{CHINESE}]+|[^\W_{CHINESE}]+")
_IS_CHINESE = re.compile(f"[{CHINESE}]")
_BESIDE_KEYS = re.compile(r"(?<!\d)-|-(?!\d)|[^\w-]|_")
_LEAST = 3  # letters of a word that has a plural


def pieces(text: str) -> list[str]:
    """The searchable pieces of a text: folded words and codes, Chinese runs as every two neighbouring characters.

    A run of one Chinese character is that character. Trigram indexes find no two-character word, hence pairs.
    """
    return list(dict.fromkeys(piece for run in runs(text) for piece in pieces_of(run)))


def runs(text: str) -> list[str]:
    """A text as its folded words and codes and its runs of Chinese characters, in their order."""
    return _RUNS.findall(folded(text))


def pieces_of(run: str) -> list[str]:
    """The pieces of one run."""
    return _pairs(run) if is_chinese(run) else [run]


def is_chinese(run: str) -> bool:
    """Whether a run is one of Chinese characters."""
    return bool(_IS_CHINESE.match(run))


def single_characters(text: str) -> list[str]:
    """Every Chinese character of a text."""
    return _IS_CHINESE.findall(text)


def folded(text: str) -> str:
    """Lower case, without accents: Mayaguez finds Mayagüez."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()  # letters in another dress, such as 𝕬, have no small ones
    decomposed = unicodedata.normalize("NFKD", plain)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def key(text: str) -> str:
    """A name or code as it is compared as a whole: letters and digits alone; a hyphen only between digits."""
    return _BESIDE_KEYS.sub("", folded(text))


def forms(word: str) -> tuple[str, ...]:
    """A word with its plural or singular as English makes them: battery, batteries."""
    if len(word) < _LEAST or not (word.isascii() and word.isalpha()):
        return (word,)
    if len(word) == _LEAST:
        return word, f"{word}s"
    if word.endswith("ies"):
        return word, f"{word[:-3]}y", word[:-1]
    if word.endswith("s"):
        return word, word[:-1], word[:-2] if word.endswith("es") else f"{word}es"
    return word, f"{word}s", f"{word[:-1]}ies" if word.endswith("y") else f"{word}es"


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
