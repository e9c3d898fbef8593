"""A ranking as its page, its tables and its picture say it."""

from clusteratlas_web.selection.ranking_page.headline import Tile, accepted, change_word, changes, reading, tiles
from clusteratlas_web.selection.ranking_page.jurors import conflict_rows, juror_word, severities, severity_pictures
from clusteratlas_web.selection.ranking_page.rows import (
    Cell,
    Head,
    Row,
    edge,
    heads,
    legend,
    range_of,
    rows,
    sheet_address,
)

__all__ = [
    "Cell",
    "Head",
    "Row",
    "Tile",
    "accepted",
    "change_word",
    "changes",
    "conflict_rows",
    "edge",
    "heads",
    "juror_word",
    "legend",
    "range_of",
    "reading",
    "rows",
    "severities",
    "severity_pictures",
    "sheet_address",
    "tiles",
]
