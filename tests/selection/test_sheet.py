"""The sheet of an application: by hand, and its lines sum to the score that the ranking shows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.selection.juries import QUALITY, panels, reviews
from tests.selection.test_ranking import methods

from clusteratlas_web.selection.ranking import MEDIAN, Criterion, Line, Method, Score, rank, sheet

TABLE = {"a": {1: 8, 2: 6}, "b": {1: 7}, "c": {2: 6}}  # severities -1 and +1, see test_severity


def test_by_hand() -> None:
    found = sheet(reviews(TABLE), [QUALITY], "a")
    assert (found.application, found.score) == ("a", 70.0)
    assert [_rounded(line) for line in found.lines] == [
        (1, "quality", 8, -1, 7, 1, 0.5, 35),
        (2, "quality", 6, 1, 7, 1, 0.5, 35),
    ]


def test_severity_stands_on_each_criterions_own_scale() -> None:
    """Juror 2 gives 2 of 4 points less on quality and as much on talent: 25 of 100 less, 12.5 from the average."""
    criteria = [Criterion("quality", 1, 1, 5), Criterion("talent", 1, 0, 10)]
    scores = reviews({"a": {1: 5, 2: 3}, "b": {1: 4, 2: 2}}) + reviews({"a": {1: 8, 2: 8}, "b": {1: 6, 2: 6}}, "talent")
    assert [_rounded(line) for line in sheet(scores, criteria, "b").lines] == [
        (1, "quality", 4, -0.5, 3.5, 0.5, 0.5, 15.625),
        (1, "talent", 6, -1.25, 4.75, 0.5, 0.5, 11.875),
        (2, "quality", 2, 0.5, 2.5, 0.5, 0.5, 9.375),
        (2, "talent", 6, 1.25, 7.25, 0.5, 0.5, 18.125),
    ]


def test_a_median_takes_the_reviews_in_the_middle() -> None:
    table = {"a": {1: 9, 2: 4, 3: 0}, "b": {1: 10, 2: 5, 3: 4, 4: 0}}
    shares = [
        [line.share for line in sheet(reviews(table), [QUALITY], each, Method(MEDIAN, severity=False)).lines]
        for each in "ab"
    ]
    assert shares == [[0, 1, 0], [0, 0.5, 0.5, 0]]


def test_an_application_without_reviews_has_no_sheet() -> None:
    with pytest.raises(ValueError, match="application z has no review"):
        sheet(reviews(TABLE), [QUALITY], "z")


@settings(max_examples=50)
@given(panels(), methods, st.data())
def test_the_lines_sum_to_the_score(
    panel: tuple[list[Score], list[Criterion]], method: Method, data: st.DataObject
) -> None:
    scores, criteria = panel
    application = data.draw(st.sampled_from(sorted({str(score.application) for score in scores})))
    found = sheet(scores, criteria, application, method)
    assert found.score == rank(scores, criteria, method).by_application[application].score  # not nearly: exactly
    assert round(sum(line.contribution for line in found.lines), 6) == pytest.approx(found.score, abs=1.1e-6)
    assert len(found.lines) == sum(score.application == application for score in scores)


def _rounded(line: Line) -> tuple[object, ...]:
    values = line.value, line.severity, line.adjusted, line.weight, line.share, line.contribution
    return line.juror, line.criterion, *(round(value, 9) for value in values)
