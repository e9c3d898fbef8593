"""Imports a tidy file by its map, as any other source is imported."""

from functools import partial
from pathlib import Path

from clusteratlas.home import Home, Progress, silent
from clusteratlas.sources.importing import Receipt, import_file
from clusteratlas.sources.registry import Source
from clusteratlas.sources.tidy import open_file
from clusteratlas.sources.tidy_map import ColumnMap
from clusteratlas.sources.tidy_map_reading import read_map

NAME = "tidy"


def tidy_source(columns: ColumnMap) -> Source:
    """The source that reads files by this map; its publication is the one the map names."""
    return Source(NAME, columns.publication, partial(open_file, columns), repr(columns))


def import_tidy(
    file: Path | str,
    columns: ColumnMap | Path | str,
    home: Home | Path | str | None = None,
    progress: Progress = silent,
) -> Receipt:
    """Checks a tidy file by its map (or the file of one) and stores it; a refused file leaves nothing behind.

    Raises UnreadableFile, WrongColumns or BadCells, which name the map or the file, whichever is wrong.
    """
    known = columns if isinstance(columns, ColumnMap) else read_map(Path(columns))
    return import_file(tidy_source(known), file, home, progress)
