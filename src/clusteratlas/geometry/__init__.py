"""Boundaries: decode, merge, project, simplify, draw."""

from clusteratlas.geometry.area_package import Drawn
from clusteratlas.geometry.eu_package import write_de_package, write_eu_package
from clusteratlas.geometry.geojson import PlaneCollection, PlaneFeature, geojson_text, read_geojson
from clusteratlas.geometry.globe import globe_geometries
from clusteratlas.geometry.jp_package import write_jp_package
from clusteratlas.geometry.merging import merge
from clusteratlas.geometry.outlines import load_outlines
from clusteratlas.geometry.packages import BoundaryPackage, PackageDescription, read_package, write_package
from clusteratlas.geometry.sheet import sheet
from clusteratlas.geometry.topology import Topology
from clusteratlas.geometry.us_counties import RENAMED_COUNTIES, AreaCounties
from clusteratlas.geometry.us_package import UsPackage, write_us_package
from clusteratlas.geometry.us_states_package import write_us_states_package

__all__ = [
    "RENAMED_COUNTIES",
    "AreaCounties",
    "BoundaryPackage",
    "Drawn",
    "PackageDescription",
    "PlaneCollection",
    "PlaneFeature",
    "Topology",
    "UsPackage",
    "geojson_text",
    "globe_geometries",
    "load_outlines",
    "merge",
    "read_geojson",
    "read_package",
    "sheet",
    "write_de_package",
    "write_eu_package",
    "write_jp_package",
    "write_package",
    "write_us_package",
    "write_us_states_package",
]
