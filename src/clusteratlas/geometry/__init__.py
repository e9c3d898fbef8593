"""Boundaries: decode, merge, project, simplify, draw."""

from clusteratlas.geometry.geojson import PlaneCollection, PlaneFeature, geojson_text, read_geojson
from clusteratlas.geometry.globe import globe_geometries
from clusteratlas.geometry.merging import merge
from clusteratlas.geometry.packages import BoundaryPackage, PackageDescription, read_package, write_package
from clusteratlas.geometry.sheet import sheet
from clusteratlas.geometry.topology import Topology
from clusteratlas.geometry.us_counties import RENAMED_COUNTIES, AreaCounties
from clusteratlas.geometry.us_package import UsPackage, write_us_package

__all__ = [
    "RENAMED_COUNTIES",
    "AreaCounties",
    "BoundaryPackage",
    "PackageDescription",
    "PlaneCollection",
    "PlaneFeature",
    "Topology",
    "UsPackage",
    "geojson_text",
    "globe_geometries",
    "merge",
    "read_geojson",
    "read_package",
    "sheet",
    "write_package",
    "write_us_package",
]
