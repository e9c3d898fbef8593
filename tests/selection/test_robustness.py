"""How firm the first places are: by hand, and beside a loop that ranks every change from scratch."""

import random
from collections.abc import Hashable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.selection import slow
from tests.selection.juries import QUALITY, criteria_of_the_competition, panels, reviews
from tests.selection.test_ranking import methods

from clusteratlas_web.selection.ranking import (
    BORDERLINE,
    CHANCE,
    CLEAR_AWARD,
    CLEAR_NO,
    LEAVE_ONE_JUROR_OUT,
    OTHER_CENTRE,
    SEED,
    SEVERITY,
    Chance,
    Criterion,
    Method,
    Score,
    draws,
    rank,
    robustness,
)
from clusteratlas_web.selection.ranking.least_squares import solve_severity
from clusteratlas_web.selection.ranking.refitting import Fit
from clusteratlas_web.selection.ranking.reviews import read_reviews
from clusteratlas_web.selection.ranking.robustness import band_of

Panel = tuple[list[Score], list[Criterion]]
PLAIN = Method(severity=False)


def competition(seed: int = 7, applications: int = 15, each: int = 6) -> list[Score]:
    """Fifteen jurors of known severity, whole scores from 1 to 10, qualities 0.3 apart."""
    generator = np.random.default_rng(seed)
    severity = generator.normal(0, 0.5, 15)
    return [
        Score(a, j + 1, criterion.key, float(np.clip(np.rint(8.5 - 0.3 * a - severity[j] + noise), 1, 10)))
        for a in range(applications)
        for j in ((a * each + n) % 15 for n in range(each))
        for criterion, noise in zip(criteria_of_the_competition(), generator.normal(0, 0.8, 5), strict=True)
    ]


def test_by_hand() -> None:
    """Without severity and draws: each of three jurors left out, the median, severity taken off; one place.

    Means a 6, b 5. Without 1: a 4.5, b 6. Without 2: a 7, b 4.5. Without 3: a 6.5, b 4.5. Medians a 5, b 6.
    All have read all, so severity changes nothing.
    """
    table = {"a": {1: 9, 2: 4, 3: 5}, "b": {1: 3, 2: 6, 3: 6}}
    found = robustness(reviews(table), [QUALITY], PLAIN, 1, runs=0)
    assert found.runs == 5
    assert [(each.change, each.runs, each.differing, each.share, each.applications) for each in found.changes] == [
        (LEAVE_ONE_JUROR_OUT, 3, 1, 1 / 3, ("a", "b")),
        (OTHER_CENTRE, 1, 1, 1.0, ("a", "b")),
        (CHANCE, 0, 0, None, ()),
        (SEVERITY, 1, 0, 0.0, ()),
    ]
    assert [(each.application, each.share, each.low, each.high, each.band) for each in found.firmness] == [
        ("a", 0.6, 1, 2, BORDERLINE),
        ("b", 0.4, 1, 2, BORDERLINE),
    ]


def test_equal_scores_divide_the_places() -> None:
    """Two places among four that no change can tell apart: half a place each, which is nobody's clear award."""
    same = {application: dict.fromkeys((1, 2, 3), 5.0) for application in "abcd"}
    found = robustness(reviews(same), [QUALITY], Method(), 2, runs=20)
    assert [(each.share, each.best, each.worst, each.band) for each in found.firmness] == [(0.5, 1, 1, BORDERLINE)] * 4
    assert [each.differing for each in found.changes] == [0, 0, 0, 0]


def test_far_apart_is_clear() -> None:
    table = {"a": {1: 9, 2: 9, 3: 8}, "b": {1: 5, 2: 6, 3: 5}, "c": {1: 1, 2: 2, 3: 1}}
    found = robustness(reviews(table), [QUALITY], Method(), 1)
    assert [(each.application, each.share, each.low, each.high, each.band) for each in found.firmness] == [
        ("a", 1.0, 1, 1, CLEAR_AWARD),
        ("b", 0.0, 2, 2, CLEAR_NO),
        ("c", 0.0, 3, 3, CLEAR_NO),
    ]
    assert found.within(CLEAR_NO) == ("b", "c")


@pytest.mark.parametrize(
    ("share", "band"),
    [(1.0, CLEAR_AWARD), (0.95, CLEAR_AWARD), (0.9499, BORDERLINE), (0.05, BORDERLINE), (0.0499, CLEAR_NO)],
)
def test_the_ends_of_the_borderline_band(share: float, band: str) -> None:
    assert band_of(share) == band


def test_an_application_that_rests_on_one_juror() -> None:
    """a has juror 1 only: without that juror it is not ranked, and b has the place."""
    found = robustness(reviews({"a": {1: 9}, "b": {1: 5, 2: 5}}), [QUALITY], PLAIN, 1, runs=0)
    assert found.runs == 4
    assert [(each.application, each.share, each.ranked, each.worst) for each in found.firmness] == [
        ("a", 0.75, 3, 1),
        ("b", 0.25, 4, 2),
    ]


def test_one_juror_cannot_be_left_out() -> None:
    found = robustness(reviews({"a": {1: 9}, "b": {1: 5}, "c": {1: 4}}), [QUALITY], Method(), 2, runs=10)
    assert [(each.change, each.runs) for each in found.changes] == [
        (LEAVE_ONE_JUROR_OUT, 0),
        (OTHER_CENTRE, 1),
        (CHANCE, 10),
        (SEVERITY, 1),
    ]
    alone = robustness(reviews({"a": {1: 9}}), [QUALITY], Method(), 1, runs=10)
    assert [(each.share, each.ranked) for each in alone.firmness] == [(1.0, 12)]


def test_draws_move_weights_within_the_spread_and_leave_out_a_juror_and_a_review() -> None:
    scores, criteria = competition(), criteria_of_the_competition()
    drawn = draws(scores, criteria, Chance(200, 0.2, 1))
    weights = np.array([each.weights for each in drawn])
    assert weights.sum(axis=1) == pytest.approx(1)
    ratio = weights / np.array([0.20, 0.25, 0.20, 0.20, 0.15])
    assert ratio.max() / ratio.min() < 1.2 / 0.8 * 1.2 / 0.8
    assert ((ratio.max(axis=1) / ratio.min(axis=1)) <= 1.2 / 0.8 + 1e-9).all()
    assert {each.juror for each in drawn} == set(range(1, 16))
    assert all(each.review is not None and each.review[1] != each.juror for each in drawn)
    assert drawn == draws(scores, criteria, Chance(200, 0.2, 1)) != draws(scores, criteria, Chance(200, 0.2, 2))
    assert drawn[:50] != draws(scores, criteria, Chance(200, 0.1, 1))[:50]


@pytest.mark.parametrize("chance", [(-1, 0.2), (1, 1.0), (1, -0.1)])
def test_draws_that_cannot_be_are_refused(chance: tuple[int, float]) -> None:
    with pytest.raises(ValueError, match="draws need runs from 0 and a spread from 0 to below 1"):
        Chance(*chance)


def test_the_seed_is_told_and_makes_it_again() -> None:
    scores, criteria = competition(), criteria_of_the_competition()
    found = robustness(scores, criteria, Method(), 5, runs=60)
    assert found.seed == SEED
    assert found.chance == Chance(60, 0.2, SEED)
    shuffled = list(scores)
    random.Random(1).shuffle(shuffled)
    assert robustness(shuffled, criteria, Method(), 5, runs=60) == found
    assert robustness(scores, criteria, Method(), 5, runs=60, seed=1) != found


def test_leaving_a_juror_out_is_the_ranking_without_that_juror() -> None:
    scores, criteria = competition(), criteria_of_the_competition()
    change = robustness(scores, criteria, Method(), 5, runs=0).changes[0]
    base = _first(scores, criteria)
    without = [_first([score for score in scores if score.juror != juror], criteria) for juror in range(1, 16)]
    assert (change.runs, change.differing) == (15, sum(first != base for first in without))
    assert set(change.applications) == {each for first in without for each in first ^ base}


def _first(scores: list[Score], criteria: list[Criterion]) -> set[Hashable]:
    return {each.application for each in rank(scores, criteria, places=5).standings if each.seat}


def test_a_jury_of_the_size_of_the_competition_has_its_band_at_the_edge() -> None:
    """The clear ones stand above and below the edge, those to discuss between them."""
    found = robustness(competition(), criteria_of_the_competition(), Method(), 5)
    bands = [each.band for each in found.firmness]
    assert bands == sorted(bands, key=(CLEAR_AWARD, BORDERLINE, CLEAR_NO).index)
    assert found.runs == 15 + 1 + 400 + 1
    assert sum(each.share for each in found.firmness) == pytest.approx(5)


@settings(max_examples=40)
@given(panels(), methods, st.integers(1, 3), st.integers(0, 99))
def test_agrees_with_a_loop_that_ranks_from_scratch(panel: Panel, method: Method, places: int, seed: int) -> None:
    scores, criteria = panel
    _compare(scores, criteria, method, places, Chance(12, 0.3, seed))


@pytest.mark.parametrize("method", [Method(), Method("median"), PLAIN])
def test_agrees_with_the_loop_on_a_whole_jury(method: Method) -> None:
    _compare(competition(applications=10), criteria_of_the_competition(), method, 4, Chance(25, 0.2, 3))


def _compare(scores: list[Score], criteria: list[Criterion], method: Method, places: int, chance: Chance) -> None:
    found = robustness(scores, criteria, method, places, chance.runs, chance.spread, chance.seed)
    changes = slow.runs(scores, criteria, method, places, chance)
    base = slow.ranking(scores, criteria, method, places)
    everything = [run for each in changes.values() for run in each]
    assert [(each.change, each.runs, each.differing) for each in found.changes] == [
        (name, len(each), sum(_seats(run, base) != _seats(base, base) for run in each))
        for name, each in changes.items()
    ]
    assert [base[each.application].rank for each in found.firmness] == sorted(each.rank for each in base.values())
    for each in found.firmness:
        seats = [_seats(run, base)[each.application] for run in everything]
        ranks = sorted(run[each.application].rank for run in everything if each.application in run)
        low, high = (ranks[int(np.ceil(np.round(part * len(ranks), 9))) - 1] for part in (0.05, 0.95))
        assert each.share == pytest.approx(sum(seats) / len(seats))
        assert (each.low, each.high, each.best, each.worst) == (low, high, ranks[0], ranks[-1])
        assert each.ranked == len(ranks)


def _seats(run: dict[Hashable, slow.Placed], base: dict[Hashable, slow.Placed]) -> dict[Hashable, float]:
    return {key: run[key].seat if key in run else 0.0 for key in base}


@settings(max_examples=60)
@given(panels(), st.data())
def test_severity_without_some_reviews_is_that_of_the_others(panel: Panel, data: st.DataObject) -> None:
    scores, criteria = panel
    reviews, weights = read_reviews(scores, criteria), np.full(len(criteria), 1 / len(criteria))
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=len(reviews), max_size=len(reviews))), bool)
    if not kept.any():
        return
    left = reviews.only(kept)
    found = Fit.of(reviews).severity_from(left, kept, weights)
    assert found == pytest.approx(solve_severity(left, left.points @ weights), abs=1e-8)


def test_no_juror_of_a_whole_jury_breaks_it() -> None:
    """So that the quick way is what is tried above, and not the equations solved anew."""
    reviews = read_reviews(competition(), criteria_of_the_competition())
    fit, weights = Fit.of(reviews), np.array([0.2, 0.25, 0.2, 0.2, 0.15])
    for juror in range(15):
        kept = reviews.juror != juror
        left = reviews.only(kept)
        assert not fit.breaks(left)
        assert fit.severity_from(left, kept, weights) == pytest.approx(solve_severity(left, left.points @ weights))
