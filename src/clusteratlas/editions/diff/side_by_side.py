"""The tables of two editions in one connection: before_portfolio, after_portfolio, and so on."""

from clusteratlas.editions.edition import Edition
from clusteratlas.engines import Connection, connect_in_memory, view_parquet

BEFORE, AFTER = "before", "after"
_TABLES = ("regions", "industries", "clusters", "membership", "activity", "portfolio")

# Every industry a cluster holds in a year: membership is by vintage, figures are by year.
_MEMBERS = """
create temp table {side}_members as
select v.year, m.cluster, m.industry from {side}_membership m join {side}_vintages v using (vintage)
"""


def side_by_side(before: Edition, after: Edition) -> Connection:
    """A connection that reads the files of both; `common_years` are the years both have."""
    connection = connect_in_memory()
    for side, edition in ((BEFORE, before), (AFTER, after)):
        for table in _TABLES:
            view_parquet(connection, f"{side}_{table}", edition.folder / f"{table}.parquet")
        connection.execute(f"create temp table {side}_vintages (year smallint, vintage text)")
        connection.executemany(f"insert into {side}_vintages values (?, ?)", _years(edition))  # noqa: S608 - our names
        connection.execute(_MEMBERS.format(side=side))
    connection.execute(
        "create temp table common_years as select year from before_vintages semi join after_vintages using (year)"
    )
    return connection


def _years(edition: Edition) -> list[tuple[int, str]]:
    return [(year, edition.manifest.vintage(year)) for year in edition.years]
