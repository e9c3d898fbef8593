"""A shift-share analysis as it is taught: the worked table of Krumme's course.

Source: G. Krumme, University of Washington, Geography 350, "Shift & Share Table with Excel Explanations",
http://faculty.washington.edu/krumme/350/ssexcel.html. Printed there are the region's employment by industry in 1985 and
1995, the nation's shares (10, 20, 40, 30 %) and growth (10, 20, 30, 40 %; 29 % in all), and the results: a national
growth effect of 290, a total shift of 340, a differential effect of 420 and a composition effect of 80, which is
negative.
"""

import pyarrow as pa
import pytest

from clusteratlas.measures import expected_change, shift_share

REGION = {1985: [500, 100, 200, 200], 1995: [1000, 100, 250, 280]}
NATION = {1985: [10_000, 20_000, 40_000, 30_000], 1995: [11_000, 24_000, 52_000, 42_000]}  # of 100,000


@pytest.fixture(scope="module")
def frame() -> pa.Table:
    rows = []
    for year, values in REGION.items():
        rows += [(year, "region", f"{place}", value) for place, value in enumerate(values)]
        rest = [whole - value for whole, value in zip(NATION[year], values, strict=True)]
        rows += [(year, "rest", f"{place}", value) for place, value in enumerate(rest)]
    names = ("year", "region", "industry", "employment")
    return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


def of_region(table: pa.Table, column: str) -> list[float]:
    return [row[column] for row in table.to_pylist() if row["region"] == "region"]


def test_the_effects_are_those_printed(frame: pa.Table) -> None:
    found = shift_share(frame, 1985, 1995)
    national, mix, competitive = (of_region(found, name) for name in ("national", "mix", "competitive"))
    assert sum(of_region(found, "change")) == 630
    assert [sum(national), sum(mix), sum(competitive)] == pytest.approx([290, -80, 420])
    assert sum(mix) + sum(competitive) == pytest.approx(340)
    # By industry, "Diff. Effect" 450, 20, 10, 0 and "Comp Effect" 95, 9, 2, 22, printed without their signs.
    assert [abs(value) for value in competitive] == pytest.approx([450, 20, 10, 0], abs=1e-9)
    assert [abs(value) for value in mix] == pytest.approx([95, 9, 2, 22])


def test_expected_employment_is_that_printed(frame: pa.Table) -> None:
    # "Expec Empl." on the growth of individual industries: 550, 120, 260, 280.
    expected = of_region(expected_change(frame, 1985, 1995), "expected_change")
    assert [start + change for start, change in zip(REGION[1985], expected, strict=True)] == pytest.approx(
        [550, 120, 260, 280]
    )
