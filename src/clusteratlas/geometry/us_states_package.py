"""The boundary package of states, counties and economic areas of the United States, from the npm package us-atlas."""

from collections.abc import Collection
from pathlib import Path

from clusteratlas.classifications import us_regions
from clusteratlas.geometry.area_package import Drawn, Groups, Plan, write_areas
from clusteratlas.geometry.projection import ALBERS_USA
from clusteratlas.geometry.topology import Topology
from clusteratlas.geometry.us_counties import RENAMED_COUNTIES, SAME_LAND, find_counties
from clusteratlas.geometry.us_package import COUNTIES, SIMPLIFICATION, us_description
from clusteratlas.home import sha256_of


def write_us_states_package(counties_topojson: Path, folder: Path, simplification: float = SIMPLIFICATION) -> Drawn:
    """Draw the states, the counties and the economic areas; Puerto Rico lies outside the sheet.

    A county of an earlier code is drawn too where its land is that of one county still.
    """
    topology = Topology.load(counties_topojson)
    known = topology.features(COUNTIES)
    levels = {"state": _states(known), "county": _counties(known), "ea": _economic_areas(known)}
    plan = Plan(
        topology, COUNTIES, ALBERS_USA, levels, {"state-lines": "state"}, "us", simplification, 0, frames_shown=False
    )
    title = "States, counties and economic areas of the United States"
    return write_areas(plan, us_description(title, sha256_of(counties_topojson)), folder)


def _states(known: Collection[str]) -> Groups:
    return {
        region.code: [county for county in known if county.startswith(region.bare)]
        for region in us_regions.states().values()
        if any(county.startswith(region.bare) for county in known)
    }


def _counties(known: Collection[str]) -> Groups:
    states = us_regions.states()
    groups = {f"us-county-{code}": [code] for code in known if code[:2] in states}
    renamed = {f"us-county-{code}": [RENAMED_COUNTIES[code]] for code in SAME_LAND if RENAMED_COUNTIES[code] in known}
    return groups | renamed


def _economic_areas(known: Collection[str]) -> Groups:
    areas = us_regions.economic_areas().values()
    found = {area.code: find_counties(area.code, area.level, area.counties, known, known).found for area in areas}
    return {code: counties for code, counties in found.items() if counties}
