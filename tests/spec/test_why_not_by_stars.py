"""Why not, by rule books with stars, shares of all jobs and what does not follow from jobs, on tables drawn by hand."""

from typing import Any

import pyarrow as pa
import pytest

from clusteratlas.diagnosis import Reason, Remedy, SmallSet, why_not
from clusteratlas.diagnosis.rule_book import read
from clusteratlas.errors import UnknownChoice

# jobs in  glass  rest (traded)  retail (local)   all   share of all   quotient over all (nation: 1,000 of 10,000)
# ada        150       850            1000        2000      0.075         0.75
# bob        250       750            1000        2000      0.125         1.25
# cid        600      3400            2000        6000      0.1           1
GLASS = {"ada": (150, 850, 1000), "bob": (250, 750, 1000), "cid": (600, 3400, 2000)}


def portfolio(nation: dict[str, tuple[int, int, int]] = GLASS, **columns: list[Any]) -> pa.Table:
    """The nation above; columns are those of glass in ada, bob and cid, zero elsewhere."""
    rows = []
    totals = [sum(cells[place] for cells in nation.values()) for place in range(3)]
    for place, (region, cells) in enumerate(nation.items()):
        for at, (cluster, kind) in enumerate((("glass", "traded"), ("rest", "traded"), ("retail", "local"))):
            alike = [0, 1] if kind == "traded" else [2]
            here, everywhere = sum(cells[each] for each in alike), sum(totals[each] for each in alike)
            rows.append(
                {
                    "region": region, "cluster": cluster, "kind": kind, "employment": cells[at],
                    "location_quotient": cells[at] * everywhere / (here * totals[at]),
                    "location_quotient_all": cells[at] * sum(totals) / (sum(cells) * totals[at]),
                    "employment_share_all": cells[at] / sum(cells),
                }
                | {name: values[place] if cluster == "glass" else 0 for name, values in columns.items()}
            )  # fmt: skip
    texts = dict.fromkeys(("region", "cluster", "kind"), pa.string())
    return pa.Table.from_pylist(rows, schema=pa.schema({name: texts.get(name, pa.float64()) for name in rows[0]}))


def book(conditions: list[tuple[str, str, str, float]], **entries: Any) -> Any:
    """A rule book of conditions on a percentile (p) or a value (v) of a column, all of them one class."""
    listed = [
        {"id": column, "column": column, "operator": operator, {"p": "percentile", "v": "value"}[what]: number}
        for column, operator, what, number in conditions
    ]
    return read(
        {
            "name": "own", "title": {"en": "Own"}, "within": ["cluster"], "present": "employment", "kinds": ["traded"],
            "levels_not_ranked": [], "citation": [], "conditions": listed,
            "classes": {"strong": [column for column, *_ in conditions]},
        }
        | entries
    )  # fmt: skip


def test_jobs_to_a_quotient_over_all_jobs() -> None:
    # (150 + x)(10000 + x) >= 1.5 (2000 + x)(1000 + x): 0.5 x**2 - 5650 x + 1500000 <= 0, first at x = 272.0 ...:
    # (5650 - sqrt(5650**2 - 4 * 0.5 * 1500000)) / 1 = 5650 - sqrt(28922500) = 5650 - 5377.96 = 272.04, so 273.
    explanation = why_not(portfolio(), "ada", "glass", book([("location_quotient_all", ">=", "v", 1.5)]))
    assert explanation.held == explanation.recomputed == Remedy(273, 0)


def test_jobs_to_a_share_of_all_jobs() -> None:
    # The share 0.075; at least 0.2: (150 + x) >= 0.2 (2000 + x), x >= 312.5; above 0.2 no more, since 313 is above.
    for operator, jobs in ((">=", 313), (">", 313)):
        share = book([("employment_share_all", operator, "v", 0.2)])
        assert why_not(portfolio(), "ada", "glass", share).held == Remedy(jobs, 0)
    # At least 0.5: 150 + x >= 1000 + x / 2, x >= 1700 exactly; above takes one more.
    assert why_not(portfolio(), "ada", "glass", book([("employment_share_all", ">=", "v", 0.5)])).held.jobs == 1700
    assert why_not(portfolio(), "ada", "glass", book([("employment_share_all", ">", "v", 0.5)])).held.jobs == 1701
    whole = why_not(portfolio(), "ada", "glass", book([("employment_share_all", ">=", "v", 1)]))
    assert whole.held == Remedy(None, 0, Reason.UNREACHABLE)


def test_a_share_against_a_percentile_of_which_it_is_part() -> None:
    # Shares 0.075 0.1 0.125: the 50th percentile is 0.1. Held: 150 + x >= 200 + x / 10, x = 55.6. Recomputed the same,
    # since it has to be the middle one.
    explanation = why_not(portfolio(), "ada", "glass", book([("employment_share_all", ">=", "p", 50)]))
    assert (explanation.held.jobs, explanation.recomputed.jobs) == (56, 56)
    # The 100th: held 0.125: 150 + x >= 250 + x / 8, x = 114.3; recomputed it must reach the highest, which is the same.
    top = why_not(portfolio(), "ada", "glass", book([("employment_share_all", ">=", "p", 100)]))
    assert (top.held.jobs, top.recomputed.jobs) == (115, 115)


STARS = {
    "stars": ["employment", "employment_share_all", "employment_growth"],
    "classes": {"one": {"stars": 1}, "two": {"stars": 2}, "three": {"stars": 3}},
    "agreement": "two",
}


def starred() -> Any:
    return book(
        [("employment", ">=", "v", 400), ("employment_share_all", ">=", "v", 0.1), ("employment_growth", ">", "v", 0)],
        **STARS,
    )


def test_the_smallest_number_of_jobs_to_enough_stars() -> None:
    # Ada needs 250 jobs for the star of size and 56 for that of share; growth it has.
    table = portfolio(employment_growth=[0.1, 0.1, -0.1])
    ada = why_not(table, "ada", "glass", starred())
    assert (ada.class_, ada.verdict, ada.grade, ada.measured, ada.least_stars) == ("two", False, 1, 3, 2)
    assert ada.stars == ("employment", "employment_share_all", "employment_growth")
    assert ada.held == ada.recomputed == Remedy(56, 0)
    assert why_not(table, "ada", "glass", starred(), class_="three").held == Remedy(250, 0)
    assert why_not(table, "ada", "glass", starred(), class_="one").held == Remedy(0, 0)


def test_a_star_that_no_job_earns() -> None:
    table = portfolio(employment_growth=[-0.1, 0.1, -0.1])
    two = why_not(table, "ada", "glass", starred())
    assert two.held == Remedy(250, 0)  # size and share
    (growth,) = [condition for condition in two.conditions if condition.column == "employment_growth"]
    assert (growth.passes, growth.change, growth.held, growth.recomputed) == (False, pytest.approx(0.1), None, None)
    three = why_not(table, "ada", "glass", starred(), class_="three")
    assert three.held == three.recomputed == Remedy(None, 0, Reason.NOT_BY_JOBS)


def test_a_star_that_is_not_measured() -> None:
    for table in (portfolio(), portfolio(employment_growth=[None, 0.1, None])):
        three = why_not(table, "cid", "glass", starred(), class_="three")
        assert (three.verdict, three.grade, three.measured) == (None, 2, 2)
        growth = three.conditions[2]
        assert (growth.value, growth.passes, growth.change, growth.held) == (None, None, None, None)
        assert three.held == Remedy(None, 0, Reason.NOT_MEASURED)
        assert why_not(table, "cid", "glass", starred()).verdict is True
        assert why_not(table, "ada", "glass", starred()).held == Remedy(250, 0)


def test_a_percentile_that_nobody_knows_is_not_measured() -> None:
    growth = book([("employment_growth", ">=", "p", 50)])
    table = portfolio(employment_growth=[None, None, None])
    explanation = why_not(table, "ada", "glass", growth)
    assert (explanation.verdict, explanation.held) == (None, Remedy(None, 0, Reason.NOT_MEASURED))
    assert explanation.resting_on == {"employment_growth": 0}
    partly = why_not(portfolio(employment_growth=[0.3, None, 0.1]), "ada", "glass", growth)
    assert (partly.verdict, partly.ranked, partly.resting_on) == (True, 3, {"employment_growth": 2})


def test_a_class_that_asks_for_less() -> None:
    # Bob's quotient over all jobs is 1.25; to be low it would need fewer jobs, and a remedy only adds.
    low = book([("location_quotient_all", "<", "v", 1.0)])
    explanation = why_not(portfolio(), "bob", "glass", low)
    assert explanation.held == Remedy(None, 0, Reason.ASKS_FOR_LESS)
    assert explanation.conditions[0].change == pytest.approx(-0.25)
    assert why_not(portfolio(), "ada", "glass", low).verdict


def test_low_and_large_at_once() -> None:
    # Ada is low, and needs 1,050 jobs to have 1,200; with them it is no longer low: (1200)(11050)/((3050)(2050)) > 1.
    both = book([("location_quotient_all", "<", "v", 1.0), ("employment", ">=", "v", 1200)])
    assert why_not(portfolio(), "ada", "glass", both).held == Remedy(None, 0, Reason.UNREACHABLE)
    modest = book([("location_quotient_all", "<", "v", 1.0), ("employment", ">=", "v", 160)])
    assert why_not(portfolio(), "ada", "glass", modest).held == Remedy(10, 0)


def test_a_region_without_the_cluster_is_in_no_class_however_little_is_asked() -> None:
    table = portfolio(GLASS | {"ada": (0, 850, 1000)})
    low = book([("location_quotient_all", "<", "v", 1.0)])
    for absent in (table, table.slice(1)):  # a row of zero, and no row
        explanation = why_not(absent, "ada", "glass", low)
        assert explanation.conditions[0].passes
        assert explanation.verdict is False
        assert explanation.held == explanation.recomputed == Remedy(1, 0)


def test_quotients_of_other_totals_cannot_be_solved_for() -> None:
    table = portfolio()
    place = table.column_names.index("location_quotient_all")
    other = table.set_column(place, "location_quotient_all", pa.array([0.7] * 9))
    explanation = why_not(other, "ada", "glass", book([("location_quotient_all", ">=", "v", 1.5)]))
    assert explanation.held == explanation.recomputed == Remedy(None, 0, Reason.OTHER_TOTALS)


def test_establishments_are_added_only_where_they_must_be() -> None:
    stars = {"stars": ["establishments", "employment"], "classes": {"strong": {"stars": 1}}}
    rules = book([("establishments", ">=", "v", 5), ("employment", ">=", "v", 200)], **stars)
    assert why_not(portfolio(establishments=[1, 9, 9]), "ada", "glass", rules).held == Remedy(50, 0)
    assert why_not(portfolio(establishments=[5, 9, 9]), "ada", "glass", rules).verdict
    required = book([("establishments", ">=", "v", 5), ("employment", ">=", "v", 200)])
    assert why_not(portfolio(establishments=[1, 9, 9]), "ada", "glass", required).held == Remedy(50, 4)


def test_it_says_on_how_many_regions_a_percentile_rests_and_what_else_to_ask() -> None:
    explanation = why_not(portfolio(), "ada", "glass", "eu-observatory-2007")
    assert (explanation.rules, explanation.class_) == ("eu-observatory-2007", "two_stars")
    assert explanation.resting_on == {"size": 3, "focus": 3}
    assert explanation.small == SmallSet(3, 40, "fixed-threshold")
    assert why_not(portfolio(), "ada", "glass", "fixed-threshold").small is None
    paid = why_not(portfolio(wages_per_head=[2.0, 3.0, None]), "ada", "glass", "eu-panorama-2014")
    assert paid.resting_on == {"size": 3, "specialisation": 3, "productivity": 2, "dynamism": 0}
    assert paid.small == SmallSet(2, 40, "fixed-threshold")  # dynamism is not measured, which is said elsewhere


def test_the_class_meant_is_the_one_that_counts_as_strong() -> None:
    table = portfolio(location_quotient_change=[0.1, 0.1, -0.1])
    assert why_not(table, "bob", "glass", "quadrants").class_ == "star"
    assert why_not(table, "bob", "glass", "quadrants").verdict
    assert why_not(table, "cid", "glass", "quadrants", class_="transforming").verdict
    with pytest.raises(UnknownChoice, match=r"class_='stars' is not known. Choose one of: transforming, emerging"):
        why_not(table, "bob", "glass", "quadrants", class_="stars")
