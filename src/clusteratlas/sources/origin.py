"""Where a file comes from: producer, address, licence, checksum and date, kept beside the file."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import tomli_w

from clusteratlas.errors import UnknownChoice
from clusteratlas.home import sha256_of


@dataclass(frozen=True)
class Publication:
    """What a provider publishes: who made it, where it is found, under which terms, how to cite it."""

    title: str
    producer: str
    address: str
    licence: str
    citation: str


OFFICIAL, SURVEY, ESTIMATE, UNVERIFIED = "official", "survey", "estimate", "unverified"
QUALITIES = (OFFICIAL, SURVEY, ESTIMATE, UNVERIFIED)


@dataclass(frozen=True)
class Contribution:
    """Who offered a file, and the label its reviewers gave it when they accepted it.

    `quality` is one of QUALITIES; `coverage` the share (0-1) of what it speaks of that it covers, None where nobody
    knows; `limits` says by language what the figures cannot bear.
    """

    contributor: str
    accepted: datetime.date
    quality: str
    coverage: float | None = None
    limits: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.quality not in QUALITIES:
            raise UnknownChoice("quality", self.quality, QUALITIES)

    def facts(self) -> dict[str, Any]:
        """What is known of it, as it is written down."""
        return {name: value for name, value in asdict(self).items() if value not in (None, {})}


@dataclass(frozen=True)
class Origin:
    """A publication's file as it came in; `contribution` where somebody offered it and it was reviewed."""

    title: str
    producer: str
    address: str
    licence: str
    citation: str
    file: str
    size: int
    sha256: str
    imported: datetime.date
    contribution: Contribution | None = None

    @classmethod
    def of(
        cls, publication: Publication, file: Path, today: datetime.date, contribution: Contribution | None = None
    ) -> "Origin":
        """The origin of a file just received."""
        return cls(
            **asdict(publication),
            file=file.name,
            size=file.stat().st_size,
            sha256=sha256_of(file),
            imported=today,
            contribution=contribution,
        )

    def facts(self) -> dict[str, Any]:
        """What is known of it, as it is written down and named among the inputs of an edition."""
        facts = {name: value for name, value in asdict(self).items() if name != "contribution"}
        return facts | ({"contribution": self.contribution.facts()} if self.contribution else {})

    def write(self, folder: Path) -> None:
        """Writes origin.toml into the folder."""
        (folder / "origin.toml").write_bytes(tomli_w.dumps(self.facts()).encode())


def read_origin(folder: Path) -> Origin:
    """The origin.toml of a folder."""
    facts = tomllib.loads((folder / "origin.toml").read_text(encoding="utf-8"))
    offered = facts.pop("contribution", None)
    return Origin(**facts, contribution=Contribution(**offered) if offered else None)
