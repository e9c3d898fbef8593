"""Writes `national`: the reference totals of every industry, leaves rolled up along the industry tree."""

from pathlib import Path

from clusteratlas.classifications import ancestry, roll_up
from clusteratlas.editions.layout import TABLES
from clusteratlas.editions.parquet import write_table
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.steps.entities import industry_tree
from clusteratlas.engines import ibis_connection
from clusteratlas.home import Share

SCHEMA = TABLES["national"].schema


def write_national(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """Sums the published leaf cells over all regions, then along the industry tree; nothing is counted twice."""
    import ibis  # deferred: takes a second to load and only builds need it

    connection = ibis_connection()
    cells = connection.read_parquet(done / "activity" / "activity.parquet")
    leaves = cells.group_by("year", "industry").agg(
        employment=cells.employment.sum(), establishments=cells.establishments.sum()
    )
    tree = ibis.memtable(ancestry(industry_tree(plan)))
    table = connection.to_pyarrow(roll_up(leaves, tree, "industry").order_by("year", "industry"))
    write_table(folder, "national", table.select(SCHEMA.names).cast(SCHEMA))
