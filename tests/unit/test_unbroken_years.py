"""The years a life cycle is read over: the latest in a row between which the jobs of all clusters do not leap."""

import pytest

from clusteratlas.editions.unbroken import unbroken_years


@pytest.mark.parametrize(
    ("jobs", "years"),
    [
        ({2010: 100, 2011: 103, 2012: 101, 2013: 104, 2014: 108}, [2010, 2011, 2012, 2013, 2014]),
        # a leap of a tenth: what was before is another file, or another classification
        ({2008: 90, 2009: 91, 2010: 101, 2011: 102, 2012: 103, 2013: 104, 2014: 105}, [2010, 2011, 2012, 2013, 2014]),
        # the last year lacks countries; the five before it can be read
        ({2010: 100, 2011: 101, 2012: 102, 2013: 103, 2014: 104, 2015: 70}, [2010, 2011, 2012, 2013, 2014]),
        # a year is missing between
        ({2008: 100, 2010: 100, 2011: 100, 2012: 100, 2013: 100}, []),
        ({2018: 100, 2019: 101}, []),
        ({}, []),
    ],
)
def test_years_without_a_break(jobs: dict[int, int], years: list[int]) -> None:
    assert unbroken_years(jobs, least=5) == years


def test_eight_per_cent_are_no_leap_and_a_little_more_is() -> None:
    assert unbroken_years({2010: 100, 2011: 108, 2012: 100}, least=2) == [2010, 2011, 2012]
    assert unbroken_years({2010: 100, 2011: 109, 2012: 110}, least=2) == [2011, 2012]
