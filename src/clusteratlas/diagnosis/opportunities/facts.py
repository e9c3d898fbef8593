"""The facts an opportunity's sentence is made of: who is near, what is lacking, what stands out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities.scoring import Scored
from clusteratlas.diagnosis.opportunities.weights import CLOSENESS, PARTS

STANDS_OUT = 0.75  # a part stands out where its percentile is at least this


@dataclass(frozen=True)
class Outstanding:
    """The part in which a candidate stands highest: its value, and how many other candidates lie below and above it."""

    part: str
    value: float
    below: int
    above: int
    others: int

    @property
    def is_highest(self) -> bool:
        """Whether no other candidate has more, and not all have the same."""
        return self.above == 0 and self.below > 0


@dataclass(frozen=True)
class Facts:
    """What is known of one candidate of one region.

    `related` are the strong clusters related to it and `nearest` those that are near at all, each the nearest first,
    as codes. `jobs_short` and `establishments_short` are the smallest numbers that would make it strong with all else
    held, None where no number would or none is known. `is_near` is None where relatedness knows nothing of the cluster.
    """

    employment: int
    location_quotient: float
    gap: float | None
    jobs_short: int | None
    establishments_short: int | None
    strong_clusters: int
    related: tuple[str, ...]
    nearest: tuple[str, ...]
    is_near: bool | None
    candidates: int
    reward_kind: str
    outstanding: Outstanding | None


def facts_of(scored: Scored, region: int, cluster: int) -> Facts:
    """The facts of the candidate at a position of a scored board."""
    board = scored.board
    at = (region, cluster)
    strength = np.where(board.strong[region], scored.links.near[cluster], 0.0)
    nearest = [place for place in np.argsort(-strength, kind="stable") if strength[place] > 0]
    closeness = scored.parts[CLOSENESS][at]
    return Facts(
        employment=int(board.employment[at]),
        location_quotient=float(board.location_quotient[at]),
        gap=_known(scored.parts["gap"][at]),
        jobs_short=_whole(scored.shortfall.jobs[at]),
        establishments_short=_whole(scored.shortfall.establishments[at]),
        strong_clusters=int(board.strong[region].sum()),
        related=tuple(board.clusters[place] for place in nearest if scored.links.related[cluster, place]),
        nearest=tuple(board.clusters[place] for place in nearest),
        is_near=None if np.isnan(closeness) else bool(closeness > 0),
        candidates=int(scored.candidates[region].sum()),
        reward_kind=scored.reward_kind,
        outstanding=outstanding_part(
            {part: scored.parts[part][region][scored.candidates[region]] for part in PARTS},
            {part: (scored.parts[part][at], scored.percentile(part)[at]) for part in PARTS},
        ),
    )


def outstanding_part(
    of_all: Mapping[str, NDArray[np.float64]], own: Mapping[str, tuple[float, float]]
) -> Outstanding | None:
    """The part in which a candidate stands highest, if it stands out; `own` are its value and percentile by part.

    `of_all` are the values of each part among the region's candidates. NaN stands where a part is absent.
    """
    known = [part for part in PARTS if not np.isnan(own[part][1])]
    if not known:
        return None
    part = max(known, key=lambda each: own[each][1])  # the first of equals
    value, percentile = own[part]
    if percentile < STANDS_OUT:
        return None
    below, above = int((of_all[part] < value).sum()), int((of_all[part] > value).sum())
    return Outstanding(part, float(value), below, above, int((~np.isnan(of_all[part])).sum()) - 1)


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def _whole(number: float) -> int | None:
    return None if np.isnan(number) else int(number)
