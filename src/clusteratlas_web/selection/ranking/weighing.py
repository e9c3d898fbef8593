"""From reviews to scores: severity taken off, then the mean or median of the weighted totals; pure arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.selection.ranking.least_squares import solve_severity
from clusteratlas_web.selection.ranking.reviews import Floats, Reviews
from clusteratlas_web.selection.ranking.scores import MEAN, Centre, Method

DECIMALS = 6  # scores of 100 are settled to these before they are compared: what is nearer is a tie
_NOISE = 10  # decimals beyond which there is only the rounding of the machine


@dataclass(frozen=True, eq=False)
class Weighed:
    """Scores by application (NaN without reviews), and what they are made of."""

    severity: Floats  # by juror, points of 100; 0 where it is not taken off
    shares: Floats  # by review: its share in the centre of its application
    score: Floats  # by application, of 100, settled


def weigh(reviews: Reviews, weights: Floats, method: Method, severity: Floats | None = None) -> Weighed:
    """Scores by the method; a severity that is known already is not solved for again."""
    totals = reviews.points @ weights
    if not method.severity:
        severity = np.zeros(len(reviews.jurors))
    elif severity is None:
        severity = solve_severity(reviews, totals)
    adjusted = totals + severity[reviews.juror]
    shares = shares_in_centre(reviews, adjusted, method.centre)
    return Weighed(severity, shares, settled(centred(reviews, adjusted, shares)))


def settled(points: Floats) -> Floats:
    """Points rounded to DECIMALS, noise first, so that it cannot tip what lies half-way."""
    return np.rint(np.round(points, _NOISE) * 10**DECIMALS) / 10**DECIMALS


def centred(reviews: Reviews, values: Floats, shares: Floats) -> Floats:
    """The centre of each application's reviews; NaN without any."""
    centre = np.bincount(reviews.application, values * shares, len(reviews.applications))
    return np.where(reviews.of_each_application() > 0, centre, np.nan)


def shares_in_centre(reviews: Reviews, values: Floats, centre: Centre) -> Floats:
    """1/n for a mean; for a median 1 for the middle review, or 1/2 for each of the two in the middle, else 0."""
    counts = reviews.of_each_application()
    if centre == MEAN:
        return 1 / counts[reviews.application]
    order = np.lexsort((values, reviews.application))
    counts = counts[counts > 0]
    first = np.cumsum(counts) - counts
    shares = np.zeros(len(reviews))
    for middle in (first + (counts - 1) // 2, first + counts // 2):
        shares[order[middle]] += 0.5
    return shares


def cells(reviews: Reviews, severity: Floats, centre: Centre) -> Floats:
    """Applications x criteria: the centre of the reviews on each criterion's own scale, severity taken off."""
    columns = []
    for number, criterion in enumerate(reviews.criteria):
        points = reviews.points[:, number] + severity[reviews.juror]
        middle = centred(reviews, points, shares_in_centre(reviews, points, centre))
        columns.append(criterion.low + middle / 100 * criterion.scale.span)
    return settled(np.column_stack(columns))


def below_threshold(reviews: Reviews, found: Floats) -> NDArray[np.bool_]:
    """Applications x criteria: whether the cell lies below the criterion's threshold; reaching it is enough."""
    none = -np.inf
    thresholds = [none if each.threshold is None else each.threshold for each in reviews.criteria]
    return found < settled(np.array(thresholds))
