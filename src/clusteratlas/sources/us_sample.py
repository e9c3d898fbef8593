"""The sample that comes with the package: County Business Patterns 2018 and 2019 by metropolitan area."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from clusteratlas.errors import UnreadableFile
from clusteratlas.home import Progress
from clusteratlas.sources.cbp import metro
from clusteratlas.sources.figures import Figures
from clusteratlas.sources.findings import Findings, known_codes
from clusteratlas.sources.reading import Coded, Reading
from clusteratlas.tables import Column, Schema

SCHEMA = Schema(
    "sample",
    (
        Column("year", "count", minimum=1980),
        Column("area", "text"),
        Column("industry", "text"),
        Column("employment", "count", minimum=0),
        Column("establishments", "count", minimum=0),
    ),
    key=("year", "area", "industry"),
)


def file() -> Path:
    """The table inside the package."""
    return Path(str(files("clusteratlas.sources") / "data" / "us_metro_2018_2019.parquet"))


def open_file(path: Path, progress: Progress) -> Reading:
    """The table's records; raises UnreadableFile, WrongColumns or BadCells."""
    found: dict[int, str] = {}
    records = _records(path, progress, found)
    return Reading(metro.LAYOUT, metro.area_codes().codes, metro.industry_codes(), found, records)


def _records(path: Path, progress: Progress, found: dict[int, str]) -> Iterator[Coded]:
    try:
        table = SCHEMA.check(pq.read_table(path, page_checksum_verification=True), path.name)
    except (pa.ArrowInvalid, OSError) as error:  # Arrow calls a damaged page an OSError
        raise UnreadableFile(path, f"it is no whole Parquet file: {error}.", "Install the package again.") from error
    findings = Findings(path.name)
    coded = Coded(
        year=np.asarray(table["year"]),
        region=known_codes(table["area"], metro.area_codes(), "area", 1, findings, metro.unknown_area),
        industry=known_codes(
            table["industry"], metro.industry_codes(), "industry", 1, findings, metro.unknown_industry
        ),
        figures={name: Figures.published(np.asarray(table[name])) for name in metro.LAYOUT.measures},
    )
    findings.raise_if_any()
    found.update({int(year): metro.NAICS_VINTAGE for year in np.unique(coded.year)})
    progress(f"reading {path.name}", 1.0)
    yield coded
