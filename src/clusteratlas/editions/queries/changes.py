"""Questions about the change of one regional cluster: its effects year by year, with the numbers they come from."""

from collections.abc import Sequence

from clusteratlas.editions.edition import Edition, Row

EFFECTS = ("employment_change", "national_effect", "mix_effect", "competitive_effect", "expected_change")

# What is compared is as in `dynamics`: clusters that are not local, where both years are known here and in the nation.
_YEARS = """
with pairs as (
    select n.year, n.cluster, greatest(o.employment_before, 0) as before,
        greatest(o.employment_before + o.employment_change, 0) as after,
        greatest(n.employment_before, o.employment_before) as nation_before,
        greatest(n.employment_before + n.employment_change, o.employment_before + o.employment_change) as nation_after
    from portfolio n join portfolio o
        on o.cluster = n.cluster and o.year = n.year and o.subcluster is null and o.region = $region
    where n.subcluster is null and n.kind <> 'local' and n.region = $country
        and n.employment_change is not null and o.employment_change is not null),
totals as (
    select year, sum(nation_before)::bigint as total_before, sum(nation_after)::bigint as total_after
    from pairs group by year)
select p.year, p.before as employment_before, p.after as employment, p.nation_before as cluster_before,
    p.nation_after as cluster_after, t.total_before, t.total_after
from pairs p join totals t using (year) where p.cluster = $cluster order by p.year
"""


def yearly_changes(edition: Edition, region: str, cluster: str) -> list[Row]:
    """A cluster's change from each year to the next in a region and its effects, for every year that can be compared.

    Beside the effects stand the jobs they come from: in the region, in the nation's cluster, and in all clusters that
    are compared. The effects add up to the change: national = e g, mix = e (g_c - g), competitive = the rest.
    """
    values = {"region": region, "cluster": cluster, "country": edition.manifest.country}
    return [row | _effects(row) for row in edition.rows(_YEARS, values)]


def added_up(years: Sequence[Row]) -> Row:
    """The effects of several years together (Barff and Knight's dynamic analysis)."""
    return {name: sum(row[name] for row in years) for name in EFFECTS}


def _effects(row: Row) -> Row:
    before, change = row["employment_before"], row["employment"] - row["employment_before"]
    national = _grown(before, row["total_before"], row["total_after"])
    expected = _grown(before, row["cluster_before"], row["cluster_after"])
    return dict(zip(EFFECTS, (change, national, expected - national, change - expected, expected), strict=True))


def _grown(jobs: int, before: int, after: int) -> float:
    """What jobs would have gained at the growth from `before` to `after`; nothing where that starts from nothing."""
    return jobs * (after - before) / before if before else 0.0
