"""Questions about structure: how diverse a region is, how concentrated a cluster, how complex an industry."""

from clusteratlas.editions.edition import Edition, Row


def of_region(edition: Edition, region: str, year: int) -> Row:
    """The diversity, concentration and complexity of a region in a year; empty where it has none."""
    found = edition.rows("select * from structure where region = ? and year = ?", [region, year])
    return found[0] if found else {}


MEASURES = (
    *("diversity", "herfindahl", "krugman_specialisation", "related_variety", "unrelated_variety"),
    *("economic_complexity", "complexity_outlook"),
)
_PLACES = f"""
with figures as (
    select region, {", ".join(f"{name}::double as {name}" for name in MEASURES)}
    from structure where level = $level and year = $year and herfindahl is not null),
long as (unpivot figures on {", ".join(MEASURES)} into name measure value number)
select measure, number as value, rank, ranked from (
    select *, rank() over (partition by measure order by number desc)::int as rank,
        count(*) over (partition by measure)::int as ranked
    from long)
where region = $region
"""  # noqa: S608 - the names are our own


def places(edition: Edition, region: str, level: str, year: int) -> dict[str, Row]:
    """For each of MEASURES the value of a region, its rank among the level (1 is the highest), and of how many.

    A measure that is not known of the region is not there; a region without traded jobs has none and is not ranked.
    """
    return {row["measure"]: row for row in edition.rows(_PLACES, {"region": region, "level": level, "year": year})}


def of_cluster(edition: Edition, cluster: str, level: str) -> list[Row]:
    """How concentrated a cluster is over the regions of a level, a row for each year."""
    query = "select * from concentration where cluster = ? and level = ? order by year"
    return edition.rows(query, [cluster, level])


def of_industry(edition: Edition, industry: str, year: int) -> dict[str, Row]:
    """The ubiquity and complexity of an industry in a year, by level; only traded industries have them."""
    found = edition.rows("select * from complexity where industry = ? and year = ?", [industry, year])
    return {row.pop("level"): row for row in found}


def values(edition: Edition, column: str, level: str, year: int) -> dict[str, float]:
    """A column of `structure` for every region of a level that has a value, by region."""
    edition.layouts["structure"].schema.field(column)  # raises KeyError: the name comes from our own code
    query = f"select region, {column} as v from structure where level = ? and year = ? and v is not null"  # noqa: S608
    return {row["region"]: row["v"] for row in edition.rows(query, [level, year])}
