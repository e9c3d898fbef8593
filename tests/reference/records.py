"""Stored records as a dictionary, to hold beside what was in the file."""

import pyarrow.parquet as pq

from clusteratlas.sources import Records

Key = tuple[int, str, str]  # year, region, industry
Stored = dict[Key, dict[str, object]]  # the other columns of the record, by name; None where not known


def stored_cells(records: Records) -> Stored:
    """All columns of every record by year, region and industry, decoded row by row."""
    regions, industries = (coding.codes for coding in records.codings())
    rows = [row for year in records.years for row in pq.read_table(records.file(year)).to_pylist()]
    cells = {(row.pop("year"), regions[row.pop("region")], industries[row.pop("industry")]): row for row in rows}
    assert len(cells) == len(rows), "a cell is stored twice"
    return cells
