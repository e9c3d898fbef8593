"""Made-up truth, a part of it withheld: the truth is within every bound, and the portfolio follows from the cells."""

import random
from pathlib import Path

import pytest
from tests.reference.portfolio import portfolio, rank, strong, sums
from tests.unit.small_states import Cell, Given, build_states, state_rows

from clusteratlas.definitions import load

STATES = ("us-state-20", "us-state-32", "us-state-39", "us-state-53", "us-state-56")
INDUSTRIES = ("334413", "336411", "336412", "511210", "621111", "621112")
SIZES = {"A": (0, 19), "B": (20, 99), "C": (100, 249), "E": (250, 499), "F": (500, 999), "G": (1_000, 2_499)}
Truth = dict[tuple[str, str], tuple[int, int]]  # establishments and jobs by state and industry


def made_up(chance: random.Random) -> Truth:
    """Some industries are missing in some states; jobs of a few size classes."""
    return {
        (state, industry): (chance.randint(1, 9), chance.randint(1, 10 ** chance.randint(1, 3)))
        for state in STATES
        for industry in INDUSTRIES
        if chance.random() < 0.8
    }


def nodes_over(industry: str) -> list[str]:
    """The industry and every broader one, up to all industries together."""
    sector = "31-33" if industry.startswith("3") else industry[:2]
    return ["00", sector, *(industry[:digits] for digits in range(3, 7))]


def lines(truth: Truth, chance: random.Random) -> list[str]:
    """Every node of every state; a third of those below the total have a size class in place of their jobs."""
    found: list[str] = []
    for state in STATES:
        nodes: dict[str, tuple[int, int]] = {}
        for (_, industry), (places, jobs) in (item for item in truth.items() if item[0][0] == state):
            for node in nodes_over(industry):
                before = nodes.get(node, (0, 0))
                nodes[node] = before[0] + places, before[1] + jobs
        found += state_rows(2005, state, [_given(node, *figures, chance) for node, figures in sorted(nodes.items())])
    return found


def _given(node: str, places: int, jobs: int, chance: random.Random) -> Cell:
    given: Given = jobs
    if node != "00" and chance.random() < 1 / 3:
        given = next(size for size, (low, high) in SIZES.items() if low <= jobs <= high)
    return node, places, given


@pytest.mark.parametrize("seed", range(4))
def test_the_truth_is_within_the_bounds_and_the_portfolio_follows_from_the_cells(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    truth = made_up(chance)
    edition = build_states(tmp_path, lines(truth, chance))  # its laws are checked, too
    membership = load("us-benchmark").membership_table("2002").to_pylist()
    members = {row["industry"]: row["cluster"] for row in membership}
    kinds = {row["cluster"]: row["kind"] for row in edition.rows("from clusters")}
    cells = edition.rows("from activity")

    for cell in cells:
        _, jobs = truth.get((cell["region"], cell["industry"]), (0, 0))
        low, high = (
            cell["employment"] if cell[end] is None else cell[end] for end in ("employment_low", "employment_high")
        )
        assert low <= jobs <= high, cell
    true_cells = [
        {"region": state, "industry": industry, "establishments": places, "employment": jobs}
        for (state, industry), (places, jobs) in truth.items()
    ]
    whole = edition.rows("from portfolio where subcluster is null")
    true_sums = sums(true_cells, members, "employment")
    for row in whole:
        low, high = (
            row["employment"] if row[end] is None else row[end] for end in ("employment_low", "employment_high")
        )
        assert low <= true_sums.get((row["region"], row["cluster"]), 0) <= high, row

    expected = portfolio(cells, members, kinds, "state")
    found = {(row["region"], row["cluster"]): row for row in whole if row["level"] == "state" and row["employment"] > 0}
    assert set(found) == set(expected)
    for key, row in found.items():
        assert (row["employment"], row["establishments"]) == (expected[key].employment, expected[key].establishments)
        assert row["location_quotient"] == pytest.approx(expected[key].location_quotient, rel=1e-10), key
        assert row["strong"] == strong(expected, key), key
        assert row["rank_employment"] == rank(expected, key, "employment")
