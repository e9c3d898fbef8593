"""Recipes of what changed since the year before in a cluster: jobs before, change and growth."""

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import key_of, number, of_part, own
from clusteratlas.editions.explained.recipes.shares import row_before
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import Number, Parts, Working

# A country that is the sum of its regions is compared over those that are known in both years. A region that nothing
# bounds from above is not known; one without a row that has figures in the year has none of the cluster.
_COMPARED = """
with known as (
    select s.region, s.year, coalesce(p.employment, 0) as employment
    from summary s join regions r on r.region = s.region and r.parent = $country
    left join {portfolio} p on p.region = s.region and p.year = s.year and p.cluster = $cluster and p.{part}
    where s.year in ($year, $year - 1) and (p.employment_low is null or p.employment_high is not null))
select now.region, now.employment as e_rc, past.employment as b_rc
from known now join known past on past.region = now.region and past.year = $year - 1
where now.year = $year and (now.employment > 0 or past.employment > 0)
order by e_rc desc, now.region
"""


def jobs_before(edition: Edition, subject: Subject, row: Row) -> Working:
    """Jobs in the year before, of the regions that are compared."""
    if _is_summed(edition, row):
        return Working("sum(b_rc)", parts=_compared(edition, row))
    return Working("b_rc", (_before(edition, row),))


def change(edition: Edition, subject: Subject, row: Row) -> Working:
    """Jobs less jobs in the year before."""
    if _is_summed(edition, row):
        return Working("sum(e_rc - b_rc)", parts=_compared(edition, row))
    jobs = own("e_rc", "portfolio", "employment", row)
    return Working("e_rc - b_rc", (jobs, own("b_rc", "portfolio", "employment_before", row)))


def growth(edition: Edition, subject: Subject, row: Row) -> Working:
    """The change as a share of the year before."""
    change_ = own("d_rc", "portfolio", "employment_change", row)
    return Working("d_rc / b_rc", (change_, own("b_rc", "portfolio", "employment_before", row)))


def _is_summed(edition: Edition, row: Row) -> bool:
    """Whether a row is a country's that is the sum of its regions: its own figures then need not be those compared."""
    if row["region"] != edition.manifest.country:
        return False
    query = "select employment_flag from national where industry = '00' and year in ($year, $year - 1)"
    return any(each["employment_flag"] != "published" for each in edition.rows(query, key_of(row, "year")))


def _compared(edition: Edition, row: Row) -> Parts:
    query = _COMPARED.format(portfolio="portfolio_by_cluster", part=of_part(row))
    values = key_of(row, "cluster", "subcluster", "year") | {"country": edition.manifest.country}
    letters = {"e_rc": "portfolio.employment", "b_rc": "portfolio.employment_before"}
    return Parts("region", letters, edition.rows(query, values), key_of(row, "cluster", "subcluster", "year"))


def _before(edition: Edition, row: Row) -> Number:
    found = row_before(edition, row)
    if found is None:  # no row in a year with figures means none
        return Number("b_rc", "portfolio.employment", 0)
    return number("b_rc", "portfolio.employment", found["employment"], found)
