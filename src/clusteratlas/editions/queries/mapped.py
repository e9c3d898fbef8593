"""Questions a map asks: the figures of a part of a cluster, of an industry or of whole regions, over a level."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.layout import columns_of, has_per_head, per_head
from clusteratlas.editions.queries import regions
from clusteratlas.editions.queries.made_of import breaks_of

CLUSTER, SUBCLUSTER, INDUSTRY, REGIONS, CANDIDATES = "cluster", "subcluster", "industry", "regions", "candidates"


@dataclass(frozen=True)
class Mapped:
    """What figures are of: a cluster (`code`), a subcluster of one, an industry of one, or the regions as a whole.

    `table` says where they stand; candidates are the regional clusters that may become strong.
    """

    table: str
    cluster: str = ""
    code: str = ""
    kind: str = ""  # of the cluster: the denominator of an industry's quotient

    @property
    def values(self) -> dict[str, Any]:
        """What a query asks for, by name."""
        named = {"cluster": self.cluster, "code": self.code}
        return {CLUSTER: {"cluster": self.cluster}, CANDIDATES: {"cluster": self.cluster}, REGIONS: {}}.get(
            self.table, {"code": self.code} if self.table == INDUSTRY else named
        )


_WITHIN = {
    "traded": "{0}.traded_employment",
    "local": "{0}.local_employment",
    "all": "({0}.traded_employment + {0}.local_employment)",
}

_CELLS = """
select a.year, r.level, a.* exclude (year), {ratios}
    a.employment / nullif({kind}, 0) as employment_share,
    a.employment / nullif(n.employment, 0) as national_share,
    (a.employment / nullif({here}, 0)) / (nullif(n.employment, 0) / nullif({nation}, 0)) as location_quotient,
    case when b.employment > 0 then a.employment / b.employment - 1 end as employment_growth
from activity_by_industry a
join regions r on r.region = a.region
left join summary s on s.region = a.region and s.year = a.year
left join summary k on k.region = '{country}' and k.year = a.year
left join national n on n.industry = a.industry and n.year = a.year
left join activity_by_industry b on b.industry = a.industry and b.region = a.region and b.year = a.year - 1
where a.industry = $code and r.level = $level
"""

_REGIONS = """
select s.*, {ratios} t.diversity, t.herfindahl, t.krugman_specialisation, t.unrelated_variety, t.related_variety,
    t.economic_complexity, t.complexity_outlook, q.coverage, q.known_share, q.grade
from summary s
left join structure t on t.region = s.region and t.year = s.year
left join quality q on q.region = s.region and q.year = s.year
where s.level = $level
"""

_STORED = {
    CLUSTER: "select * from portfolio_by_cluster where cluster = $cluster and subcluster is null and level = $level",
    SUBCLUSTER: "select * from portfolio_by_cluster where cluster = $cluster and subcluster = $code and level = $level",
    CANDIDATES: "select * from opportunities where cluster = $cluster and level = $level",
}


def figures(edition: Edition, mapped: Mapped, level: str, year: int, rules: str | None = None) -> list[Row]:
    """Every region of a level with what is known of a subject in a year, by code; empty where there is nothing.

    How many clusters are strong in whole regions, and the share of jobs in them, is by a rule book, the first if none
    is named.
    """
    query = f"""with found as ({_source(edition, mapped)})
        select r.region, r.states, r.has_boundary, f.* exclude (region)
        from regions r left join found f on f.region = r.region and f.year = $year
        where r.level = $level order by r.region"""  # noqa: S608 - the names are our own
    rows = edition.rows(query, mapped.values | {"level": level, "year": year})
    return rows if mapped.table != REGIONS else [row | _judged(edition, level, year, rules)(row) for row in rows]


def amounts(edition: Edition, mapped: Mapped, column: str, level: str, year: int) -> list[Row]:
    """An amount of a subject in the regions of a level that have a row in a year, with its ends where it has some."""
    query = f"""select region, columns('^{column}(_low|_high)?$') from ({_source(edition, mapped)})
        where year = $year order by region"""  # noqa: S608 - the names are our own
    return edition.rows(query, mapped.values | {"level": level, "year": year})


@lru_cache(maxsize=512)  # a map of any year has the scale of all, and an edition never changes
def every_value(edition: Edition, mapped: Mapped, column: str, level: str) -> tuple[float, ...]:
    """The values of a column in all regions of a level and all years, from the lowest; those not known left out.

    Where figures are of jobs in something, regions without jobs in it are left out.
    """
    present = "and employment > 0" if mapped.table in (CLUSTER, SUBCLUSTER, INDUSTRY) else ""
    query = f"""select {column}::double as v from ({_source(edition, mapped)})
        where v is not null {present} order by v"""  # noqa: S608 - the names are our own
    return tuple(row["v"] for row in edition.rows(query, mapped.values | {"level": level}))


def whole(edition: Edition, mapped: Mapped) -> dict[int, Row]:
    """The jobs of a subject in the reference by year, with their growth where the years can be compared."""
    query, values = _WHOLE[mapped.table], {"country": edition.manifest.country} | mapped.values
    found = edition.rows(query, {name: value for name, value in values.items() if f"${name}" in query})
    by_year = {row["year"]: row["employment"] for row in found if row["employment"] is not None}
    broken = _breaks(edition)
    return {
        year: {"year": year, "employment": by_year[year], "employment_growth": _growth(by_year, year, broken)}
        for year in sorted(by_year)
    }


@lru_cache(maxsize=256)  # the menu of every page of a cluster's map
def parts_of(edition: Edition, cluster: str, year: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the subclusters of a cluster in their order, and of its industries in a year."""
    subclusters = edition.rows(
        "select subcluster from clusters where cluster = ? and subcluster is not null order by position", [cluster]
    )
    industries = edition.rows(
        "select industry from membership where cluster = ? and vintage = ? order by industry",
        [cluster, edition.manifest.vintage(year)],
    )
    return tuple(row["subcluster"] for row in subclusters), tuple(row["industry"] for row in industries)


_WITHOUT = """
with withheld as (
    select distinct a.region from activity_by_industry a join membership m using (industry)
    where m.vintage = $vintage and {members} and a.year = $year and a.employment_flag in ('estimated', 'unknown')),
seen as (select region, bool_or(year = $year) as this_year from summary group by region)
select r.region,
    case when s.region is null then 'not_in_file' when not s.this_year then 'not_in_year'
        when w.region is not null then 'withheld' else 'absent' end as reason
from regions r
left join seen s on s.region = r.region
left join withheld w on w.region = r.region
where r.level = $level
"""
_MEMBERS = {SUBCLUSTER: "m.cluster = $cluster and m.subcluster = $code", INDUSTRY: "m.industry = $code"}


def why_without(edition: Edition, mapped: Mapped, level: str, year: int) -> dict[str, str]:
    """Why a region of a level may have no figure of a part or of an industry, in the words of `clusters`."""
    values = {"level": level, "year": year, "vintage": edition.manifest.vintage(year)} | mapped.values
    query = _WITHOUT.format(members=_MEMBERS.get(mapped.table, "false"))
    return {row["region"]: row["reason"] for row in edition.rows(query, values)}


_WHOLE = {
    **dict.fromkeys(
        (CLUSTER, CANDIDATES),
        "select year, employment from portfolio where region = $country and cluster = $cluster and subcluster is null",
    ),
    SUBCLUSTER: (
        "select year, employment from portfolio where region = $country and cluster = $cluster and subcluster = $code"
    ),
    INDUSTRY: "select year, employment from national where industry = $code",
    REGIONS: "select year, employment from summary where region = $country",
}


@lru_cache(maxsize=16)
def _breaks(edition: Edition) -> frozenset[tuple[int, int]]:
    return frozenset(breaks_of(edition))


def _growth(by_year: Mapping[int, int], year: int, broken: frozenset[tuple[int, int]]) -> float | None:
    """The growth since the year before; None where that is not known, or cannot be compared."""
    before = by_year.get(year - 1)
    return by_year[year] / before - 1 if before and (year - 1, year) not in broken else None


def _source(edition: Edition, mapped: Mapped) -> str:
    """The rows of a subject at a level in every year, as SQL."""
    if mapped.table in _STORED:
        return _STORED[mapped.table]
    if mapped.table == REGIONS:
        return _REGIONS.format(ratios=_ratios(edition, "s"))
    within = _WITHIN["all" if edition.manifest.within == "all" else mapped.kind]
    return _CELLS.format(
        ratios=_ratios(edition, "a"),
        kind=_WITHIN[mapped.kind].format("s"),
        here=within.format("s"),
        nation=within.format("k"),
        country=edition.manifest.country,
    )


def _ratios(edition: Edition, table: str) -> str:
    """Money per person employed, as columns of a query."""
    names = [name for name in columns_of(edition.manifest.measures) if has_per_head(name)]
    return "".join(f"{table}.{name} / nullif({table}.employment, 0) as {per_head(name)}, " for name in names)


def _judged(edition: Edition, level: str, year: int, rules: str | None) -> Any:
    """What a rule book other than the first says of whole regions, to be put over a row of the summary."""
    if rules is None or rules == edition.manifest.book.name:
        return lambda row: {}
    found = _by_book(edition, level, year, rules)
    return lambda row: found.get(row["region"], {"strong_clusters": None, "strong_share": None})


@lru_cache(maxsize=64)
def _by_book(edition: Edition, level: str, year: int, rules: str) -> Mapping[str, Row]:
    rows = regions.listed(edition, level, year, "name", limit=1_000_000, rules=rules)
    return {row["region"]: {name: row[name] for name in ("strong_clusters", "strong_share")} for row in rows}
