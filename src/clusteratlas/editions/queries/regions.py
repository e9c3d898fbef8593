"""Questions about regions: who they are, their headlines, their coverage."""

from functools import lru_cache

from clusteratlas.classifications import nearest_code
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.errors import NoSuchEntry


def region(edition: Edition, code: str) -> Row:
    """The row of a region; raises NoSuchEntry with the nearest code there is."""
    found = edition.rows("select * from regions where region = ?", [code])
    if not found:
        known = [row["region"] for row in edition.rows("select region from regions")]
        raise NoSuchEntry("region", code, edition.manifest.identity, nearest_code(code, known))
    return found[0]


def level_of(edition: Edition, code: str) -> str | None:
    """The level of a region; None where there is no such region."""
    found = edition.rows("select level from regions where region = ?", [code])
    return str(found[0]["level"]) if found else None


def strong_shares_drawn(edition: Edition, level: str, year: int) -> dict[str, float | None]:
    """The share of jobs in strong clusters of every region of a level that has a boundary, by code."""
    query = """select r.region, s.strong_share from regions r left join summary s on s.region = r.region and s.year = ?
        where r.level = ? and r.has_boundary order by r.region"""
    return {row["region"]: row["strong_share"] for row in edition.rows(query, [year, level])}


def headlines(edition: Edition, code: str, year: int) -> Row:
    """Summary and quality of a region in a year; an empty row where it has no figures that year."""
    query = "select * from summary join quality using (year, region) where region = ? and year = ?"
    found = edition.rows(query, [code, year])
    return found[0] if found else {}


def headlines_of(edition: Edition, codes: list[str], years: list[int]) -> dict[tuple[str, int], Row]:
    """Summary and quality of some regions in some years, in one query; those without figures are not there."""
    query = """select * from summary join quality using (year, region)
        where list_contains($codes, region) and list_contains($years, year)"""
    found = edition.rows(query, {"codes": codes, "years": years})
    return {(row["region"], row["year"]): row for row in found}


def reference_headlines(edition: Edition, year: int) -> Row:
    """The headlines of the country, the reference of every location quotient."""
    return headlines(edition, edition.manifest.country, year)


_LISTED = """
with judged as ({judged})
select r.region, r.level, r.states, r.has_boundary, s.employment, s.establishments, s.traded_employment,
    s.employment_growth, s.strong_borderline, s.largest_cluster, s.largest_share, j.strong_clusters, j.strong_share,
    t.diversity, t.herfindahl, t.economic_complexity, q.coverage, q.known_share, q.grade
from regions r
left join summary s on s.region = r.region and s.year = $year
left join judged j on j.region = r.region
left join structure t on t.region = r.region and t.year = $year
left join quality q on q.region = r.region and q.year = $year
where r.level = $level and ($state = '' or list_contains(string_split(r.states, '-'), $state))
order by {order} nulls last, r.region limit $limit offset $offset
"""

# What the edition's first rule book says of regions stands in the summary; of another it is counted here.
_BY_FIRST_BOOK = "select region, strong_clusters, strong_share from summary where year = $year and level = $level"
_BY_BOOK = """
    select v.region, count(*) filter (v.strong)::int as strong_clusters,
        case when count(v.strong) filter (p.employment > 0) > 0
            then coalesce(sum(p.employment) filter (v.strong), 0) / sum(p.employment) end as strong_share
    from verdicts v
    join portfolio p on p.year = v.year and p.region = v.region and p.cluster = v.cluster and p.subcluster is null
    where v.year = $year and v.rules = $rules and p.level = $level group by v.region
"""

_LIST_ORDERS = {
    "employment": "s.employment desc",
    "name": "r.name",
    "growth": "s.employment_growth desc",
    "traded": "s.traded_employment desc",
    "strong": "j.strong_clusters desc",
    "strong_share": "j.strong_share desc",
    "largest_share": "s.largest_share desc",
    "diversity": "t.diversity desc",
    "herfindahl": "t.herfindahl desc",
    "complexity": "t.economic_complexity desc",
    "coverage": "q.coverage desc",
    "known": "q.known_share desc",
}
LIST_ORDERS = tuple(_LIST_ORDERS)


def listed(
    edition: Edition,
    level: str,
    year: int,
    order: str,
    state: str = "",
    limit: int = 50,
    offset: int = 0,
    rules: str | None = None,
) -> list[Row]:
    """Regions of a level with their headlines; `order` is one of LIST_ORDERS, `state` one of `states` or empty.

    How many clusters are strong, and the share of jobs in them, is by a rule book, the first if none is named.
    """
    book = edition.book(rules).name
    by_first = book == edition.manifest.book.name
    query = _LISTED.format(order=_LIST_ORDERS[order], judged=_BY_FIRST_BOOK if by_first else _BY_BOOK)
    values = {"level": level, "year": year, "state": state, "limit": limit, "offset": offset}
    return edition.rows(query, values if by_first else values | {"rules": book})


def listed_count(edition: Edition, level: str, state: str = "") -> int:
    """How many regions `listed` has in all."""
    query = """select count(*)::int as n from regions
        where level = $level and ($state = '' or list_contains(string_split(states, '-'), $state))"""
    return int(edition.rows(query, {"level": level, "state": state})[0]["n"])


@lru_cache(maxsize=64)  # every page of a region says it, and an edition never changes
def level_headlines(edition: Edition, level: str, year: int) -> Row:
    """The regions of a level together: their strong clusters, the jobs in those, all traded jobs and the share."""
    query = """select sum(strong_clusters)::bigint as strong_clusters,
            sum(strong_borderline)::bigint as strong_borderline,
            sum(strong_employment)::bigint as strong_employment, sum(traded_employment)::bigint as traded_employment,
            case when sum(traded_employment) > 0 then sum(strong_employment) / sum(traded_employment) end
                as strong_share
        from summary where level = ? and year = ?"""
    return edition.rows(query, [level, year])[0]


def states(edition: Edition, level: str) -> list[str]:
    """Codes of the states or countries that regions of a level lie in; none where each region is one itself."""
    query = """with parts as (select unnest(string_split(states, '-')) as state from regions where level = ?)
        select state, count(*)::int as n from parts group by state order by state"""
    found = [row for row in edition.rows(query, [level]) if row["state"]]
    parted = any(row["n"] > 1 for row in found)  # in a list of states each would hold one
    return [row["state"] for row in found] if parted else []


def codes(edition: Edition) -> list[str]:
    """All regions, those of the first level first and the country last."""
    order = {level: place for place, level in enumerate(edition.manifest.levels)}
    rows = edition.rows("select region, level from regions order by region")
    return [row["region"] for row in sorted(rows, key=lambda row: order.get(row["level"], len(order)))]


@lru_cache(maxsize=16)  # every page says it, and an edition never changes
def counts_by_level(edition: Edition) -> dict[str, int]:
    """How many regions each level has."""
    return {
        row["level"]: row["n"] for row in edition.rows("select level, count(*)::int as n from regions group by level")
    }


def without_boundary(edition: Edition) -> list[str]:
    """The codes of regions that no map shows."""
    query = "select region from regions where not has_boundary and region <> ? order by region"
    return [row["region"] for row in edition.rows(query, [edition.manifest.country])]
