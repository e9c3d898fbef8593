"""How firm a ranking is: every change tried on all scores, and the share of runs in which each is among the first.

The changes: each juror left out in turn; the other centre (median for mean, or mean for median); severity left on, or
taken off where the method leaves it on; and chance draws in which weights move, one juror and one further review are
left out. Severity is solved anew in every run. All runs count alike; the ranking itself is not one of the runs.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.selection.ranking.draws import SEED, Chance, draw
from clusteratlas_web.selection.ranking.places import competition_ranks, seats
from clusteratlas_web.selection.ranking.refitting import Fit
from clusteratlas_web.selection.ranking.reviews import Floats, Places, Reviews, read_reviews
from clusteratlas_web.selection.ranking.scores import MEAN, MEDIAN, Criterion, Method, Score, normalised_weights
from clusteratlas_web.selection.ranking.weighing import below_threshold, cells, weigh

LEAVE_ONE_JUROR_OUT = "leave-one-juror-out"
OTHER_CENTRE = "other-centre"
CHANCE = "weights-juror-review"
SEVERITY = "severity"

CLEAR_AWARD, BORDERLINE, CLEAR_NO = "award", "borderline", "no"
AWARD_FROM, NO_BELOW = 0.95, 0.05
RANGE = 5, 95  # percentiles of the ranks, by the nearest rank


@dataclass(frozen=True)
class Firmness:
    """How an application fares over all runs.

    `share` is the mean over all runs of the share of a place it has (see `places.seats`): those tied at the edge divide
    the places left equally; a run in which a threshold fails it, or in which it has no review left, counts 0. The
    ranks are over the `ranked` runs in which it has a review: `low` and `high` hold nine runs in ten (5th and 95th
    percentile, nearest rank), `best` and `worst` all. None where there are no runs.
    """

    application: Hashable
    share: float
    low: int | None
    high: int | None
    best: int | None
    worst: int | None
    ranked: int
    band: str


@dataclass(frozen=True)
class Change:
    """One kind of change: its runs, in how many of them the first places differ, and who gains or loses one in any."""

    change: str
    runs: int
    differing: int
    applications: tuple[Hashable, ...]

    @property
    def share(self) -> float | None:
        """Of its runs, the share in which the first places differ; None without runs."""
        return self.differing / self.runs if self.runs else None


@dataclass(frozen=True)
class Robustness:
    """Firmness of each application in the order of the ranking, the changes, and all that is needed to repeat them."""

    places: int
    method: Method
    chance: Chance
    runs: int
    firmness: tuple[Firmness, ...]
    changes: tuple[Change, ...]

    @property
    def seed(self) -> int:
        """Of the chance draws; the page shows it."""
        return self.chance.seed

    @property
    def by_application(self) -> Mapping[Hashable, Firmness]:
        """Found by application."""
        return {each.application: each for each in self.firmness}

    def within(self, band: str) -> tuple[Hashable, ...]:
        """Applications of a band, in the order of the ranking."""
        return tuple(each.application for each in self.firmness if each.band == band)


def robustness(
    scores: Iterable[Score],
    criteria: Sequence[Criterion],
    method: Method,
    places: int,
    runs: int = 400,
    spread: float = 0.2,
    seed: int = SEED,
) -> Robustness:
    """Ranks again under every change; `runs`, `spread` and `seed` are of the chance draws."""
    chance, weights = Chance(runs, spread, seed), np.array(normalised_weights(criteria))
    reviews = read_reviews(scores, criteria)
    base = _outcome(_Run(reviews, weights, method), places)
    tried = {
        name: _outcomes(variants, places, reviews) for name, variants in _changes(reviews, weights, method, chance)
    }
    together = _Outcomes.of(list(tried.values()))
    order = np.lexsort((base.ranks,))
    firmness = tuple(_firmness(reviews.applications[n], together.ranks[:, n], together.seats[:, n]) for n in order)
    changes = tuple(_change(name, found, base, reviews.applications) for name, found in tried.items())
    return Robustness(places, method, chance, len(together.ranks), firmness, changes)


@dataclass(frozen=True, eq=False)
class _Run:
    reviews: Reviews
    weights: Floats
    method: Method
    severity: Floats | None = None  # where it is known already


@dataclass(frozen=True, eq=False)
class _Outcomes:
    """Ranks and seats, runs x applications, or of one run by application."""

    ranks: Places
    seats: Floats

    @classmethod
    def of(cls, found: list["_Outcomes"]) -> "_Outcomes":
        return cls(np.concatenate([each.ranks for each in found]), np.concatenate([each.seats for each in found]))


def _changes(reviews: Reviews, weights: Floats, method: Method, chance: Chance) -> Iterator[tuple[str, Iterator[_Run]]]:
    fit, drawn = Fit.of(reviews) if method.severity else None, draw(reviews, weights, chance)

    def with_fewer(kept: NDArray[np.bool_], weights: Floats) -> _Run:
        left = reviews.only(kept)
        return _Run(left, weights, method, fit.severity_from(left, kept, weights) if fit else None)

    jurors = range(len(reviews.jurors)) if len(reviews.jurors) > 1 else ()
    other = replace(method, centre=MEDIAN if method.centre == MEAN else MEAN)
    yield LEAVE_ONE_JUROR_OUT, (with_fewer(reviews.juror != each, weights) for each in jurors)
    yield OTHER_CENTRE, iter([_Run(reviews, weights, other)])
    yield CHANCE, (with_fewer(drawn.kept(reviews, run), drawn.weights[run]) for run in range(chance.runs))
    yield SEVERITY, iter([_Run(reviews, weights, replace(method, severity=not method.severity))])


def _outcomes(variants: Iterator[_Run], places: int, reviews: Reviews) -> _Outcomes:
    found = [_outcome(each, places) for each in variants]
    shape = len(found), len(reviews.applications)
    ranks = np.array([each.ranks for each in found], np.intp).reshape(shape)
    return _Outcomes(ranks, np.array([each.seats for each in found], float).reshape(shape))


def _outcome(run: _Run, places: int) -> _Outcomes:
    weighed = weigh(run.reviews, run.weights, run.method, run.severity)
    fails = np.zeros(len(run.reviews.applications), bool)
    if any(criterion.threshold is not None for criterion in run.reviews.criteria):
        found = cells(run.reviews, weighed.severity, run.method.centre)
        fails = below_threshold(run.reviews, found).any(axis=1)
    ranks, shared = competition_ranks(weighed.score, fails)
    return _Outcomes(ranks, seats(ranks, shared, fails, places))


def _firmness(application: Hashable, ranks: Places, seat: Floats) -> Firmness:
    share = round(float(seat.mean()), 9)  # thirds of a place must not tip a band by noise
    held = np.sort(ranks[ranks > 0]).tolist()
    if not held:
        return Firmness(application, share, None, None, None, None, 0, band_of(share))
    low, high = (held[-(-percentile * len(held) // 100) - 1] for percentile in RANGE)
    return Firmness(application, share, low, high, held[0], held[-1], len(held), band_of(share))


def band_of(share: float) -> str:
    """A clear award from 95 % of runs, a clear no below 5 %, between them the jury discusses."""
    if share >= AWARD_FROM:
        return CLEAR_AWARD
    return CLEAR_NO if share < NO_BELOW else BORDERLINE


def _change(name: str, found: _Outcomes, base: _Outcomes, applications: tuple[Hashable, ...]) -> Change:
    moved = found.seats != base.seats
    who = tuple(applications[n] for n in np.flatnonzero(moved.any(axis=0)))
    return Change(name, len(moved), int(moved.any(axis=1).sum()), who)
