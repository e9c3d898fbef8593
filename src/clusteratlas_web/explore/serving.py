"""Which edition an address means, opened once in each process and shared by its threads."""

from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from clusteratlas.editions import Edition, edition_folder, open_store
from clusteratlas.editions.build import edition_folders
from clusteratlas.geometry import BoundaryPackage, read_package, sheet
from clusteratlas.home import Home

_OPEN_AT_ONCE = 8  # editions a process keeps open
Point = tuple[float, float]


def home() -> Home:
    """The home folder the platform serves."""
    return Home.at(settings.CLUSTERATLAS_HOME)


def served_edition(atlas: str, edition: str) -> Edition:
    """The edition of an address; raises NoSuchAtlas or NoSuchEdition."""
    return _opened(edition_folder(home(), atlas, edition))


def current_edition(atlas: str) -> str:
    """The name of an atlas's current edition; raises NoSuchAtlas."""
    return edition_folder(home(), atlas).name


def served_atlases() -> list[str]:
    """The atlases that have an edition."""
    return [atlas for atlas in home().atlases() if edition_folders(home(), atlas)]


def boundaries(edition: Edition) -> BoundaryPackage | None:
    """The edition's boundaries, if it was built with some."""
    return _boundaries(edition.folder)


@cache
def boundary_sheet(folder: Path, levels: tuple[str, ...]) -> str:
    """All outlines of an edition as one SVG that pages refer to."""
    package = _boundaries(folder)
    return sheet(package, [level for level in levels if level in package.layers]) if package else ""


@cache
def label_points(folder: Path, level: str) -> dict[str, Point]:
    """Where the name of each region of a level may stand on the map."""
    package = _boundaries(folder)
    if package is None or level not in package.layers:
        return {}
    return {feature.code: tuple(feature.properties["label"]) for feature in package.layer(level).features}


@lru_cache(maxsize=_OPEN_AT_ONCE)
def _opened(folder: Path) -> Edition:
    return open_store(folder, home())


@cache
def _boundaries(folder: Path) -> BoundaryPackage | None:
    package = folder / "boundaries"
    return read_package(package) if package.is_dir() else None
