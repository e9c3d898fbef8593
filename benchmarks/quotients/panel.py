"""The panel the quotients are taken of: the same bytes every time, once with text codes and once with integers."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from clusteratlas.tables import Coding

TEXT = pa.schema([("region", pa.string()), ("industry", pa.string()), ("year", pa.int16()), ("employment", pa.int64())])
CODED = pa.schema([("region", pa.int32()), ("industry", pa.int32()), ("year", pa.int16()), ("employment", pa.int64())])
_FIRST_YEAR = 2000


class Shape(NamedTuple):
    """How many regions, industries and years; every cell stands in the table."""

    regions: int
    industries: int
    years: int

    @property
    def cells(self) -> int:
        """Rows of the table."""
        return self.regions * self.industries * self.years


FULL, SMALL = Shape(3_100, 1_000, 16), Shape(31, 20, 3)


def codings(shape: Shape) -> tuple[Coding, Coding]:
    """The codes of the regions and of the industries."""
    regions = tuple(f"us-county-{number:05d}" for number in range(shape.regions))
    return Coding(regions), Coding(tuple(str(100_000 + number) for number in range(shape.industries)))


def text_panel(folder: Path, shape: Shape) -> Path:
    """One file with text codes, ordered by year, region and industry as an edition's tables are."""
    regions, industries = (pa.array(coding.codes) for coding in codings(shape))
    with_codes = (
        table.set_column(0, "region", regions.take(table["region"])).set_column(
            1, "industry", industries.take(table["industry"])
        )
        for table in _years(shape)
    )
    file = folder / "panel.parquet"
    if not file.is_file():
        _write(file, TEXT, with_codes)
    return file


def coded_panel(folder: Path, shape: Shape) -> list[Path]:
    """The same with integer codes, one file a year, as records are stored."""
    files = [folder / f"panel-{_FIRST_YEAR + number}.parquet" for number in range(shape.years)]
    if not all(file.is_file() for file in files):
        for file, table in zip(files, _years(shape), strict=True):
            _write(file, CODED, iter([table]))
    return files


def _write(file: Path, schema: pa.Schema, tables: Iterator[pa.Table]) -> None:
    partial = file.with_suffix(".partial")
    with pq.ParquetWriter(partial, schema, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table.cast(schema))
    partial.rename(file)


def _years(shape: Shape) -> Iterator[pa.Table]:
    """Employment around the product of a region's and an industry's size, as counts."""
    draw = np.random.default_rng(1)
    size = draw.lognormal(0, 1.5, (shape.regions, 1)) * draw.lognormal(2, 1.2, shape.industries)
    region, industry = (number.astype(np.int32).ravel() for number in np.indices(size.shape))
    for year in range(_FIRST_YEAR, _FIRST_YEAR + shape.years):
        jobs: NDArray[np.int64] = draw.poisson(size * draw.lognormal(0, 0.5, size.shape)).astype(np.int64)
        yield pa.table([region, industry, np.full(size.size, year, np.int16), jobs.ravel()], schema=CODED)
