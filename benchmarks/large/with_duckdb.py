"""The same sums with plain DuckDB, written as Parquet; nothing checked, nothing withheld made good."""

import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from clusteratlas.definitions import load
from clusteratlas.sources.cbp.industries import vintage_of

_QUERY = """
copy (
    select year, fipstate || fipscty as county, cluster,
        sum(emp)::bigint as employment, sum(est)::bigint as establishments
    from read_csv('{file}', header = true, types = {{'fipstate': 'varchar', 'fipscty': 'varchar', 'naics': 'varchar'}})
    join read_parquet('{membership}') using (year, naics)
    group by all
) to '{sums}' (format parquet, compression zstd)
"""
_SUMS = """
select year, count(*), sum(establishments)::bigint from '{sums}' where establishments > 0 group by year order by year
"""


def sums(file: str, folder: str) -> dict[str, Any]:
    """For each year: county clusters with establishments, and their establishments."""
    place = {"file": file, "membership": f"{folder}/membership.parquet", "sums": f"{folder}/sums.parquet"}
    connection = duckdb.connect()
    years = connection.execute(f"select distinct year from read_csv('{file}') order by 1").fetchall()
    pq.write_table(_membership([year for (year,) in years]), place["membership"])
    connection.execute(_QUERY.format(**place))
    found = connection.execute(_SUMS.format(**place)).fetchall()
    Path(place["sums"]).unlink()
    return {"steps": [], "processor seconds": time.process_time(), "sums": [list(row) for row in found]}


def _membership(years: list[int]) -> pa.Table:
    """Which cluster each six-digit industry is in, in every year's vintage."""
    parts = []
    for year in years:
        table = load("us-benchmark").membership_table(vintage_of(year)).select(["industry", "cluster"])
        parts.append(table.rename_columns(["naics", "cluster"]).append_column("year", pa.array([year] * len(table))))
    return pa.concat_tables(parts)
