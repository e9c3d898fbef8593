"""What every test may ask for: the real files, and what must not be missing."""

import gzip
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from clusteratlas.editions import Edition

# The same cases on every machine, however slow; `pytest --hypothesis-profile=exploring` looks for new ones.
settings.register_profile("exploring", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("exploring"), derandomize=True, database=None)
settings.load_profile("same")

CBP_HEADING = "year,cbsa,naics,naics_level,emp,estab"
Cell = tuple[int, str, str, object, object]  # year, area, industry, employment, establishments


def required(what: str) -> bool:
    """Whether CLUSTERATLAS_REQUIRE says that a missing `what` is a failure and not a reason to skip."""
    return what in os.environ.get("CLUSTERATLAS_REQUIRE", "").split(",")


def absent(what: str, reason: str) -> None:
    """Skips, or fails where `what` is required."""
    if required(what):
        pytest.fail(f"{what} is required: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real statistics."""
    folder = os.environ.get("CLUSTERATLAS_TEST_DATA")
    if not folder or not Path(folder).is_dir():
        absent("data", "CLUSTERATLAS_TEST_DATA names no folder of real statistics")
    return Path(str(folder)).resolve()


def cbp_lines(cells: Iterable[Cell]) -> Iterable[str]:
    """The cells as lines in the layout of County Business Patterns, heading first."""
    yield CBP_HEADING
    for year, area, industry, employment, establishments in cells:
        yield f"{year},{area},{industry},{len(industry)},{employment},{establishments}"


@pytest.fixture
def small_cbp(tmp_path: Path) -> Callable[..., Path]:
    """Writes hand-made cells as a file in the layout of County Business Patterns."""

    def write(cells: Iterable[Cell], name: str = "cbp.csv") -> Path:
        file = tmp_path / name
        file.write_text("\n".join(cbp_lines(cells)) + "\n", encoding="utf-8")
        return file

    return write


@pytest.fixture(scope="session")
def cbp_extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fourteen real areas of County Business Patterns 2018 and 2019, every row of theirs, gzip."""
    import pyarrow.compute as pc  # deferred: a run that needs no statistics should not load Arrow
    import pyarrow.parquet as pq

    from clusteratlas.sources.us_sample import file as sample

    table = pq.read_table(sample())
    areas = sorted(set(table["area"].to_pylist()))[::66][:14]
    rows = table.filter(pc.is_in(table["area"], pc.cast(areas, "string"))).to_pylist()
    target = tmp_path_factory.mktemp("extract") / "fourteen_areas.csv.gz"
    with gzip.open(target, "wt", compresslevel=1) as text:
        text.writelines(f"{line}\n" for line in cbp_lines(tuple(row.values()) for row in rows))
    return target


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample imported and its edition built; with boundaries where CLUSTERATLAS_BOUNDARIES names them.

    Shared by all tests: read it, or copy it and change the copy.
    """
    from clusteratlas.classifications import us_regions  # deferred: see cbp_extract
    from clusteratlas.editions import build
    from clusteratlas.geometry import write_us_package
    from clusteratlas.home import Home
    from clusteratlas.sources import import_file
    from clusteratlas.sources.us_sample import file as sample

    home = Home.at(tmp_path_factory.mktemp("sample") / "home")
    counties = Path(os.environ.get("CLUSTERATLAS_BOUNDARIES", ""))
    if counties.is_file():
        areas = {area.code: (area.level, area.counties) for area in us_regions.cbp_areas().values()}
        write_us_package(counties, areas, home.boundaries("us"))
    import_file("us-sample", sample(), home)
    build("us", home)
    return home.path


@pytest.fixture
def boundaries(sample_home: Path) -> None:
    """Needs a map."""
    if not (sample_home / "boundaries").is_dir():
        absent("boundaries", "CLUSTERATLAS_BOUNDARIES names no counties-10m.json")


@pytest.fixture(scope="session")
def sample_edition(sample_home: Path) -> "Edition":
    """The sample's edition, read from its Parquet files."""
    from clusteratlas.editions import open_edition  # deferred: see cbp_extract

    return open_edition("us", home=sample_home)


@pytest.fixture(scope="session")
def atlases_home(data: Path, sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample's atlas and with us-states, eu, jp and de, built from real files cut to a year or two.

    Shared by all tests: read it, or copy it and change the copy.
    """
    from tests.built_atlases import build_atlases  # deferred: see cbp_extract

    home = tmp_path_factory.mktemp("atlases") / "home"
    counties = Path(os.environ.get("CLUSTERATLAS_BOUNDARIES", "absent"))
    build_atlases(data, counties, home, tmp_path_factory.mktemp("cut"))
    (home / "atlases" / "us").symlink_to(sample_home / "atlases" / "us")
    return home
