"""How well a juror suits an application: shared clusters weigh most, then words of the field, then language; pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from clusteratlas_web.registry.postings import words_of

CLUSTERS, WORDS, LANGUAGE = 0.6, 0.3, 0.1  # what each is worth; they sum to 1
ENOUGH = 3  # words of the juror's fields that an application needs to hold for all that words are worth
_CHINESE = re.compile("[\u3400-\u9fff]")
_COMMON = frozenset(
    ("an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "it", "its", "of", "on", "or", "our")
) | frozenset(("that", "the", "their", "this", "to", "we", "with"))


@dataclass(frozen=True)
class Knowledge:
    """What a juror knows: clusters, words of the fields, the language that the juror reads."""

    clusters: frozenset[str]
    words: frozenset[str]
    language: str


@dataclass(frozen=True)
class Subject:
    """What an application is about: its clusters, its words, the language it is written in."""

    clusters: frozenset[str]
    words: frozenset[str]
    language: str


@dataclass(frozen=True)
class Suitability:
    """From 0 to 1, with what it comes from."""

    value: float
    clusters: tuple[str, ...]
    words: tuple[str, ...]
    same_language: bool


def suitability(juror: Knowledge, application: Subject) -> Suitability:
    """0.6 for a shared cluster, up to 0.3 for shared words of the field, 0.1 for the language."""
    clusters, words = juror.clusters & application.clusters, juror.words & application.words
    same = juror.language == application.language
    return Suitability(_value(bool(clusters), len(words), same), tuple(sorted(clusters)), tuple(sorted(words)), same)


def words_that_tell(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts without those that every text has: Chinese in pairs of characters, no single letters."""
    return frozenset(word for word in words_of(texts) if len(word) > 1 and word not in _COMMON)


def language_of(text: str) -> str:
    """The language that a text is written in: Chinese where a quarter of its letters are, else English."""
    letters = [each for each in text if each.isalpha()]
    chinese = len(_CHINESE.findall(text))
    return "zh-hans" if letters and chinese * 4 >= len(letters) else "en"


def suitabilities(
    jurors: Mapping[Hashable, Knowledge], applications: Mapping[Hashable, Subject]
) -> dict[tuple[Hashable, Hashable], float]:
    """Of every application and juror whom anything joins; hundreds of jurors are compared with thousands at once."""
    by_language: dict[str, list[Hashable]] = defaultdict(list)
    by_cluster: dict[str, list[Hashable]] = defaultdict(list)
    by_word: dict[str, list[Hashable]] = defaultdict(list)
    for key, subject in applications.items():
        by_language[subject.language].append(key)
        for cluster in subject.clusters:
            by_cluster[cluster].append(key)
        for word in subject.words:
            by_word[word].append(key)
    found = {}
    for juror, known in jurors.items():
        values = dict.fromkeys(by_language.get(known.language, ()), LANGUAGE)
        for key in {key for cluster in known.clusters for key in by_cluster.get(cluster, ())}:
            values[key] = values.get(key, 0.0) + CLUSTERS
        for key, shared in Counter(key for word in known.words for key in by_word.get(word, ())).items():
            values[key] = values.get(key, 0.0) + WORDS * min(shared / ENOUGH, 1.0)
        found |= {(key, juror): round(value, 6) for key, value in values.items()}
    return found


def _value(shares_cluster: bool, words: int, same_language: bool) -> float:
    value = CLUSTERS * shares_cluster + WORDS * min(words / ENOUGH, 1.0) + LANGUAGE * same_language
    return round(value, 6)
