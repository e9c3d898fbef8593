"""The history of a thing as a page shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from clusteratlas_web.foundation.models import HistoryEntry

Words = Callable[[str], str]


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


def shown(entries: Iterable[HistoryEntry], verb: Words, field: Words) -> list[Entry]:
    """Entries with the words of their app: `verb` and `field` say what a verb and a field are called."""
    return [_entry(each, verb, field) for each in entries]


def _entry(entry: HistoryEntry, verb: Words, field: Words) -> Entry:
    names = list({**entry.before, **entry.after})
    changes = [Change(field(name), _plain(entry.before.get(name)), _plain(entry.after.get(name))) for name in names]
    who = str(entry.actor) if entry.actor else gettext("the platform")
    return Entry(entry.at, who, verb(entry.verb), entry.note, changes)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_plain(each)}" for name, each in value.items())
    return str(value)
