"""The industries of the clusters that are set beside each other: the traded ones."""

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.definitions.definition import Definition
from clusteratlas.tables import Column, Frame, Schema, to_arrow

LOCAL = "local"
_SCHEMA = Schema(
    "membership",
    (Column("industry", "text"), Column("cluster", "text"), Column("kind", "text", required=False)),
    key=("industry",),
)


def membership_by_kind(definition: Definition, vintage: str) -> pa.Table:
    """One row per industry (industry, cluster, kind), ordered by industry: what `related_clusters` asks for.

    Example:
        >>> from clusteratlas.definitions import load
        >>> membership_by_kind(load("us-benchmark"), "2017").slice(0, 1).to_pylist()
        [{'industry': '113110', 'cluster': 'forestry', 'kind': 'traded'}]
    """
    kinds = {cluster.code: cluster.kind for cluster in definition.clusters}
    table = definition.membership_table(vintage).drop_columns("subcluster")
    return table.append_column("kind", pa.array([kinds[code] for code in table["cluster"].to_pylist()], pa.string()))


def traded(membership: Frame) -> pa.Table:
    """The rows of industry and cluster whose clusters are not local; all where the table says no kind."""
    table = _SCHEMA.check(to_arrow(membership))
    if "kind" in table.column_names:
        table = table.filter(pc.not_equal(table["kind"], LOCAL))
    return table.select(["industry", "cluster"]).sort_by("industry")
