"""Severity when a few reviews are left out, exactly, from the solution with all of them.

Leaving a review out is giving it an error of its own. For reviews Z left out of a least-squares fit with errors e and
residual maker R, those are d = R[Z, Z]^-1 e[Z], and the severities move by - G U d, where G is the inverse Laplacian
and U[:, z] = mean of the unit vectors of the jurors of z's application, less that of z's juror. A juror who loses every
review keeps one: a single review of a juror is fitted exactly and moves nobody else. Where leaving out breaks a part
of the graph, or severity is undefined somewhere, the equations are solved anew.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.selection.ranking.graph import Parts, connected_parts
from clusteratlas_web.selection.ranking.least_squares import errors_left, inverse_laplacian, right_side, solve_severity
from clusteratlas_web.selection.ranking.reviews import Floats, Places, Reviews


@dataclass(frozen=True, eq=False)
class Fit:
    """The model solved for each criterion by itself; severities of a total are their weighted sums."""

    reviews: Reviews
    parts: Parts
    inverse: Floats  # jurors x jurors
    severity: Floats  # jurors x criteria, points of 100
    errors: Floats  # reviews x criteria
    ends: Places  # the reviews of application a lie from ends[a] to ends[a + 1]

    @classmethod
    def of(cls, reviews: Reviews) -> "Fit":
        """Solves for all reviews."""
        parts, columns = connected_parts(reviews), reviews.points.T
        inverse = inverse_laplacian(reviews, parts)
        severity = [inverse @ right_side(reviews, column, parts) for column in columns]
        errors = [errors_left(reviews, *pair) for pair in zip(columns, severity, strict=True)]
        ends = np.concatenate([[0], np.cumsum(reviews.of_each_application())])
        return cls(reviews, parts, inverse, np.column_stack(severity), np.column_stack(errors), ends)

    def severity_from(self, left: Reviews, kept: NDArray[np.bool_], weights: Floats) -> Floats:
        """Severity by juror from the reviews that are left, those kept, as `solve_severity` finds it."""
        parts = connected_parts(left)
        if self.breaks(left, parts):
            return solve_severity(left, left.points @ weights)
        severity, out = self.severity @ weights, self._to_leave_out(kept, left.of_each_juror())
        if len(out):
            directions = self._directions(out)
            own_errors = np.linalg.solve(self._residual_maker(out, directions), self.errors[out] @ weights)
            severity = severity - own_errors @ directions
        return _centred(severity, left.of_each_juror() > 0, parts)

    def breaks(self, left: Reviews, parts: Parts | None = None) -> bool:
        """Whether severity cannot be had from the whole fit: a part falls apart, or is undefined, now or before."""
        parts = parts or connected_parts(left)
        whole = not (self.parts.undefined.any() or parts.undefined[parts.reviewed].any())
        same = parts.reviewed.sum() == len(self.parts) and left.of_each_application().all()
        return not (whole and same)

    def _to_leave_out(self, kept: NDArray[np.bool_], remaining: Places) -> Places:
        out = np.flatnonzero(~kept)
        gone = remaining[self.reviews.juror[out]] == 0
        _, first = np.unique(self.reviews.juror[out[gone]], return_index=True)
        return np.delete(out, np.flatnonzero(gone)[first])

    def _directions(self, out: Places) -> Floats:
        """G U, transposed: reviews left out x jurors."""
        return np.array([self._co_mean(z, self.inverse) - self.inverse[self.reviews.juror[z]] for z in out])

    def _residual_maker(self, out: Places, directions: Floats) -> Floats:
        """R[Z, Z]."""
        application = self.reviews.application[out]
        shared = (application[:, None] == application) / np.diff(self.ends)[application]
        explained = [self._co_mean(z, directions.T) - directions[:, self.reviews.juror[z]] for z in out]
        return np.eye(len(out)) - shared - np.array(explained)

    def _co_mean(self, review: int, by_juror: Floats) -> Floats:
        """The mean of rows of jurors over all who have read the application of a review."""
        application = self.reviews.application[review]
        return by_juror[self.reviews.juror[self.ends[application] : self.ends[application + 1]]].mean(axis=0)


def _centred(severity: Floats, present: NDArray[np.bool_], parts: Parts) -> Floats:
    sums, counts = (np.bincount(parts.of_juror, each, len(parts)) for each in (severity * present, present))
    means = sums / np.maximum(counts, 1)
    return np.where(present, severity - means[parts.of_juror], 0.0)
