"""The definitions that come with the package."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from clusteratlas.definitions.definition import Definition
from clusteratlas.definitions.head import HEAD
from clusteratlas.definitions.reading import read_definition
from clusteratlas.errors import UnknownChoice


def published() -> tuple[str, ...]:
    """The names of the definitions that come with the package."""
    return tuple(sorted(folder.name for folder in _shelf().iterdir() if folder.is_dir()))


def load(name: str | Path = "us-benchmark") -> Definition:
    """A published definition by name, read and checked once, or your own by the path of its folder.

    A name goes before a folder of the same name: `./us-benchmark` is the folder. A folder is read anew each time.
    Raises UnknownChoice for what is neither, and InputError where a folder does not state a definition.
    """
    if name in published():
        return _load(str(name))
    if (Path(name) / HEAD).is_file():
        return read_definition(Path(name))
    raise UnknownChoice("definition", str(name), [*published(), "the path of a definition's folder"])


@cache
def _load(name: str) -> Definition:
    return read_definition(_shelf() / name)


def _shelf() -> Traversable:
    return files("clusteratlas.definitions") / "data"
