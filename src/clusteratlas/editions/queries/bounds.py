"""Questions about what is not published: how much of a region it is, what bounds it, and an example worked out."""

from dataclasses import dataclass

from clusteratlas.editions.edition import Edition, Row

_BY_FLAG = """
select employment_flag as flag, count(*)::int as cells, coalesce(sum(employment), 0)::bigint as employment
from activity where year = $year and region in (select unnest($regions::varchar[]))
group by employment_flag
"""


def cells_by_flag(edition: Edition, region: str, year: int) -> dict[str, Row]:
    """How many cells of industries a region has and the jobs in them, by how their figures came about.

    For the country the cells are those of the regions directly below it.
    """
    found = edition.rows(_BY_FLAG, {"year": year, "regions": _summed(edition, region)})
    return {row.pop("flag"): row for row in found}


def _summed(edition: Edition, region: str) -> list[str]:
    if region != edition.manifest.country:
        return [region]
    return [row["region"] for row in edition.rows("select region from regions where parent = ?", [region])]


_NODES = """
nodes as (
    select industry, employment, employment_low, employment_high, employment_flag from activity
        where region = $region and year = $year
    union all
    select industry, employment, employment_low, employment_high, employment_flag from totals
        where region = $region and year = $year)
"""

_ABOVE = """
with recursive {nodes},
climbed as (
    select i.industry, i.parent as above, 1 as steps from industries i
        where i.industry in (select unnest($industries::varchar[])) and i.parent is not null
    union all
    select c.industry, i.parent, c.steps + 1 from climbed c join industries i on i.industry = c.above
        where i.parent is not null)
select c.industry, c.above, n.employment from climbed c join nodes n on n.industry = c.above
where n.employment_flag = 'published'
qualify row_number() over (partition by c.industry order by c.steps) = 1
"""


def totals_above(edition: Edition, region: str, year: int, industries: list[str]) -> dict[str, Row]:
    """For each industry the nearest one above it whose jobs in the region are published; none where there is none."""
    values = {"region": region, "year": year, "industries": industries}
    return {row.pop("industry"): row for row in edition.rows(_ABOVE.format(nodes=_NODES), values)}


_IN_REGION = """
select cluster, employment, employment_low, employment_high from portfolio
where region = ? and year = ? and subcluster is null
"""

_OF_CLUSTER = """
select region, employment, employment_low, employment_high from portfolio
where cluster = ? and level = ? and year = ? and subcluster is null
"""


def jobs_in_region(edition: Edition, region: str, year: int) -> dict[str, Row]:
    """The jobs of every cluster in a region with the ends of their ranges, by cluster."""
    return {row["cluster"]: row for row in edition.rows(_IN_REGION, [region, year])}


def jobs_of_cluster(edition: Edition, cluster: str, level: str, year: int) -> dict[str, Row]:
    """The jobs of a cluster in every region of a level with the ends of their ranges, by region."""
    return {row["region"]: row for row in edition.rows(_OF_CLUSTER, [cluster, level, year])}


@dataclass(frozen=True)
class WorkedExample:
    """An industry whose total is published, and its parts: some published, the rest withheld and shared out."""

    industry: str
    total: int
    parts: list[Row]  # industry, employment, employment_low, employment_high, employment_flag; published ones first

    @property
    def known(self) -> int:
        """Jobs in the parts that are published or follow exactly."""
        return sum(row["employment"] for row in self.parts if row["employment_flag"] != "estimated")

    @property
    def rest(self) -> int:
        """Jobs in the parts that are withheld: together exactly known."""
        return self.total - self.known


# An example is small, adds up exactly, and has at least one part on either side.
_FAMILIES = """
with {nodes},
families as (
    select i.parent, count(*) as parts, sum(n.employment) as total,
        count(*) filter (n.employment_flag = 'estimated') as withheld,
        count(*) filter (n.employment_flag in ('published', 'derived')) as known,
        sum(n.employment_high - n.employment_low) filter (n.employment_flag = 'estimated') as width
    from nodes n join industries i using (industry) where i.parent is not null group by i.parent)
select f.parent as industry, p.employment from families f join nodes p on p.industry = f.parent
where p.employment_flag = 'published' and f.withheld between 2 and 3 and f.known between 1 and 4
    and f.withheld + f.known = f.parts and f.total = p.employment
order by f.width desc, f.parent limit 1
"""

_PARTS = """
with {nodes}
select n.* from nodes n join industries i using (industry) where i.parent = $parent
order by n.employment_flag = 'estimated', n.employment desc, n.industry
"""


def worked_example(edition: Edition, region: str, year: int) -> WorkedExample | None:
    """The region's industry whose withheld parts have the widest ranges among those small enough to be followed."""
    place = {"region": region, "year": year}
    found = edition.rows(_FAMILIES.format(nodes=_NODES), place)
    if not found:
        return None
    parts = edition.rows(_PARTS.format(nodes=_NODES), place | {"parent": found[0]["industry"]})
    return WorkedExample(found[0]["industry"], found[0]["employment"], parts)
