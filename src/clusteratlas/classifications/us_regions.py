"""Places of the United States: country, states, counties, metropolitan and micropolitan areas of two delineations.

A delineation is the list, by the Office of Management and Budget, of the areas and the counties each is made of. The
same bare code can mean other counties in another delineation, so whoever asks for areas names the vintage.
"""

from collections.abc import Mapping
from functools import cache

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.classifications.package_data import listed, rows, translations
from clusteratlas.classifications.region import Region, region_code
from clusteratlas.errors import UnknownChoice, UnknownCode

DELINEATIONS = (2013, 2023)
LANGUAGES = ("en", "zh-hans")
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
    return Region("us", "country", "United States", postal, tuple(counties(2013)))


@cache
def states(vintage: int = 2013) -> Mapping[str, Region]:
    """The 50 states, the District of Columbia and Puerto Rico, by FIPS code."""
    members: dict[str, list[str]] = {}
    for county in counties(vintage):
        members.setdefault(county[:2], []).append(county)
    found = {row["fips"]: row for row in rows("us/states.tsv")}
    return {
        fips: Region(region_code("state", fips), "state", row["name"], (row["postal"],), tuple(members[fips]), vintage)
        for fips, row in found.items()
    }


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
    return Region(region_code("county", fips), "county", name, (postal,), (fips,), vintage)


@cache
def areas(vintage: int) -> Mapping[str, Region]:
    """Metropolitan and micropolitan areas of a delineation by bare code: 381 and 536 in 2013, 393 and 542 in 2023."""
    return {row["code"]: _area(row, vintage) for row in rows(f"us/areas_{require_delineation(vintage)}.tsv")}


def _area(row: dict[str, str], vintage: int | None) -> Region:
    members = listed(row.get("states", "")), listed(row.get("counties", ""))
    return Region(region_code(row["level"], row["code"]), row["level"], row["name"], *members, vintage)


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


def county_membership(vintage: int) -> dict[str, str]:
    """The region code of the area a county belongs to, by FIPS code; a county outside every area is absent."""
    return {county: area.code for area in areas(vintage).values() for county in area.counties}


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


def name(code: str, language: str = "en", vintage: int | None = None) -> str:
    """The name of a region code. Counties have no Chinese names yet: their English name is given."""
    if language not in LANGUAGES:
        raise UnknownChoice("language", language, LANGUAGES)
    known = places(vintage)
    if code not in known:
        raise UnknownCode(code, "the regions of the United States", _nearest_place(code, known))
    english = known[code].name
    return english if language == "en" or known[code].level == "county" else _chinese()[english]


def _nearest_place(code: str, known: Mapping[str, Region]) -> str | None:
    """The place of the same number if the level was mistaken or left out, else the fewest letters away."""
    bare = code.rpartition("-")[2]
    same_number = [region.code for region in known.values() if region.bare == bare]
    return nearest_code(code, same_number or known)


def short_name(code: str, language: str = "en", vintage: int | None = None) -> str:
    """The name of an area by its first place and state: Houston, TX for Houston-The Woodlands-Sugar Land, TX.

    Two areas may share a short name; the full one stands beside it wherever they are told apart.
    """
    full, english = name(code, language, vintage), name(code, "en", vintage)
    if places(vintage)[code].level not in ("metro", "micro"):
        return full
    kept = 2 if english.startswith(HYPHENATED) else 1
    place, opening, states = full.rpartition(", " if language == "en" else "（")
    closing = "" if language == "en" else "）"
    return f"{'-'.join(place.split('-')[:kept])}{opening}{states.removesuffix(closing).split('-')[0]}{closing}"


@cache
def _chinese() -> dict[str, str]:
    return translations("us/names_zh.tsv")
