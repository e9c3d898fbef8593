"""Places of Germany: the 16 states and the 401 districts of 2026, with the NUTS 3 regions of 2021 they are."""

from collections.abc import Mapping
from functools import cache

from clusteratlas.classifications.gazetteer import Gazetteer
from clusteratlas.classifications.package_data import listed, rows
from clusteratlas.classifications.region import Region, region_code

COUNTRY = Region("de", "country", "Deutschland")


@cache
def gazetteer() -> Gazetteer:
    """States by two digits and districts by five, the beginnings of the official municipality key (AGS).

    Districts have German names only. Short names leave out whether a district is a city or the country around it.
    """
    names: dict[str, dict[str, str]] = {
        "de": {"de": COUNTRY.name},
        "en": {"de": "Germany"},
        "zh-hans": {"de": "德国"},
    }
    places = {COUNTRY.code: COUNTRY}
    for row in rows("de/states.tsv"):
        code = region_code("de", "state", row["code"])
        places[code] = Region(code, "state", row["de"], "de")
        names["de"][code], names["en"][code], names["zh-hans"][code] = row["de"], row["en"], row["zh"]
    for row in rows("de/districts.tsv"):
        code = region_code("de", "district", row["code"])
        places[code] = Region(code, "district", row["name"], region_code("de", "state", row["code"][:2]))
        names["de"][code] = row["name"]
    short = {"de": {code: name.partition(", ")[0] for code, name in names["de"].items()}}
    levels, whole = ("country", "state", "district"), frozenset({"state", "district"})
    return Gazetteer("the regions of Germany", COUNTRY, levels, places, names, whole, short)


@cache
def nuts3_regions() -> Mapping[str, tuple[str, ...]]:
    """The NUTS 3 codes of 2021 whose land a district is, by district code of five digits.

    399 districts are one region each. Eisenach joined the Wartburgkreis (16063) in July 2021, so this one is two. Hanau
    (06415) left the Main-Kinzig-Kreis (06435) in January 2026: it has no region, and that of 06435 holds them both.
    """
    return {row["code"]: listed(row["nuts3"]) for row in rows("de/districts.tsv")}


@cache
def nuts1_regions() -> Mapping[str, str]:
    """The NUTS 1 code of each state by its two digits."""
    return {row["code"]: row["nuts1"] for row in rows("de/states.tsv")}
