"""Published cells summed with plain DuckDB: reads the file, groups by area and cluster; nothing checked or written."""

from typing import Any

import duckdb

_CSV = """read_csv($file, header = true, all_varchar = true)"""
_CELLS = {
    "cbp": f"""select year::int as year, cbsa as area, naics as industry, emp::bigint as employment,
        estab::bigint as establishments from {_CSV} where length(naics) = 6""",
    "us-sample": "select year, area, industry, employment, establishments from read_parquet($file)",
}
_SUMS = """
with cells as ({cells}),
clusters as (
    select year, area, cluster, sum(employment)::bigint as employment, sum(establishments)::bigint as establishments
    from cells join read_csv($membership, header = true, all_varchar = true) using (industry)
    group by all having sum(employment) > 0 or sum(establishments) > 0)
select year, count(*)::bigint, sum(employment)::bigint, sum(establishments)::bigint
from clusters group by year order by year
"""


def sums(source: str, file: str, membership: str) -> dict[str, Any]:
    """For each year: rows, employment and establishments of whole clusters in all areas."""
    query = _SUMS.format(cells=_CELLS[source])
    found = duckdb.connect().execute(query, {"file": file, "membership": membership}).fetchall()
    return {"steps": [], "sums": [list(row) for row in found]}
