"""Two years are compared where both are known: a country that sums its regions does not shrink with missing files."""

import numpy as np
import pyarrow as pa

from clusteratlas.editions.portfolio import Units, YearSums
from clusteratlas.editions.portfolio.changes import Changes, changes
from clusteratlas.editions.portfolio.sums import Sums
from clusteratlas.tables import UNBOUNDED, Coding

CLUSTERS = pa.table({"cluster": ["aerospace"], "subcluster": pa.nulls(1, pa.string()), "kind": ["traded"]})
# The country stands first, then two regions directly below it and one below the second of those.
UNITS = Units(
    Coding(("u", "u-a", "u-b", "u-b-1")),
    np.array(["country", "state", "state", "county"]),
    np.array([False, True, True, False]),
    "u",
    CLUSTERS,
    ("traded",),
)


def year_of(jobs: list[int], high: list[int] | None = None, present: list[bool] | None = None) -> YearSums:
    """A year with these jobs of the country, the two states and the county; its kind's total is the same."""
    values = np.array([[count, count] for count in jobs])
    ends = values if high is None else np.array([[end, end] for end in high])
    there = np.array(present or [False, True, True, True])
    return YearSums(2020, {"employment": Sums(values, values, ends)}, np.zeros((4, 1)), there)


def compared(now: YearSums, before: YearSums) -> list[tuple[int, float] | None]:
    """Change and growth of each region; None where the years cannot be compared."""
    found: Changes = changes(UNITS, now, before)
    rows = zip(found.change[:, 0], found.growth[:, 0], found.comparable[:, 0], strict=True)
    return [(int(change), round(float(growth), 3)) if known else None for change, growth, known in rows]


def test_all_regions_known() -> None:
    # 30 and 90 jobs in the states become 33 and 99, so 120 become 132.
    assert compared(year_of([132, 33, 99, 10]), year_of([120, 30, 90, 8])) == [
        (12, 0.1),
        (3, 0.1),
        (9, 0.1),
        (2, 0.25),
    ]


def test_a_state_without_rows_is_left_out_of_the_country_in_both_years() -> None:
    now = year_of([33, 33, 0, 0], present=[False, True, False, False])
    assert compared(now, year_of([120, 30, 90, 8])) == [(3, 0.1), (3, 0.1), None, None]


def test_a_state_partly_unknown_is_left_out_as_well() -> None:
    now = year_of([83, 33, 50, 10], high=[UNBOUNDED, 33, UNBOUNDED, 10])
    assert compared(now, year_of([120, 30, 90, 8])) == [(3, 0.1), (3, 0.1), None, (2, 0.25)]


def test_a_country_with_rows_of_its_own_is_compared_with_itself() -> None:
    present = [True, True, True, True]
    now, before = year_of([140, 33, 99, 10], present=present), year_of([125, 30, 90, 8], present=present)
    assert compared(now, before)[0] == (15, 0.12)


def test_what_began_at_nothing_has_a_change_and_no_growth() -> None:
    found = changes(UNITS, year_of([5, 5, 0, 0]), year_of([0, 0, 0, 0]))
    assert found.change[:, 0].tolist() == [5, 5, 0, 0]
    assert np.isnan(found.growth).all()


def test_no_state_known_in_both_years_leaves_the_country_unknown() -> None:
    now = year_of([33, 33, 0, 0], present=[False, True, False, False])
    before = year_of([90, 0, 90, 8], present=[False, False, True, True])
    assert compared(now, before) == [None, None, None, None]
