"""A portfolio the slow and obvious way: one region and cluster at a time, from the edition's cells."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from tests.reference.strength import Row, classes, with_quotients

Cells = list[dict[str, Any]]
Key = tuple[str, str]  # region, cluster


def sums(cells: Cells, members: Mapping[str, str], measure: str) -> dict[Key, int]:
    """A measure by region and cluster, and under "us" by cluster alone."""
    found: dict[Key, int] = defaultdict(int)
    for cell in cells:
        if cell["industry"] in members:
            found[cell["region"], members[cell["industry"]]] += cell[measure]
            found["us", members[cell["industry"]]] += cell[measure]
    return dict(found)


def portfolio(cells: Cells, members: Mapping[str, str], kinds: Mapping[str, str], level: str) -> dict[Key, Row]:
    """Every regional cluster with jobs, its quotient against the sum of all regions within its kind."""
    jobs, places = (sums(cells, members, measure) for measure in ("employment", "establishments"))
    rows = [
        Row(region, cluster, jobs[region, cluster], places[region, cluster], level=level, kind=kinds[cluster])
        for region, cluster in jobs
        if region != "us" and jobs[region, cluster] > 0
    ]
    return {(row.region, row.cluster): row for row in with_quotients(rows)}


def strong(found: Mapping[Key, Row], key: Key) -> bool | None:
    """Whether a regional cluster is strong among those with jobs."""
    ranked = [row for row in found.values() if row.cluster == key[1]]
    return classes(found[key], ranked)["strong"]


def rank(found: Mapping[Key, Row], key: Key, column: str) -> int:
    """One more than how many regions stand above."""
    values = [getattr(row, column) for row in found.values() if row.cluster == key[1]]
    return 1 + sum(value > getattr(found[key], column) for value in values)
