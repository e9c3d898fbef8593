"""Coded records: integers in Parquet, one file a year, with the codes they stand for beside them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import tomli_w
from numpy.typing import NDArray

from clusteratlas.tables import Coding

SCHEMA = pa.schema(
    [
        ("year", pa.int16()),
        ("region", pa.int32()),
        ("industry", pa.int32()),
        ("employment", pa.int64()),
        ("establishments", pa.int64()),
    ]
)


@dataclass(frozen=True)
class Coded:
    """A batch of records: positions in the codings, and figures."""

    year: NDArray[np.int64]
    region: NDArray[np.int32]
    industry: NDArray[np.int32]
    employment: NDArray[np.int64]
    establishments: NDArray[np.int64]

    def table(self) -> pa.Table:
        """The batch in the record schema."""
        return pa.table({name: getattr(self, name) for name in SCHEMA.names}).cast(SCHEMA)


@dataclass(frozen=True)
class Records:
    """An imported file's records, ready to be read."""

    folder: Path
    source: str
    vintage: str
    classification: str
    classification_vintage: str
    rows: dict[int, int]

    @property
    def years(self) -> list[int]:
        """The years there are records of, in order."""
        return sorted(self.rows)

    def codings(self) -> tuple[Coding, Coding]:
        """What the integers of `region` and `industry` stand for."""
        return _read_codes(self.folder / "regions.parquet"), _read_codes(self.folder / "industries.parquet")

    def files(self) -> list[Path]:
        """The Parquet files, one a year."""
        return [self.folder / f"{year}.parquet" for year in self.years]


class RecordWriter:
    """Writes coded batches into a folder, each year to its own file, holding none of them in memory."""

    def __init__(self, folder: Path, regions: Coding, industries: Coding) -> None:
        self._folder, self._writers = folder, dict[int, pq.ParquetWriter]()
        self.rows: dict[int, int] = {}
        _write_codes(folder / "regions.parquet", regions)
        _write_codes(folder / "industries.parquet", industries)

    def write(self, batches: Iterable[Coded]) -> None:
        """Writes every batch, then closes the files."""
        try:
            for batch in batches:
                for year in np.unique(batch.year):
                    self._write_year(int(year), batch.table().filter(pa.array(batch.year == year)))
        finally:
            for writer in self._writers.values():
                writer.close()

    def _write_year(self, year: int, table: pa.Table) -> None:
        if year not in self._writers:
            self._writers[year] = pq.ParquetWriter(self._folder / f"{year}.parquet", SCHEMA, compression="zstd")
            self.rows[year] = 0
        self._writers[year].write_table(table)
        self.rows[year] += table.num_rows


def describe(folder: Path, records: Records) -> None:
    """Writes records.toml, which makes the folder readable by itself."""
    facts = {
        "source": records.source,
        "vintage": records.vintage,
        "classification": records.classification,
        "classification_vintage": records.classification_vintage,
        "rows": {str(year): records.rows[year] for year in records.years},
    }
    (folder / "records.toml").write_bytes(tomli_w.dumps(facts).encode())


def read_records(folder: Path) -> Records:
    """The records of a folder."""
    facts = tomllib.loads((folder / "records.toml").read_text())
    rows = {int(year): count for year, count in facts.pop("rows").items()}
    return Records(folder=folder, rows=rows, **facts)


def _write_codes(file: Path, coding: Coding) -> None:
    pq.write_table(pa.table({"code": pa.array(coding.codes, pa.string())}), file)


def _read_codes(file: Path) -> Coding:
    return Coding(tuple(pq.read_table(file)["code"].to_pylist()))
