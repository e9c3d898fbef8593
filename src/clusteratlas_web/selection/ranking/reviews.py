"""Reviews as arrays: one row a review, one column a criterion; what is missing, double or off the scale is refused."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.selection.ranking.scores import Criterion, Score

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Reviews:
    """All reviews, ordered by application and juror, so that the order in which scores come changes nothing."""

    criteria: tuple[Criterion, ...]
    applications: tuple[Hashable, ...]
    jurors: tuple[Hashable, ...]
    application: Places  # of each review, its place in `applications`
    juror: Places
    values: Floats  # reviews x criteria, as given
    points: Floats  # the same, with 0 for the low and 100 for the high end of each scale

    def __len__(self) -> int:
        return len(self.application)

    @property
    def spans(self) -> Floats:
        """Points from end to end of each criterion's scale."""
        return np.array([criterion.scale.span for criterion in self.criteria])

    def of_each_application(self) -> Places:
        """How many reviews each application has."""
        return np.bincount(self.application, minlength=len(self.applications))

    def of_each_juror(self) -> Places:
        """How many reviews each juror has written."""
        return np.bincount(self.juror, minlength=len(self.jurors))

    def only(self, kept: NDArray[Any]) -> "Reviews":
        """Some of the reviews; applications and jurors keep their places."""
        parts = {name: getattr(self, name)[kept] for name in ("application", "juror", "values", "points")}
        return replace(self, **parts)


def read_reviews(scores: Iterable[Score], criteria: Sequence[Criterion]) -> Reviews:
    """Gathers scores into reviews; raises ValueError for what cannot be ranked, naming the review."""
    given = _by_review(scores, {criterion.key: criterion for criterion in criteria})
    keys = _ordered(given)
    _insist_on_all(given, keys, criteria)
    values = np.fromiter(chain.from_iterable(given[key].values() for key in keys), float).reshape(-1, len(criteria))
    low, span = (np.array([getattr(each.scale, name) for each in criteria]) for name in ("low", "span"))
    applications, jurors = (tuple(_sorted({key[side] for key in keys})) for side in (0, 1))
    return Reviews(
        tuple(criteria),
        applications,
        jurors,
        _places(applications, [key[0] for key in keys]),
        _places(jurors, [key[1] for key in keys]),
        values,
        (values - low) / span * 100,
    )


Review = tuple[Hashable, Hashable]


def _by_review(scores: Iterable[Score], criteria: dict[str, Criterion]) -> dict[Review, dict[str, float]]:
    """Values of each review, with the criteria in their own order."""
    found: dict[Review, dict[str, float]] = {}
    for score in scores:
        criterion, value = criteria.get(score.criterion), float(score.value)
        if criterion is None:
            raise _refused(score, f"scores {score.criterion!r}, which is no criterion")
        if not criterion.low <= value <= criterion.high:  # what is not a number is not between them either
            raise _refused(score, f"gives {value} on {criterion.key}, off {criterion.low} to {criterion.high}")
        review = found.setdefault((score.application, score.juror), dict.fromkeys(criteria, np.nan))
        if not np.isnan(review[criterion.key]):
            raise _refused(score, f"scores {criterion.key} twice")
        review[criterion.key] = value
    return found


def _insist_on_all(given: dict[Review, dict[str, float]], keys: list[Review], criteria: Sequence[Criterion]) -> None:
    for key in keys:
        missing = [criterion.key for criterion in criteria if np.isnan(given[key][criterion.key])]
        if missing:
            raise ValueError(f"{_named(key)} has no score for {', '.join(missing)}")


def _refused(score: Score, why: str) -> ValueError:
    return ValueError(f"{_named((score.application, score.juror))} {why}")


def _named(review: Review) -> str:
    return f"the review of application {review[0]} by juror {review[1]}"


def _ordered(given: dict[Review, dict[str, float]]) -> list[Review]:
    first, second = ({key: n for n, key in enumerate(_sorted({each[side] for each in given}))} for side in (0, 1))
    return sorted(given, key=lambda review: (first[review[0]], second[review[1]]))


def _sorted(keys: set[Any]) -> list[Any]:
    try:
        return sorted(keys)
    except TypeError:  # keys of several kinds have no order of their own
        return sorted(keys, key=repr)


def _places(known: tuple[Hashable, ...], keys: list[Hashable]) -> Places:
    place = {key: number for number, key in enumerate(known)}
    return np.array([place[key] for key in keys], dtype=np.intp)
