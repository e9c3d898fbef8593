"""Reads the tab-separated tables that ship with this package."""

from collections.abc import Iterator
from importlib.resources import files

_DATA = files("clusteratlas.classifications") / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table as text, in the order of the file."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(columns, line.split("\t"), strict=True))


def translations(name: str) -> dict[str, str]:
    """The translation by the words it translates: the second column of a table by its first."""
    pairs = (tuple(row.values()) for row in rows(name))
    return {pair[0]: pair[1] for pair in pairs}


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(cell.split(";")) if cell else ()
