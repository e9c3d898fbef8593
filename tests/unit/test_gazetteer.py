"""Gazetteers: how many regions of each level, what each is part of, what it is called and in which language."""

from collections import Counter

import pytest

from clusteratlas.classifications import GAZETTEERS, Gazetteer, Region, gazetteer, place_ancestry
from clusteratlas.errors import UnknownChoice, UnknownCode

# Hand-drawn: a country of two states, one with a city that is not all of it.
SMALL = Gazetteer(
    title="the regions of Ruritania",
    country=Region("rt", "country", "Ruritanien"),
    levels=("country", "state", "city"),
    places={
        region.code: region
        for region in (
            Region("rt", "country", "Ruritanien"),
            Region("rt-state-1", "state", "Norden", "rt"),
            Region("rt-state-2", "state", "Süden", "rt"),
            Region("rt-city-10", "city", "Strelsau, Stadt", "rt-state-1"),
        )
    },
    names={
        "de": {"rt": "Ruritanien", "rt-state-1": "Norden", "rt-state-2": "Süden", "rt-city-10": "Strelsau, Stadt"},
        "en": {"rt": "Ruritania", "rt-state-1": "North"},
    },
    whole=frozenset({"state"}),
    short_names={"de": {"rt-city-10": "Strelsau"}},
)


def test_a_name_in_another_language_or_the_regions_own() -> None:
    assert SMALL.name("rt-state-1", "en") == "North"
    assert SMALL.language_of("rt-state-1", "en") == "en"
    assert SMALL.name("rt-state-2", "en") == "Süden"
    assert SMALL.language_of("rt-state-2", "en") == "de"
    assert SMALL.name("rt", "zh-hans") == "Ruritanien"
    assert SMALL.short_name("rt-city-10", "en") == "Strelsau"
    assert SMALL.short_name("rt-state-1", "de") == "Norden"


def test_levels_parents_and_what_makes_up_its_parent() -> None:
    assert list(SMALL.at("state")) == ["rt-state-1", "rt-state-2"]
    assert [SMALL.parent(code) for code in SMALL.places] == [None, "rt", "rt", "rt-state-1"]
    assert [SMALL.partitioned(level) for level in SMALL.levels] == [False, True, False]
    assert place_ancestry(SMALL).to_pydict() == {
        "code": [
            "rt",
            "rt-city-10",
            "rt-city-10",
            "rt-city-10",
            "rt-state-1",
            "rt-state-1",
            "rt-state-2",
            "rt-state-2",
        ],
        "ancestor": ["rt", "rt", "rt-city-10", "rt-state-1", "rt", "rt-state-1", "rt", "rt-state-2"],
        "level": ["country", "country", "city", "state", "country", "state", "country", "state"],
    }


def test_what_is_not_known_is_refused_with_what_is() -> None:
    with pytest.raises(UnknownCode, match="The nearest known code is rt-state-2"):
        SMALL.require("rt-city-2")
    with pytest.raises(UnknownCode, match="'rt-state-3' is not a code of the regions of Ruritania"):
        SMALL.name("rt-state-3", "de")
    with pytest.raises(UnknownChoice, match="country, state, city"):
        SMALL.at("county")
    with pytest.raises(UnknownChoice, match="country, state, city"):
        SMALL.partitioned("county")
    with pytest.raises(UnknownChoice, match="de, en, zh-hans"):
        SMALL.name("rt", "fr")
    with pytest.raises(UnknownChoice, match="us, eu, jp, de, cn"):
        gazetteer("fr")
    assert SMALL.nearest("city", "11") == "10"


# Numbers of regions: U.S. Census Bureau (50 states, the District of Columbia, Puerto Rico), Bureau of Economic Analysis
# (179 economic areas), Regulation (EU) 2019/1755 with the agreements of the countries outside the Union, JIS X 0401.
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("jp", {"country": 1, "prefecture": 47, "city": 7}),
        ("de", {"country": 1, "state": 16, "district": 401}),
        ("cn", {"country": 1, "province": 31, "city": 342}),
    ],
)
def test_numbers_of_regions(name: str, counts: dict[str, int]) -> None:
    assert Counter(region.level for region in gazetteer(name).places.values()) == counts


def test_numbers_of_regions_of_the_united_states() -> None:
    counts = Counter(region.level for region in gazetteer("us").places.values())
    assert (counts["state"], counts["ea"]) == (50 + 1 + 1, 179 + 1)
    # 3,221 of 2013, nine planning regions of Connecticut and two counties that changed their names and numbers
    assert counts["county"] == 3221 + 9 + 2


@pytest.mark.parametrize("name", GAZETTEERS)
def test_every_region_is_part_of_one_above_it_and_has_a_name(name: str) -> None:
    places = gazetteer(name)
    assert places.country.code == name
    for code, region in places.places.items():
        assert region.code == code
        assert places.name(code, places.own_language) == region.name
        assert places.name(code, "en")
        assert places.name(code, "zh-hans")
        assert places.short_name(code, "en")
        if region.parent is None:
            assert region == places.country
        else:
            above = places.require(region.parent)
            assert places.levels.index(above.level) < places.levels.index(region.level)


@pytest.mark.parametrize(
    ("name", "code", "english", "chinese", "languages", "parent"),
    [
        ("us", "us-county-39049", "Franklin County", "Franklin County", ("en", "en"), "us-state-39"),
        ("us", "us-metro-48620", "Wichita, KS", "威奇托（堪萨斯）", ("en", "zh-hans"), "us"),
        ("eu", "eu-nuts0-EL", "Greece", "希腊", ("en", "zh-hans"), "eu"),
        ("eu", "eu-nuts2-EL30", "Attiki", "Attiki", ("und-Latn", "und-Latn"), "eu-nuts1-EL3"),
        ("jp", "jp-prefecture-13", "Tokyo", "东京都", ("en", "zh-hans"), "jp"),
        ("jp", "jp-city-01100", "Sapporo", "札幌市", ("en", "zh-hans"), "jp-prefecture-01"),
        ("de", "de-state-09", "Bavaria", "巴伐利亚州", ("en", "zh-hans"), "de"),
        (
            "de",
            "de-district-09162",
            "München, Kreisfreie Stadt",
            "München, Kreisfreie Stadt",
            ("de", "de"),
            "de-state-09",
        ),
        ("cn", "cn-province-41", "Henan", "河南省", ("en", "zh-hans"), "cn"),
        ("cn", "cn-city-4111", "Luohe", "漯河市", ("en", "zh-hans"), "cn-province-41"),
    ],
)
def test_names_and_parents(
    name: str, code: str, english: str, chinese: str, languages: tuple[str, str], parent: str
) -> None:
    places = gazetteer(name)
    assert (places.name(code, "en"), places.name(code, "zh-hans")) == (english, chinese)
    assert (places.language_of(code, "en"), places.language_of(code, "zh-hans")) == languages
    assert places.parent(code) == parent


def test_the_bare_code_that_was_probably_meant() -> None:
    assert gazetteer("jp").nearest("prefecture", "481") == "41"
    assert gazetteer("de").nearest("district", "09162 ") == "09162"
    assert gazetteer("eu").nearest("nuts2", "GR30") == "FR30"
