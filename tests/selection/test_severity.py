"""Juror severity by hand and beside least squares on the whole design.

Juror 1 gives a 8 and b 7, juror 2 gives a 6 and c 6, of 10. On a, which both have read, 1 lies 2 points above 2, so
their severities are -1 and +1: with these taken off a has 7 and 7, b 6, c 7.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from tests.selection import slow
from tests.selection.juries import QUALITY, panels, reviews

from clusteratlas_web.selection.ranking import (
    ONE_APPLICATION,
    ONE_JUROR,
    Criterion,
    Scale,
    Score,
    juror_severity,
    severity_report,
)

Panel = tuple[list[Score], list[Criterion]]
TABLE = {"a": {1: 8, 2: 6}, "b": {1: 7}, "c": {2: 6}}
FULL = {"a": {1: 8, 2: 7, 3: 3}, "b": {1: 6, 2: 5, 3: 4}}


def test_by_hand() -> None:
    assert juror_severity(reviews(TABLE), [QUALITY]) == pytest.approx({1: -1.0, 2: 1.0})


def test_the_unit_is_a_point_of_the_scale_that_all_criteria_share() -> None:
    """1 to 5 has four points where 0 to 10 has ten; with two scales the unit is one of a hundred."""
    five = Criterion("quality", 1, 1, 5)
    scores = reviews({"a": {1: 5, 2: 3}, "b": {1: 4, 2: 2}})
    assert juror_severity(scores, [five]) == pytest.approx({1: -1.0, 2: 1.0})
    assert severity_report(scores, [five]).scale == Scale(1, 5)

    two = [five, Criterion("talent", 1, 0, 10)]
    more = scores + reviews({"a": {1: 8, 2: 8}, "b": {1: 6, 2: 6}}, "talent")
    assert juror_severity(more, two) == pytest.approx({1: -12.5, 2: 12.5})  # half the weight, a quarter of the scale
    assert severity_report(more, two).scale == Scale(0, 100)


def test_standard_errors_by_hand() -> None:
    """The means of jurors 1, 2, 3 are 7, 6, 3.5 about 5.5; two degrees of freedom are left of six reviews.

    Errors on a are +0.5, +0.5, -1 and on b the opposite: 3 in squares, so the variance is 1.5; that of
    a juror's mean of two reviews about the mean of three such is 1.5 x 1/2 x 2/3 = 0.5.
    """
    report = severity_report(reviews(FULL), [QUALITY])
    assert [each.severity for each in report.jurors] == pytest.approx([-1.5, -0.5, 2.0])
    assert report.degrees_of_freedom == 2
    assert report.residual == pytest.approx(1.5**0.5)
    assert [each.standard_error for each in report.jurors] == pytest.approx([0.5**0.5] * 3)
    assert [each.reviews for each in report.jurors] == [2, 2, 2]


def test_no_standard_error_without_a_degree_of_freedom() -> None:
    report = severity_report(reviews(TABLE), [QUALITY])
    assert (report.degrees_of_freedom, report.residual) == (0, None)
    assert [each.standard_error for each in report.jurors] == [None, None]


def test_each_part_has_a_zero_of_its_own() -> None:
    """1 and 2 share a, 3 and 4 share c: nothing joins the two pairs."""
    apart = {"a": {1: 8, 2: 6}, "b": {1: 8, 2: 6}, "c": {3: 2, 4: 8}, "d": {3: 2, 4: 8}}
    report = severity_report(reviews(apart), [QUALITY])
    assert {each.juror: round(each.severity, 9) for each in report.jurors} == {1: -1, 2: 1, 3: 3, 4: -3}
    assert [(part.applications, part.jurors, part.reason) for part in report.parts] == [
        (("a", "b"), (1, 2), None),
        (("c", "d"), (3, 4), None),
    ]


def test_undefined_severity_is_none_and_says_why() -> None:
    """1 alone has read a and b; 2 and 3 have read c and nothing else."""
    report = severity_report(reviews({"a": {1: 9}, "b": {1: 8}, "c": {2: 1, 3: 7}}), [QUALITY])
    found = [(each.juror, each.severity, each.standard_error, each.reason) for each in report.jurors]
    assert found == [(1, 0.0, None, ONE_JUROR), (2, 0.0, None, ONE_APPLICATION), (3, 0.0, None, ONE_APPLICATION)]
    assert not any(each.is_defined for each in report.jurors)
    assert report.by_juror[1].reviews == 2


def test_one_juror_and_one_application() -> None:
    assert juror_severity(reviews({"a": {1: 9}}), [QUALITY]) == {1: 0.0}
    assert juror_severity([], [QUALITY]) == {}


def test_equal_scores_have_no_severity() -> None:
    same = {application: dict.fromkeys((1, 2, 3), 5.0) for application in "abcd"}
    report = severity_report(reviews(same), [QUALITY])
    assert [each.severity for each in report.jurors] == pytest.approx([0, 0, 0], abs=1e-12)
    assert report.residual == pytest.approx(0, abs=1e-12)


def test_what_is_put_in_without_noise_comes_out() -> None:
    quality = dict(zip("abcdefgh", (8.0, 7.5, 7.0, 6.5, 5.0, 4.5, 4.0, 3.0), strict=True))
    severity = {1: -1.2, 2: -0.3, 3: 0.0, 4: 0.4, 5: 1.1}
    table = {
        application: {juror: quality[application] - severity[juror] for juror in severity if (n + juror) % 5 < 3}
        for n, application in enumerate(quality)
    }
    report = severity_report(reviews(table), [QUALITY])
    assert {each.juror: each.severity for each in report.jurors} == pytest.approx(severity)
    assert report.residual == pytest.approx(0, abs=1e-9)


def test_the_standard_error_is_the_spread_of_what_is_found() -> None:
    """Over 300 juries with known noise, the spread of a juror's severity is what the reports say on average."""
    generator, found, said = np.random.default_rng(5), [], []
    for _ in range(300):
        table = {
            str(a): {j: float(np.clip(5 + generator.normal(0, 0.8), 0, 10)) for j in range(5) if (a + j) % 5 < 3}
            for a in range(10)
        }
        first = severity_report(reviews(table), [QUALITY]).jurors[0]
        found.append(first.severity)
        said.append(first.standard_error)
    assert np.std(found) == pytest.approx(np.sqrt(np.mean(np.square(said))), rel=0.1)


@given(panels())
def test_agrees_with_least_squares_on_the_whole_design(panel: Panel) -> None:
    scores, criteria = panel
    report = severity_report(scores, criteria)
    expected = {juror: value * report.scale.span / 100 for juror, value in slow.severity(scores, criteria).items()}
    assert {each.juror: each.severity for each in report.jurors} == pytest.approx(expected, abs=1e-9)


@settings(max_examples=30)
@given(panels())
def test_parts_are_those_found_by_walking(panel: Panel) -> None:
    scores, criteria = panel
    found = {(frozenset(part.applications), frozenset(part.jurors)) for part in severity_report(scores, criteria).parts}
    walked = slow.parts({(score.application, score.juror) for score in scores})
    assert found == {(frozenset(applications), frozenset(jurors)) for applications, jurors in walked}


@settings(max_examples=50)
@given(panels())
def test_standard_errors_are_those_of_the_whole_design(panel: Panel) -> None:
    """From the pseudo-inverse of the whole design, where it is one part in which severity is defined."""
    scores, criteria = panel
    report = severity_report(scores, criteria)
    if len(report.parts) > 1 or report.residual is None:
        return
    matrix, jurors = slow.design(list(slow.totals(scores, criteria)))
    centre = np.eye(len(jurors)) - 1 / len(jurors)
    covariance = np.linalg.pinv(matrix.T @ matrix)[-len(jurors) :, -len(jurors) :]
    errors = report.residual * np.sqrt(np.diag(centre @ covariance @ centre))
    assert [each.standard_error for each in report.jurors] == pytest.approx(errors.tolist(), abs=1e-7)
