"""The ranking by hand, its ties and thresholds, what it refuses, and the slow ranking beside it."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.selection import slow
from tests.selection.juries import QUALITY, panels, reviews

from clusteratlas_web.selection.ranking import MEDIAN, Criterion, Method, Score, rank

Panel = tuple[list[Score], list[Criterion]]
methods = st.builds(Method, st.sampled_from(["mean", "median"]), st.booleans())
PLAIN = Method(severity=False)
TABLE = {"a": {1: 8, 2: 6}, "b": {1: 7}, "c": {2: 6}}  # severities -1 and +1, see test_severity


def ranks(table: dict[str, dict[int, float]], method: Method = PLAIN, places: int | None = None) -> dict[str, int]:
    return {str(each.application): each.rank for each in rank(reviews(table), [QUALITY], method, places).standings}


def test_by_hand() -> None:
    """With severity taken off a has 7, b 6, c 7; as written 7, 7 and 6."""
    found = rank(reviews(TABLE), [QUALITY]).standings
    assert [(each.application, each.rank, each.score, each.plain) for each in found] == [
        ("a", 1, 70.0, 70.0),
        ("c", 1, 70.0, 60.0),
        ("b", 3, 60.0, 70.0),
    ]
    assert [(each.criteria, each.plain_criteria) for each in found] == [
        ({"quality": 7.0}, {"quality": 7.0}),
        ({"quality": 7.0}, {"quality": 6.0}),
        ({"quality": 6.0}, {"quality": 7.0}),
    ]
    assert [(each.reviews, each.tied_with, each.seat) for each in found] == [
        (2, ("c",), None),
        (1, ("a",), None),
        (1, (), None),
    ]
    assert ranks(TABLE) == {"a": 1, "b": 1, "c": 3}


def test_criteria_of_different_scales_count_by_weight() -> None:
    """4 of 1-5 is 75 of 100, 30 of 0-100 is 30; weights 3 and 1."""
    criteria = [Criterion("talent", 3, 1, 5), Criterion("match", 1, 0, 100)]
    found = rank([Score("a", 1, "talent", 4), Score("a", 1, "match", 30)], criteria).standings[0]
    assert (found.score, found.criteria) == (63.75, {"talent": 4.0, "match": 30.0})


def test_a_criterion_of_weight_zero_is_shown_and_does_not_count() -> None:
    criteria = [QUALITY, Criterion("talent", 0, 0, 10)]
    scores = reviews({"a": {1: 5}, "b": {1: 5}}) + reviews({"a": {1: 9}, "b": {1: 1}}, "talent")
    found = rank(scores, criteria).standings
    assert [(each.rank, each.score, each.criteria["talent"]) for each in found] == [(1, 50.0, 9.0), (1, 50.0, 1.0)]


def test_the_median_of_three_and_of_four() -> None:
    table = {"a": {1: 0, 2: 4, 3: 9}, "b": {1: 10, 2: 5, 3: 4, 4: 0}}
    found = rank(reviews(table), [QUALITY], Method(MEDIAN, severity=False)).by_application
    assert (found["a"].score, found["b"].score) == (40.0, 45.0)


def test_ties_rank_one_one_three_and_noise_breaks_none() -> None:
    """0.1 + 0.2 is not 0.3 in the machine; a gap in the sixth decimal of 100 is no tie, one in the eighth is."""
    assert ranks({"a": {1: 0.1, 2: 0.2}, "b": {1: 0.3, 2: 0.0}, "c": {1: 0.0}}) == {"a": 1, "b": 1, "c": 3}
    assert ranks({"a": {1: 5.0}, "b": {1: 5.0000001}}) == {"a": 2, "b": 1}
    assert ranks({"a": {1: 5.0}, "b": {1: 5.000000001}}) == {"a": 1, "b": 1}


def test_a_tie_for_the_last_place_divides_it() -> None:
    found = rank(reviews({"a": {1: 9}, "b": {1: 7}, "c": {1: 7}, "d": {1: 7}, "e": {1: 1}}), [QUALITY], PLAIN, 3)
    assert [each.seat for each in found.standings] == [1.0, 2 / 3, 2 / 3, 2 / 3, 0.0]
    assert [each.is_tied_at_edge for each in found.standings] == [False, True, True, True, False]


def test_below_a_threshold_comes_last_and_has_no_place() -> None:
    """b has the best score and 3 on talent, where 4 is asked; a reaches exactly 4."""
    criteria = [QUALITY, Criterion("talent", 1, 0, 10, threshold=4)]
    scores = reviews({"a": {1: 5}, "b": {1: 10}, "c": {1: 2}}) + reviews(
        {"a": {1: 4}, "b": {1: 3}, "c": {1: 3}}, "talent"
    )
    found = rank(scores, criteria, places=3).standings
    assert [(each.application, each.rank, each.score, each.fails, each.seat) for each in found] == [
        ("a", 1, 45.0, (), 1.0),
        ("b", 2, 65.0, ("talent",), 0.0),
        ("c", 3, 25.0, ("talent",), 0.0),
    ]
    assert [each.passes for each in found] == [True, False, False]


def test_an_equal_score_that_fails_is_no_tie() -> None:
    criteria = [QUALITY, Criterion("talent", 1, 0, 10, threshold=4)]
    scores = reviews({"a": {1: 5}, "b": {1: 6}}) + reviews({"a": {1: 4}, "b": {1: 3}}, "talent")
    assert [(each.rank, each.tied_with) for each in rank(scores, criteria).standings] == [(1, ()), (2, ())]


def test_thresholds_are_held_against_what_the_method_shows() -> None:
    """c has 6 as written and 7 with its severe juror's severity taken off."""
    criteria = [Criterion("quality", 1, 0, 10, threshold=6.5)]
    fails = [rank(reviews(TABLE), criteria, each).by_application["c"].fails for each in (Method(), PLAIN)]
    assert fails == [(), ("quality",)]


def test_without_reviews_there_is_no_rank() -> None:
    found = rank(reviews({"b": {1: 0}}), [QUALITY], places=5, applications=["z", "b", "y"])
    assert [each.application for each in found.standings] == ["b"]
    assert found.unranked == ("z", "y")
    nothing = rank([], [QUALITY], applications=["a"])
    assert (nothing.standings, nothing.unranked, nothing.severity.jurors) == ((), ("a",), ())


def test_ties_stand_in_the_order_given() -> None:
    table = {"a": {1: 5}, "b": {1: 5}, "c": {1: 6}}
    found = rank(reviews(table), [QUALITY], applications=["b", "a", "c"]).standings
    assert [each.application for each in found] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([Score("a", 1, "x", 5)], "the review of application a by juror 1 has no score for y"),
        ([Score("a", 1, "x", 5), Score("a", 1, "x", 5)], "the review of application a by juror 1 scores x twice"),
        ([Score("a", 1, "w", 5)], "the review of application a by juror 1 scores 'w', which is no criterion"),
        ([Score("a", 1, "x", 11)], "the review of application a by juror 1 gives 11.0 on x, off 0 to 10"),
        ([Score("a", 1, "x", float("nan"))], "the review of application a by juror 1 gives nan on x, off 0 to 10"),
    ],
)
def test_what_is_missing_double_unknown_or_off_the_scale_is_refused(scores: list[Score], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        rank(scores, [Criterion("x", 1, 0, 10), Criterion("y", 1, 0, 10)])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ((1, 5, 5, None), "criterion x: the scale must rise, not go from 5 to 5"),
        ((-1, 0, 5, None), "criterion x: a weight is a number from 0, not -1"),
        ((1, 0, 5, 6), "criterion x: the threshold 6 lies outside the scale"),
    ],
)
def test_a_criterion_that_cannot_be_is_refused(values: tuple[float, float, float, float | None], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Criterion("x", *values)


def test_criteria_without_weight_or_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one criterion needs a weight above 0"):
        rank([], [Criterion("x", 0, 0, 1)])
    with pytest.raises(ValueError, match="two criteria have the same key"):
        rank([], [QUALITY, QUALITY])


@given(panels(), methods, st.integers(1, 4))
def test_agrees_with_the_slow_ranking(panel: Panel, method: Method, places: int) -> None:
    scores, criteria = panel
    found = rank(scores, criteria, method, places).by_application
    expected = slow.ranking(scores, criteria, method, places)
    assert {key: (each.rank, each.seat, each.fails) for key, each in found.items()} == {
        key: (each.rank, each.seat, each.fails) for key, each in expected.items()
    }
    assert {key: each.score for key, each in found.items()} == pytest.approx(
        {key: each.score for key, each in expected.items()}, abs=1.1e-6
    )


@settings(max_examples=40)
@given(panels(), methods, st.randoms(use_true_random=False))
def test_the_order_of_scores_changes_nothing(panel: Panel, method: Method, chance: random.Random) -> None:
    scores, criteria = panel
    shuffled = list(scores)
    chance.shuffle(shuffled)
    assert rank(shuffled, criteria, method, 2) == rank(scores, criteria, method, 2)


@settings(max_examples=60)
@given(panels(thresholds=False), st.integers(1, 5))
def test_a_juror_who_takes_a_tenth_off_everything_changes_no_rank(panel: Panel, juror: int) -> None:
    """Where all are joined; else the average juror of a part is another one. Scores leave the low end first."""
    scores, criteria = panel
    report = rank(scores, criteria).severity
    if len(report.parts) > 1 or report.parts[0].reason:
        return
    ends = {each.key: each for each in criteria}

    def moved(score: Score, by: float) -> Score:
        scale = ends[score.criterion]
        share = 0.2 + 0.8 * (score.value - scale.low) / scale.scale.span - by * (score.juror == juror)
        return Score(score.application, score.juror, score.criterion, scale.low + share * scale.scale.span)

    before, after = (rank([moved(score, by) for score in scores], criteria).by_application for by in (0.0, 0.1))
    assert {key: each.rank for key, each in before.items()} == {key: each.rank for key, each in after.items()}


@settings(max_examples=50)
@given(panels(), methods, st.integers(1, 5))
def test_laws(panel: Panel, method: Method, places: int) -> None:
    """Places are given once; with the mean, criteria weigh up to the score; those that fail rank last."""
    scores, criteria = panel
    found = rank(scores, criteria, method, places)
    passing = [each for each in found.standings if each.passes]
    assert sum(each.seat or 0 for each in found.standings) == pytest.approx(min(places, len(passing)))
    assert [each.passes for each in found.standings] == sorted((each.passes for each in found.standings), reverse=True)
    for each in found.standings:
        assert {other.rank for other in found.standings if other.application in each.tied_with} <= {each.rank}
        weighed = sum(
            weight * (each.criteria[one.key] - one.low) / one.scale.span * 100
            for one, weight in zip(criteria, slow.weights_of(criteria).values(), strict=True)
        )
        if method.centre == "mean":
            assert each.score == pytest.approx(weighed, abs=1e-3)
