"""Places of the United States: states, counties, economic areas, metropolitan and micropolitan areas.

A delineation is the list, by the Office of Management and Budget, of the areas and the counties each is made of. The
same bare code can mean other counties in another delineation, so whoever asks for areas names the vintage.
"""

from collections.abc import Mapping
from functools import cache

from clusteratlas.classifications.gazetteer import LANGUAGES, Gazetteer, nearest_place
from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.classifications.package_data import listed, rows, translations
from clusteratlas.classifications.region import Region, region_code
from clusteratlas.errors import UnknownChoice, UnknownCode

DELINEATIONS = (2013, 2023)
HYPHENATED = ("Winston-Salem",)  # first places that have a hyphen themselves


def require_delineation(vintage: int) -> int:
    """The vintage itself; raises UnknownChoice if there is no such delineation."""
    if vintage not in DELINEATIONS:
        raise UnknownChoice("vintage", vintage, [str(known) for known in DELINEATIONS])
    return vintage


@cache
def country() -> Region:
    """The United States with all states and counties, those of 2013."""
    postal = tuple(state.states[0] for state in states().values())
    return Region("us", "country", "United States", None, postal, tuple(counties(2013)))


@cache
def states(vintage: int = 2013) -> Mapping[str, Region]:
    """The 50 states, the District of Columbia and Puerto Rico, by FIPS code."""
    members: dict[str, list[str]] = {}
    for county in counties(vintage):
        members.setdefault(county[:2], []).append(county)
    found = {row["fips"]: row for row in rows("us/states.tsv")}
    return {
        fips: Region(_code("state", fips), "state", row["name"], "us", (row["postal"],), tuple(members[fips]), vintage)
        for fips, row in found.items()
    }


def _code(level: str, bare: str) -> str:
    return region_code("us", level, bare)


@cache
def counties(vintage: int = 2013) -> Mapping[str, Region]:
    """Counties and their equivalents by FIPS code, as they stood for a delineation."""
    year = str(require_delineation(vintage))
    postal = {row["fips"]: row["postal"] for row in rows("us/states.tsv")}
    return {
        row["fips"]: _county(row["fips"], row["name"], postal[row["fips"][:2]], vintage)
        for row in rows("us/counties.tsv")
        if year in listed(row["delineations"])
    }


def _county(fips: str, name: str, postal: str, vintage: int) -> Region:
    return Region(_code("county", fips), "county", name, _code("state", fips[:2]), (postal,), (fips,), vintage)


@cache
def areas(vintage: int) -> Mapping[str, Region]:
    """Metropolitan and micropolitan areas of a delineation by bare code: 381 and 536 in 2013, 393 and 542 in 2023."""
    return {row["code"]: _area(row, vintage) for row in rows(f"us/areas_{require_delineation(vintage)}.tsv")}


def _area(row: dict[str, str], vintage: int | None) -> Region:
    members = listed(row.get("states", "")), listed(row.get("counties", ""))
    return Region(_code(row["level"], row["code"]), row["level"], row["name"], "us", *members, vintage)


@cache
def without_boundary() -> Mapping[str, Region]:
    """The six areas of County Business Patterns 2018 and 2019 that stand in neither delineation.

    They stood in the delineations between the two, as micropolitan areas; their counties are not at hand.
    """
    return {row["code"]: _area(row, None) for row in rows("us/areas_without_delineation.tsv")}


@cache
def cbp_areas() -> Mapping[str, Region]:
    """The 933 areas of County Business Patterns 2018 and 2019: 917 as of 2013, ten as of 2023, six without boundary."""
    described = {"2013": areas(2013), "2023": areas(2023), "none": without_boundary()}
    return {row["code"]: described[row["delineation"]][row["code"]] for row in rows("us/cbp_areas.tsv")}


@cache
def economic_areas() -> Mapping[str, Region]:
    """The 179 economic areas of the Bureau of Economic Analysis and Puerto Rico as one more, in counties of 2013.

    Every county is in one. Their codes, 57001 to 57180, are those of the list the counties come from.
    """
    listing = (row | {"level": "ea"} for row in rows("us/economic_areas.tsv"))
    return {row["code"]: _area(row, 2013) for row in listing}


def county_membership(vintage: int) -> dict[str, str]:
    """The region code of the area a county belongs to, by FIPS code; a county outside every area is absent."""
    return {county: area.code for area in areas(vintage).values() for county in area.counties}


def economic_area_membership() -> dict[str, str]:
    """The region code of the economic area of every county of 2013, by FIPS code."""
    return {county: area.code for area in economic_areas().values() for county in area.counties}


def nearest_area(bare: str) -> str | None:
    """The bare code of the area of County Business Patterns that was probably meant."""
    return nearest_code(bare.strip(), cbp_areas())


@cache
def places(vintage: int | None = None) -> Mapping[str, Region]:
    """Every place by its region code, with the areas of a delineation or, without one, of County Business Patterns."""
    year = 2013 if vintage is None else vintage
    drawn = cbp_areas() if vintage is None else areas(vintage)
    groups = (states(year), drawn, counties(year))
    return {"us": country()} | {region.code: region for group in groups for region in group.values()}


@cache
def gazetteer() -> Gazetteer:
    """Every place of both delineations and of County Business Patterns, and the economic areas.

    Where a code stands in both delineations its counties are those of County Business Patterns 2018 and 2019, or else
    of 2023. Counties have English names only.
    """
    everything = {**places(2013), **places(2023), **places()}
    everything |= {area.code: area for area in economic_areas().values()}
    english = {code: region.name for code, region in everything.items()}
    chinese = {
        code: _chinese()[region.name]
        for code, region in everything.items()
        if region.level != "county" and region.name in _chinese()
    }
    names = {"en": english, "zh-hans": chinese}
    drawn = [code for code, region in everything.items() if region.level in ("metro", "micro", "ea")]
    short = {
        language: {code: _shortened(names[language][code], english[code]) for code in drawn if code in names[language]}
        for language in names
    }
    levels = ("country", "state", "county", "metro", "micro", "ea")
    whole = frozenset({"state", "county", "ea"})
    return Gazetteer("the regions of the United States", country(), levels, everything, names, whole, short)


def name(code: str, language: str = "en", vintage: int | None = None) -> str:
    """The name of a region code. Counties have no Chinese names yet: their English name is given."""
    if language not in LANGUAGES:
        raise UnknownChoice("language", language, LANGUAGES)
    known = places(vintage)
    if code not in known:
        raise UnknownCode(code, "the regions of the United States", nearest_place(code, known))
    english = known[code].name
    return english if language == "en" or known[code].level == "county" else _chinese()[english]


def short_name(code: str, language: str = "en", vintage: int | None = None) -> str:
    """The name of an area by its first place and state: Houston, TX for Houston-The Woodlands-Sugar Land, TX.

    Two areas may share a short name; the full one stands beside it wherever they are told apart.
    """
    full, english = name(code, language, vintage), name(code, "en", vintage)
    return _shortened(full, english) if places(vintage)[code].level in ("metro", "micro") else full


def _shortened(full: str, english: str) -> str:
    """First place and state of an area's full name, in English (`A-B, X-Y`) or Chinese (`甲-乙（丙-丁）`)."""
    kept = 2 if english.startswith(HYPHENATED) else 1
    opening, closing = ("（", "）") if "（" in full else (", ", "")
    place, _, states = full.rpartition(opening)
    if not place:
        return full
    return f"{'-'.join(place.split('-')[:kept])}{opening}{states.removesuffix(closing).split('-')[0]}{closing}"


@cache
def _chinese() -> dict[str, str]:
    return translations("us/names_zh.tsv")
