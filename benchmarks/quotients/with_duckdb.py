"""Location quotients with DuckDB: margins by group, joined back on the cells."""

import duckdb

_QUERY = """
with cells as (select * from read_parquet($file)),
regions as (select year, region, sum(employment)::double as region_total from cells group by all),
industries as (select year, industry, sum(employment)::double as industry_total from cells group by all),
totals as (select year, sum(region_total) as total from regions group by all),
quotients as (
    select year, employment * total / (region_total * industry_total) as quotient
    from cells join regions using (year, region) join industries using (year, industry) join totals using (year)
    where region_total > 0 and industry_total > 0)
select year, sum(quotient), max(quotient) from quotients group by year order by year
"""


def location_quotients(file: str) -> list[list[float]]:
    """For each year the sum and the maximum of the quotients of its cells."""
    return [list(row) for row in duckdb.connect().execute(_QUERY, {"file": file}).fetchall()]
