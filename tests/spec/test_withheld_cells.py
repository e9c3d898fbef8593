"""Withheld cells in an edition, drawn by hand: what follows from totals, what is only bounded, and what both mean.

Kansas and Nevada in 2005, in the layout of County Business Patterns by state. Kansas publishes 600 jobs in aerospace
products (33641) and 400 of them in aircraft (336411), so engines (336412) have 200. Nevada publishes 500 jobs in all
and 440 in physicians' offices, so manufacturing has 60; semiconductors (334413) have at most 19 of them (size class A),
so aircraft has 41 to 60.
"""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.small_states import KANSAS, NEVADA, Cell, build_states, chain, figures, state_rows

from clusteratlas.editions import Edition

AEROSPACE, CHIPS = "aerospace-vehicles-and-defense", "information-technology-and-analytical-instruments"
HEALTH = "local-health-services"


def kansas() -> list[Cell]:
    aerospace = [(code, 10, 600) for code in ("31-33", "336", "3364", "33641")]
    return [("00", 20, 1_000), *aerospace, ("336411", 6, 400), ("336412", 4, "C"), *chain("621111", 10, 400)]


def nevada(health: int = 440) -> list[Cell]:
    manufacturing = [*chain("334413", 3, "A")[1:], *chain("336411", 4, "B")[1:]]
    return [("00", 10, health + 60), ("31-33", 7, "B"), *manufacturing, *chain("621111", 3, health)]


def both(health: int = 440) -> list[str]:
    return [*state_rows(2005, KANSAS, kansas()), *state_rows(2005, NEVADA, nevada(health))]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return build_states(tmp_path_factory.mktemp("states"), both())


def test_a_cell_that_totals_pin_is_derived_and_one_that_they_only_bound_is_estimated(edition: Edition) -> None:
    found = figures(edition, "from activity")
    chips = found.pop((NEVADA, "334413"))
    aircraft = found.pop((NEVADA, "336411"))
    assert found == {
        (KANSAS, "336411"): (400, None, None, "published"),
        (KANSAS, "336412"): (200, 200, 200, "derived"),
        (KANSAS, "621111"): (400, None, None, "published"),
        (NEVADA, "621111"): (440, None, None, "published"),
    }
    assert chips[1:] == (0, 19, "estimated")
    assert aircraft[1:] == (41, 60, "estimated")
    assert chips[0] + aircraft[0] == 60
    assert 0 <= chips[0] <= 19


def test_what_stands_above_the_cells_is_bounded_too(edition: Edition) -> None:
    found = figures(edition, "from totals")
    assert found[NEVADA, "31-33"] == (60, 60, 60, "derived")
    assert found[NEVADA, "336"][1:] == (41, 60, "estimated")
    assert found[KANSAS, "00"] == (1_000, None, None, "published")
    assert (NEVADA, "334413") not in found  # a cell stands in activity alone


def test_the_country_is_the_sum_of_the_states_with_its_bounds(edition: Edition) -> None:
    found = figures(edition, "from national")
    assert found[("00",)] == (1_500, 1_500, 1_500, "derived")
    assert found[("336411",)][1:] == (400 + 41, 400 + 60, "estimated")
    assert found[("336412",)] == (200, 200, 200, "derived")


def test_establishments_are_published_beside_withheld_jobs(edition: Edition) -> None:
    found = figures(edition, "from activity", "establishments")
    assert found[NEVADA, "334413"] == (3, None, None, "published")


def test_wages_follow_the_same_totals(edition: Edition) -> None:
    """25 million dollars less 22 million for physicians leave 3 million, of which nobody says who was paid what."""
    found = figures(edition, "from activity", "wages")
    assert found[KANSAS, "336412"] == (10_000_000, 10_000_000, 10_000_000, "derived")
    chips, aircraft = found[NEVADA, "334413"], found[NEVADA, "336411"]
    assert chips[1:] == aircraft[1:] == (0, 3_000_000, "estimated")
    assert chips[0] + aircraft[0] == 3_000_000


def cluster(edition: Edition, region: str, code: str) -> dict[str, object]:
    query = "from portfolio where region = ? and cluster = ? and subcluster is null"
    (row,) = edition.rows(query, [region, code])
    return row


def test_a_cluster_has_the_bounds_of_its_cells_and_none_where_they_are_pinned(edition: Edition) -> None:
    kansas_aerospace = cluster(edition, KANSAS, AEROSPACE)
    assert [kansas_aerospace[f"employment{end}"] for end in ("", "_low", "_high")] == [600, None, None]
    assert kansas_aerospace["wages_per_head"] == 50_000
    nevada_aerospace = cluster(edition, NEVADA, AEROSPACE)
    assert [nevada_aerospace[f"employment{end}"] for end in ("_low", "_high")] == [41, 60]
    assert [nevada_aerospace[f"establishments{end}"] for end in ("", "_low", "_high")] == [4, None, None]


def test_the_bounds_of_a_quotient_hold_the_country_as_it_is(edition: Edition) -> None:
    """Nevada's 60 traded jobs are certain, so its share lies between 41 and 60 of 60; over the country's share."""
    for code, low, high in ((AEROSPACE, 41, 60), (CHIPS, 0, 19)):
        row = cluster(edition, NEVADA, code)
        country = Fraction(cluster(edition, "us", code)["employment"], 660)  # type: ignore[arg-type]
        assert row["location_quotient_low"] == pytest.approx(float(Fraction(low, 60) / country), rel=1e-11)
        assert row["location_quotient_high"] == pytest.approx(float(Fraction(high, 60) / country), rel=1e-11)
        middle = float(Fraction(row["employment"], 60) / country)  # type: ignore[arg-type]
        assert row["location_quotient"] == pytest.approx(middle, rel=1e-11)
    assert cluster(edition, KANSAS, AEROSPACE)["location_quotient_low"] is None


def quality(edition: Edition, region: str) -> tuple[object, ...]:
    (row,) = edition.rows("select * exclude (year, region) from quality where region = ?", [region])
    return tuple(row.values())


def test_quality_counts_what_is_published_derived_and_estimated(edition: Edition) -> None:
    """Total, published, derived, estimated; published over total, known over cells; withheld cells; grade."""
    assert quality(edition, KANSAS) == (1_000, 800, 200, 0, 0.8, 1.0, 1, "A")
    assert quality(edition, NEVADA) == (500, 440, 0, 60, 0.88, 0.88, 2, "B")
    total = pytest.approx(1_240 / 1_500, rel=1e-11)
    assert quality(edition, "us") == (1_500, 1_240, 200, 60, total, 1_440 / 1_500, 3, "A")


@pytest.mark.parametrize(
    ("health", "grade"), [(1_140, "A"), (1_139, "B"), (340, "B"), (339, "C"), (90, "C"), (89, "D")]
)
def test_grades_begin_at_95_85_and_60_per_cent(health: int, grade: str, tmp_path: Path) -> None:
    """60 jobs of Nevada are estimated: 1,140 of 1,200 are 95 %, 340 of 400 are 85 %, 90 of 150 are 60 %."""
    assert quality(build_states(tmp_path, both(health)), NEVADA)[-1] == grade


def test_the_manifest_counts_what_was_withheld(edition: Edition) -> None:
    """Ten rows have a size class: one of Kansas, nine of Nevada; two of them follow from the rest."""
    (year,) = edition.manifest.withheld
    counts = ("published", "withheld", "derived", "unknown", "contradictory")
    assert [year["employment"][name] for name in counts] == [17, 10, 2, 0, 0]
    assert [year["establishments"][name] for name in counts] == [27, 0, 0, 0, 0]
    assert (edition.manifest.measures, edition.manifest.currency) == (["employment", "establishments", "wages"], "USD")


def test_totals_that_contradict_each_other_are_named_and_nothing_is_lost(tmp_path: Path) -> None:
    """Kansas says 600 jobs in aerospace and 700 in one part of it; both stand as they are published."""
    wrong: Iterable[Cell] = [(*cell[:2], 700) if cell[0] == "336411" else cell for cell in kansas()]
    edition = build_states(tmp_path, state_rows(2005, KANSAS, wrong))
    (year,) = edition.manifest.withheld
    assert year["employment"]["contradictory"] > 0
    assert year["employment"]["contradictions"][0]["region"] == KANSAS
    assert figures(edition, "from activity")[KANSAS, "336411"] == (700, None, None, "published")
    assert figures(edition, "from totals")[KANSAS, "33641"] == (600, None, None, "published")
