"""A definition stated on codes that have parts, and what it covers, on a tree drawn by hand."""

import pytest

from clusteratlas.classifications import Classification, classification
from clusteratlas.definitions import (
    Coverage,
    Definition,
    Place,
    Uncovered,
    check_codes,
    coverage,
    coverage_table,
    load,
    place_of,
    places_over,
)
from clusteratlas.errors import UnknownChoice, UnknownCode

# 1 ─ 11 ─ 111, 112     the definition says:  1 in apples, 112 in pears, 12 outside, 2 in plums
#   └ 12 ─ 121, 122                           122 in pears again; it says nothing of 3
# 2 ─ 21                                      and nothing of 9, which is not a code
# 3
CODES = ("1", "11", "111", "112", "12", "121", "122", "2", "21", "3")
TREE = Classification("Fruit", "1", "industry", CODES, {"en": {code: code for code in CODES}})
STATED = {"1": "apples", "112": "pears", "122": "pears", "2": "plums"}


def orchard(stated=STATED, outside=("12",), vintage="1"):
    return Definition(
        name="orchard",
        version="1",
        titles={},
        citation="Made by hand.",
        doi="",
        licence={},
        method={},
        sources=(),
        classification="Fruit",
        clusters=(),
        subclusters=(),
        places={vintage: {code: Place(cluster, None) for code, cluster in stated.items()}},
        uncovered=(Uncovered(vintage, "wild", {}, tuple(outside)),),
    )


@pytest.mark.parametrize(
    ("code", "cluster"),
    [
        ("1", "apples"),  # its own
        ("11", "apples"),  # from 1
        ("111", "apples"),  # from 1, two steps above
        ("112", "pears"),  # its own goes before 1
        ("12", None),  # left out, though 1 is in apples
        ("121", None),  # from 12
        ("122", "pears"),  # its own, though 12 is left out
        ("21", "plums"),
        ("3", None),  # not spoken of
    ],
)
def test_the_code_itself_or_the_nearest_above_decides(code, cluster):
    expected = None if cluster is None else Place(cluster, None)
    assert place_of(orchard(), TREE, code) == expected
    assert places_over(orchard(), TREE).get(code) == expected


def test_places_over_are_in_order_and_only_of_the_covered():
    assert list(places_over(orchard(), TREE)) == ["1", "11", "111", "112", "122", "2", "21"]


def test_coverage_of_parts_follows_from_the_code_above():
    assert coverage(orchard(), TREE, ["121", "111", "9", "3"]) == Coverage(("111",), ("121", "3", "9"))


def test_unknown_codes_classifications_and_vintages_are_refused():
    with pytest.raises(UnknownCode, match="'9' is not a code of Fruit 1"):
        place_of(orchard(), TREE, "9")
    with pytest.raises(UnknownChoice, match=r"classification='NACE' is not known. Choose one of: Fruit"):
        place_of(orchard(), classification("NACE", "2"), "10")
    with pytest.raises(UnknownChoice, match=r"vintage='1' is not known. Choose one of: 2"):
        places_over(orchard(vintage="2"), TREE)


def test_a_code_the_classification_does_not_have_is_found():
    check_codes(orchard(), TREE)
    for stated, outside in ((STATED | {"19": "pears"}, ()), (STATED, ("19",))):
        with pytest.raises(UnknownCode, match=r"'19' is not a code of Fruit 1. The nearest known code is"):
            check_codes(orchard(stated, outside), TREE)


def test_the_table_counts_industries_and_employment_by_part():
    # Of NACE divisions with persons: 10 and 46 covered, 64 in finance, 01 in agriculture; 100 persons in all.
    persons = {"10": 30, "46": 20, "64": 40, "01": 10}
    table = coverage_table([load("eu-divisions")], {("NACE", "2"): persons}).to_pylist()
    shares = {row["part"]: (row["employment"], row["employment_share"]) for row in table}
    assert shares["covered"] == (50, 0.5)
    assert shares["finance-and-insurance"] == (40, 0.4)
    assert shares["agriculture-forestry-and-fishing"] == (10, 0.1)
    assert shares["education"] == (0, 0.0)
    assert table[0]["part"] == "covered"
    assert sum(row["industries"] for row in table) == 615  # classes of NACE Rev. 2 (Eurostat, NACE Rev. 2, 2008)


def test_without_figures_employment_is_empty():
    table = coverage_table([load("us-benchmark"), load("eu-divisions")])
    assert set(table["employment"].to_pylist()) == {None}
    assert {(row["definition"], row["vintage"]) for row in table.to_pylist()} == {
        *(("us-benchmark", vintage) for vintage in ("1997", "2002", "2007", "2012", "2017", "2022")),
        ("eu-divisions", "2"),
    }
    of_2017 = {row["part"]: row["industries"] for row in table.to_pylist() if row["vintage"] == "2017"}
    assert of_2017["covered"] == 975
    assert of_2017["public-administration"] == 29


def test_employment_of_an_unknown_code_is_refused():
    with pytest.raises(UnknownCode, match="'4x' is not a code of NACE 2"):
        coverage_table([load("eu-divisions")], {("NACE", "2"): {"4x": 1}})
