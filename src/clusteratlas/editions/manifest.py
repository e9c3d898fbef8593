"""The manifest of an edition: what it was made from and by, what it holds, and the checksum of every file."""

import datetime
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import tomli_w

from clusteratlas.errors import DamagedEdition

FILE = "edition.toml"
FORMAT = 1  # raised when tables change so that an older reader would misread them


@dataclass(frozen=True)
class Manifest:
    """edition.toml as an object; `plan` is the checksum of everything the tables depend on."""

    atlas: str
    name: str
    plan: str
    created: datetime.datetime
    software: str
    source: str
    years: list[int]
    classification: str
    classification_vintage: str
    definition: str
    definition_version: str
    definition_citation: str
    rules: list[str]
    within: str
    levels: list[str]
    country: str
    publish_policy: str
    title: dict[str, str]
    reference: dict[str, str]
    level_titles: dict[str, dict[str, str]]
    inputs: list[dict[str, Any]]
    boundaries: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    checksums: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def identity(self) -> str:
        """Atlas and edition in one word, as it is cited: us-2019.1."""
        return f"{self.atlas}-{self.name}"

    @property
    def latest_year(self) -> int:
        """The last year the edition has figures of."""
        return max(self.years)

    def write(self, folder: Path) -> None:
        """Writes edition.toml into the folder."""
        (folder / FILE).write_bytes(tomli_w.dumps(asdict(self)).encode())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an edition's folder; raises DamagedEdition if it is none."""
    try:
        return Manifest(**tomllib.loads((folder / FILE).read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:  # not UTF-8, not TOML, or not the fields of a manifest
        raise DamagedEdition(folder.name, [f"{FILE} cannot be read: {error}"]) from error
