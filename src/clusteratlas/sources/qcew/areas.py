"""Which areas the census is published for, and how their codes (area_fips) are written.

https://www.bls.gov/cew/classifications/area-guide.htm: `39041` is a county, `39000` a state, `US000` the country,
`C1814` the metropolitan area 18140 without its last digit, which is 0. Combined areas (`CS198`) and subgroups of the
country (`USMSA`) are left out, and so are metropolitan areas of a delineation that is not at hand: the census of each
year follows its own.
"""

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.classifications import gazetteer
from clusteratlas.sources.code_book import CodeBook

LEVELS = ("country", "state", "county", "metro", "micro")
NATION = "US000"
# 78 are the Virgin Islands, which the gazetteer does not have. No county has a number from 995 on: these are a state's
# establishments whose county is unknown or undefined.
ELSEWHERE = r"^(78[0-9]{3}|[0-9]{2}99[5-9])$"
OTHER_AREAS = r"^(C[0-9]{4}|CS[0-9]{3}|US[A-Z]{3})$"


@cache
def area_codes() -> CodeBook:
    """The areas' codes as the census writes them, which stand for full codes."""
    known = gazetteer("us")
    spelled = {NATION: known.country.code}
    spelled |= {f"{region.bare}000": region.code for region in known.at("state").values()}
    spelled |= {region.bare: region.code for region in known.at("county").values()}
    for level in ("micro", "metro"):
        spelled |= {f"C{region.bare[:-1]}": region.code for region in known.at(level).values()}
    return CodeBook.of(spelled)


def elsewhere(areas: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where an area is no county, state or metropolitan area that could be known."""
    unknown = pc.invert(pc.is_in(areas, pa.array(area_codes().spellings.codes)))
    other = pc.and_(unknown, pc.match_substring_regex(areas, OTHER_AREAS))
    return pc.or_(other, pc.match_substring_regex(areas, ELSEWHERE))


def unknown_area(code: str) -> str:
    """What is wrong with an area's code, and the nearest one that is right."""
    known = gazetteer("us")
    if code.endswith("000"):
        return f"is not the code of a state; nearest known: {known.nearest('state', code[:2])}000"
    return f"is not the FIPS code of a county; nearest known: {known.nearest('county', code)}"
