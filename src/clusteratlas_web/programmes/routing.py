"""To whom a question goes: a rule over the words of its text, which says why; pure.

Each department of a programme is known by its own name and by the names of its roles and instruments. A name is found
in the text by its telling words; Chinese, which has no spaces, is taken by pairs of characters. The department with the
most words found has the question, the lead where two have as many, and the lead where none is found.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_noop as said

CHOSEN, NAMED, FOUND, LEADS, ONLY, FORWARDED = "chosen", "named", "found", "leads", "only", "forwarded"
REASONS = {
    CHOSEN: said("The asker chose this department."),
    NAMED: said("The question names this department: “%(found)s”."),
    FOUND: said("The question speaks of “%(found)s”, which is with this department."),
    LEADS: said("The question names no role or instrument of a partner, so it goes to the lead."),
    ONLY: said("It is the first department recorded; the programme’s lead is not."),
    FORWARDED: said("Another department forwarded it here."),
}

_WORD = re.compile(r"[a-z0-9&]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_EMPTY_WORDS = """
a an and at by do does for from has have how i in is it may my of on or our that the their to us was we what when where
which who with you your department ministry programme program office agency federal government state
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_SHORTEST = 4  # letters of a stem by which "apply" meets "application"


@dataclass(frozen=True)
class Candidate:
    """A department of a programme: its key, its names, the names of what it does there."""

    key: int
    is_lead: bool
    names: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """The department that is proposed, why, and the words that decided it."""

    key: int
    reason: str
    found: str = ""


def propose(text: str, candidates: list[Candidate]) -> Proposal | None:
    """The department that a question belongs to; None where the programme has none."""
    if not candidates:
        return None
    ranked = sorted(candidates, key=lambda each: not each.is_lead)
    words = telling(text)
    found = [(score, each, name) for each in ranked for score, name in [_best(each.names, words, whole=True)] if score]
    if found:
        _, candidate, name = max(found, key=lambda each: each[0])
        return Proposal(candidate.key, NAMED, name)
    found = [(score, each, name) for each in ranked for score, name in [_best(each.tasks, words, whole=False)] if score]
    if found:
        _, candidate, name = max(found, key=lambda each: each[0])
        return Proposal(candidate.key, FOUND, name)
    return Proposal(ranked[0].key, LEADS if ranked[0].is_lead else ONLY)


def telling(text: str) -> frozenset[str]:
    """The words of a text that tell something: stems of Latin words, pairs of Chinese characters."""
    latin = (_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)
    pairs = (run[start : start + 2] for run in _CHINESE.findall(text) for start in range(len(run) - 1))
    return frozenset(latin) | frozenset(pairs)


def _stem(word: str) -> str:
    """A word without its common endings, so that loan meets loans and patent meets patents."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "es", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _best(names: tuple[str, ...], words: frozenset[str], whole: bool) -> tuple[int, str]:
    """How many words of the best name are in the text, and that name; with `whole`, all of them have to be."""
    best = (0, "")
    for name in names:
        own = telling(name)
        shared = len(own & words)
        if shared > best[0] and (not whole or shared == len(own)):
            best = (shared, name)
    return best
