"""Robustness under rule books with stars, by hand: ends of bounds, 5 %, and what nobody knows.

Four regions with 10, 20, 30 and 40 thousand jobs; the lines of `eu-panorama-2014` stand at place 0.8 * 3 = 2.4.
"""

from typing import Any

import pyarrow as pa
import pytest

from clusteratlas.diagnosis import robustness

Row = dict[str, Any]


def judged(rules: str, **last: Any) -> tuple[Any, Any, Any]:
    """The answer for the last region, with these figures beside or in place of its own."""
    rows = [
        {
            "region": f"r{n}",
            "cluster": "glass",
            "kind": "traded",
            "employment": 10000.0 * n,
            "location_quotient": 1.0 * n,
            "location_quotient_all": 1.0 * n,
            "wages_per_head": 10.0 * n,
            "employment_growth": n / 100,
        }
        for n in (1, 2, 3, 4)
    ]
    names = dict.fromkeys((*rows[0], *last))
    rows = [dict.fromkeys(names) | row for row in rows]
    rows[3] |= last
    texts = ("region", "cluster", "kind")
    schema = pa.schema([(name, pa.string() if name in texts else pa.float64()) for name in names])
    found = robustness(pa.Table.from_pylist(rows, schema=schema), rules).to_pylist()[3]
    return found["strong_low"], found["strong_high"], found["robust"]


# Place 2.4 of jobs 10 20 30 40 thousand: 34,000. Of quotients 3.4, of wages 34, of growth 0.034.
@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({}, (True, True, True)),  # four stars; three are enough
        ({"employment_low": 33000, "employment_high": 40000}, (True, True, True)),  # three are left
        (
            {"employment_low": 33000, "employment_high": 40000, "wages_per_head_low": 33, "wages_per_head_high": 41},
            (False, True, False),  # two are left
        ),
        ({"employment_growth": 0.0, "location_quotient_all_low": 3.0}, (False, True, False)),
        ({"wages_per_head": None, "employment_growth": 0.0}, (None, None, None)),  # two of three, one not measured
        ({"wages_per_head": None, "employment_growth": 0.0, "location_quotient_all": 0.1}, (False, False, True)),
    ],
)
def test_stars_at_the_ends_of_the_bounds(figures: Row, expected: tuple[Any, ...]) -> None:
    assert judged("eu-panorama-2014", **figures) == expected


@pytest.mark.parametrize(
    ("quotient", "expected"),
    [
        (1.58, (True, True, True)),
        (1.57, (True, True, False)),
        (1.43, (False, False, False)),
        (1.42, (False, False, True)),
    ],
)
def test_five_per_cent_of_the_quotient_over_all_jobs(quotient: float, expected: tuple[Any, ...]) -> None:
    """0.95 x 1.58 = 1.501, 0.95 x 1.57 = 1.4915, 1.05 x 1.43 = 1.5015, 1.05 x 1.42 = 1.491."""
    assert judged("eu-eocic-2020", location_quotient_all=quotient) == expected


def test_growth_and_change_are_not_moved() -> None:
    assert judged("quadrants", location_quotient_change=1e-9) == (True, True, True)
    assert judged("quadrants", location_quotient_change=-1e-9) == (False, False, True)
    assert judged("quadrants") == (None, None, None)
    assert judged("quadrants", location_quotient_change=0.1, location_quotient=1.05) == (True, True, False)


def test_a_region_that_may_have_no_job_at_all_is_not_strong_at_its_low_end() -> None:
    bounds = {"employment_low": 0, "employment_high": 50000}
    assert judged("quadrants", location_quotient_change=0.1, **bounds) == (False, True, False)
