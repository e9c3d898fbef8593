"""Coded records: integers in Parquet, one file a year, with the codes they stand for beside them."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import tomli_w

from clusteratlas.sources.reading import Coded, Layout
from clusteratlas.tables import Coding

FILE = "records.toml"
_REGIONS, _INDUSTRIES = "regions.parquet", "industries.parquet"


@dataclass(frozen=True)
class Records:
    """An imported file's records, ready to be read. `vintages` are those of the classification, by year.

    `policy` is the record of the publish policy that protected records were made under, and `register` a checksum under
    a secret key of the confidential ones they were made from; both are empty for all others.
    """

    folder: Path
    source: str
    vintage: str
    layout: Layout
    vintages: Mapping[int, str]
    rows: Mapping[int, int]
    policy: Mapping[str, Any] = field(default_factory=dict)
    register: str = ""

    @property
    def years(self) -> list[int]:
        """The years there are records of, in order."""
        return sorted(self.rows)

    def codings(self) -> tuple[Coding, Coding]:
        """What the integers of `region` and `industry` stand for."""
        return _read_codes(self.folder / _REGIONS), _read_codes(self.folder / _INDUSTRIES)

    def regions(self) -> list[str]:
        """The codes of the regions that have a record, in order."""
        table = pq.read_table(self.folder / _REGIONS)
        return list(table.filter(table["used"])["code"].to_pylist())

    def file(self, year: int) -> Path:
        """The Parquet file of a year."""
        return self.folder / f"{year}.parquet"


class RecordWriter:
    """Writes coded batches into a folder, each year to its own file, holding none of them in memory."""

    def __init__(self, folder: Path, regions: Coding, industries: Coding) -> None:
        self._folder, self._writers = folder, dict[int, pq.ParquetWriter]()
        self._regions, self._used = regions, np.zeros(len(regions), np.bool_)
        self.rows: dict[int, int] = {}
        pq.write_table(pa.table({"code": _codes(industries)}), folder / _INDUSTRIES)

    def write(self, batches: Iterable[Coded]) -> None:
        """Writes every batch, then closes the files. All batches have the same columns, or Arrow refuses."""
        try:
            for batch in batches:
                table = batch.table()
                self._used[batch.region] = True
                for year in np.unique(batch.year):
                    self._write_year(int(year), table.filter(pa.array(batch.year == year)))
        finally:
            for writer in self._writers.values():
                writer.close()
        regions = pa.table({"code": _codes(self._regions), "used": self._used})
        pq.write_table(regions, self._folder / _REGIONS)

    def _write_year(self, year: int, table: pa.Table) -> None:
        if year not in self._writers:
            file = self._folder / f"{year}.parquet"
            self._writers[year] = pq.ParquetWriter(file, table.schema, compression="zstd")
            self.rows[year] = 0
        self._writers[year].write_table(table)
        self.rows[year] += table.num_rows


def describe(folder: Path, records: Records) -> None:
    """Writes records.toml, which makes the folder readable by itself."""
    facts: dict[str, Any] = {
        "source": records.source,
        "vintage": records.vintage,
        "layout": {name: value for name, value in asdict(records.layout).items() if value is not None},
        "years": {
            str(year): {"rows": records.rows[year], "classification_vintage": records.vintages[year]}
            for year in records.years
        },
    }
    if records.policy:
        facts |= {"register": records.register, "policy": dict(records.policy)}
    (folder / FILE).write_bytes(tomli_w.dumps(facts).encode())


def read_records(folder: Path) -> Records:
    """The records of a folder."""
    facts = tomllib.loads((folder / FILE).read_text())
    years = {int(year): about for year, about in facts["years"].items()}
    return Records(
        folder,
        facts["source"],
        facts["vintage"],
        _layout(facts["layout"]),
        {year: about["classification_vintage"] for year, about in years.items()},
        {year: about["rows"] for year, about in years.items()},
        facts.get("policy", {}),
        facts.get("register", ""),
    )


def _layout(facts: Mapping[str, Any]) -> Layout:
    lists = {name: tuple(facts[name]) for name in ("levels", "measures")}
    return Layout(**({"currency": None} | dict(facts) | lists))


def _codes(coding: Coding) -> pa.Array:
    return pa.array(coding.codes, pa.string())


def _read_codes(file: Path) -> Coding:
    return Coding(tuple(pq.read_table(file)["code"].to_pylist()))
