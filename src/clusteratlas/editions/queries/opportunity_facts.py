"""What is known of a candidate, asked of an edition, as the sentences of an opportunity need it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities import PARTS, Facts, Outstanding
from clusteratlas.diagnosis.opportunities.facts import outstanding_part
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.opportunities import relations_on_board

_RELATED = ("close", "related")


def names_relations(edition: Edition, year: int) -> bool:
    """Whether the edition tells which strong clusters are related to a candidate: it keeps the latest relatedness."""
    return year == edition.manifest.latest_year


def candidate_facts(edition: Edition, row: Row, candidates: Sequence[Row], prospects: Sequence[Row]) -> Facts:
    """The facts of one candidate among all of its region, for `messages_of`.

    In a year whose relations the edition does not name, `related` is empty and `nearest` has no more than the one
    cluster that the table of opportunities holds; how many are related is in its `related_strong_clusters`.
    """
    nearest, related = _near(edition, row, prospects)
    return Facts(
        employment=row["employment"],
        location_quotient=row["location_quotient"] or 0.0,
        gap=row["gap"],
        jobs_short=row["jobs_short"],
        establishments_short=row["establishments_short"],
        strong_clusters=row["strong_clusters"],
        related=related,
        nearest=nearest,
        is_near=None if row["closeness"] is None else row["closeness"] > 0,
        candidates=len(candidates),
        reward_kind=row["reward_kind"],
        outstanding=_outstanding(row, candidates),
    )


def _near(edition: Edition, row: Row, prospects: Sequence[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The strong clusters that are near, and those of them that are related, the nearest first."""
    if not names_relations(edition, row["year"]):
        return tuple(filter(None, [row["nearest_strong_cluster"]])), ()
    others = relations_on_board(edition, row["cluster"], prospects)
    near = [other for other in others if other["strong"] and other["relatedness"] > 0]
    related = (other["other"] for other in near if other["relation"] in _RELATED)
    return tuple(other["other"] for other in near), tuple(related)


def _outstanding(row: Row, candidates: Sequence[Row]) -> Outstanding | None:
    of_all = {part: _numbers([each[part] for each in candidates]) for part in PARTS}
    own = {part: tuple(_numbers([row[part], row[f"{part}_percentile"]])) for part in PARTS}
    return outstanding_part(of_all, {part: (float(value), float(place)) for part, (value, place) in own.items()})


def _numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array(values, np.float64)  # None becomes not-a-number
