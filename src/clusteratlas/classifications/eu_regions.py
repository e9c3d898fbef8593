"""Places of Europe: the NUTS regions of the Union and its neighbours, levels 0 to 3, versions 2010 to 2021.

A code stands in one or several versions of the Nomenclature of territorial units for statistics; its region says which.
Codes of 2006 that structural business statistics still use stand here too, without a way into later versions.
"""

from collections.abc import Mapping
from functools import cache

from clusteratlas.classifications.gazetteer import Gazetteer
from clusteratlas.classifications.package_data import listed, rows
from clusteratlas.classifications.region import Region, region_code
from clusteratlas.errors import UnknownChoice

VERSIONS = (2010, 2013, 2016, 2021)
LEVELS = ("nuts0", "nuts1", "nuts2", "nuts3")
LATIN = "und-Latn"  # BCP 47: in Latin letters, in whichever language the country writes its names
COUNTRY = Region("eu", "country", "European Union and neighbours")
SUCCESSION = {2: ((2016, 2021), (2013, 2016), (2010, 2013)), 3: ((2016, 2021),)}  # latest first


@cache
def gazetteer() -> Gazetteer:
    """Countries have names in English and Chinese, regions below them the Latin name Eurostat gives.

    Greece is EL and the United Kingdom UK. A code that is not of 2021 has its version behind its name. Extra-regio
    regions (`ATZ`, `ATZZ`) hold what cannot be given to any other.
    """
    latin = {COUNTRY.code: COUNTRY.name}
    places = {COUNTRY.code: COUNTRY}
    for row in [*rows("eu/nuts.tsv"), *_without_version()]:
        region = _region(row)
        places[region.code], latin[region.code] = region, region.name
    names = {LATIN: latin, "en": {"eu": COUNTRY.name}, "zh-hans": {"eu": "欧洲"}}
    for row in rows("eu/countries.tsv"):
        code = region_code("eu", "nuts0", row["code"])
        names["en"][code], names["zh-hans"][code] = row["en"], row["zh"]
    title = "the NUTS regions of Europe"
    return Gazetteer(title, COUNTRY, ("country", *LEVELS), places, names, frozenset(LEVELS))


def standing(level: str, version: int) -> Mapping[str, Region]:
    """The regions of a level in a version, by full code; NUTS 3 is known for 2016 and 2021 alone."""
    if version not in VERSIONS:
        raise UnknownChoice("version", version, [str(known) for known in VERSIONS])
    return {code: region for code, region in gazetteer().at(level).items() if version in region.versions}


def _without_version() -> list[dict[str, str]]:
    """Countries some statistics count though no version has them."""
    known = {row["code"] for row in rows("eu/nuts.tsv")}
    others = (row for row in rows("eu/countries.tsv") if row["code"] not in known)
    return [{"code": row["code"], "name": row["en"], "versions": ""} for row in others]


def _region(row: Mapping[str, str]) -> Region:
    bare = row["code"]
    level = len(bare) - 2
    above = region_code("eu", LEVELS[level - 1], bare[:-1]) if level else COUNTRY.code
    versions = tuple(int(year) for year in listed(row["versions"]))
    return Region(
        region_code("eu", LEVELS[level], bare),
        LEVELS[level],
        row["name"] or _older_name(bare, versions),
        above,
        versions=versions,
    )


def _older_name(code: str, versions: tuple[int, ...]) -> str:
    """The name of a code that is not of 2021, with the last version it stands in."""
    if code[2:].strip("Z") == "":
        return f"Extra-Regio {_names()[code[:2]]}"
    known = _known_older_names().get(code) or _inherited_name(code) or code
    return f"{known} (NUTS {versions[-1]})"


def _inherited_name(code: str) -> str | None:
    """The name of the region most of its people are in now; it says so where that region has taken in others too."""
    heir = _heirs().get(code)
    if heir is None:
        return None
    name = _names()[heir] or _known_older_names().get(heir) or _inherited_name(heir)
    others = [former for former, its_heir in _heirs().items() if its_heir == heir and former not in (code, heir)]
    of_its_version = [former for former in others if not _names()[former]]
    return f"{name}, part {code}" if name and of_its_version and len(code) == 5 else name


@cache
def _heirs() -> Mapping[str, str]:
    """The later code that most of a region's people of 2018 came to, for codes that ended."""
    heirs: dict[str, str] = {}
    for level, steps in SUCCESSION.items():
        for earlier, later in steps:
            shares: dict[str, list[tuple[float, str]]] = {}
            for row in rows(f"eu/nuts{level}_{earlier}_{later}.tsv"):
                shares.setdefault(row["from"], []).append((float(row["pop18"]), row["to"]))
            largest = {code: max(found)[1] for code, found in shares.items() if not _names()[code]}
            heirs |= {code: heir for code, heir in largest.items() if code != heir}
    return heirs | _heirs_above(heirs)


def _heirs_above(heirs: Mapping[str, str]) -> dict[str, str]:
    """NUTS 1 regions that ended and whose NUTS 2 regions all came to the same one."""
    found: dict[str, set[str]] = {}
    for code, heir in heirs.items():
        if len(code) == 4 and not _names()[code[:3]]:
            found.setdefault(code[:3], set()).add(heir[:3])
    return {code: heir for code, (heir, *others) in found.items() if not others}


@cache
def _names() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in rows("eu/nuts.tsv")}


@cache
def _known_older_names() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in rows("eu/older_names.tsv")}
