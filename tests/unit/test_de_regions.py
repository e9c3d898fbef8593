"""Districts of Germany and the NUTS 3 regions they are."""

import csv
import gzip
from collections import Counter
from pathlib import Path

from clusteratlas.classifications import de_regions, eu_regions, gazetteer


def test_each_nuts_3_region_is_one_district_but_for_two() -> None:
    regions = de_regions.nuts3_regions()
    listed = [code for codes in regions.values() for code in codes]
    german = {region.bare for region in eu_regions.standing("nuts3", 2021).values() if region.bare.startswith("DE")}
    assert Counter(listed) == dict.fromkeys(german, 1)
    assert len(german) == 401
    assert {district: codes for district, codes in regions.items() if len(codes) != 1} == {
        "06415": (),
        "16063": ("DEG0N", "DEG0P"),
    }


def test_a_district_and_its_nuts_3_region_have_the_same_name_and_state() -> None:
    german, european = gazetteer("de"), gazetteer("eu")
    for district, codes in de_regions.nuts3_regions().items():
        for code in codes[-1:]:
            name = european.name(f"eu-nuts3-{code}", "en").removesuffix(" (DE)")
            assert german.name(f"de-district-{district}", "de") == name
            assert code[:3] == de_regions.nuts1_regions()[district[:2]]


# Statistisches Bundesamt, Gemeindeverzeichnis: keys of three districts that share a name with a city.
def test_a_city_and_the_district_around_it_are_told_apart() -> None:
    regions = de_regions.nuts3_regions()
    assert (regions["09162"], regions["09184"]) == (("DE212",), ("DE21H",))
    places = gazetteer("de")
    assert places.name("de-district-09184", "de") == "München, Landkreis"
    assert places.short_name("de-district-09184", "de") == "München"


def test_the_districts_are_those_of_the_published_figures(data: Path) -> None:
    with gzip.open(data / "de" / "kreis_occupation_sv_total.csv.gz", "rt", encoding="utf-8", newline="") as file:
        used = {row["region"] for row in csv.DictReader(file)}
    assert used == {region.bare for region in gazetteer("de").at("district").values()}
