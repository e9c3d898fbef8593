"""The boundary packages of Europe and of Germany, from Eurostat's NUTS boundaries of 2021 in GeoJSON."""

from collections.abc import Iterable
from pathlib import Path

from clusteratlas.classifications import de_regions
from clusteratlas.classifications.nuts_versions import KNOWN_VERSIONS, renamed
from clusteratlas.errors import UnreadableFile
from clusteratlas.geometry.area_package import Drawn, Groups, Plan, write_areas
from clusteratlas.geometry.outlines import AREAS, load_outlines
from clusteratlas.geometry.packages import PackageDescription
from clusteratlas.geometry.planes import EUROPE, GERMANY
from clusteratlas.geometry.projection import Composition
from clusteratlas.geometry.topology import Feature, Topology
from clusteratlas.home import sha256_of

VERSION = 2021
NOTICE = "© EuroGeographics for the administrative boundaries; generalised."
# Square units of the sheet: Europe has four in a square kilometre, Germany 64.
EU_SIMPLIFICATION, EU_LEAST_PART = 28.0, 60.0
DE_SIMPLIFICATION, DE_LEAST_PART = 60.0, 0.0


def write_eu_package(nuts_geojson: Path, folder: Path, simplification: float = EU_SIMPLIFICATION) -> Drawn:
    """Draw the regions of a NUTS 2021 file and of every level above it.

    A code that ended before 2021 is drawn too where one region has its land still, under another code.
    """
    topology = load_outlines(nuts_geojson)
    codes = _nuts_codes(topology, nuts_geojson)
    finest = max(len(code) for code in codes) - 2
    levels: dict[str, Groups] = {f"nuts{level}": _level(codes, level) for level in range(finest + 1)}
    plan = Plan(topology, AREAS, EUROPE, levels, {"nuts0-lines": "nuts0"}, "eu", simplification, EU_LEAST_PART)
    title = f"NUTS regions {VERSION}, levels 0 to {finest}"
    return write_areas(plan, _description(title, nuts_geojson, EUROPE), folder)


def write_de_package(nuts3_geojson: Path, folder: Path, simplification: float = DE_SIMPLIFICATION) -> Drawn:
    """Draw the districts and states of Germany from the NUTS 3 regions of a NUTS 2021 file.

    Hanau left the Main-Kinzig-Kreis in 2026: it has no boundary, and that of the Main-Kinzig-Kreis holds them both.
    """
    topology = load_outlines(nuts3_geojson)
    german = {code: area for code, area in topology.features(AREAS).items() if code.startswith("DE") and len(code) == 5}
    if not german:
        raise UnreadableFile(nuts3_geojson, "has no NUTS 3 regions of Germany.", "Take the file of level 3.")
    districts = {f"de-district-{code}": regions for code, regions in de_regions.nuts3_regions().items()}
    states = {
        f"de-state-{code}": [region for region in german if region.startswith(above)]
        for code, above in de_regions.nuts1_regions().items()
    }
    only = Topology(topology.path, topology.arcs, {AREAS: german})
    levels: dict[str, Groups] = {"district": districts, "state": states}
    plan = Plan(only, AREAS, GERMANY, levels, {"state-lines": "state"}, "de", simplification, DE_LEAST_PART)
    return write_areas(plan, _description("Districts and states of Germany", nuts3_geojson, GERMANY), folder)


def _nuts_codes(topology: Topology, file: Path) -> list[str]:
    features: dict[str, Feature] = dict(topology.features(AREAS))
    lengths = {len(code) for code in features}
    if len(lengths) != 1 or not lengths <= {2, 3, 4, 5}:
        raise UnreadableFile(file, "does not hold the NUTS regions of one level.", "Take one of the files by level.")
    return sorted(features)


def _level(codes: Iterable[str], level: int) -> Groups:
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(f"eu-nuts{level}-{code[: level + 2]}", []).append(code)
    for version in KNOWN_VERSIONS.get(f"nuts{level}", ()):
        for older, newer in renamed(f"nuts{level}", version, VERSION).items():
            if (heir := f"eu-nuts{level}-{newer}") in groups:
                groups[f"eu-nuts{level}-{older}"] = groups[heir]
    return groups


def _description(title: str, file: Path, plane: Composition) -> PackageDescription:
    return PackageDescription(
        title=title,
        vintage=str(VERSION),
        producer="Eurostat/GISCO, NUTS 2021, 1:3 million; © EuroGeographics for the administrative boundaries",
        licence="Free of charge for non-commercial use with the notice; see Eurostat's conditions for NUTS boundaries",
        notice=NOTICE,
        projection=plane.name,
        view_box=plane.view_box,
        source_sha256=sha256_of(file),
    )
