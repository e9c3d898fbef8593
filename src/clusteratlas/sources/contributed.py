"""Data sets that organisations offered: tidy files under a name of their own, with the label their reviewers gave them.

The records of each are `contributed=<name>`, for that is how a build takes them. A confidential one is kept closed to
others and makes internal editions only. One that was retired stays where it is and is left out of new editions.
"""

import datetime
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

import tomli_w

from clusteratlas.errors import InputError
from clusteratlas.home import Home, Progress, silent, whole_file
from clusteratlas.sources.importing import Receipt, import_file
from clusteratlas.sources.origin import Contribution
from clusteratlas.sources.reading import Reading
from clusteratlas.sources.records import Records
from clusteratlas.sources.registry import CONTRIBUTED, Source
from clusteratlas.sources.tidy import open_file
from clusteratlas.sources.tidy_map import ColumnMap

RETIRED = "retired.toml"
_NAME = r"[a-z0-9]+(-[a-z0-9]+)*"


@dataclass(frozen=True)
class Offer:
    """A data set as it is offered: its name, the map of its columns, and whether its figures are confidential."""

    name: str
    columns: ColumnMap
    confidential: bool = False
    contribution: Contribution | None = None


@dataclass(frozen=True)
class Retirement:
    """That a data set is not to be built with any more: since when, and why."""

    day: datetime.date
    reason: str


def contributed_source(offer: Offer) -> Source:
    """The source that reads the one file of an offer; raises InputError for a name that cannot be part of a path."""
    if not re.fullmatch(_NAME, offer.name):
        raise InputError(f"{offer.name!r} cannot name a data set: small letters, digits and single dashes between.")

    def read(file: Path, progress: Progress) -> Reading:
        reading = open_file(offer.columns, file, progress)
        return replace(reading, layout=replace(reading.layout, confidential=offer.confidential))

    publication, settings = offer.columns.publication, repr(offer.columns)
    return Source(CONTRIBUTED, publication, read, settings, offer.name, offer.contribution)


def import_contributed(
    file: Path | str, offer: Offer, home: Home | Path | str | None = None, progress: Progress = silent
) -> Receipt:
    """Checks the file of an accepted offer and stores it; a refused file leaves nothing behind.

    Raises what `import_file` raises. The name stands for one file for ever: what is stored under it is found again.
    """
    return import_file(contributed_source(offer), file, home, progress)


def retire(name: str, retirement: Retirement, home: Home) -> None:
    """Says that a data set is to be left out of new editions; those that stand keep naming it."""
    with whole_file(home.source(CONTRIBUTED, name) / RETIRED) as file:
        file.write_bytes(tomli_w.dumps({"day": retirement.day, "reason": retirement.reason}).encode())


def retired(records: Records, home: Home) -> Retirement | None:
    """When and why records were retired; None while they are to be used, and for those of other sources."""
    file = home.source(records.source, records.vintage) / RETIRED
    if records.source != CONTRIBUTED or not file.is_file():
        return None
    return Retirement(**tomllib.loads(file.read_text(encoding="utf-8")))
