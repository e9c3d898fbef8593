"""What a backup says of itself: when it was made, what it holds, and the checksum of every file in it."""

import tomllib
from dataclasses import asdict, dataclass, field
from typing import Any

import tomli_w

from clusteratlas.errors import InputError

NAME = "backup.toml"
FORMAT = 1


class BadBackup(InputError):
    """A file that is no backup, or a damaged one."""


class BackupExists(InputError):
    """A file stands where a backup is to be written."""


@dataclass(frozen=True)
class BackupManifest:
    """The table of contents; `rows` counts by table, `checksums` are sha256 by name in the archive."""

    created: str
    software: str
    database: str  # the kind it was taken from; it can be restored into another
    rows: dict[str, int] = field(default_factory=dict)
    checksums: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def written(self) -> bytes:
        """As TOML."""
        return tomli_w.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, content: bytes) -> "BackupManifest":
        """From TOML; raises BadBackup for anything else, and for a format of a newer version."""
        try:
            facts: dict[str, Any] = tomllib.loads(content.decode())
            manifest = cls(**facts)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
            raise BadBackup(f"{NAME}: not the table of contents of a backup ({error}).") from error
        if manifest.format != FORMAT:
            raise BadBackup(f"{NAME}: format {manifest.format}; this version reads format {FORMAT}. Upgrade first.")
        return manifest
