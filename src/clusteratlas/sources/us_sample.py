"""The sample that comes with the package: County Business Patterns 2018 and 2019, six-digit cells and totals."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from clusteratlas.errors import UnreadableFile
from clusteratlas.home import Progress
from clusteratlas.sources import cbp
from clusteratlas.sources.findings import Findings, known_codes
from clusteratlas.sources.records import Coded
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


def read(path: Path, progress: Progress) -> Iterator[Coded]:
    """The table's records; raises UnreadableFile, WrongColumns or BadCells."""
    try:
        table = SCHEMA.check(pq.read_table(path), path.name)
    except (pa.ArrowInvalid, OSError) as error:  # Arrow calls a damaged page an OSError
        raise UnreadableFile(path, f"it is no whole Parquet file: {error}.", "Install the package again.") from error
    findings = Findings(path.name)
    areas, industries = cbp.codings()
    coded = Coded(
        year=np.asarray(table["year"]),
        region=known_codes(table["area"], areas, "area", 1, findings, cbp.unknown_area),
        industry=known_codes(table["industry"], industries, "industry", 1, findings, cbp.unknown_industry),
        employment=np.asarray(table["employment"]),
        establishments=np.asarray(table["establishments"]),
    )
    findings.raise_if_any()
    progress(f"reading {path.name}", 1.0)
    yield coded
