"""From stored reviews to what a ranking is computed from, and the computed ranking, kept by what it depends on."""

import hashlib
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.cache import cache

from clusteratlas_web.selection import ranking
from clusteratlas_web.selection.models import Criterion, Round
from clusteratlas_web.selection.queries.jury import counted_reviews

COMPUTED_AS = "2"  # to be counted up when the arithmetic changes: what was kept before is not asked for any more
KEPT = 60 * 60 * 24 * 30  # seconds


@dataclass(frozen=True)
class Scored:
    """What a ranking is computed from; applications are named by the key of their entry, others by their own."""

    applications: tuple[int, ...]
    criteria: tuple[ranking.Criterion, ...]
    scores: tuple[ranking.Score, ...]
    method: ranking.Method
    places: int | None

    def plain(self) -> "Scored":
        """As the jurors gave them: severity stays on, so that a score depends on its own reviews only."""
        return replace(self, method=replace(self.method, severity=False))

    @property
    def seats(self) -> int:
        """How many can be selected: all that reach the thresholds where the round has no number of places."""
        return len(self.applications) if self.places is None else self.places

    def key(self) -> str:
        """Names what it holds: equal where everything the result depends on is equal."""
        scores = sorted((each.application, each.juror, each.criterion, each.value) for each in self.scores)
        facts = (COMPUTED_AS, self.applications, self.criteria, scores, self.method, self.places)
        return f"ranking-{hashlib.sha256(repr(facts).encode()).hexdigest()}"


@dataclass(frozen=True)
class Computed:
    """A ranking and how firm it is; `robustness` is None without reviews. All of it can be computed again."""

    ranking: ranking.Ranking
    robustness: ranking.Robustness | None

    @cached_property
    def firmness(self) -> dict[Hashable, ranking.Firmness]:
        """By application."""
        found = self.robustness.firmness if self.robustness else ()
        return {each.application: each for each in found}


def read_scored(the_round: Round, entries: Iterable[int]) -> Scored:
    """The counted reviews of these entries of a round."""
    known = tuple(entries)
    wanted = frozenset(known)
    criteria = tuple(_criterion(each) for each in the_round.criteria.all())
    rows: dict[tuple[object, object], list[ranking.Score]] = {}
    for score in counted_reviews(the_round):
        rows.setdefault((score.application, score.juror), []).append(score)
    whole = (scores for (entry, _), scores in rows.items() if entry in wanted and _is_whole(scores, criteria))
    return Scored(
        applications=known,
        criteria=criteria,
        scores=tuple(score for scores in whole for score in scores),
        method=ranking.Method(the_round.centre, the_round.removes_severity),
        places=the_round.places,
    )


def compute(scored: Scored) -> Computed:
    """The ranking, computed once for each state of the scores; what is kept can be thrown away at any time."""
    key = scored.key()
    found = cache.get(key)
    if not isinstance(found, Computed):
        found = _computed(scored)
        cache.set(key, found, KEPT)
    return found


def _computed(scored: Scored) -> Computed:
    places = scored.seats
    found = ranking.rank(scored.scores, scored.criteria, scored.method, places, applications=scored.applications)
    if not scored.scores:
        return Computed(found, None)
    return Computed(found, ranking.robustness(scored.scores, scored.criteria, scored.method, places))


def _criterion(criterion: Criterion) -> ranking.Criterion:
    threshold = None if criterion.threshold is None else float(criterion.threshold)
    weight, low, high = (float(each) for each in (criterion.weight, criterion.low, criterion.high))
    return ranking.Criterion(str(criterion.pk), weight, low, high, threshold)


def _is_whole(scores: list[ranking.Score], criteria: tuple[ranking.Criterion, ...]) -> bool:
    """Whether every criterion has a score on its scale; a review without is not counted."""
    given = {each.criterion: each.value for each in scores}
    return all(each.key in given and each.low <= given[each.key] <= each.high for each in criteria)
