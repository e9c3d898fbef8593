"""Recipes of how diverse, specialised and complex a region is; all rests on its clusters that are not local."""

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import key_of, number
from clusteratlas.editions.explained.recipes.headlines import TRADED, clusters_of
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import PROCEDURE, Number, Parts, Working
from clusteratlas.editions.queries.regions import headlines

_JOBS = f"{TRADED} and employment > 0"


def _total(edition: Edition, row: Row) -> Number:
    found = headlines(edition, row["region"], row["year"])  # a region without any cluster has none
    return number("e_r", "summary.traded_employment", found.get("traded_employment", 0), row if found else {})


def herfindahl(edition: Edition, subject: Subject, row: Row) -> Working:
    """Squared shares of the clusters, added up."""
    parts = clusters_of(edition, row, "e_rc", "employment", _JOBS)
    return Working("sum((e_rc / e_r)**2)", (_total(edition, row),), parts, sign="H")


def unrelated_variety(edition: Edition, subject: Subject, row: Row) -> Working:
    """The entropy between clusters."""
    parts = clusters_of(edition, row, "e_rc", "employment", _JOBS)
    return Working("sum(e_rc / e_r * log2(e_r / e_rc))", (_total(edition, row),), parts)


_OF_LEVEL = """
with level as (
    select cluster, sum(employment) as e_c from portfolio
    where level = $level and year = $year and subcluster is null and kind <> 'local' group by cluster)
select l.cluster, coalesce(p.employment, 0) as e_rc, l.e_c::bigint as e_c from level l
left join portfolio p on p.cluster = l.cluster and p.region = $region and p.year = $year and p.subcluster is null
where l.e_c > 0 order by e_rc desc, l.cluster
"""


def krugman(edition: Edition, subject: Subject, row: Row) -> Working:
    """How far the mix of clusters is from that of the level's other regions."""
    rows = edition.rows(_OF_LEVEL, key_of(row, "level", "year", "region"))
    letters = {"e_rc": "portfolio.employment", "e_c": "level.employment"}
    parts = Parts("cluster", letters, rows, key_of(row, "region", "year"))
    level = Number("e", "level.employment", sum(each["e_c"] for each in rows), formula="sum(e_c)")
    formula = "sum(abs(e_rc / e_r - (e_c - e_rc) / (e - e_r))) / 2"
    return Working(formula, (_total(edition, row), level), parts, sign="K")


_INDUSTRIES = """
with traded as (
    select m.industry, m.cluster from membership m join clusters c on c.cluster = m.cluster and c.subcluster is null
    where m.vintage = $vintage and c.kind <> 'local'),
here as (
    select a.industry, t.cluster, a.employment as e_ri from activity a join traded t using (industry)
    where a.region = $region and a.year = $year and a.employment > 0)
"""


_WITHIN = """
select *, sum(e_ri) over (partition by cluster)::bigint as e_rc from here order by e_ri desc, industry
"""


def related_variety(edition: Edition, subject: Subject, row: Row) -> Working:
    """The entropy inside clusters, weighted by their size."""
    rows = edition.rows(_INDUSTRIES + _WITHIN, _here(edition, row))
    letters = {"e_ri": "activity.employment", "e_rc": "portfolio.employment"}
    parts = Parts("industry", letters, rows, key_of(row, "region", "year"))
    return Working("sum(e_ri / e_r * log2(e_rc / e_ri))", (_total(edition, row),), parts)


def _here(edition: Edition, row: Row) -> Row:
    return key_of(row, "region", "year") | {"vintage": edition.manifest.vintage(row["year"])}


# The level's jobs in each industry: of the regions of the level, which need not be the whole country.
_LEVEL = """, level as (
    select a.industry, sum(a.employment)::bigint as e_i
    from activity_by_industry a join traded using (industry) join regions r using (region)
    where a.year = $year and r.level = $level group by a.industry)
"""


_SHARED = "select h.industry, h.e_ri, l.e_i from here h join level l using (industry) order by h.e_ri desc, h.industry"
_SUM = "select sum(e_i)::bigint as e from level"


def diversity(edition: Edition, subject: Subject, row: Row) -> Working:
    """How many industries the region is specialised in, among those of its level."""
    values = _here(edition, row) | key_of(row, "level")
    rows, level = (edition.rows(_INDUSTRIES + _LEVEL + query, values) for query in (_SHARED, _SUM))
    letters = {"e_ri": "activity.employment", "e_i": "level.employment"}
    parts = Parts("industry", letters, rows, key_of(row, "region", "year"))
    numbers = _total(edition, row), Number("e", "level.employment", level[0]["e"])
    return Working("count(e_ri * e >= e_r * e_i)", numbers, parts)


_SPECIALISED = """
, total as (select sum(e_i) as e from level), own as (select sum(e_ri) as e_r from here)
select h.industry, c.product_complexity as c_i from here h join level l using (industry)
join complexity c on c.industry = h.industry and c.level = $level and c.year = $year
cross join total cross join own
where h.e_ri * total.e >= own.e_r * l.e_i and c.product_complexity is not null
order by c_i desc, h.industry
"""


def complexity(edition: Edition, subject: Subject, row: Row) -> Working:
    """The mean product complexity of the industries the region is specialised in."""
    values = _here(edition, row) | key_of(row, "level")
    rows = edition.rows(_INDUSTRIES + _LEVEL + _SPECIALISED, values)
    letters = {"c_i": "complexity.product_complexity"}
    return Working("mean(c_i)", parts=Parts("industry", letters, rows, key_of(row, "level", "year")))


def outlook(edition: Edition, subject: Subject, row: Row) -> Working:
    """What the complex industries near the region are worth to it: made of the whole matrix."""
    return Working(kind=PROCEDURE, procedure="outlook")
