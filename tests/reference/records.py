"""Stored records as a dictionary, to hold beside what was in the file."""

import pyarrow.parquet as pq
from tests.reference.cbp import Cells

from clusteratlas.sources import Records


def stored_cells(records: Records) -> Cells:
    """Employment and establishments by year, area and industry, decoded row by row."""
    regions, industries = (coding.codes for coding in records.codings())
    rows = [row for file in records.files() for row in pq.read_table(file).to_pylist()]
    cells = {
        (row["year"], regions[row["region"]], industries[row["industry"]]): (row["employment"], row["establishments"])
        for row in rows
    }
    assert len(cells) == len(rows), "a cell is stored twice"
    return cells
