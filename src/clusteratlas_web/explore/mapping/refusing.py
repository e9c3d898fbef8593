"""Choices of an address taken as they are, or refused with the nearest that can be made."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from clusteratlas.errors import UnknownChoice


def one_of(name: str, value: str | None, allowed: Sequence[str]) -> str:
    """A word of an address, the first allowed one where it has none; raises UnknownChoice."""
    chosen = value or allowed[0]
    if chosen not in allowed:
        raise refused(name, chosen, allowed)
    return chosen


def refused(name: str, value: str, allowed: Sequence[str]) -> UnknownChoice:
    """The refusal, the nearest of what is allowed first."""
    near = sorted(filter(None, allowed), key=lambda each: -SequenceMatcher(None, value, each).ratio())
    return UnknownChoice(name, value, near)


def number_of(name: str, value: str | None, form: re.Pattern[str], example: str) -> float | None:
    """A number of an address, if it has one; raises UnknownChoice for what is written otherwise."""
    if value is None:
        return None
    if not form.fullmatch(value):
        raise UnknownChoice(name, value, [example])
    return float(value)
