"""Which edition an address means, opened once in each process and shared by its threads."""

from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from clusteratlas.editions import Edition, Manifest, edition_folder, open_store
from clusteratlas.editions.build import edition_folders
from clusteratlas.editions.manifest import read_manifest
from clusteratlas.geometry import BoundaryPackage, read_package, sheet
from clusteratlas.home import Home

_OPEN_AT_ONCE = 16  # editions a process keeps open
Point = tuple[float, float]


def home() -> Home:
    """The home folder the platform serves; internal editions are only there if the operator asks for them."""
    return Home(Home.at(settings.CLUSTERATLAS_HOME).path, internal=settings.CLUSTERATLAS_INTERNAL)


def served_edition(atlas: str, edition: str) -> Edition:
    """The edition of an address; raises NoSuchAtlas or NoSuchEdition."""
    return _opened(edition_folder(home(), atlas, edition))


def current_edition(atlas: str) -> str:
    """The name of an atlas's current edition; raises NoSuchAtlas."""
    return current_folder(atlas).name


def current_folder(atlas: str) -> Path:
    """The folder of an atlas's current edition; raises NoSuchAtlas."""
    return edition_folder(home(), atlas)


def served_atlases() -> list[str]:
    """The atlases that have an edition."""
    return [atlas for atlas in home().atlases() if edition_folders(home(), atlas)]


def standing_editions() -> list[tuple[str, str, list[str]]]:
    """All atlases that have an edition, the current one, and the names of all: what a page offers besides its own."""
    folders = {atlas: edition_folders(home(), atlas) for atlas in home().atlases()}
    return [(atlas, current_edition(atlas), [f.name for f in found]) for atlas, found in folders.items() if found]


def current_manifests() -> list[Manifest]:
    """The manifests of the current editions of all atlases that have one."""
    return [_manifest(current_folder(atlas)) for atlas in served_atlases()]


def served_manifests() -> list[Manifest]:
    """The manifests of all editions of all atlases."""
    return [_manifest(folder) for atlas in home().atlases() for folder in edition_folders(home(), atlas)]


def boundaries(edition: Edition) -> BoundaryPackage | None:
    """The edition's boundaries, if it was built with some."""
    return _boundaries(edition.folder)


def outlines_of(atlas: str, edition: str) -> str:
    """All outlines of the edition of an address as one SVG, empty where it has none; raises NoSuchEdition."""
    folder = edition_folder(home(), atlas, edition)
    return boundary_sheet(folder, tuple(_manifest(folder).levels))


@cache
def boundary_sheet(folder: Path, levels: tuple[str, ...]) -> str:
    """All outlines of an edition as one SVG that pages refer to."""
    package = _boundaries(folder)
    return sheet(package, [level for level in levels if level in package.layers]) if package else ""


@cache
def line_layers(folder: Path) -> tuple[str, ...]:
    """The ids of the lines that a map draws over its regions: borders of states, frames of insets."""
    package = _boundaries(folder)
    if package is None:
        return ()
    return tuple(feature.code for name in package.line_layers for feature in package.layer(name).features)


def view_box(folder: Path) -> str:
    """The frame of an edition's maps; empty where it has no boundaries."""
    package = _boundaries(folder)
    return " ".join(str(number) for number in package.description.view_box) if package else ""


@cache
def label_points(folder: Path, level: str) -> dict[str, Point]:
    """Where the name of each region of a level may stand on the map."""
    package = _boundaries(folder)
    if package is None or level not in package.layers:
        return {}
    return {feature.code: tuple(feature.properties["label"]) for feature in package.layer(level).features}


@lru_cache(maxsize=_OPEN_AT_ONCE * 8)  # small, and read for every page's list of atlases
def _manifest(folder: Path) -> Manifest:
    return read_manifest(folder)


@lru_cache(maxsize=_OPEN_AT_ONCE)
def _opened(folder: Path) -> Edition:
    return open_store(folder, home())


@cache
def _boundaries(folder: Path) -> BoundaryPackage | None:
    package = folder / "boundaries"
    return read_package(package) if package.is_dir() else None
