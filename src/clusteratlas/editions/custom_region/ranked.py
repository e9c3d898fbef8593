"""A custom region inside the distribution of a named level: its ranks there, and its classes under the rule books."""

from clusteratlas.diagnosis import Position, RuleBook
from clusteratlas.editions.custom_region.asked import Asked
from clusteratlas.editions.custom_region.measured import stored
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.custom_sums import distributions
from clusteratlas.editions.queries.judged import Judged, judge_row
from clusteratlas.editions.queries.regional import LIMITS
from clusteratlas.editions.queries.thresholds import RANKED, thresholds

_RANKED_COLUMNS = ("location_quotient", "employment")
_UNRANKED = Position(None, None, 0)


def ranked(edition: Edition, asked: Asked, row: Row) -> Row:
    """The row's ranks and percentiles among the regions of the level that have jobs in the cluster."""
    among = distributions(edition, asked.ranked_in, asked.year).get(row["cluster"], {})
    places: Row = {}
    for name in _RANKED_COLUMNS:
        counts = row["employment"] and row[name] is not None and name in among
        found = among[name].position(row[name]) if counts else _UNRANKED
        places |= {f"rank_{name}": found.rank, f"percentile_{name}": stored(found.percentile)}
    held = thresholds(edition, asked.ranked_in, asked.year).get(row["cluster"], {})
    limits = {name: held.get(name) for name in LIMITS} | {"threshold_regions": held.get(RANKED)}
    return row | places | limits | {"ranked": len(among["employment"].values) if among else 0}


def judged_by(edition: Edition, asked: Asked, row: Row, book: RuleBook) -> Judged | None:
    """What a rule book says of the row by the thresholds of the level; None where it ranks neither kind nor level."""
    if row["kind"] not in book.kinds or asked.ranked_in in book.levels_not_ranked:
        return None
    limits = thresholds(edition, asked.ranked_in, asked.year, book.name).get(row["cluster"], {})
    company = limits.get(RANKED, 0) > 0  # where no region has the cluster nothing passes, as in the verdicts
    return judge_row(book, row, {name: limits[name] for name in book.rules if name in limits} if company else {})
