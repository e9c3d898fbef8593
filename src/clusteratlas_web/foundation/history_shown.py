"""The history of a thing as a page shows it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext

from clusteratlas_web.foundation.models import HistoryEntry

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(\+00:00|Z)")  # as it is kept
Words = Callable[[str], str]
Values = Callable[[HistoryEntry, str, str], str]  # of an entry, a field and a value


@dataclass(frozen=True)
class Change:
    """A field before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """What somebody did."""

    at: datetime
    who: str
    what: str
    note: str
    changes: list[Change]


def shown(entries: Iterable[HistoryEntry], verb: Words, field: Words, value: Values | None = None) -> list[Entry]:
    """Entries with the words of their app: what a verb, a field, and a value of a field are called.

    Values are called as the choices of the field of the thing's model are, unless an app says otherwise.
    """
    return [_entry(each, verb, field, value or choice_word) for each in entries]


def choice_word(entry: HistoryEntry, field: str, code: str) -> str:
    """The word for a value of a field that has choices, in the reader's language; any other value as it is."""
    try:
        model = apps.get_model(entry.kind)
    except LookupError:  # a kind of thing that is no more
        return code
    return word_of_choice(model, field, code)


def word_of_choice(model: type[models.Model], field: str, code: str) -> str:
    """What a value of a field of a model is called; the value itself where the field has no such choice."""
    try:
        choices = dict(getattr(model._meta.get_field(field), "flatchoices", ()))
    except FieldDoesNotExist:
        return code
    return gettext(choices[code]) if code in choices else code


def words_of(values: Mapping[str, Iterable[tuple[str, str]]]) -> Values:
    """For an app that has words for the values of some fields, which are no choices of its model; else the choices."""
    words = {name: dict(pairs) for name, pairs in values.items()}

    def word(entry: HistoryEntry, field: str, code: str) -> str:
        known = words.get(field, {})
        return gettext(known[code]) if code in known else choice_word(entry, field, code)

    return word


def _entry(entry: HistoryEntry, verb: Words, field: Words, value: Values) -> Entry:
    def change(name: str) -> Change:
        before, after = (
            _plain(state.get(name), lambda code: value(entry, name, code)) for state in (entry.before, entry.after)
        )
        return Change(field(name), before, after)

    names = list({**entry.before, **entry.after})
    who = str(entry.actor) if entry.actor else gettext("the platform")
    return Entry(entry.at, who, verb(entry.verb), entry.note, [change(name) for name in names])


def _plain(value: object, word: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(_plain(each, word) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{word(name)}: {_plain(each, word)}" for name, each in value.items())
    text = str(value)
    return f"{text[:10]} {text[11:16]} UTC" if _INSTANT.fullmatch(text) else word(text)
