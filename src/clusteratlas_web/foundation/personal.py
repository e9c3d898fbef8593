"""What is kept of a person: each app says how it exports and erases its part; history stays, without the name."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

Export = Callable[[Any], Any]  # of a person: lists, dictionaries and plain values
Erase = Callable[[Any], None]  # raises a Refusal where the person is still needed; then nothing is erased

EXPORTERS: dict[str, Export] = {}
ERASERS: list[Erase] = []


def exports_personal_data(name: str, function: Export) -> None:
    """Says what stands under `name` in the file of everything kept of a person; an app does so when it is ready."""
    EXPORTERS[name] = function


def erases_personal_data(function: Erase) -> None:
    """Says what else goes, or who cannot go yet, when a person is erased; an app does so when it is ready."""
    if function not in ERASERS:
        ERASERS.append(function)


def everything_kept_of(person: Any) -> dict[str, Any]:
    """What is kept of a person, by app."""
    return {name: export(person) for name, export in sorted(EXPORTERS.items())}


def erase_everything_of(person: Any) -> None:
    """Lets every app erase its part, or refuse; all or nothing."""
    with transaction.atomic():
        for erase in ERASERS:
            erase(person)
