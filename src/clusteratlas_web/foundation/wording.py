"""Tables of words: what a value is called, and the choices of a form, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import gettext

Pairs = Iterable[tuple[str, str]]  # a value, and what it is called as a message id


def worded(pairs: Pairs, value: str) -> str:
    """What a value is called in the reader's language; a value the words do not know, as it is."""
    words = dict(pairs)
    return gettext(words[value]) if value in words else value


def choices(pairs: Pairs, empty: str = "") -> list[tuple[str, str]]:
    """The choices of a form in the reader's language; with `empty`, a first one that is no choice."""
    first = [("", gettext(empty))] if empty else []
    return first + [(value, gettext(label)) for value, label in pairs if value or not empty]
