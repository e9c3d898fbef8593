"""Which cluster became which: the one with the largest overlap."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

MATCHES = pa.schema(
    {"cluster": pa.string(), "match": pa.string()}
    | {"before": pa.int64(), "after": pa.int64(), "shared": pa.int64(), "overlap": pa.float64()}
)


def matches(old: Mapping[str, str], new: Mapping[str, str]) -> pa.Table:
    """For every old cluster the new one with the largest overlap: industries in both over industries in either.

    Parameters:
        old, new: cluster by industry; the overlap is taken over the industries that both place.

    Returns:
        cluster, match, before and after (industries of each), shared, overlap (0 to 1); ordered by cluster. The match
        is null where the new one places none of the cluster's industries. Of equal overlaps the larger shared number,
        then the alphabet decides.

    Example:
        >>> matches({"coal": "x", "steel": "x", "toys": "y"}, {"coal": "a", "steel": "a", "toys": "a"}).to_pylist()[0]
        {'cluster': 'x', 'match': 'a', 'before': 2, 'after': 3, 'shared': 2, 'overlap': 0.6666666666666666}
    """
    both = sorted(old.keys() & new.keys())
    shared = Counter((old[code], new[code]) for code in both)
    before, after = Counter(old[code] for code in both), Counter(new[code] for code in both)
    rows = [_row(cluster, shared, before, after) for cluster in sorted(set(old.values()))]
    return pa.Table.from_pylist(rows, schema=MATCHES)


def _row(cluster: str, shared: Counter[tuple[str, str]], before: Counter[str], after: Counter[str]) -> dict[str, Any]:
    def overlap(other: str) -> float:
        number = shared[cluster, other]
        return number / (before[cluster] + after[other] - number)

    others = sorted(other for mine, other in shared if mine == cluster)
    if not others:
        return {"cluster": cluster, "match": None, "before": 0, "after": None, "shared": 0, "overlap": None}
    match = max(others, key=lambda other: (overlap(other), shared[cluster, other]))
    found = {"before": before[cluster], "after": after[match], "shared": shared[cluster, match]}
    return {"cluster": cluster, "match": match, **found, "overlap": overlap(match)}
