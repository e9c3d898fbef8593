"""Names for clusters nobody has named yet: the titles of their largest industries, until someone does."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from clusteratlas.classifications import Classification
from clusteratlas.definitions.definition import Texts
from clusteratlas.definitions.head import LANGUAGES

LOCAL = {"en": "Local: {}", "zh-hans": "本地：{}"}
SHORT = {"en": 23, "zh-hans": 6}  # letters that fit where pages have little room
_BETWEEN = {"en": "; ", "zh-hans": "；"}
_SPACE = {"en": " ", "zh-hans": ""}
_CODE = 48  # letters of a code, which stands in addresses
_JOINING = ("and", "except", "for", "in", "of", "or", "the", "with")  # no code ends with one
_LEFT_OUT = "\N{HORIZONTAL ELLIPSIS}"


def largest(industries: Iterable[str], sizes: Mapping[str, float], count: int = 2) -> list[str]:
    """The largest industries, the largest first; of equal ones the first in the alphabet."""
    return sorted(industries, key=lambda industry: (-sizes.get(industry, 0), industry))[:count]


def titles(industries: Sequence[str], tree: Classification, local: bool, taken: Collection[Texts]) -> Texts:
    """The titles of industries, joined, in every language of a definition; a number tells a name from those taken."""
    joined = {
        language: _BETWEEN[language].join(tree.title(industry, language) for industry in industries)
        for language in LANGUAGES
    }
    return _apart({key: LOCAL[key].format(text) if local else text for key, text in joined.items()}, taken)


def short_titles(industry: str, tree: Classification, taken: Collection[Texts]) -> Texts:
    """The title of an industry cut to the room there is, in every language; a number tells it from those taken."""
    return _apart({language: _cut(tree.title(industry, language), language) for language in LANGUAGES}, taken)


def code_of(title: str, taken: Collection[str]) -> str:
    """A code for addresses: the title in small letters and hyphens, cut at a word; a number tells it from those taken.

    Example:
        >>> code_of("Aircraft Engine & Parts Manufacturing (except Rockets)", ["aircraft-engine-parts-manufacturing"])
        'aircraft-engine-parts-manufacturing-2'
    """
    words = re.findall(r"[a-z0-9]+", title.lower().partition(" (")[0]) or ["cluster"]
    kept = [word for place, word in enumerate(words) if place == 0 or len("-".join(words[: place + 1])) <= _CODE]
    while len(kept) > 1 and kept[-1] in _JOINING:
        kept.pop()
    return _numbered("-".join(kept), taken, "-")


def _cut(title: str, language: str) -> str:
    """The title within its room: without what stands in brackets, then without its last words, or letters."""
    room, plain = SHORT[language], re.sub(r"\s*[(（].*?[)）]", "", title).strip() or title
    if len(plain) <= room:
        return plain
    kept = plain[: room - 1]
    at_word = kept.rpartition(" ")[0] if not plain[room - 1 :].startswith(" ") else kept
    return (at_word or kept).rstrip(" ,;、，") + _LEFT_OUT


def _apart(texts: Texts, taken: Collection[Texts]) -> Texts:
    return MappingProxyType(
        {
            language: _numbered(text, [each[language] for each in taken], _SPACE[language])
            for language, text in texts.items()
        }
    )


def _numbered(text: str, taken: Collection[str], space: str) -> str:
    number, found = 1, text
    while found in taken:
        number += 1
        found = f"{text}{space}{number}"
    return found
