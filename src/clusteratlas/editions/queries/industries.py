"""Questions about industries: their place in the classification, their cluster, their totals, their regions."""

from clusteratlas.classifications import nearest_code
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.errors import NoSuchEntry


def industry(edition: Edition, code: str) -> Row:
    """The row of an industry; raises NoSuchEntry with the nearest code there is."""
    found = edition.rows("select * from industries where industry = ?", [code])
    if not found:
        known = [row["industry"] for row in edition.rows("select industry from industries")]
        raise NoSuchEntry("industry", code, edition.manifest.identity, nearest_code(code, known))
    return found[0]


def ancestors(edition: Edition, code: str) -> list[str]:
    """The industries above one, from the sector down."""
    parents = {row["industry"]: row["parent"] for row in edition.rows("select industry, parent from industries")}
    above: list[str] = []
    while code := parents[code]:
        above.insert(0, code)
    return above


def history(edition: Edition, code: str) -> list[Row]:
    """The reference totals of an industry, a row for each year."""
    query = "select year, employment, establishments from national where industry = ? order by year"
    return edition.rows(query, [code])


def children(edition: Edition, code: str, year: int) -> list[Row]:
    """The industries directly below one with their reference totals, in order of codes."""
    query = """select i.industry, n.employment, n.establishments
        from industries i left join national n on n.industry = i.industry and n.year = ?
        where i.parent = ? order by i.industry"""
    return edition.rows(query, [year, code])


def clusters(edition: Edition, code: str) -> list[Row]:
    """The clusters that the cells of an industry count in, and how many of them each has."""
    query = """with recursive below as (
            select industry from industries where industry = ?
            union all select i.industry from industries i join below b on i.parent = b.industry)
        select m.cluster, count(distinct m.industry)::int as industries
        from membership m join below using (industry)
        group by m.cluster order by industries desc, m.cluster"""
    return edition.rows(query, [code])


def regions(edition: Edition, code: str, year: int, limit: int) -> list[Row]:
    """The regions with the most jobs in an industry's cells, withheld ones by estimate; none for a broader code."""
    query = """select a.region, a.employment, a.employment_low, a.employment_high, a.employment_flag,
            a.establishments, r.level
        from activity_by_industry a join regions r using (region)
        where a.industry = ? and a.year = ? order by a.employment desc nulls last, a.region limit ?"""
    return edition.rows(query, [code, year, limit])
