"""What `clusteratlas seed` stores: the departments, programmes and designation schemes that ship with the platform."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Seeded:
    """The addresses of what is new; nothing of what stood already."""

    programmes: list[str]
    schemes: list[str]


def seed(home: Path) -> Seeded:
    """Stores what is not there yet in the database of a home, made ready first; what was changed since stays."""
    from clusteratlas_web.backup.commands import set_up  # deferred: the settings are read when Django is set up

    set_up(home)
    return store()


def store() -> Seeded:
    """The same where Django is set up: all of it or, where something fails, nothing."""
    from django.db import transaction  # deferred: as above

    from clusteratlas_web.designations.seed import seed_designations
    from clusteratlas_web.programmes.seed import seed_policy_facts

    with transaction.atomic():
        programmes = [each.slug for each in seed_policy_facts()]
        return Seeded(programmes, [each.slug for each in seed_designations()])
