"""The tables of opportunities to take away: those of a region, its prospects, the regions of a cluster."""

from clusteratlas.diagnosis.opportunities import PARTS, format_weights
from clusteratlas.editions.edition import Row
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.opportunities.contents import TABLE
from clusteratlas_web.explore.opportunities.picture import PROSPECTS
from clusteratlas_web.explore.opportunities.reading import Board
from clusteratlas_web.explore.tables import TakenTable

SCORED = (
    *("year", "region", "cluster", "score", "rank", "candidates"),
    *(name for part in PARTS for name in (part, f"{part}_percentile")),
    *("reward_kind", "employment", "location_quotient", "strong_clusters", "related_strong_clusters"),
    *("nearest_strong_cluster", "jobs_short", "establishments_short", "probability"),
)
_PROSPECT_COLUMNS = (
    *("year", "region", "cluster", "employment", "location_quotient", "strong", "robust"),
    *("presence", "fit", "fit_cut", "prospect"),
)


def taken_table(board: Board, table: str) -> TakenTable:
    """A table of the page of a region's opportunities; raises UnknownChoice for another table."""
    if table == TABLE:
        return _opportunities(board)
    if table == PROSPECTS:
        stem = f"{board.region}-{PROSPECTS}-{board.year}"
        return TakenTable(_title(board), stem, _PROSPECT_COLUMNS, board.prospects, PROSPECTS)
    raise UnknownChoice("table", table, [TABLE, PROSPECTS])


def taken_regions(title: str, stem: str, rows: list[Row]) -> TakenTable:
    """The regions that a cluster is an opportunity of."""
    return TakenTable(title, stem, SCORED, rows, TABLE)


def _opportunities(board: Board) -> TakenTable:
    """The scores are those of the weights asked for, which stand in the title and in the file's name."""
    weights = format_weights(board.weights)
    written = "-".join(f"{weight:g}" for weight in board.weights.by_part().values())
    stem = f"{board.region}-{TABLE}-{board.year}-weights-{written}"
    return TakenTable(f"{_title(board)}, {weights}", stem, SCORED, board.candidates, TABLE)


def _title(board: Board) -> str:
    return f"{board.names.region(board.region)}, {board.year}"
