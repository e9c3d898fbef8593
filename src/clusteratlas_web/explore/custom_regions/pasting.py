"""A pasted list of codes: which regions it names, which lines are refused and why, which stand there twice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from clusteratlas.classifications import nearest_code
from clusteratlas.editions import Edition
from clusteratlas.editions.custom_region import MOST_UNITS
from clusteratlas.editions.queries.custom_units import levels_of_regions
from clusteratlas.errors import SHOWN, UnitsRefused
from clusteratlas_web.explore.custom_regions.address import LONGEST_CODE, codes_of_level
from clusteratlas_web.explore.naming import naming

LONGEST_TEXT = 60_000  # characters that are read: more than the codes of the largest custom region need
_WORD = re.compile(r"[^\s,;:|/\"'()\[\]{}<>，；、。]+")


@dataclass(frozen=True)
class Line:
    """A word of the list that names no region of the level: where it stands, what it says, why not, the nearest."""

    number: int
    text: str
    why: str
    nearest: str = ""


@dataclass(frozen=True)
class Pasted:
    """What a list says; of its refused words the first few, and how many there are."""

    codes: tuple[str, ...] = ()
    refused: tuple[Line, ...] = ()
    refused_count: int = 0
    repeated: tuple[str, ...] = ()
    text: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to say of it."""
        return not self.refused_count and not self.repeated

    @property
    def unsaid(self) -> int:
        """How many refused words are not listed."""
        return self.refused_count - len(self.refused)


@dataclass
class _Reading:
    codes: list[str] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)
    refused_count: int = 0
    repeated: list[str] = field(default_factory=list)


def read_list(text: str, edition: Edition, level: str, picked: Sequence[str]) -> Pasted:
    """The regions that a list adds to those picked already; separators may be any, codes full or bare.

    Raises UnitsRefused where it names more than a custom region may have, before any of them is looked up.
    """
    words = _words(text)
    if len(text) > LONGEST_TEXT or len(words) > MOST_UNITS:
        raise UnitsRefused(UnitsRefused.MANY, count=len(words), most=MOST_UNITS)
    bare, reading, seen = codes_of_level(edition, level), _Reading(), set(picked)
    known = frozenset(bare.values())
    for number, word in words:
        code = word if word in known else bare.get(word)
        if code is None:
            _refuse(reading, number, word, edition, level)
        elif code in seen:
            reading.repeated.append(code)
        else:
            seen.add(code)
            reading.codes.append(code)
    parts = (reading.codes, reading.refused, reading.refused_count, dict.fromkeys(reading.repeated))
    codes, refused, count, repeated = parts
    return Pasted(tuple(codes), tuple(refused), count, tuple(repeated), text if count else "")


def _words(text: str) -> list[tuple[int, str]]:
    if len(text) > LONGEST_TEXT:
        return [(0, word) for word in _WORD.findall(text)]
    return [(number, word) for number, line in enumerate(text.splitlines(), 1) for word in _WORD.findall(line)]


def _refuse(reading: _Reading, number: int, word: str, edition: Edition, level: str) -> None:
    """Counts a refused word; only of those that are shown the nearest code is looked for, which takes a while."""
    reading.refused_count += 1
    if len(reading.refused) < SHOWN:
        reading.refused.append(_line(number, word, edition, level))


def _line(number: int, word: str, edition: Edition, level: str) -> Line:
    names, of_level = naming(edition), levels_of_regions(edition).get(word)
    if word == edition.manifest.country:
        return Line(number, word, gettext("is the whole country"))
    if of_level is not None:
        facts = {"theirs": names.level_in_text(of_level), "ours": names.level_in_text(level)}
        return Line(number, word, gettext("is one of the %(theirs)s; the others are %(ours)s") % facts)
    bare = codes_of_level(edition, level)
    why = gettext("is no code of the %(level)s") % {"level": names.level_in_text(level)}
    if len(word) > LONGEST_CODE:
        return Line(number, f"{word[:LONGEST_CODE]}…", why)
    near = nearest_code(word.rpartition("-")[2] or word, bare)
    return Line(number, word, why, bare[near] if near else "")
