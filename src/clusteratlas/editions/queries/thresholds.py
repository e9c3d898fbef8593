"""Questions about what rule books compare with: the thresholds of clusters at a level, by condition."""

from functools import lru_cache

from clusteratlas.editions.edition import Edition, Row

RANKED = "ranked"  # beside the conditions: how many regions the thresholds rest on

_THRESHOLDS = """
select cluster, condition, threshold, ranked from thresholds where rules = $rules and level = $level and year = $year
"""


@lru_cache(maxsize=64)  # every page of a region needs them, and an edition never changes
def thresholds(edition: Edition, level: str, year: int, rules: str | None = None) -> dict[str, Row]:
    """For every cluster that a rule book (the edition's first if none is named) ranks: condition to threshold.

    Under `ranked` stands the number of regions that are ranked.
    """
    values = {"rules": edition.book(rules).name, "level": level, "year": year}
    found: dict[str, Row] = {}
    for row in edition.rows(_THRESHOLDS, values):
        of_cluster = found.setdefault(row["cluster"], {RANKED: 0})
        of_cluster[row["condition"]] = row["threshold"]
        of_cluster[RANKED] = max(of_cluster[RANKED], row["ranked"])
    return found
