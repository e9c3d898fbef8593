"""Location quotients of states as the Bureau of Labor Statistics prints them, to its two decimals.

Columns lq_annual_avg_emplvl and lq_total_annual_wages of the annual files: https://www.bls.gov/cew/downloadable-data-files.htm.
"""

from pathlib import Path

import pytest
from benchmarks.qcew_quotients import Printed, Table, printed, tables, wholly_published, within_bounds

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def years(data: Path) -> list[tuple[Table, Printed]]:
    """Our table and the Bureau's facts of 2019 and 2020."""
    file = data / "us/qcew_state_2019_2020.csv.gz"
    ours, theirs = tables(file), printed(file)
    assert list(ours) == [2019, 2020]
    return [(ours[year], theirs[year]) for year in ours]


def test_quotients_of_wholly_published_industries_are_the_printed_ones(years: list[tuple[Table, Printed]]) -> None:
    for table, facts in years:
        found = wholly_published(table, facts)
        assert found.compared > 27_000
        assert found.share > 0.998
        assert found.share_but_for_rounding == 1.0


def test_printed_quotients_lie_within_the_bounds_of_industries_some_states_withhold(
    years: list[tuple[Table, Printed]],
) -> None:
    for table, facts in years:
        found = within_bounds(table, facts)
        assert found.compared > 50_000
        assert found.share == 1.0


def test_quotients_of_wages_are_the_printed_ones_in_every_cell(data: Path) -> None:
    """Wages are whole dollars: nothing is rounded before the quotient is."""
    file = data / "us/qcew_state_2019_2020.csv.gz"
    facts = printed(file, "wages")
    for year, table in tables(file, "wages").items():
        equal, inside = wholly_published(table, facts[year]), within_bounds(table, facts[year])
        assert (equal.compared > 27_000, equal.share) == (True, 1.0)
        assert (inside.compared > 50_000, inside.share) == (True, 1.0)


def test_all_51_states_are_compared_with_their_sum(years: list[tuple[Table, Printed]]) -> None:
    for table, facts in years:
        assert len(table.states) == len(facts.totals) == 51
