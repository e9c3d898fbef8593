"""What was promised, and what editions say of it now: terms with a measure, and jobs beside comparison regions."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clusteratlas_web.designations.levels import reaches
from clusteratlas_web.designations.models import Designation, Term
from clusteratlas_web.designations.queries.figures import Reading, jobs_in
from clusteratlas_web.designations.words import JOBS
from clusteratlas_web.programmes.models import Promise

NO_MEASURE, NO_PIN, NO_FIGURE = "no-measure", "no-pin", "no-figure"
SAME, NO_COMPARISON = "same", "no-comparison"


@dataclass(frozen=True)
class Score:
    """A term with its figure then and now; `why` tells why there is none."""

    term: Term
    then: Decimal | None = None
    now: Decimal | None = None
    reading: Reading | None = None
    why: str = ""

    @property
    def is_reached(self) -> bool | None:
        """Whether the figure now reaches the target; None where it is not known."""
        if self.now is None or self.term.target is None:
            return None
        return reaches(self.now, self.term.target, self.term.direction)


@dataclass(frozen=True)
class Compared:
    """The change of jobs from the edition that is pinned to the current one, here and in the comparison regions."""

    then: Reading | None = None
    now: Reading | None = None
    here: Decimal | None = None
    there: Decimal | None = None
    regions: int = 0
    why: str = ""

    @property
    def difference(self) -> Decimal | None:
        """How much more jobs grew here; None where one of them is not known."""
        return None if self.here is None or self.there is None else self.here - self.there


def scored(terms: Sequence[Term], readings: Sequence[Reading]) -> list[Score]:
    """Each term held against the editions; the words of a term are never read by the platform."""
    then = next((each for each in readings if each.is_pinned), None)
    now = next((each for each in readings if each.is_current), None)
    return [_score(term, then, now) for term in terms]


def compared(designation: Designation, readings: Sequence[Reading]) -> Compared:
    """Jobs of the cluster here and in the comparison regions of the promise, then and now."""
    then = next((each for each in readings if each.is_pinned), None)
    now = next((each for each in readings if each.is_current), None)
    promise = promise_of(designation)
    if then is None or now is None or not then.row or not now.row:
        return Compared(then, now, why=NO_PIN if not readings else NO_FIGURE)
    if then.edition == now.edition:
        return Compared(then, now, why=SAME)
    here = _change(then.value(JOBS), now.value(JOBS))
    if promise is None or not promise.comparison:
        return Compared(then, now, here, why=NO_COMPARISON)
    there, regions = _change_there(promise.comparison, then, now)
    return Compared(then, now, here, there, regions, "" if regions else NO_FIGURE)


def promise_of(designation: Designation) -> Any:
    """The promise of the programme a designation was granted under; None where none was registered."""
    return Promise.objects.filter(programme=designation.programme_id).first() if designation.programme_id else None


def _score(term: Term, then: Reading | None, now: Reading | None) -> Score:
    if not term.measure:
        return Score(term, why=NO_MEASURE)
    if then is None and now is None:
        return Score(term, why=NO_PIN)
    figures = [each.value(term.measure) if each else None for each in (then, now)]
    return Score(term, *figures, now, NO_FIGURE if figures[1] is None else "")


def _change_there(regions: Sequence[str], then: Reading, now: Reading) -> tuple[Decimal | None, int]:
    """Of the comparison regions together, those counted in both editions."""
    before = jobs_in(then.atlas, then.edition, regions, then.cluster)
    after = jobs_in(now.atlas, now.edition, regions, now.cluster)
    both = sorted({*before} & {*after})
    sums = [Decimal(sum(jobs[region] for region in both)) for jobs in (before, after)]
    return _change(*sums), len(both)


def _change(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return after / before - 1 if before and after is not None else None
