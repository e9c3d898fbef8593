"""Writes `peers`: the regions most like each region, in every year."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from clusteratlas.diagnosis import Likeness, peers
from clusteratlas.editions.layout import in_layout, tables_of
from clusteratlas.editions.parquet import stored_ratios, write_tables
from clusteratlas.editions.plan import Plan
from clusteratlas.engines import PanelYear, over_years, panel_years
from clusteratlas.home import Share

MOST = 10
_ALWAYS = ("level", "region", "cluster", "subcluster", "kind", "employment", "location_quotient")


def write_peers(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The table peers, a year at a time."""
    book, schema = plan.rules[0], tables_of(plan.measures)["peers"].schema
    file = done / "portfolio" / "portfolio.parquet"
    there = pq.read_schema(file).names
    years = panel_years(file, [name for name in dict.fromkeys((*_ALWAYS, *book.needs)) if name in there])

    def of_year(year: PanelYear) -> pa.Table:
        rows = year.read()
        regions = rows.filter(pc.not_equal(rows["level"], "country"))
        found = peers(regions, count=MOST, likeness=Likeness(rules=book))
        found = found.rename_columns([_NAMED.get(name, name) for name in found.column_names])
        return in_layout(stored_ratios(found.append_column("year", pa.array([year.year] * len(found)))), schema)

    def tables() -> Iterator[pa.Table]:
        for position, table in enumerate(over_years(of_year, years)):
            tell((position + 1) / len(years))
            yield table

    write_tables(folder, "peers", schema, tables())


_NAMED = {"strong": "strong_clusters"}
