"""The definitions that come with the package."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from clusteratlas.definitions.definition import Definition
from clusteratlas.definitions.reading import read_definition
from clusteratlas.errors import UnknownChoice


def published() -> tuple[str, ...]:
    """The names of the definitions that come with the package."""
    return tuple(sorted(folder.name for folder in _shelf().iterdir() if folder.is_dir()))


def load(name: str = "us-benchmark") -> Definition:
    """A published definition by name, read and checked once; raises UnknownChoice for any other name."""
    if name not in published():
        raise UnknownChoice("definition", name, published())
    return _load(name)


@cache
def _load(name: str) -> Definition:
    return read_definition(_shelf() / name)


def _shelf() -> Traversable:
    return files("clusteratlas.definitions") / "data"
