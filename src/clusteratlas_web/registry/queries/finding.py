"""The one organisation that a text means."""

from typing import Any

from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.queries.one import seen_by


def find_one(person: Any, text: str) -> Organisation | None:
    """The organisation at an address, or of a name; None where there is none, or more than one."""
    wanted = text.strip().rstrip("/").rsplit("/", 1)[-1]
    found = seen_by(person).filter(slug=wanted).first()
    if found is not None:
        return found
    called = list(seen_by(person).filter(names__text__iexact=text.strip()).distinct()[:2])
    return called[0] if len(called) == 1 else None
