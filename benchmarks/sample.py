"""A home with the sample's atlas of metropolitan areas and its boundaries, which benchmarks of pages serve."""

import os
from pathlib import Path

from benchmarks.contest import ROOT
from clusteratlas.classifications import us_regions
from clusteratlas.editions import build
from clusteratlas.geometry import write_us_package
from clusteratlas.home import Home
from clusteratlas.sources import import_file
from clusteratlas.sources.us_sample import file as sample_file

COUNTIES = ROOT / "node_modules" / "us-atlas" / "counties-10m.json"


def sample_home(folder: Path) -> Path:
    """The home, built when it is first asked for; without boundaries where they are not installed."""
    home = Home.at(folder / "sample")
    if not home.atlases():
        counties = Path(os.environ.get("CLUSTERATLAS_BOUNDARIES", COUNTIES))
        if counties.is_file():
            areas = {area.code: (area.level, area.counties) for area in us_regions.cbp_areas().values()}
            write_us_package(counties, areas, home.boundaries("us"))
        import_file("us-sample", sample_file(), home)
        build("us", home)
    return home.path
