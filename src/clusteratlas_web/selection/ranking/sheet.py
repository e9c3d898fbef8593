"""The sheet of one application: every step from what the jurors gave to the score, as rows that sum to it; pure."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np

from clusteratlas_web.selection.ranking.reviews import read_reviews
from clusteratlas_web.selection.ranking.scores import Criterion, Method, Score, normalised_weights
from clusteratlas_web.selection.ranking.weighing import settled, weigh


@dataclass(frozen=True)
class Line:
    """One review on one criterion.

    `severity`, on the criterion's own scale, is added to `value`: `adjusted`. The contribution to the score is

        (adjusted - low) / (high - low) x 100 x weight x share,

    where `share` is the review's share in the centre: 1 / reviews for a mean; for a median 1 or 1/2 for those in the
    middle, else 0.
    """

    juror: Hashable
    criterion: str
    value: float
    severity: float
    adjusted: float
    weight: float
    share: float
    contribution: float


@dataclass(frozen=True)
class Sheet:
    """The lines of an application by juror and criterion; their contributions sum to the score, settled as it is."""

    application: Hashable
    lines: tuple[Line, ...]
    score: float


def sheet(
    scores: Iterable[Score], criteria: Sequence[Criterion], application: Hashable, method: Method | None = None
) -> Sheet:
    """The lines of one application, or ValueError if it has none; severity comes from all scores, so all are needed."""
    reviews, weights = read_reviews(scores, criteria), normalised_weights(criteria)
    if application not in reviews.applications:
        raise ValueError(f"application {application} has no review")
    weighed = weigh(reviews, np.array(weights), method or Method())
    lines: list[Line] = []
    for n in np.flatnonzero(reviews.application == reviews.applications.index(application)):
        juror, share = reviews.juror[n], float(weighed.shares[n])
        review = _Review(reviews.jurors[juror], float(weighed.severity[juror]), share)
        lines += map(review.line, criteria, weights, reviews.values[n].tolist())
    return Sheet(application, tuple(lines), float(settled(np.array(fsum(line.contribution for line in lines)))))


@dataclass(frozen=True)
class _Review:
    juror: Hashable
    severity: float  # points of 100
    share: float

    def line(self, criterion: Criterion, weight: float, value: float) -> Line:
        span = criterion.scale.span
        severity = self.severity / 100 * span
        adjusted = value + severity
        contribution = (adjusted - criterion.low) / span * 100 * weight * self.share
        return Line(self.juror, criterion.key, value, severity, adjusted, weight, self.share, contribution)
