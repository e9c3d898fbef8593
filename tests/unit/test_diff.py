"""What changed between two editions, and why: each cause on a case drawn by hand where it acts alone."""

from pathlib import Path

import pytest
from tests.unit.drawn_editions import CELLS, EAST, METALS, NORTH, PLACES, PLASTICS, SOUTH, WEST, Drawing, draw

import clusteratlas as ca
from clusteratlas.editions.diff import (
    BECAME_STRONG,
    CAUSES,
    DATA,
    DEFINITION,
    FIGURES,
    NO_LONGER_STRONG,
    OTHERS,
    RULE,
    Difference,
    diff,
)
from clusteratlas.errors import InputError


def compared(folder: Path, **after: object) -> Difference:
    """The first drawing against one that differs from it in what is named."""
    before = draw(folder, Drawing("1"))
    return diff(before, draw(folder, Drawing("2", **after)))  # type: ignore[arg-type]


def changed(found: Difference, change: str) -> dict[tuple[str, str], str]:
    """The causes of a kind of change, by region and cluster."""
    rows = found.table().to_pylist()
    return {(row["region"], row["cluster"]): row["cause"] for row in rows if row["change"] == change}


def test_the_drawn_edition_is_what_its_figures_say(tmp_path: Path) -> None:
    """East: 2,000 of 3,500 jobs in plastics, the country 5,500 of 23,000: a quotient of 2.39, the only strong one."""
    rows = draw(tmp_path, Drawing("1")).rows("select * from portfolio where level <> 'country'")
    assert {(row["region"], row["cluster"]) for row in rows if row["strong"]} == {(EAST, PLASTICS)}
    (east,) = (row for row in rows if (row["region"], row["cluster"]) == (EAST, PLASTICS))
    assert east["location_quotient"] == pytest.approx((2_000 / 3_500) / (5_500 / 23_000))


def test_an_edition_and_itself_differ_in_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path)
    assert found.changes.num_rows == 0
    assert found.changed_facts == ()
    assert all((turnover.entered, turnover.left) == ((), ()) for turnover in found.turnovers)
    assert found.shared == 8  # four regions with both clusters


def test_data_a_cell_of_its_own_moved(tmp_path: Path) -> None:
    """West's cell grows from 1,000 to 6,000 jobs: its quotient, 6,000 of 11,000 over 10,500 of 28,000, is 1.45."""
    found = compared(tmp_path, cells=CELLS | {(WEST, "326112"): (6_000, 4)})
    assert changed(found, FIGURES)[WEST, PLASTICS] == DATA
    grown = compared(tmp_path / "more", cells=CELLS | {(WEST, "326112"): (60_000, 4)})
    assert changed(grown, FIGURES)[WEST, METALS] == OTHERS  # its own cells are the same, its region's total is not
    assert changed(grown, NO_LONGER_STRONG) == {(EAST, PLASTICS): OTHERS}


def test_data_makes_a_cluster_strong(tmp_path: Path) -> None:
    """North's metals shrink from 5,000 to 500 jobs: plastics are 1,500 of 2,000, over 5,500 of 18,500: 2.52."""
    found = compared(tmp_path, cells=CELLS | {(NORTH, "326111"): (2_500, 10), (NORTH, "331110"): (500, 20)})
    assert changed(found, BECAME_STRONG) == {(NORTH, PLASTICS): DATA}
    (row,) = found.largest(BECAME_STRONG, 5)
    assert (row["employment_before"], row["employment_after"]) == (1_500, 3_000)
    assert row["location_quotient_after"] == pytest.approx((3_000 / 3_500) / (7_000 / 20_000))


def test_others_the_rest_of_the_country_moved(tmp_path: Path) -> None:
    """South's plastics grow tenfold: East's share is the same, but twice the country's no more."""
    found = compared(tmp_path, cells=CELLS | {(SOUTH, "326111"): (10_000, 11)})
    assert changed(found, NO_LONGER_STRONG) == {(EAST, PLASTICS): OTHERS}
    assert changed(found, FIGURES)[NORTH, PLASTICS] == OTHERS
    assert changed(found, FIGURES)[SOUTH, PLASTICS] == DATA


def test_definition_other_industries_belong_to_the_cluster(tmp_path: Path) -> None:
    """326112 moves to metals: North keeps 1,000 jobs in plastics, West none."""
    found = compared(tmp_path, places=PLACES | {"326112": METALS})
    assert set(found.table()["cause"].to_pylist()) == {DEFINITION}
    (west,) = (row for row in found.table().to_pylist() if (row["region"], row["cluster"]) == (WEST, PLASTICS))
    assert (west["employment_before"], west["employment_after"]) == (1_000, None)


def test_rule_the_same_figures_are_in_another_class(tmp_path: Path) -> None:
    """By percentiles South's metals are strong: 6,000 of 7,000 over 17,500 of 23,000 is 1.13, the highest of four.

    East's plastics, 2.39, are strong by both.
    """
    found = compared(tmp_path, book="us-percentile")
    assert changed(found, BECAME_STRONG) == {(SOUTH, METALS): RULE}
    assert changed(found, NO_LONGER_STRONG) == {}
    assert changed(found, FIGURES) == {}  # the figures themselves are the same
    assert [fact.name for fact in found.changed_facts] == ["rules"]


def test_two_causes_are_both_named(tmp_path: Path) -> None:
    cells = CELLS | {(NORTH, "326111"): (1_001, 10)}
    found = compared(tmp_path, cells=cells, places=PLACES | {"326112": METALS})
    assert changed(found, FIGURES)[NORTH, PLASTICS] == "data + definition"
    assert changed(found, FIGURES)[SOUTH, PLASTICS] == DEFINITION


def test_counts_add_up_to_the_table(tmp_path: Path) -> None:
    found = compared(tmp_path, cells=CELLS | {(SOUTH, "326111"): (10_000, 11)})
    assert sum(found.counts().values()) == found.changes.num_rows
    assert {part for _, cause in found.counts() for part in cause.split(" + ")} <= set(CAUSES)


def test_what_entered_and_what_left(tmp_path: Path) -> None:
    cells = {key: cell for key, cell in CELLS.items() if key[0] != WEST} | {(NORTH, "332111"): (10, 1)}
    found = compared(tmp_path, cells=cells, places=PLACES | {"332111": "forging"}, years=(2020, 2021), file="b" * 64)
    moved = {turnover.kind: (turnover.entered, turnover.left) for turnover in found.turnovers}
    assert moved == {
        "years": (("2021",), ()),
        "regions": ((), (WEST,)),
        "industries": (("332111",), ()),
        "clusters": (("forging",), ()),
    }
    assert [fact.name for fact in found.changed_facts] == ["inputs", "years", "vintages"]
    rows = found.table().to_pylist()
    assert {row["year"] for row in rows} == {2020}
    assert WEST not in {row["region"] for row in rows}
    assert "forging" not in {row["cluster"] for row in rows}


def test_editions_without_a_common_year_share_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, years=(2021,))
    assert (found.shared, found.changes.num_rows) == (0, 0)


def test_editions_of_two_atlases_are_compared_only_on_request(tmp_path: Path) -> None:
    one, other = draw(tmp_path, Drawing("1")), draw(tmp_path, Drawing("2", atlas="us"))
    with pytest.raises(InputError, match="across=True"):
        diff(one, other)
    assert diff(one, other, across=True).changes.num_rows == 0
    assert ca.diff(one, other, across=True).changes.num_rows == 0


def test_the_public_function_takes_a_pair_of_names_or_a_pair_of_editions(tmp_path: Path) -> None:
    one = draw(tmp_path / "atlases/us-states/editions", Drawing("1"))
    draw(tmp_path / "atlases/us-states/editions", Drawing("2", cells=CELLS | {(SOUTH, "326111"): (10_000, 11)}))
    named = ca.diff("us-states", "1", "2", home=tmp_path)
    opened = ca.diff(one, ca.open("us-states", "2", home=tmp_path))
    assert named.counts() == opened.counts() != {}
    with pytest.raises(InputError):
        ca.diff("us-states", "1")
    with pytest.raises(InputError):
        ca.diff(one, "2")
