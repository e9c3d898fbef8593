"""The normal equations of juror severity: built from the graph of reviews and solved directly; see `severity`."""

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array

from clusteratlas_web.selection.ranking.graph import Parts, connected_parts
from clusteratlas_web.selection.ranking.reviews import Floats, Reviews

_DENSE_FROM = 0.1  # share of all pairs reviewed from which plain matrices are faster than sparse ones


def solve_severity(reviews: Reviews, totals: Floats) -> Floats:
    """Severity by juror in points of 100; 0 for jurors without reviews and where it is undefined."""
    parts = connected_parts(reviews)
    factor = cho_factor(_centred_laplacian(reviews, parts), overwrite_a=True, check_finite=False)
    return cho_solve(factor, right_side(reviews, totals, parts), overwrite_b=True, check_finite=False)


def inverse_laplacian(reviews: Reviews, parts: Parts) -> Floats:
    """The inverse of the centred Laplacian, jurors x jurors."""
    factor = cho_factor(_centred_laplacian(reviews, parts), overwrite_a=True, check_finite=False)
    return cho_solve(factor, np.eye(len(reviews.jurors)), overwrite_b=True, check_finite=False)


def right_side(reviews: Reviews, totals: Floats, parts: Parts) -> Floats:
    """By juror, how far the totals given lie below the mean of their applications; 0 where severity is undefined."""
    below_mean = _means(reviews, totals)[reviews.application] - totals
    right = np.bincount(reviews.juror, below_mean, len(reviews.jurors))
    right[parts.undefined[parts.of_juror]] = 0.0
    return right


def errors_left(reviews: Reviews, totals: Floats, severity: Floats) -> Floats:
    """By review, what quality and severity leave unexplained."""
    adjusted = totals + severity[reviews.juror]
    return adjusted - _means(reviews, adjusted)[reviews.application]


def _means(reviews: Reviews, totals: Floats) -> Floats:
    counts = np.maximum(reviews.of_each_application(), 1)
    return np.bincount(reviews.application, totals, len(counts)) / counts


def _centred_laplacian(reviews: Reviews, parts: Parts) -> Floats:
    """L, and within each part the mean over its jurors: positive definite, and its solution sums to zero by part."""
    laplacian = -_common(reviews)
    laplacian.flat[:: len(laplacian) + 1] += reviews.of_each_juror()
    if len(np.unique(parts.of_juror)) == 1:
        laplacian += 1 / len(laplacian)
    else:
        together = parts.of_juror[:, None] == parts.of_juror
        laplacian += together / parts.jurors[parts.of_juror]
    return laplacian


def _common(reviews: Reviews) -> Floats:
    """For each two jurors the sum of 1 / n(a) over the applications that both have read."""
    shape = len(reviews.applications), len(reviews.jurors)
    share = 1 / np.sqrt(reviews.of_each_application()[reviews.application])
    if len(reviews) >= _DENSE_FROM * shape[0] * shape[1]:
        incidence = np.zeros(shape)
        incidence[reviews.application, reviews.juror] = share
        return incidence.T @ incidence
    sparse = csr_array((share, (reviews.application, reviews.juror)), shape=shape)
    return (sparse.T @ sparse).toarray()
