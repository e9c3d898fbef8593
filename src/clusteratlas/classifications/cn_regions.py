"""Places of China: the provinces, autonomous regions and municipalities of the mainland, and their cities."""

from functools import cache

from clusteratlas.classifications.gazetteer import Gazetteer
from clusteratlas.classifications.package_data import rows
from clusteratlas.classifications.region import Region, region_code

COUNTRY = Region("cn", "country", "中国")


@cache
def gazetteer() -> Gazetteer:
    """Provinces by two digits and cities by four (GB/T 2260).

    Cities are the units of the prefectural level; districts and counties that answer to no city stand under a code of
    their own (`1101` the districts of Beijing, `4290` the counties Hubei governs directly).
    """
    places = {COUNTRY.code: COUNTRY}
    names = {"zh-hans": {"cn": COUNTRY.name}, "en": {"cn": "China"}}
    for level in ("province", "city"):
        for row in rows({"province": "cn/provinces.tsv", "city": "cn/cities.tsv"}[level]):
            code = region_code("cn", level, row["code"])
            parent = "cn" if level == "province" else region_code("cn", "province", row["code"][:2])
            places[code] = Region(code, level, row["zh"], parent)
            names["zh-hans"][code], names["en"][code] = row["zh"], row["en"]
    levels = ("country", "province", "city")
    return Gazetteer("the regions of China", COUNTRY, levels, places, names, frozenset({"province", "city"}))
