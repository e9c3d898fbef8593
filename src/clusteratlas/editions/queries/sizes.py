"""What an index needs of an edition besides names: how large each entry is, and what industries lie in."""

from clusteratlas.editions.edition import Edition

_SIZES = """
select 'region' as entity, region as code, employment from summary where year = $year
union all select 'industry', industry, employment from national where year = $year
union all select case when subcluster is null then 'cluster' else 'subcluster' end,
        case when subcluster is null then cluster else cluster || '/' || subcluster end, employment
    from portfolio where region = $country and year = $year
"""


def sizes(edition: Edition) -> dict[tuple[str, str], float]:
    """Persons employed by entity and code, in the whole country; what is unknown is left out."""
    manifest = edition.manifest
    rows = edition.rows(_SIZES, {"year": manifest.latest_year, "country": manifest.country})
    return {(row["entity"], row["code"]): float(row["employment"]) for row in rows if row["employment"] is not None}


def parents_of_industries(edition: Edition) -> dict[str, str | None]:
    """The industry that each lies in; None for the highest."""
    return {row["industry"]: row["parent"] for row in edition.rows("select industry, parent from industries")}
