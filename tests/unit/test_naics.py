"""Industry codes: the tree their digits draw, titles, and the code that was probably meant."""

from time import process_time

import pytest

from clusteratlas.classifications import Classification, ancestry, naics, nearest_code
from clusteratlas.classifications.nearest import common_beginning, edit_distance
from clusteratlas.errors import UnknownChoice, UnknownCode

VINTAGES = ["2002", "2007", "2012", "2017", "2022"]


@pytest.fixture
def crafts() -> Classification:
    """A tree small enough to draw: a sector with a leading zero, and a sector that is a range.

    01 - 011 - 0111            07-08 - 071 - 0711, 0712
                                     - 081 (no part)
    """
    english = {
        "01": "Farming",
        "011": "Crops",
        "0111": "Rice",
        "07-08": "Crafts",
        "071": "Weaving",
        "0711": "Silk",
        "0712": "Hemp",
        "081": "Pottery",
    }
    return Classification("Crafts", "1900", "industry", tuple(sorted(english)), {"en": english})


def test_parents_of_the_drawn_tree(crafts: Classification) -> None:
    parents = {code: crafts.parent(code) for code in crafts.codes}
    assert parents == {
        "01": None,
        "011": "01",
        "0111": "011",
        "07-08": None,
        "071": "07-08",
        "0711": "071",
        "0712": "071",
        "081": "07-08",
    }


def test_children_ancestors_leaves_and_sectors_of_the_drawn_tree(crafts: Classification) -> None:
    assert crafts.sectors == ("01", "07-08")
    assert crafts.children("07-08") == ("071", "081")
    assert crafts.children("081") == ()
    assert crafts.ancestors("0712") == ("071", "07-08")
    assert crafts.ancestors("01") == ()
    assert crafts.leaves("07-08") == ("0711", "0712", "081")
    assert crafts.leaves("0111") == ("0111",)


def test_a_range_has_the_digits_of_its_ends(crafts: Classification) -> None:
    assert [crafts.digits(code) for code in ("01", "07-08", "081", "0711")] == [2, 2, 3, 4]
    assert crafts.with_digits(2) == ("01", "07-08")


def test_leading_zeros_count(crafts: Classification) -> None:
    assert "011" in crafts
    assert "11" not in crafts
    assert 11 not in crafts


def test_ancestry_of_the_drawn_tree(crafts: Classification) -> None:
    below_crafts = [row for row in ancestry(crafts).to_pylist() if row["code"] in ("071", "0711", "07-08")]
    assert below_crafts == [
        {"code": "07-08", "ancestor": "07-08", "digits": 2},
        {"code": "071", "ancestor": "07-08", "digits": 2},
        {"code": "071", "ancestor": "071", "digits": 3},
        {"code": "0711", "ancestor": "07-08", "digits": 2},
        {"code": "0711", "ancestor": "071", "digits": 3},
        {"code": "0711", "ancestor": "0711", "digits": 4},
    ]


def test_coding_follows_the_order_of_codes(crafts: Classification) -> None:
    assert crafts.coding.codes == ("01", "011", "0111", "07-08", "071", "0711", "0712", "081")


@pytest.mark.parametrize(
    ("vintage", "codes", "six_digits"),
    [("2007", 2328, 1175), ("2012", 2209, 1065), ("2017", 2196, 1057), ("2022", 2125, 1012)],
)
def test_naics_has_the_published_number_of_codes(vintage: str, codes: int, six_digits: int) -> None:
    assert len(naics(vintage).codes) == codes
    assert len(naics(vintage).with_digits(6)) == six_digits
    assert len(naics(vintage).sectors) == 20


@pytest.mark.parametrize("vintage", VINTAGES)
def test_every_six_digit_code_has_a_chain_to_a_sector(vintage: str) -> None:
    industries = naics(vintage)
    for code in industries.with_digits(6):
        chain = (code, *industries.ancestors(code))
        assert [industries.digits(step) for step in chain] == [6, 5, 4, 3, 2]
        assert chain[-1] in industries.sectors


@pytest.mark.parametrize("vintage", VINTAGES)
def test_the_leaves_of_naics_are_its_six_digit_codes(vintage: str) -> None:
    industries = naics(vintage)
    leaves = sorted(leaf for sector in industries.sectors for leaf in industries.leaves(sector))
    assert leaves == list(industries.with_digits(6))


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("311", "31-33"),
        ("339", "31-33"),
        ("441", "44-45"),
        ("454", "44-45"),
        ("481", "48-49"),
        ("493", "48-49"),
        ("336411", "33641"),
        ("3364", "336"),
        ("111", "11"),
        ("31-33", None),
        ("11", None),
    ],
)
def test_parents_in_naics(code: str, parent: str | None) -> None:
    assert naics("2017").parent(code) == parent


@pytest.mark.parametrize("vintage", VINTAGES)
def test_every_code_has_a_title_without_stray_spaces_in_both_languages(vintage: str) -> None:
    industries = naics(vintage)
    for language in ("en", "zh-hans"):
        titles = [industries.title(code, language) for code in industries.codes]
        assert all(titles)
        assert [title for title in titles if title != " ".join(title.split())] == []


def test_titles() -> None:
    assert naics("2017").title("336411") == "Aircraft Manufacturing"
    assert naics("2017").title("11", "zh-hans") == "农、林、渔、猎业"
    assert naics("2012").title("315220") == "Men’s and Boys’ Cut and Sew Apparel Manufacturing"


def test_totals_and_unclassified_of_other_sources_are_not_in_naics() -> None:
    assert "00" not in naics("2017")
    assert "99" not in naics("2017")


@pytest.mark.parametrize(
    ("mistaken", "nearest"),
    [
        ("336410", "336411"),  # one digit away from several: the longest beginning, then the lowest
        ("32", "31-33"),  # inside a range
        ("3364--", "3364"),  # padded, as older files are
        (" 311", "311"),
        ("3364111", "336411"),  # no code is that long
        ("0111", "1111"),
    ],
)
def test_the_code_that_was_probably_meant(mistaken: str, nearest: str) -> None:
    assert naics("2017").nearest(mistaken) == nearest


def test_an_unknown_code_is_refused_with_its_nearest() -> None:
    with pytest.raises(UnknownCode, match=r"'336410' is not a code of NAICS 2017\. The nearest known code is 336411\."):
        naics("2017").title("336410")


@pytest.mark.parametrize("method", ["parent", "children", "ancestors", "leaves", "digits", "require"])
def test_every_question_refuses_an_unknown_code(method: str) -> None:
    with pytest.raises(UnknownCode):
        getattr(naics("2017"), method)("99")


def test_unknown_vintage_and_language_name_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match="2012, 2017, 2022"):
        naics("2016")
    with pytest.raises(UnknownChoice, match="en, fr, it, ja, zh-hans"):
        naics("2017").title("11", "xx")


@pytest.mark.parametrize(
    ("one", "other", "changes", "shared"),
    [("", "", 0, 0), ("ab", "", 2, 0), ("3364", "3364", 0, 4), ("3364", "3346", 2, 2), ("336", "3361", 1, 3)],
)
def test_distances_by_hand(one: str, other: str, changes: int, shared: int) -> None:
    assert edit_distance(one, other) == edit_distance(other, one) == changes
    assert common_beginning(one, other) == shared


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest_code("11", []) is None


def test_a_code_of_fifty_thousand_letters_is_answered_at_once() -> None:
    started = process_time()
    assert nearest_code("3364" + "1" * 50_000, ["336411", "111110"]) == "336411"
    assert process_time() - started < 0.1


@pytest.mark.parametrize("vintage", ["1997", *VINTAGES])
def test_every_naics_title_is_translated(vintage: str) -> None:
    industries = naics(vintage)
    assert {industries.language_of(code, "zh-hans") for code in industries.codes} == {"zh-hans"}


def test_1997_has_the_codes_of_the_benchmark_and_what_later_years_still_have_above_them() -> None:
    industries = naics("1997")
    assert len(industries.with_digits(6)) == 1082
    assert industries.ancestors("336411") == ("33641", "3364", "336", "31-33")
    assert industries.ancestors("421430") == ("42",)  # 421, 4214 and 42143 ended with 1997; no list here names them


def test_2002_has_the_six_digit_codes_of_the_concordance_and_everything_above() -> None:
    industries = naics("2002")
    assert len(industries.with_digits(6)) == 1179  # U.S. Census Bureau, 2002 NAICS
    assert industries.title("5175") == industries.title("517510") == "Cable and Other Program Distribution"
    assert industries.title("541710") == "Research and Development in the Physical, Engineering, and Life Sciences"
