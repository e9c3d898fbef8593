"""The ranking of applications: scores with and without severity, criteria, thresholds and ties; pure."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.selection.ranking.places import competition_ranks, seats
from clusteratlas_web.selection.ranking.reviews import Floats, Reviews, read_reviews
from clusteratlas_web.selection.ranking.scores import Criterion, Method, Score, normalised_weights
from clusteratlas_web.selection.ranking.severity import SeverityReport, report_on
from clusteratlas_web.selection.ranking.weighing import below_threshold, cells, weigh


@dataclass(frozen=True)
class Standing:
    """Where an application stands and why.

    Scores are of 100: 0 is the low end of every criterion's scale, 100 the high end. With severity taken off they may
    pass these ends a little; they are not cut, which would make ties. `criteria` holds, on each criterion's own scale,
    the centre of the reviews as the method has it (severity taken off, if it is); with the mean, these weigh up to the
    score. `plain` and `plain_criteria` are the same without taking severity off: what the jurors wrote.
    """

    application: Hashable
    rank: int
    tied_with: tuple[Hashable, ...]
    score: float
    plain: float
    criteria: Mapping[str, float]
    plain_criteria: Mapping[str, float]
    reviews: int
    fails: tuple[str, ...]  # criteria, as in `criteria`, below their threshold
    seat: float | None  # share of one of the places; None where no number of places is given

    @property
    def passes(self) -> bool:
        """Whether every threshold is reached."""
        return not self.fails

    @property
    def is_tied_at_edge(self) -> bool:
        """Whether it shares the last places with more applications than there are places left."""
        return self.seat is not None and 0 < self.seat < 1


@dataclass(frozen=True)
class Ranking:
    """All applications in order of rank, those without reviews, and the jurors' severity."""

    standings: tuple[Standing, ...]
    unranked: tuple[Hashable, ...]
    severity: SeverityReport
    method: Method
    places: int | None

    @property
    def by_application(self) -> Mapping[Hashable, Standing]:
        """Found by application."""
        return {each.application: each for each in self.standings}


def rank(
    scores: Iterable[Score],
    criteria: Sequence[Criterion],
    method: Method | None = None,
    places: int | None = None,
    *,
    applications: Iterable[Hashable] = (),
) -> Ranking:
    """Ranks by the score, the first first; equal after six decimals is a tie, and ties rank 1, 1, 3.

    `applications` names all that were sent in: those without reviews come back as unranked, in this order, and those
    that tie stand in this order too. Those below a threshold are ranked after those that pass and have no place.
    Raises ValueError for a review that lacks a criterion, scores one twice or leaves its scale.
    """
    method, weights = method or Method(), np.array(normalised_weights(criteria))
    reviews = read_reviews(scores, criteria)
    order = {application: number for number, application in enumerate(dict.fromkeys([*applications]))}
    reviewed = set(reviews.applications)
    standings = _standings(reviews, weights, method, places) if reviewed else []
    standings.sort(key=lambda each: (each.rank, order.get(each.application, len(order))))
    unranked = tuple(application for application in order if application not in reviewed)
    return Ranking(tuple(standings), unranked, report_on(reviews, weights), method, places)


def _standings(reviews: Reviews, weights: Floats, method: Method, places: int | None) -> list[Standing]:
    weighed, plain = (weigh(reviews, weights, each) for each in (method, Method(method.centre, severity=False)))
    found, found_plain = (cells(reviews, each.severity, method.centre) for each in (weighed, plain))
    below = below_threshold(reviews, found)
    fails = below.any(axis=1)
    ranks, shared = competition_ranks(weighed.score, fails)
    seat = None if places is None else seats(ranks, shared, fails, places)
    ties, counts = _ties(reviews.applications, ranks), reviews.of_each_application()
    return [
        Standing(
            application,
            int(ranks[n]),
            tuple(other for other in ties[ranks[n]] if other != application),
            float(weighed.score[n]),
            float(plain.score[n]),
            _by_key(reviews, found[n]),
            _by_key(reviews, found_plain[n]),
            int(counts[n]),
            tuple(key for key, low in _by_key(reviews, below[n]).items() if low),
            None if seat is None else float(seat[n]),
        )
        for n, application in enumerate(reviews.applications)
    ]


def _ties(applications: tuple[Hashable, ...], ranks: NDArray[np.intp]) -> dict[int, list[Hashable]]:
    found: dict[int, list[Hashable]] = {}
    for application, each in zip(applications, ranks, strict=True):
        found.setdefault(each, []).append(application)
    return found


def _by_key(reviews: Reviews, row: NDArray[np.generic]) -> dict[str, float]:
    return {criterion.key: value for criterion, value in zip(reviews.criteria, row.tolist(), strict=True)}
