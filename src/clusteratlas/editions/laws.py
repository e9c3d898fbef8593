"""The laws that hold between an edition's tables: each a query that counts the rows that break it."""

from collections.abc import Iterator

from clusteratlas.diagnosis import Rule, RuleBook
from clusteratlas.editions.layout import BASE, PUBLISHED, UNKNOWN, columns_of
from clusteratlas.editions.manifest import Manifest
from clusteratlas.sources import TOTAL
from clusteratlas.tables import measure

CELLS = ("activity", "totals", "national")
_TOLERANCE = 1e-9  # ratios are stored with twelve digits

_CELL_TWICE = "select count(*) from (select 1 from activity group by year, region, industry having count(*) > 1)"

# The country is the sum of the regions of a year that no other region of that year stands above, where it has no
# published figures of its own.
_COUNTRY = """
with recursive above as (
    select region, parent from regions where parent is not null
    union all select a.region, r.parent from above a join regions r on r.region = a.parent where r.parent is not null),
tops as (
    select s.year, s.region from summary s where s.level <> 'country' and not exists (
        select 1 from above a join summary h on h.region = a.parent and h.year = s.year and h.level <> 'country'
        where a.region = s.region)),
summed as (
    select year from summary where level = 'country'
    except select year from national where employment_flag = '{published}'),
parts as (
    select year, cluster, subcluster, {sums} from portfolio join tops using (year, region) group by all)
select count(*) from (select * from parts join summed using (year)) p
full join (select * from portfolio join summed using (year) where level = 'country') c
    on p.year = c.year and p.cluster = c.cluster and p.subcluster is not distinct from c.subcluster
where {differ}
"""

# Only where every industry of the cluster in the year's vintage has a subcluster.
_SUBCLUSTERS = """
with years(year, vintage) as (values {vintages}),
divided as (
    select year, cluster from membership join years using (vintage)
    group by year, cluster having count(*) = count(subcluster))
select count(*) from (
    select year, region, cluster from portfolio join divided using (year, cluster) group by all having {differ})
"""

_SHARES = """
select count(*) from (
    select year, region, kind from portfolio where subcluster is null group by all
    having sum(employment) > 0 and abs(sum(employment_share) - 1) > {tolerance})
"""

_STRONG = """
with limits as (
    select year, level, cluster, {limits} from thresholds where rules = '{rules}' group by year, level, cluster)
select count(*) from portfolio p left join limits t using (year, level, cluster)
where p.subcluster is null and p.strong is distinct from
    case when p.kind in ({kinds}) and p.level not in ({unranked}) then coalesce({conditions}, false) end
"""

_VERDICTS = """
with said as (select * from verdicts where rules = '{rules}')
select count(*) from portfolio p left join said v using (year, region, cluster)
where p.subcluster is null and p.strong is distinct from v.strong
"""

_ROBUST = """
select count(*) from portfolio
where robust and (strong_low is distinct from strong or strong_high is distinct from strong)
"""

_OPPORTUNITIES = """
select count(*) from opportunities o left join portfolio p
    on p.year = o.year and p.region = o.region and p.cluster = o.cluster and p.subcluster is null
where p.strong or o.score not between 0 and 1 or o.probability not between 0 and 1
    or o.closeness not between 0 and 1 or o.gap not between 0 and 1
"""

_PEERS = """
select count(*) from peers p join regions r using (region) left join regions o on o.region = p.peer
where p.peer = p.region or o.level is distinct from r.level or p.similarity not between 0 and 1
"""

_RELATED = """
select count(*) from relatedness a left join relatedness b on b.cluster = a.other and b.other = a.cluster
where a.relatedness is distinct from b.relatedness or a.cluster = a.other
"""

_NOT_LISTED = "select count(*) from portfolio p anti join regions r using (region)"

_BOUNDS = "select count(*) from {table} where {name} < {name}_low or {name} > {name}_high or {name}_low > {name}_high"

# Bounds stand exactly where a figure is not published; nothing stands where nothing at all is known. What can be below
# zero may lack a low end though a row speaks of it.
_FLAG = """
select count(*) from {table} where case {name}_flag
    when '{published}' then {name} is null or {name}_low is not null or {name}_high is not null
    when '{unknown}' then {name}_high is not null or {name}_low is not null and {name} is null
        or not {signed} and {name} is not null and {name}_low is null
    else {name} is null or {name}_low is null or {name}_high is null end
"""

_QUOTIENT_BOUNDS = """
select count(*) from portfolio
where location_quotient < location_quotient_low * (1 - {tolerance})
    or location_quotient > location_quotient_high * (1 + {tolerance})
"""

_TOTALS = """
select count(*) from (
    select year, region, sum({name}) as parts from activity group by all) a
join totals t using (year, region)
where t.industry = '{total}' and t.{name}_flag = '{published}' and t.year in ({years}) and a.parts <> t.{name}
"""


def laws(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Each law of the edition in words, and the query that counts the rows that break it."""
    measures = columns_of(manifest.measures)
    yield "a cell of activity stands twice", _CELL_TWICE
    yield "the country is not the sum of its regions", _country(measures)
    yield "a cluster is not the sum of its subclusters", _subclusters(manifest)
    yield "a region's shares of a kind do not add up to 1", _SHARES.format(tolerance=_TOLERANCE)
    yield "strong is not what the verdict of the first rule book says", _VERDICTS.format(rules=manifest.book.name)
    if not manifest.book.stars:  # stars are counted, which one query does not say plainly
        yield "strong does not follow from the rule book", _strong(manifest.book)
    yield "a robust class is another one at the ends of its bounds", _ROBUST
    yield "an opportunity is strong already, or a part of its score is no share", _OPPORTUNITIES
    yield "a peer is the region itself, or of another level", _PEERS
    yield "two clusters are not as related one way as the other", _RELATED
    yield "a portfolio row speaks of a region that is not listed", _NOT_LISTED
    yield "a location quotient is outside its bounds", _QUOTIENT_BOUNDS.format(tolerance=_TOLERANCE)
    for name in measures:
        for table in (*CELLS, "portfolio"):
            yield f"{name} is outside its bounds in {table}", _BOUNDS.format(table=table, name=name)
    for name in manifest.measures:
        for table in CELLS:
            words = {"published": PUBLISHED, "unknown": UNKNOWN, "signed": str(measure(name).signed).lower()}
            yield (
                f"the flag of {name} says other than its bounds in {table}",
                _FLAG.format(table=table, name=name, **words),
            )
    yield from _totals(manifest)


def _country(measures: tuple[str, ...]) -> str:
    # A sum that lacks a part is not known.
    sums = ", ".join(f"case when count({name}) = count(*) then sum({name}) end as {name}" for name in measures)
    differ = " or ".join(f"coalesce(p.{name}, 0) <> coalesce(c.{name}, 0)" for name in measures)
    return _COUNTRY.format(sums=sums, differ=differ, published=PUBLISHED)


def _subclusters(manifest: Manifest) -> str:
    vintages = ", ".join(f"({year}, '{vintage}')" for year, vintage in manifest.vintages.items())
    differ = " or ".join(
        f"count({name}) = count(*) and sum({name}) filter (subcluster is null)"
        f" is distinct from sum({name}) filter (subcluster is not null)"
        for name in columns_of(manifest.measures)
    )
    return _SUBCLUSTERS.format(vintages=vintages, differ=differ)


def _strong(book: RuleBook) -> str:
    conditions = book.of_class(book.agreement)
    return _STRONG.format(
        rules=book.name,
        limits=", ".join(f"max(threshold) filter (condition = '{rule.id}') as \"{rule.id}\"" for rule in conditions),
        kinds=_quoted(book.kinds),
        unranked=_quoted(book.levels_not_ranked),
        conditions=" and ".join(["p.employment > 0", *map(_condition, conditions)]),
    )


def _condition(rule: Rule) -> str:
    return f'p.{rule.column} {rule.operator} t."{rule.id}"'


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _totals(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Cells add up to a region's published total in years whose published figures nowhere contradict each other.

    Not so for figures that were each rounded on their own: their totals need not be the sums of their parts.
    """
    for name in (each for each in BASE if each not in manifest.rounding):
        years = [str(found["year"]) for found in manifest.withheld if not found.get(name, {}).get("contradictory", 1)]
        if years:
            query = _TOTALS.format(name=name, total=TOTAL, published=PUBLISHED, years=", ".join(years))
            yield f"cells of {name} do not add up to the region's published total", query
