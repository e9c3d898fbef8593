"""The editions that evidence stands in: which there are, each opened once in a process, each with its checksum."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from clusteratlas.editions import Edition, edition_folder, open_store
from clusteratlas.editions.build import edition_folders
from clusteratlas.editions.manifest import FILE
from clusteratlas.errors import DamagedEdition, NotFoundError
from clusteratlas.home import Home, sha256_of

_OPEN_AT_ONCE = 8  # editions a process keeps open


@dataclass(frozen=True)
class Standing:
    """An edition there is: us/2019.1; its checksum is that of its manifest, which holds those of all its tables."""

    atlas: str
    edition: str
    is_current: bool

    @property
    def key(self) -> str:
        """Atlas and edition in one word."""
        return f"{self.atlas}/{self.edition}"


def standing_editions() -> list[Standing]:
    """All editions of all atlases, the current one of each atlas first."""
    home = _home()
    found = []
    for atlas in home.atlases():
        folders = edition_folders(home, atlas)
        if folders:
            current = edition_folder(home, atlas).name
            found += [Standing(atlas, folder.name, folder.name == current) for folder in folders]
    return sorted(found, key=lambda each: (each.atlas, not each.is_current))


def opened(atlas: str, edition: str) -> Edition | None:
    """An edition, opened; None where it is not here any more, or cannot be read."""
    try:
        return _opened(edition_folder(_home(), atlas, edition))
    except (NotFoundError, DamagedEdition, FileNotFoundError):
        return None


def checksum_of(edition: Edition) -> str:
    """The checksum of an edition's manifest."""
    return _checksum(edition.folder, (edition.folder / FILE).stat().st_mtime_ns)


def _home() -> Home:
    return Home(Home.at(settings.CLUSTERATLAS_HOME).path, internal=settings.CLUSTERATLAS_INTERNAL)


@lru_cache(maxsize=_OPEN_AT_ONCE)
def _opened(folder: Path) -> Edition:
    return open_store(folder, _home())


@lru_cache(maxsize=_OPEN_AT_ONCE * 4)
def _checksum(folder: Path, changed: int) -> str:
    return sha256_of(folder / FILE)
