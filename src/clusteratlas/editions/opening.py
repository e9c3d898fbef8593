"""Opens an atlas's editions from the home folder."""

from pathlib import Path

from clusteratlas.editions.atlas import Atlas
from clusteratlas.editions.build import CURRENT, edition_folders
from clusteratlas.editions.edition import Edition, open_folder
from clusteratlas.editions.manifest import read_manifest
from clusteratlas.errors import NoSuchAtlas, NoSuchEdition
from clusteratlas.home import Home


def open_atlas(atlas: str, edition: str | None = None, home: Home | Path | str | None = None) -> Atlas:
    """An edition of an atlas, its current one if none is named; raises NoSuchAtlas or NoSuchEdition."""
    return Atlas(open_edition(atlas, edition, home))


def open_edition(atlas: str, edition: str | None = None, home: Home | Path | str | None = None) -> Edition:
    """The same without the notebook surface."""
    return open_folder(edition_folder(Home.at(home), atlas, edition))


def edition_folder(home: Home, atlas: str, edition: str | None = None) -> Path:
    """The folder of an edition, of the current one if none is named."""
    # A name that no folder can have (too long, a way to another folder) must not be looked for on the disk.
    folders = {folder.name: folder for folder in edition_folders(home, atlas)} if atlas in home.atlases() else {}
    if not folders:
        raise NoSuchAtlas(atlas, home.path, [name for name in home.atlases() if edition_folders(home, name)])
    wanted = edition or _current(home, atlas, folders)
    if wanted not in folders:
        raise NoSuchEdition(atlas, wanted, sorted(folders))
    return folders[wanted]


def _current(home: Home, atlas: str, folders: dict[str, Path]) -> str:
    pointer = home.atlas(atlas) / CURRENT
    named = pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""
    # A build killed just before it named its edition leaves no pointer, or one to the edition before: both are right.
    return named if named in folders else max(folders, key=lambda name: read_manifest(folders[name]).created)
