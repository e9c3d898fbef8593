"""NUTS regions: which code stands in which version, and what a code that ended is called."""

import gzip
from collections import Counter
from pathlib import Path

import pytest

from clusteratlas.classifications import eu_regions, gazetteer
from clusteratlas.errors import UnknownChoice


def counted(level: str, version: int) -> Counter[str]:
    """Regions by country, without extra-regio."""
    found = eu_regions.standing(level, version).values()
    return Counter(region.bare[:2] for region in found if not region.bare.endswith("Z"))


# Regulations (EU) 31/2011, 1319/2013, 2016/2066 and 2019/1755: 104, 281 and 1,348 regions of 28 countries in 2016;
# 92, 242 and 1,166 regions of 27 countries in 2021.
UNION = (
    "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)


@pytest.mark.parametrize(
    ("level", "version", "count"),
    [("nuts1", 2021, 92), ("nuts2", 2021, 242), ("nuts3", 2021, 1166), ("nuts3", 2016, 1348 - 179)],
)
def test_numbers_of_the_union(level: str, version: int, count: int) -> None:
    assert sum(number for country, number in counted(level, version).items() if country in UNION) == count


def test_versions_of_a_code() -> None:
    places = gazetteer("eu").places
    assert places["eu-nuts2-AT11"].versions == (2010, 2013, 2016, 2021)
    assert places["eu-nuts2-FR21"].versions == (2010, 2013)
    assert places["eu-nuts2-UKI1"].versions == (2010,)
    assert places["eu-nuts2-HR05"].versions == (2021,)
    assert places["eu-nuts2-ITD5"].versions == (2006,)
    with pytest.raises(UnknownChoice, match="2010, 2013, 2016, 2021"):
        eu_regions.standing("nuts2", 2006)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("eu-nuts2-FR41", "Lorraine (NUTS 2013)"),  # FRF3 since 2016
        ("eu-nuts2-FR91", "Guadeloupe (NUTS 2010)"),  # FRA1 in 2013, FRY1 since 2016
        ("eu-nuts2-HU10", "Közép-Magyarország (NUTS 2013)"),  # divided into Budapest and Pest
        ("eu-nuts2-UKI1", "Inner London (NUTS 2010)"),  # divided into west and east
        ("eu-nuts3-NO041", "Agder, part NO041 (NUTS 2016)"),  # merged with NO042
        ("eu-nuts2-FRZZ", "Extra-Regio France"),
        ("eu-nuts0-BA", "Bosnia and Herzegovina"),
    ],
)
def test_codes_that_ended_have_names_that_say_so(code: str, name: str) -> None:
    assert gazetteer("eu").name(code, "en") == name


def test_no_two_regions_of_a_version_and_level_share_a_name_unless_eurostat_says_so() -> None:
    older = [r for r in gazetteer("eu").places.values() if r.versions and r.versions[-1] != 2021]
    names = Counter((region.level, region.name) for region in older)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_code_of_structural_business_statistics_is_known(data: Path) -> None:
    known = {region.bare for region in gazetteer("eu").places.values()}
    with gzip.open(data / "eu" / "sbs_r_nuts06_r2.tsv.gz", "rt", encoding="utf-8") as file:
        next(file)
        used = {line.split("\t", 1)[0].rpartition(",")[2] for line in file}
    assert len(used) > 400
    assert used <= known
