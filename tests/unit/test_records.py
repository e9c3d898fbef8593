"""Coded records: what is written is what is read, one file a year, in several batches."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from clusteratlas.sources.records import SCHEMA, Coded, Records, RecordWriter, describe, read_records
from clusteratlas.tables import Coding

REGIONS, INDUSTRIES = Coding.of(["10100", "48620"]), Coding.of(["00", "336411", "44"])


def batch(*rows: tuple[int, int, int, int, int]) -> Coded:
    year, region, industry, employment, establishments = np.array(rows, np.int64).reshape(-1, 5).T
    return Coded(year, region.astype(np.int32), industry.astype(np.int32), employment, establishments)


def write(folder: Path, *batches: Coded) -> Records:
    writer = RecordWriter(folder, REGIONS, INDUSTRIES)
    writer.write(batches)
    records = Records(folder, "cbp", "made-up", "NAICS", "2017", writer.rows)
    describe(folder, records)
    return records


def test_batches_are_parted_by_year_and_read_back(tmp_path: Path) -> None:
    large = 2**40
    first = batch((2018, 0, 1, 5, 1), (2019, 1, 2, large, 2), (2018, 1, 0, 7, 3))
    records = write(tmp_path, first, batch(), batch((2019, 0, 0, 1, 1)))
    assert records.rows == {2018: 2, 2019: 2}
    assert records.years == [2018, 2019]
    assert [file.name for file in records.files()] == ["2018.parquet", "2019.parquet"]
    tables = [pq.read_table(file) for file in records.files()]
    assert all(table.schema == SCHEMA for table in tables)
    assert [tuple(row.values()) for table in tables for row in table.to_pylist()] == [
        (2018, 0, 1, 5, 1),
        (2018, 1, 0, 7, 3),
        (2019, 1, 2, large, 2),
        (2019, 0, 0, 1, 1),
    ]


def test_a_folder_speaks_for_itself(tmp_path: Path) -> None:
    records = write(tmp_path, batch((2018, 0, 1, 5, 1)))
    assert read_records(tmp_path) == records
    assert read_records(tmp_path).codings() == (REGIONS, INDUSTRIES)


def test_an_error_in_a_batch_goes_through(tmp_path: Path) -> None:
    def batches() -> object:
        yield batch((2018, 0, 1, 5, 1))
        raise RuntimeError("the third batch is bad")

    with pytest.raises(RuntimeError, match="third batch"):
        RecordWriter(tmp_path, REGIONS, INDUSTRIES).write(batches())
