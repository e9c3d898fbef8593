"""Places of Japan: the 47 prefectures and the cities whose figures are published beside them."""

from functools import cache

from clusteratlas.classifications.gazetteer import Gazetteer
from clusteratlas.classifications.package_data import rows
from clusteratlas.classifications.region import Region, region_code

COUNTRY = Region("jp", "country", "日本")


@cache
def gazetteer() -> Gazetteer:
    """Prefectures by codes 01 to 47 (JIS X 0401), cities by five digits whose first two are the prefecture's."""
    places = {COUNTRY.code: COUNTRY}
    names = {"ja": {"jp": COUNTRY.name}, "en": {"jp": "Japan"}, "zh-hans": {"jp": "日本"}}
    for level in ("prefecture", "city"):
        for row in rows({"prefecture": "jp/prefectures.tsv", "city": "jp/cities.tsv"}[level]):
            code = region_code("jp", level, row["code"])
            parent = "jp" if level == "prefecture" else region_code("jp", "prefecture", row["code"][:2])
            places[code] = Region(code, level, row["ja"], parent)
            for language, column in (("ja", "ja"), ("en", "en"), ("zh-hans", "zh")):
                names[language][code] = row[column]
    levels = ("country", "prefecture", "city")
    return Gazetteer("the regions of Japan", COUNTRY, levels, places, names, frozenset({"prefecture"}))
