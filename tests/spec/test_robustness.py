"""Robustness by hand: classes at the ends of the bounds, with 5 % less and 5 % more, and where nothing is known.

Four metropolitan areas have the quotients 1, 2, 3 and 5 and 10, 20, 30 and 40 jobs, so under `us-percentile` the lines
are: quotient at least 3.5 (three quarters of the way: 3 + 0.25 x 2) and at least 1; jobs above 17.5 (10 + 0.75 x 10);
establishments above 1, of 1, 1, 2 and 3. Only the last is strong.
"""

from typing import Any

import pyarrow as pa
import pytest

from clusteratlas.diagnosis import robustness

QUOTIENT, JOBS, PLACES = "location_quotient", "employment", "establishments"
Row = dict[str, Any]


def rows(**last: Any) -> list[Row]:
    """The four areas; the last one with these columns beside or in place of its own."""
    figures = [(10, 1, 1.0), (20, 1, 2.0), (30, 2, 3.0), (40, 3, 5.0)]
    found = [
        {"region": region, "cluster": "aerospace", "kind": "traded", JOBS: jobs, PLACES: places, QUOTIENT: quotient}
        for region, (jobs, places, quotient) in zip("abcd", figures, strict=True)
    ]
    empty = dict.fromkeys(f"{column}_{end}" for column in (JOBS, PLACES, QUOTIENT) for end in ("low", "high"))
    return [*(empty | row for row in found[:3]), empty | found[3] | last]


def judged(table: list[Row], rules: str = "us-percentile") -> list[tuple[Any, Any, Any]]:
    schema = pa.schema(
        [(name, pa.string() if name in ("region", "cluster", "kind", "level") else pa.float64()) for name in table[0]]
    )
    answer = robustness(pa.Table.from_pylist(table, schema=schema), rules).to_pylist()
    return [(row["strong_low"], row["strong_high"], row["robust"]) for row in sorted(answer, key=lambda r: r["region"])]


def test_without_withheld_cells_both_ends_are_the_class_itself() -> None:
    assert judged(rows()) == [(False, False, True)] * 3 + [(True, True, True)]


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"location_quotient_low": 3.5, "location_quotient_high": 6.0}, (True, True, True)),
        ({"location_quotient_low": 3.4, "location_quotient_high": 6.0}, (False, True, False)),
        ({"employment_low": 18, "employment_high": 60}, (True, True, True)),
        ({"employment_low": 17, "employment_high": 60}, (False, True, False)),
        ({"establishments_low": 2, "establishments_high": 4}, (True, True, True)),
        ({"establishments_low": 1, "establishments_high": 4}, (False, True, False)),
        ({"location_quotient_low": 4.0, "location_quotient_high": None}, (True, True, True)),
    ],
    ids=["quotient on the line", "quotient below", "jobs above", "jobs below", "places", "one place", "open above"],
)
def test_a_strong_cluster_at_the_ends_of_its_bounds(bounds: Row, expected: tuple[bool, bool, bool]) -> None:
    """The lines stay where the figures themselves put them."""
    assert judged(rows(**bounds))[3] == expected


def test_a_cluster_that_is_not_strong_may_be_so_at_the_high_end() -> None:
    """c has a quotient of 3; its withheld cells could make it 4, or anything."""
    for high in (4.0, None):
        table = rows()
        table[2] |= {"location_quotient_low": 2.5, "location_quotient_high": high}
        assert judged(table)[2] == (False, True, False)


@pytest.mark.parametrize(
    ("quotient", "jobs", "strong", "robust"),
    [
        (1.58, 2_000, True, True),  # 0.95 x 1.58 = 1.501
        (1.57, 2_000, True, False),  # 0.95 x 1.57 = 1.4915
        (2.0, 1_053, True, True),  # 0.95 x 1,053 = 1,000.35
        (2.0, 1_052, True, False),  # 0.95 x 1,052 = 999.4
        (1.42, 2_000, False, True),  # 1.05 x 1.42 = 1.491
        (1.43, 2_000, False, False),  # 1.05 x 1.43 = 1.5015
        (2.0, 952, False, True),  # 1.05 x 952 = 999.6
        (2.0, 953, False, False),  # 1.05 x 953 = 1,000.65
    ],
)
def test_five_per_cent_less_or_more_must_not_change_it(quotient: float, jobs: int, strong: bool, robust: bool) -> None:
    """Under `fixed-threshold` strong is a quotient of at least 1.5 and at least 1,000 jobs; nothing is withheld."""
    table = rows(location_quotient=quotient, employment=jobs)
    assert judged(table, "fixed-threshold")[3] == (strong, strong, robust)


def test_what_the_rule_book_does_not_rank_has_no_answer() -> None:
    local = rows(kind="local")
    assert judged(local)[3] == (None, None, None)
    levels = [row | {"level": "metro"} for row in rows()] + [rows()[3] | {"region": "us", "level": "country"}]
    assert judged(levels)[4] == (None, None, None)
