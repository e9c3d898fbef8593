"""Questions about opportunities: a region's candidates and prospects, the regions of a cluster, and the back-test."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities import PARTS, Weights, score_kernel
from clusteratlas.editions.edition import Edition, Row

Relations = dict[str, dict[str, Row]]


def candidates(edition: Edition, region: str, year: int) -> list[Row]:
    """The clusters a region is not strong in, with score and parts by the default weights, the best first."""
    query = "select * from opportunities where region = ? and year = ? order by rank nulls last, cluster"
    return edition.rows(query, [region, year])


def rescored(rows: Sequence[Row], weights: Weights) -> list[Row]:
    """All candidates of one region scored with other weights, the best first, equal ones by their code.

    `score` and `rank` are those of the weights, None where no part with a weight above zero is there; `<part>_counts`
    is what each part counted, None where nothing did.
    """
    if not rows:
        return []
    # The rank of a rank is that rank, so the kernel finds the percentiles the edition holds.
    found = score_kernel(_percentiles(rows), np.ones((1, len(rows)), np.bool_), list(weights.by_part().values()))
    scored = [
        row
        | {"score": _known(found.score[0, at]), "rank": int(found.rank[0, at]) or None}
        | {f"{part}_counts": _known(found.counts[place, 0, at]) for place, part in enumerate(PARTS)}
        for at, row in enumerate(rows)
    ]
    return sorted(scored, key=lambda row: (row["score"] is None, -(row["score"] or 0.0), row["cluster"]))


def _percentiles(rows: Sequence[Row]) -> NDArray[np.float64]:
    columns = [[row[f"{part}_percentile"] for row in rows] for part in PARTS]
    return np.array(columns, np.float64)[:, None, :]


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


_PROSPECTS = """
select q.*, coalesce(p.robust, false) as robust from prospects q
left join portfolio p
    on p.region = q.region and p.year = q.year and p.cluster = q.cluster and p.subcluster is null
where q.region = ? and q.year = ? order by q.cluster
"""


def prospects_of(edition: Edition, region: str, year: int) -> list[Row]:
    """Every cluster that is ranked at the region's level, with its presence and fit there; empty where it has none."""
    return edition.rows(_PROSPECTS, [region, year])


_REGIONS = """
select * from opportunities where cluster = ? and level = ? and year = ? order by score desc nulls last, region
"""


def regions_of(edition: Edition, cluster: str, level: str, year: int) -> list[Row]:
    """The regions of a level that a cluster is an opportunity of, the highest score first."""
    return edition.rows(_REGIONS, [cluster, level, year])


@lru_cache(maxsize=16)  # every page of opportunities says who is near, and an edition never changes
def relations(edition: Edition) -> Relations:
    """How related each cluster is to each other, by cluster and other: the relatedness of the latest year."""
    found: Relations = {}
    for row in edition.rows("select cluster, other, relatedness, relation from relatedness"):
        found.setdefault(row["cluster"], {})[row["other"]] = row
    return found


def relations_on_board(edition: Edition, cluster: str, prospects: Sequence[Row]) -> list[Row]:
    """A cluster's relation to every other one of a region's prospects, the nearest first: what closeness is made of.

    Each has other, relatedness (0 where it is below zero or not known), relation and strong (in the region). Clusters
    of which the rule book cannot tell whether they are strong are left out, as closeness leaves them out.
    """
    known = relations(edition).get(cluster, {})
    others = [row for row in prospects if row["cluster"] != cluster and row["strong"] is not None]
    found = [_relation(known.get(row["cluster"]), row) for row in others]
    return sorted(found, key=lambda row: (-row["relatedness"], row["other"]))


def _relation(known: Row | None, other: Row) -> Row:
    told: Row = known or {"relatedness": None, "relation": None}
    how = {"relatedness": max(told["relatedness"] or 0.0, 0.0), "relation": told["relation"]}
    return {"other": other["cluster"], "strong": other["strong"]} | how


def backtest(edition: Edition) -> list[Row]:
    """The models that were compared, by their code; nothing where there was no back-test."""
    return edition.rows("select * from backtest order by model")


def reliability(edition: Edition) -> list[Row]:
    """The bins of every model that was tested."""
    return edition.rows("select * from reliability order by model, bin")
