"""What of the change of a region's jobs was the nation's, its mix of clusters', its own: by cluster and in all."""

import pyarrow as pa

from clusteratlas.editions.atlas.table import RATIO, TEXT, Table, table_of
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.dynamics import PARTS, ShiftShare, shift_share_of
from clusteratlas.errors import InputError

_SHOWN = ("start", "change", "national", "mix", "competitive", "expected")


class ShiftShareTable(Table):
    """The change of a region's traded clusters between two years and its parts, which add up to it; by cluster.

    `total` is all of them together, `years` are those that could be compared with the year before, `left_out` the
    clusters that could not in one of them.
    """

    def __init__(self, table: pa.Table, found: ShiftShare) -> None:
        super().__init__(table)
        self.years, self.left_out = list(found.years), sorted(found.left_out)
        self.total: Row = {name: value for name, value in found.total.items() if name in _SHOWN}


def shift_share_table(edition: Edition, region: str, start: int | None, end: int | None) -> ShiftShareTable:
    """The analysis from a year to a later one, all years of the edition if none are named.

    Raises UnknownChoice for a year the edition has no figures of, and InputError where `start` is not before `end`.
    """
    first, last = edition.year(min(edition.years) if start is None else start), edition.year(end)
    if first >= last:
        raise InputError(f"start={first} is not before end={last}.")
    found = shift_share_of(edition, region, first, last) or ShiftShare(first, last)
    rows = [{"cluster": cluster} | row for cluster, row in sorted(found.rows.items())]
    columns = {"cluster": TEXT} | {name: RATIO for name in PARTS if name in _SHOWN}
    return ShiftShareTable(table_of(edition, rows, columns), found)
