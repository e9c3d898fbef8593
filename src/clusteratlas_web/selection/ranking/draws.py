"""Chance changes of a ranking: weights moved a little, one juror and one review fewer; the same for the same seed."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.selection.ranking.reviews import Floats, Places, Reviews, read_reviews
from clusteratlas_web.selection.ranking.scores import Criterion, Score, normalised_weights

SEED = 20261122
NOBODY = -1


@dataclass(frozen=True)
class Chance:
    """How many draws, how far a weight may move (0.2: 20 % up or down), and the seed that makes them again."""

    runs: int = 400
    spread: float = 0.2
    seed: int = SEED

    def __post_init__(self) -> None:
        if self.runs < 0 or not 0 <= self.spread < 1:
            raise ValueError(f"draws need runs from 0 and a spread from 0 to below 1, not {self.runs}, {self.spread}")


@dataclass(frozen=True)
class Draw:
    """One draw: weights in the order of the criteria, the juror and the further review that are left out."""

    weights: tuple[float, ...]
    juror: Hashable | None  # None where there is one juror only
    review: tuple[Hashable, Hashable] | None  # application and juror; None where one review is left


@dataclass(frozen=True, eq=False)
class Drawn:
    """Draws as arrays: runs x criteria, and by run the places of the juror and the review left out, or NOBODY."""

    weights: Floats
    juror: Places
    review: Places

    def kept(self, reviews: Reviews, run: int) -> NDArray[np.bool_]:
        """Which reviews a run keeps."""
        kept = reviews.juror != self.juror[run]
        if self.review[run] != NOBODY:
            kept[self.review[run]] = False
        return kept


def draws(scores: Iterable[Score], criteria: Sequence[Criterion], chance: Chance) -> tuple[Draw, ...]:
    """The draws by name, so that each can be ranked again by hand."""
    reviews = read_reviews(scores, criteria)
    drawn = draw(reviews, np.array(normalised_weights(criteria)), chance)
    return tuple(_named(reviews, drawn, run) for run in range(chance.runs))


def draw(reviews: Reviews, weights: Floats, chance: Chance) -> Drawn:
    """Each weight times its own uniform factor from 1 - spread to 1 + spread, and all brought back to the sum 1.

    Then a juror, all alike, and after that one of the reviews that are left, all alike. What would leave nothing is
    not taken out.
    """
    generator = np.random.default_rng(chance.seed)
    moved = weights * generator.uniform(1 - chance.spread, 1 + chance.spread, (chance.runs, len(weights)))
    chosen = generator.random((chance.runs, 2))
    several = len(reviews.jurors) > 1
    juror = (chosen[:, 0] * len(reviews.jurors)).astype(np.intp) if several else np.full(chance.runs, NOBODY)
    review = np.array([_one_of(reviews, each, at) for each, at in zip(juror, chosen[:, 1], strict=True)], np.intp)
    return Drawn(moved / moved.sum(axis=1, keepdims=True), juror, review)


def _one_of(reviews: Reviews, juror: int, at: float) -> int:
    left = np.flatnonzero(reviews.juror != juror)
    return int(left[int(at * len(left))]) if len(left) > 1 else NOBODY


def _named(reviews: Reviews, drawn: Drawn, run: int) -> Draw:
    juror, review = drawn.juror[run], drawn.review[run]
    return Draw(
        tuple(drawn.weights[run].tolist()),
        None if juror == NOBODY else reviews.jurors[juror],
        None
        if review == NOBODY
        else (reviews.applications[reviews.application[review]], reviews.jurors[reviews.juror[review]]),
    )
