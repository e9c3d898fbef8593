"""Questions about the life of clusters: the stage each is in, and the evidence for it."""

from clusteratlas.editions.edition import Edition, Row

_STAGES = """
select stage, count(*)::int as regions from life_cycle
where cluster = ? and level = ? and stage is not null group by stage order by regions desc, stage
"""


def stage_of(edition: Edition, region: str, cluster: str) -> Row | None:
    """The stage a regional cluster is in and its evidence; None where the edition reads none."""
    found = edition.rows("select * from life_cycle where region = ? and cluster = ?", [region, cluster])
    return found[0] if found else None


def stages_in_region(edition: Edition, region: str) -> dict[str, Row]:
    """The stage of every cluster of a region, by cluster."""
    return {row["cluster"]: row for row in edition.rows("select * from life_cycle where region = ?", [region])}


def stages_of_cluster(edition: Edition, cluster: str, level: str) -> dict[str, int]:
    """In how many regions of a level a cluster is in each stage."""
    return {row["stage"]: row["regions"] for row in edition.rows(_STAGES, [cluster, level])}


def regions_in_stages(edition: Edition, cluster: str, level: str) -> list[Row]:
    """The stage of a cluster in every region of a level with the evidence, those with the most jobs first."""
    query = "select * from life_cycle where cluster = ? and level = ? order by employment desc nulls last, region"
    return edition.rows(query, [cluster, level])
