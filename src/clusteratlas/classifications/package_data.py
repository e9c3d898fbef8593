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
    """Chinese by English, of a table with the columns en and zh."""
    return {row["en"]: row["zh"] for row in rows(name)}


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(cell.split(";")) if cell else ()
