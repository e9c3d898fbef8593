"""County Business Patterns of the US Census Bureau: what it is, and which layout a file has."""

from collections.abc import Callable
from pathlib import Path

from clusteratlas.home import Progress
from clusteratlas.sources.cbp import metro, published, state
from clusteratlas.sources.cbp.addresses import LEVELS, address
from clusteratlas.sources.cbp.publication import PUBLICATION
from clusteratlas.sources.reading import Reading
from clusteratlas.sources.rows import heading

__all__ = ["LEVELS", "PUBLICATION", "address", "open_file"]

# In this order: a layout goes before one whose columns it has all of, and more.
_LAYOUTS = (
    *((columns, published.open_file) for columns in published.COLUMNS),
    (state.COLUMNS, state.open_file),
    (metro.COLUMNS, metro.open_file),
)


def open_file(file: Path, progress: Progress) -> Reading:
    """The file in the layout its heading shows: by area or by state as collected, or as the Census Bureau publishes it.

    A heading of no layout is refused by the one it has most columns of. Raises UnreadableFile, WrongColumns, BadCells.
    """
    found = {name.lower() for name in heading(file)}
    whole = (reader for columns, reader in _LAYOUTS if found.issuperset(columns))
    return next(whole, _nearest(found))(file, progress)


def _nearest(found: set[str]) -> Callable[[Path, Progress], Reading]:
    _, reader = max(reversed(_LAYOUTS), key=lambda layout: len(found.intersection(layout[0])) / len(layout[0]))
    return reader
