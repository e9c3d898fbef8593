"""The boundary package of Japan: prefectures from a TopoJSON file that knows them by their numbers."""

from pathlib import Path

from clusteratlas.classifications import gazetteer
from clusteratlas.errors import UnreadableFile
from clusteratlas.geometry.area_package import Drawn, Plan, write_areas
from clusteratlas.geometry.packages import PackageDescription
from clusteratlas.geometry.planes import JAPAN
from clusteratlas.geometry.topology import REMEDY, Feature, Topology
from clusteratlas.home import sha256_of

AREAS = "prefectures"
# Square units of the sheet, which has 16 in a square kilometre.
SIMPLIFICATION, LEAST_PART = 24.0, 0.0


def write_jp_package(japan_topojson: Path, folder: Path, simplification: float = SIMPLIFICATION) -> Drawn:
    """Draw the 47 prefectures; the file's only object has them by the numbers 1 to 47.

    Islands further than the Nansei inset, those of Ogasawara among them, are left out.
    """
    topology = _prefectures(Topology.load(japan_topojson))
    prefectures = {code: [region.bare] for code, region in gazetteer("jp").at("prefecture").items()}
    plan = Plan(topology, AREAS, JAPAN, {"prefecture": prefectures}, {}, "jp", simplification, LEAST_PART)
    description = PackageDescription(
        title="Prefectures of Japan",
        vintage="not stated",
        producer="japan.topojson of the repository dataofjapan/land",
        licence="not stated by the repository",
        notice="Boundaries: dataofjapan/land, generalised.",
        projection=JAPAN.name,
        view_box=JAPAN.view_box,
        source_sha256=sha256_of(japan_topojson),
    )
    return write_areas(plan, description, folder)


def _prefectures(topology: Topology) -> Topology:
    """The topology with its areas by two digits; raises UnreadableFile if one is no prefecture."""
    if len(topology.objects) != 1:
        raise UnreadableFile(topology.path, "has more than one object.", REMEDY)
    (features,) = topology.objects.values()
    areas = {code.zfill(2): Feature(code.zfill(2), area.name, area.polygons) for code, area in features.items()}
    if wrong := sorted(areas.keys() - {f"{number:02}" for number in range(1, 48)}):
        raise UnreadableFile(topology.path, f"has an area {wrong[0]!r} that is no prefecture.", REMEDY)
    return Topology(topology.path, topology.arcs, {AREAS: areas})
