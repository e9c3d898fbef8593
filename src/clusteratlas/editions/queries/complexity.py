"""Questions about how complex industries are: the place of one among the traded ones, and what stands at both ends."""

from clusteratlas.editions.edition import Edition, Row

_PLACES = """
select * from (
    select level, industry, ubiquity, product_complexity,
        rank() over (partition by level order by ubiquity desc)::int as rank_ubiquity,
        case when product_complexity is not null then
            rank() over (partition by level order by product_complexity desc nulls last)::int end as rank_complexity,
        count(*) over (partition by level)::int as industries,
        count(product_complexity) over (partition by level)::int as ranked
    from complexity where year = $year)
where industry = $industry
"""


def places(edition: Edition, industry: str, year: int) -> dict[str, Row]:
    """The ubiquity and complexity of an industry with its ranks (1 is the highest), by level; traded ones have them.

    Where the definition does not tell traded from local, all industries in clusters do.
    """
    found = {row.pop("level"): row for row in edition.rows(_PLACES, {"industry": industry, "year": year})}
    return {level: found[level] for level in edition.manifest.levels if level in found}


_ENDS = """
select industry, product_complexity, ubiquity from complexity
where level = $level and year = $year and product_complexity is not null
order by product_complexity {direction}, industry limit $most
"""


def ends(edition: Edition, level: str, year: int, most: int = 3) -> tuple[list[Row], list[Row]]:
    """The most complex industries of a level, and the least complex ones, each from its end inwards."""
    values = {"level": level, "year": year, "most": most}
    high, low = (edition.rows(_ENDS.format(direction=word), values) for word in ("desc", "asc"))
    return high, low
