"""Places of the United States: two delineations, the areas of County Business Patterns, names, changes."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from clusteratlas.classifications import changes, county_ancestry, region_ancestry, us_regions
from clusteratlas.errors import UnknownChoice, UnknownCode

WITHOUT_BOUNDARY = {"12120", "15140", "16420", "26260", "27660", "48500"}
AS_OF_2023 = {"10760", "14300", "16140", "21640", "21860", "22840", "24330", "37800", "40760", "41260"}


@pytest.mark.parametrize(
    ("vintage", "levels"), [(2013, {"metro": 381, "micro": 536}), (2023, {"metro": 393, "micro": 542})]
)
def test_number_of_areas(vintage: int, levels: dict[str, int]) -> None:
    assert Counter(area.level for area in us_regions.areas(vintage).values()) == levels


def test_an_area_carries_level_name_states_and_counties() -> None:
    wichita = us_regions.areas(2013)["48620"]
    assert wichita.code == "us-metro-48620"
    assert wichita.bare == "48620"
    assert (wichita.level, wichita.name, wichita.states) == ("metro", "Wichita, KS", ("KS",))
    assert wichita.counties == ("20015", "20079", "20095", "20173", "20191")
    assert wichita.delineation == 2013


def test_an_area_in_two_states_lists_them_as_its_name_does() -> None:
    assert us_regions.areas(2013)["31140"].name == "Louisville/Jefferson County, KY-IN"
    assert us_regions.areas(2013)["31140"].states == ("KY", "IN")


@pytest.mark.parametrize("vintage", us_regions.DELINEATIONS)
def test_counties_of_areas_are_known_belong_to_one_area_and_lie_in_its_states(vintage: int) -> None:
    counties, areas = us_regions.counties(vintage), us_regions.areas(vintage)
    listed = [county for area in areas.values() for county in area.counties]
    assert len(listed) == len(set(listed)) == len(us_regions.county_membership(vintage))
    for area in areas.values():
        assert {state for county in area.counties for state in counties[county].states} == set(area.states)


def test_county_membership_depends_on_the_vintage() -> None:
    assert us_regions.county_membership(2013)["46013"] == "us-micro-10100"
    assert us_regions.county_membership(2013)["09003"] == "us-metro-25540"
    assert "09003" not in us_regions.county_membership(2023)
    assert us_regions.county_membership(2023)["09110"] == "us-metro-25540"


def test_connecticut_is_counties_in_2013_and_planning_regions_in_2023() -> None:
    assert us_regions.states(2013)["09"].counties[0] == "09001"
    assert len(us_regions.states(2013)["09"].counties) == 8
    assert us_regions.states(2023)["09"].counties[0] == "09110"
    assert len(us_regions.states(2023)["09"].counties) == 9


def test_states_and_country() -> None:
    states = us_regions.states()
    assert len(states) == 52
    assert (states["20"].code, states["20"].name, states["20"].states) == ("us-state-20", "Kansas", ("KS",))
    assert (states["11"].states, states["72"].states) == (("DC",), ("PR",))
    assert us_regions.country().code == "us"
    assert us_regions.country().counties == tuple(us_regions.counties(2013))
    assert len(us_regions.counties(2013)) == 3221


def test_areas_of_county_business_patterns_and_the_list_that_draws_each() -> None:
    areas = us_regions.cbp_areas()
    assert Counter(area.delineation for area in areas.values()) == {2013: 917, 2023: 10, None: 6}
    assert {bare for bare, area in areas.items() if area.delineation == 2023} == AS_OF_2023
    assert all(area.bare == bare for bare, area in areas.items())
    assert {bare for bare, area in areas.items() if not area.counties} == WITHOUT_BOUNDARY


def test_six_areas_have_no_boundary() -> None:
    six = us_regions.without_boundary()
    assert set(six) == WITHOUT_BOUNDARY
    assert {area.level for area in six.values()} == {"micro"}
    assert six["12120"].code == "us-micro-12120"
    assert (six["12120"].name, six["12120"].states, six["12120"].counties) == ("Atmore, AL", ("AL",), ())


def test_every_published_area_resolves_and_no_other(data: Path) -> None:
    with gzip.open(data / "us" / "cbp_msa_2018_2019.csv.gz", "rt", encoding="utf-8", newline="") as file:
        published = {row["cbsa"] for row in csv.DictReader(file)}
    assert len(published) == 933
    assert published == set(us_regions.cbp_areas())


def test_names_in_both_languages() -> None:
    assert us_regions.name("us") == "United States"
    assert us_regions.name("us", "zh-hans") == "美国"
    assert us_regions.name("us-state-20", "zh-hans") == "堪萨斯州"
    assert us_regions.name("us-metro-48620") == "Wichita, KS"
    assert us_regions.name("us-metro-48620", "zh-hans") == "威奇托（堪萨斯）"
    assert us_regions.name("us-county-20173", "zh-hans") == "Sedgwick County"


@pytest.mark.parametrize("vintage", [None, 2013, 2023])
def test_every_place_has_a_name_in_both_languages(vintage: int | None) -> None:
    for code in us_regions.places(vintage):
        assert us_regions.name(code, "en", vintage)
        assert us_regions.name(code, "zh-hans", vintage)


def test_letters_beyond_ascii_survive() -> None:
    assert us_regions.areas(2013)["15860"].name == "Cañon City, CO"
    assert us_regions.areas(2013)["21580"].name == "Española, NM"
    assert us_regions.areas(2023)["32420"].name == "Mayagüez, PR"
    assert us_regions.counties()["35013"].name == "Doña Ana County"


def test_a_region_of_the_wrong_level_is_refused_with_the_right_one() -> None:
    with pytest.raises(UnknownCode) as refused:
        us_regions.name("us-metro-10700")
    assert refused.value.nearest == "us-micro-10700"


@pytest.mark.parametrize(
    ("mistaken", "nearest"),
    [("48620", "us-metro-48620"), ("us-metro-48621", "us-metro-48620")],
)
def test_the_place_that_was_probably_meant(mistaken: str, nearest: str) -> None:
    with pytest.raises(UnknownCode) as refused:
        us_regions.name(mistaken)
    assert refused.value.nearest == nearest


def test_unknown_choices_name_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match="2013, 2023"):
        us_regions.areas(2018)
    with pytest.raises(UnknownChoice, match="en, zh-hans"):
        us_regions.name("us", "zh")


def test_the_area_that_was_probably_meant() -> None:
    assert us_regions.nearest_area("48621") == "48620"
    assert us_regions.nearest_area("48620 ") == "48620"


def test_what_changed_between_the_delineations() -> None:
    found = {change.code: change for change in changes(2013, 2023)}
    kinds = Counter(kind for change in found.values() for kind in change.what)
    assert kinds == {"counties": 145, "new": 72, "dropped": 54, "level": 17}
    assert found["46300"].what == ("level",)
    assert "48620" in found
    assert "10100" not in found  # Aberdeen, SD is the same place in both


def test_a_change_tells_the_counties_gained_and_lost() -> None:
    found = {change.code: change for change in changes(2013, 2023)}
    assert found["48620"].counties_gained == ()
    assert found["48620"].counties_lost == ("20095",)
    new = found["10380"]
    assert new.before is None
    assert (new.what, new.counties_gained[0]) == (("new",), "72003")


def test_a_delineation_does_not_differ_from_itself() -> None:
    assert changes(2023, 2023) == ()


def test_region_ancestry_puts_the_country_above_each_area() -> None:
    table = region_ancestry()
    assert table.column_names == ["code", "ancestor", "level"]
    assert table.num_rows == 2 * 933 + 1
    assert [row for row in table.to_pylist() if row["code"] == "us-metro-48620"] == [
        {"code": "us-metro-48620", "ancestor": "us", "level": "country"},
        {"code": "us-metro-48620", "ancestor": "us-metro-48620", "level": "metro"},
    ]


def test_county_ancestry_puts_area_state_and_country_above_a_county() -> None:
    above = {"us-county-20173": set[str](), "us-county-20001": set[str]()}
    for row in county_ancestry(2013).to_pylist():
        if row["code"] in above:
            above[row["code"]].add(row["ancestor"])
    assert above == {
        "us-county-20173": {"us-county-20173", "us-metro-48620", "us-state-20", "us"},
        "us-county-20001": {"us-county-20001", "us-state-20", "us"},
    }


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("us-metro-48620", "Wichita, KS", "威奇托（堪萨斯）"),
        ("us-metro-26420", "Houston, TX", "休斯敦（得克萨斯）"),
        ("us-metro-49180", "Winston-Salem, NC", "温斯顿-塞勒姆（北卡罗来纳）"),
        ("us-metro-38300", "Pittsburgh, PA", "匹兹堡（宾夕法尼亚）"),
        ("us-state-20", "Kansas", "堪萨斯州"),
    ],
)
def test_short_names_keep_the_first_place_and_state(code: str, english: str, chinese: str) -> None:
    assert us_regions.short_name(code) == english
    assert us_regions.short_name(code, "zh-hans") == chinese


def test_every_county_of_2013_is_in_one_economic_area() -> None:
    areas = us_regions.economic_areas()
    members = [county for area in areas.values() for county in area.counties]
    assert sorted(members) == sorted(us_regions.counties(2013))
    assert len(members) == 3221
    assert us_regions.economic_area_membership()["39049"] == next(
        area.code for area in areas.values() if area.name.startswith("Columbus-Marion")
    )
    assert areas["57180"].states == ("PR",)
    assert {county[:2] for county in areas["57180"].counties} == {"72"}


def test_the_gazetteer_knows_both_delineations() -> None:
    places = us_regions.gazetteer()
    assert {"us-micro-21420", "us-metro-21420"} <= set(places.places)  # Enid: micro in 2013, metro in 2023
    assert {"us-county-09001", "us-county-09110"} <= set(places.places)
    assert all(places.places[area.code] == area for area in us_regions.cbp_areas().values())
    assert [level for level in places.levels if places.partitioned(level)] == ["state", "county", "ea"]
