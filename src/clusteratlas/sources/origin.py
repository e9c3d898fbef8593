"""Where a file comes from: producer, address, licence, checksum and date, kept beside the file."""

import datetime
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

import tomli_w

from clusteratlas.home import sha256_of


@dataclass(frozen=True)
class Publication:
    """What a provider publishes: who made it, where it is found, under which terms, how to cite it."""

    title: str
    producer: str
    address: str
    licence: str
    citation: str


@dataclass(frozen=True)
class Origin:
    """A publication's file as it came in."""

    title: str
    producer: str
    address: str
    licence: str
    citation: str
    file: str
    size: int
    sha256: str
    imported: datetime.date

    @classmethod
    def of(cls, publication: Publication, file: Path, today: datetime.date) -> "Origin":
        """The origin of a file just received."""
        return cls(
            **asdict(publication),
            file=file.name,
            size=file.stat().st_size,
            sha256=sha256_of(file),
            imported=today,
        )

    def write(self, folder: Path) -> None:
        """Writes origin.toml into the folder."""
        (folder / "origin.toml").write_bytes(tomli_w.dumps(asdict(self)).encode())


def read_origin(folder: Path) -> Origin:
    """The origin.toml of a folder."""
    return Origin(**tomllib.loads((folder / "origin.toml").read_text()))
