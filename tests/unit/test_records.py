"""Coded records: what is written is what is read, one file a year, in several batches."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from clusteratlas.sources.figures import Figures
from clusteratlas.sources.reading import FEW, Coded, Layout
from clusteratlas.sources.records import Records, RecordWriter, describe, read_records
from clusteratlas.tables import UNBOUNDED, Coding

REGIONS, INDUSTRIES = Coding.of(["10100", "48620"]), Coding.of(["00", "336411", "44"])

LAYOUT = Layout(
    name="metro",
    gazetteer="us",
    levels=("metro", "micro"),
    classification="NAICS",
    measures=("employment", "establishments"),
    currency=None,
    absent=FEW,
)
COLUMNS = ["year", "region", "industry", "employment", "establishments"]


def batch(*rows: tuple[int, int, int, int, int]) -> Coded:
    year, region, industry, employment, establishments = np.array(rows, np.int64).reshape(-1, 5).T
    figures = {"employment": Figures.published(employment), "establishments": Figures.published(establishments)}
    return Coded(year, region.astype(np.int32), industry.astype(np.int32), figures)


def write(folder: Path, *batches: Coded) -> Records:
    writer = RecordWriter(folder, REGIONS, INDUSTRIES)
    writer.write(batches)
    records = Records(folder, "cbp", "made-up", LAYOUT, dict.fromkeys(writer.rows, "2017"), writer.rows)
    describe(folder, records)
    return records


def test_batches_are_parted_by_year_and_read_back(tmp_path: Path) -> None:
    large = 2**40
    first = batch((2018, 0, 1, 5, 1), (2019, 1, 2, large, 2), (2018, 1, 0, 7, 3))
    records = write(tmp_path, first, batch(), batch((2019, 0, 0, 1, 1)))
    assert records.rows == {2018: 2, 2019: 2}
    assert records.years == [2018, 2019]
    assert sorted(file.name for file in tmp_path.glob("20*")) == ["2018.parquet", "2019.parquet"]
    tables = [pq.read_table(records.file(year)) for year in records.years]
    assert all(table.column_names == COLUMNS for table in tables)
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


def test_the_regions_of_records_are_those_that_have_a_row(tmp_path: Path) -> None:
    assert write(tmp_path, batch((2018, 1, 1, 5, 1)), batch((2019, 1, 0, 0, 0))).regions() == ["48620"]


def test_a_withheld_figure_is_empty_and_keeps_its_range_and_letter(tmp_path: Path) -> None:
    """Nothing is known of the second, at least 100,000 of the third; a published one has no range."""
    known = np.array([True, False, False])
    employment = Figures(
        values=np.array([7, 0, 0]),
        known=known,
        low=np.array([0, 20, 100_000]),
        high=np.array([0, 99, UNBOUNDED]),
        flags=pa.array(["", "D", "S"]),
    )
    places = np.zeros(3, np.int32)
    coded = Coded(np.full(3, 2018), places, np.arange(3, dtype=np.int32), {"employment": employment})
    records = write(tmp_path, coded)
    rows = pq.read_table(records.file(2018)).drop(["year", "region", "industry"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        (7, None, None, ""),
        (None, 20, 99, "D"),
        (None, 100_000, UNBOUNDED, "S"),
    ]


def test_an_error_in_a_batch_goes_through(tmp_path: Path) -> None:
    def batches() -> object:
        yield batch((2018, 0, 1, 5, 1))
        raise RuntimeError("the third batch is bad")

    with pytest.raises(RuntimeError, match="third batch"):
        RecordWriter(tmp_path, REGIONS, INDUSTRIES).write(batches())
