"""How severe each juror is: a two-way additive model of reviews, solved by least squares; pure.

Of each review the weighted total is taken, on 0-100 (0: the low end of every scale, 100: the high end). The model is

    total(application, juror) = quality(application) - severity(juror) + error,

so a juror of severity +4 gives everything 4 points of 100 less than the average juror would; + is more severe.
Taking severity off means adding it to what the juror gave. Ordinary least squares, each review counting once. The
normal equations, with the qualities eliminated, are L s = r, where L is the Laplacian of the graph of jurors

    L[j, j] = reviews(j) - sum over j's applications of 1 / n(a),  L[j, k] = - sum over common applications of 1 / n(a),
    r[j] = sum over j's reviews of (mean total of that application - total given),

with n(a) the reviews of application a. They are solved directly (Cholesky), not by iteration.

Only differences between jurors who are joined by a chain of common applications can be told. In each connected part
of the graph the severities are made to sum to zero: the average juror of each part, each counting once, is taken to be
equally severe. More than one part is therefore an assumption, and the report says how many there are. A part with one
juror (nobody shares an application with that juror) or with one application has no defined severity: it is 0 there, and
the report gives the reason.

The unit of what is reported is points on the scale that all criteria share (1-10, say); where they do not share one,
points of 100.

The weakness of it: severity is told from common applications only. A juror with few of them gets a severity that is
mostly chance, and taking chance off adds noise. A juror with a single review is fitted exactly, so that this review
says nothing about its application. A juror who by lot has read applications that all others of their readers
overrated looks severe. The standard error says how sure a severity is: from the residual variance, pooled over parts
where severity is defined, with N - applications - jurors + parts degrees of freedom. It assumes errors alike and
independent; it is None where no degree of freedom is left. It does not count what a juror thinks of one criterion
rather than another: severity is one number for a juror.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clusteratlas_web.selection.ranking.graph import Parts, connected_parts
from clusteratlas_web.selection.ranking.least_squares import errors_left, inverse_laplacian, solve_severity
from clusteratlas_web.selection.ranking.reviews import Floats, Places, Reviews, read_reviews
from clusteratlas_web.selection.ranking.scores import Criterion, Scale, Score, common_scale, normalised_weights


@dataclass(frozen=True)
class Part:
    """Applications and jurors joined by reviews, and why no severity is defined among them, if none is."""

    applications: tuple[Hashable, ...]
    jurors: tuple[Hashable, ...]
    reason: str | None


@dataclass(frozen=True)
class JurorSeverity:
    """Points on the report's scale that this juror gives less than the average juror of the part."""

    juror: Hashable
    severity: float
    standard_error: float | None
    reviews: int
    reason: str | None  # why it is undefined, and 0

    @property
    def is_defined(self) -> bool:
        """Whether it can be told from quality."""
        return self.reason is None


@dataclass(frozen=True)
class SeverityReport:
    """The severity of each juror in order, the scale it is counted on, and the parts within which it is comparable."""

    jurors: tuple[JurorSeverity, ...]
    parts: tuple[Part, ...]
    scale: Scale
    degrees_of_freedom: int
    residual: float | None  # standard deviation of what the model leaves unexplained, in points of the scale

    @property
    def by_juror(self) -> Mapping[Hashable, JurorSeverity]:
        """Found by juror."""
        return {each.juror: each for each in self.jurors}


def juror_severity(scores: Iterable[Score], criteria: Sequence[Criterion]) -> dict[Hashable, float]:
    """Severity of each juror in points on the criteria's common scale, or of 100; 0 where it is undefined."""
    return {each.juror: each.severity for each in severity_report(scores, criteria).jurors}


def severity_report(scores: Iterable[Score], criteria: Sequence[Criterion]) -> SeverityReport:
    """Severities with their standard errors, reasons and parts."""
    return report_on(read_reviews(scores, criteria), np.array(normalised_weights(criteria)))


def report_on(reviews: Reviews, weights: Floats) -> SeverityReport:
    """The report on reviews that have been read."""
    parts, totals, scale = connected_parts(reviews), reviews.points @ weights, common_scale(reviews.criteria)
    severity = solve_severity(reviews, totals)
    freedom, variance = _residual(reviews, totals, severity, parts)
    unit = scale.span / 100
    errors = [None] * len(severity) if variance is None else _standard_errors(reviews, parts, variance * unit**2)
    written = reviews.of_each_juror()
    jurors = (
        JurorSeverity(juror, float(severity[n] * unit), errors[n], int(written[n]), parts.reason(parts.of_juror[n]))
        for n, juror in enumerate(reviews.jurors)
    )
    residual = None if variance is None else float(variance**0.5 * unit)
    return SeverityReport(tuple(jurors), _named_parts(reviews, parts), scale, freedom, residual)


def _residual(reviews: Reviews, totals: Floats, severity: Floats, parts: Parts) -> tuple[int, float | None]:
    """Degrees of freedom and the variance of the error in squared points of 100, over parts where it is defined."""
    told = ~parts.undefined
    kept = told[parts.of_application[reviews.application]]
    freedom = int(kept.sum() - parts.applications[told].sum() - parts.jurors[told].sum() + told.sum())
    error = errors_left(reviews, totals, severity)[kept]
    return freedom, float(error @ error) / freedom if freedom else None


def _standard_errors(reviews: Reviews, parts: Parts, variance: float) -> list[float | None]:
    """Root of the variance times the diagonal of L's pseudo-inverse, which is that of severities that sum to zero."""
    diagonal = np.diag(inverse_laplacian(reviews, parts)) - 1 / parts.jurors[parts.of_juror]
    errors = np.sqrt(variance * np.maximum(diagonal, 0.0))
    undefined = parts.undefined[parts.of_juror]
    return [None if undefined[n] else float(error) for n, error in enumerate(errors)]


def _named_parts(reviews: Reviews, parts: Parts) -> tuple[Part, ...]:
    def members(keys: tuple[Hashable, ...], label: Places, part: int) -> tuple[Hashable, ...]:
        return tuple(key for key, each in zip(keys, label, strict=True) if each == part)

    return tuple(
        Part(
            members(reviews.applications, parts.of_application, part),
            members(reviews.jurors, parts.of_juror, part),
            parts.reason(part),
        )
        for part in range(len(parts))
    )
