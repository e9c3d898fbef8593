"""Every rule book that comes with the library, on tables drawn by hand: each star, ties, what is not measured."""

from typing import Any

import pyarrow as pa
import pytest

from clusteratlas.diagnosis import classify, load, names, verdicts

Row = dict[str, Any]
TEXTS = ("region", "cluster", "kind")


def table(rows: list[Row]) -> pa.Table:
    """One traded cluster; a column that no row has is not in the table."""
    filled = [{"cluster": "glass", "kind": "traded", "location_quotient": 1.0} | row for row in rows]
    columns = dict.fromkeys(name for row in filled for name in row)
    schema = pa.schema([(name, pa.string() if name in TEXTS else pa.float64()) for name in columns])
    return pa.Table.from_pylist(filled, schema=schema)


def said(rows: list[Row], rules: str) -> dict[str, tuple[Any, ...]]:
    found = verdicts(table(rows), rules).to_pylist()
    return {row["region"]: (row["class"], row["grade"], row["measured"], row["strong"]) for row in found}


# Eleven regions: the 90th percentile stands at place 0.9 * 10 = 9, so it is the second largest value itself.
# Jobs 999 1000 2000 ... 9000 10000: P90 is 9000. Shares 0.01 but for 0.10, 0.11 and 0.12: P90 is 0.11.
OBSERVATORY = [
    {"region": "ada", "employment": 999, "location_quotient_all": 5.0, "employment_share_all": 0.11},
    {"region": "bob", "employment": 1000, "location_quotient_all": 2.0, "employment_share_all": 0.10},
    *(
        {"region": f"r{n}", "employment": 1000 * n, "location_quotient_all": 1.99, "employment_share_all": 0.01}
        for n in range(2, 8)
    ),
    {"region": "cid", "employment": 8000, "location_quotient_all": 0.5, "employment_share_all": 0.01},
    {"region": "dan", "employment": 9000, "location_quotient_all": 2.5, "employment_share_all": 0.01},
    {"region": "eve", "employment": 10000, "location_quotient_all": 1.0, "employment_share_all": 0.12},
]


def test_the_stars_of_the_observatory() -> None:
    assert said(OBSERVATORY, "eu-observatory-2007") == {
        "ada": (None, 0, 3, False),  # specialised and focused, but one employee short
        "bob": ("one_star", 1, 3, False),  # a quotient of exactly 2; 1,000 employees are enough
        **{f"r{n}": (None, 0, 3, False) for n in range(2, 8)},
        "cid": (None, 0, 3, False),
        "dan": ("two_stars", 2, 3, True),  # at the 90th percentile of jobs, and specialised
        "eve": ("two_stars", 2, 3, True),  # size and focus
    }


def test_three_stars() -> None:
    rows = [*OBSERVATORY[:-1], OBSERVATORY[-1] | {"location_quotient_all": 2.0}]
    assert said(rows, "eu-observatory-2007")["eve"] == ("three_stars", 3, 3, True)


def test_without_one_of_three_stars_two_still_decide() -> None:
    rows = [{name: value for name, value in row.items() if name != "employment_share_all"} for row in OBSERVATORY]
    found = said(rows, "eu-observatory-2007")
    assert found["dan"] == ("two_stars", 2, 2, True)  # whatever its share
    assert found["bob"] == ("one_star", 1, 2, None)  # the third star could be its second
    assert found["r2"] == (None, 0, 2, False)  # the third would be its first
    assert found["ada"] == (None, 0, 2, False)  # too small, whatever its share


# Six regions: the 80th percentile stands at place 4, the second largest value itself.
PANORAMA = [
    {"region": region, "employment": jobs, "location_quotient_all": lq, "wages_per_head": pay, "employment_growth": up}
    for region, jobs, lq, pay, up in [
        ("ada", 10, 0.1, 1.0, -0.3),
        ("bob", 20, 9.0, 2.0, -0.2),  # specialisation
        ("cid", 30, 0.3, 6.0, -0.1),  # productivity
        ("dan", 40, 0.4, 4.0, 0.5),  # dynamism
        ("eve", 50, 0.5, 5.0, 0.4),  # size, productivity and dynamism, each at the percentile itself
        ("fay", 60, 8.0, 3.0, 0.1),  # size; specialisation at the percentile
    ]
]


def test_the_stars_of_the_panorama() -> None:
    assert said(PANORAMA, "eu-panorama-2014") == {
        "ada": (None, 0, 4, False),
        "bob": ("one_star", 1, 4, False),
        "cid": ("one_star", 1, 4, False),
        "dan": ("one_star", 1, 4, False),
        "eve": ("three_stars", 3, 4, True),
        "fay": ("two_stars", 2, 4, False),
    }


def test_a_source_without_wages_leaves_three_stars_to_measure() -> None:
    rows = [row | {"wages_per_head": None} for row in PANORAMA]
    assert said(rows, "eu-panorama-2014") == {
        "ada": (None, 0, 3, False),
        "bob": ("one_star", 1, 3, False),  # one of three measured: a fourth would not make it three
        "cid": (None, 0, 3, False),
        "dan": ("one_star", 1, 3, False),
        "eve": ("two_stars", 2, 3, None),  # two of three: nobody can say
        "fay": ("two_stars", 2, 3, None),
    }


def test_a_percentile_rests_on_the_regions_whose_value_is_known() -> None:
    # Wages of fay and eve are unknown: of 1 2 4 6 the 80th percentile stands at place 2.4, 4 + 0.4 * 2 = 4.8.
    rows = [row | ({"wages_per_head": None} if row["region"] in ("eve", "fay") else {}) for row in PANORAMA]
    found = said(rows, "eu-panorama-2014")
    assert found["cid"] == ("one_star", 1, 4, False)
    assert found["dan"] == ("one_star", 1, 4, False)  # 4.0 is below 4.8
    assert found["eve"] == ("two_stars", 2, 3, None)


# As above, with the fifth figure. All but ada and cid are nodes.
EOCIC = [
    {"region": region, "employment": jobs, "location_quotient_all": lq, "wages_per_head": pay, "sme_performance": sme,
     "employment_growth": up}
    for region, jobs, lq, pay, sme, up in [
        ("ada", 70, 1.49, 7.0, 0.9, 0.9),  # four stars, but no node
        ("bob", 20, 1.5, 2.0, 0.2, -0.2),  # a quotient of exactly 1.5; no star
        ("cid", 30, 0.3, 1.0, 0.1, -0.1),
        ("dan", 40, 1.6, 4.0, 0.8, -0.5),  # SME performance alone
        ("eve", 50, 1.7, 5.0, 0.5, 0.4),  # specialisation alone
        ("fay", 60, 8.0, 6.0, 0.7, 0.5),  # all but SME performance
    ]
]  # fmt: skip


def test_the_grades_of_the_nodes() -> None:
    # Place 4 of six: jobs 60, quotients 1.7, wages 6, SME performance 0.8, growth 0.5.
    assert said(EOCIC, "eu-eocic-2020") == {
        "ada": (None, 0, 5, False),
        "bob": ("basic", 0, 5, True),
        "cid": (None, 0, 5, False),
        "dan": ("basic", 1, 5, True),
        "eve": ("basic", 1, 5, True),  # specialisation at the percentile
        "fay": ("high", 4, 5, True),
    }


def test_a_node_without_sme_performance_and_wages() -> None:
    names_left = ("region", "employment", "location_quotient_all", "employment_growth")
    found = said([{name: row[name] for name in names_left} for row in EOCIC], "eu-eocic-2020")
    assert found["fay"] == ("medium", 3, 3, True)  # high is not certain: it may have four
    assert found["bob"] == ("basic", 0, 3, True)
    assert found["ada"] == (None, 0, 3, False)
    classes = classify(table([{name: row[name] for name in names_left} for row in EOCIC]), "eu-eocic-2020").to_pylist()
    assert [(row["region"], row["basic"], row["medium"], row["high"]) for row in classes] == [
        ("ada", False, False, False),
        ("bob", True, None, False),  # none of three: two are left for medium
        ("cid", False, False, False),
        ("dan", True, None, False),
        ("eve", True, None, False),
        ("fay", True, True, None),
    ]


def test_inside_a_level_that_has_no_wages_productivity_is_not_measured() -> None:
    """A custom region with wages of its own, among states without: two of three stars, and nobody knows the fourth."""
    states = [row | {"wages_per_head": None, "level": "state"} for row in PANORAMA]
    mine = PANORAMA[5] | {"region": "mine", "level": "custom", "employment_growth": 0.0}
    schema = table(PANORAMA).schema.append(pa.field("level", pa.string()))
    filled = [{"cluster": "glass", "kind": "traded", "location_quotient": 1.0} | row for row in (*states, mine)]
    found = classify(pa.Table.from_pylist(filled, schema=schema), "eu-panorama-2014", ranked_in="state").to_pylist()
    (own,) = [row for row in found if row["region"] == "mine"]
    assert [own[name] for name in ("one_star", "two_stars", "three_stars", "four_stars")] == [True, True, None, False]


def test_one_region_in_each_quadrant() -> None:
    rows = [
        {"region": region, "employment": 5, "location_quotient": quotient, "location_quotient_change": change}
        for region, quotient, change in [
            ("star", 1.1, 0.1), ("mature", 1.1, -0.1), ("emerging", 0.9, 0.1), ("transforming", 0.9, -0.1),
            ("at the cut", 1.0, 0.1), ("unchanged", 1.1, 0.0), ("new", 1.1, None), ("low and new", 0.9, None),
        ]
    ]  # fmt: skip
    assert {region: (answer[0], answer[3]) for region, answer in said(rows, "quadrants").items()} == {
        "star": ("star", True),
        "mature": ("mature", False),
        "emerging": ("emerging", False),
        "transforming": ("transforming", False),
        "at the cut": ("emerging", False),  # the cut itself is not high
        "unchanged": ("mature", False),  # what stays the same is not rising
        "new": (None, None),  # star or mature, nobody can say
        "low and new": (None, False),  # neither of the two high ones
    }
    moved = said(rows, "quadrants:cut=1.2")
    assert [region for region, answer in moved.items() if answer[0] in ("star", "mature")] == []


def test_the_clusters_of_canada() -> None:
    rows = [
        {"region": region, "employment": jobs, "location_quotient_all": quotient, "industries_above_one": above}
        for region, jobs, quotient, above in [
            ("all three", 1000, 1.01, 0.5), ("not specialised", 1000, 1.0, 0.9), ("too small", 999, 2.0, 0.9),
            ("too few industries", 5000, 2.0, 0.49), ("industries unknown", 5000, 2.0, None),
            ("small and unknown", 5, 2.0, None),
        ]
    ]  # fmt: skip
    assert {region: answer[3] for region, answer in said(rows, "canada-spencer").items()} == {
        "all three": True,
        "not specialised": False,
        "too small": False,
        "too few industries": False,
        "industries unknown": None,
        "small and unknown": False,
    }


@pytest.mark.parametrize("rules", names())
def test_a_region_without_jobs_passes_nothing(rules: str) -> None:
    rows = [
        {"region": "none", "employment": 0, "establishments": 0, "location_quotient": 0.0},
        {"region": "some", "employment": 5, "establishments": 1, "location_quotient": 1.0},
    ]
    class_, grade, measured, strong = said(rows, rules)["none"]
    assert (class_, strong) == (None, False)
    assert (grade, measured) == ((0, len(load(rules).stars)) if load(rules).stars else (None, None))


@pytest.mark.parametrize("rules", names())
def test_a_book_says_in_both_languages_what_it_is_and_whether_it_is_checked(rules: str) -> None:
    book = load(rules)
    unchecked = rules in ("eu-observatory-2007", "eu-panorama-2014", "eu-eocic-2020", "canada-spencer")
    assert book.name == rules
    assert ("(reconstruction)" in book.title["en"], "复原版" in book.title["zh-hans"]) == (unchecked, unchecked)
    assert book.citation
    assert book.agreement in book.classes
    if "strong" not in book.classes:  # the words of the others are in the glossary
        assert set(book.labels) == {*book.rules, *book.classes}


def test_the_thresholds_are_those_of_the_method() -> None:
    asked = {
        name: [(rule.column, rule.operator, rule.percentile, rule.value) for rule in load(name).rules.values()]
        for name in ("eu-observatory-2007", "eu-panorama-2014", "quadrants", "canada-spencer")
    }
    assert asked == {
        "eu-observatory-2007": [
            ("employment", ">=", None, 1000),
            ("employment", ">=", 90, None),
            ("location_quotient_all", ">=", None, 2),
            ("employment_share_all", ">=", 90, None),
        ],
        "eu-panorama-2014": [
            ("employment", ">=", 80, None),
            ("location_quotient_all", ">=", 80, None),
            ("wages_per_head", ">=", 80, None),
            ("employment_growth", ">=", 80, None),
        ],
        "quadrants": [
            ("location_quotient", ">", None, 1),
            ("location_quotient", "<=", None, 1),
            ("location_quotient_change", ">", None, 0),
            ("location_quotient_change", "<=", None, 0),
        ],
        "canada-spencer": [
            ("location_quotient_all", ">", None, 1),
            ("employment", ">=", None, 1000),
            ("industries_above_one", ">=", None, 0.5),
        ],
    }
    node = load("eu-eocic-2020").of_class("basic")
    assert [(rule.column, rule.operator, rule.value) for rule in node] == [("location_quotient_all", ">=", 1.5)]
    assert [load(name).agreement for name in names()] == [
        "identified", "basic", "two_stars", "three_stars", "strong", "strong", "star", "strong",
    ]  # fmt: skip
