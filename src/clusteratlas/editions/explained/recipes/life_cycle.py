"""Recipes of the evidence for the stage of life a regional cluster is in."""

from collections.abc import Callable, Sequence

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import key_of, own
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import PROCEDURE, Parts, Working

Making = Callable[[Edition, Subject, Row], Working]

_YEARS = """
with years as (
    select year, sum(employment)::bigint as e from portfolio
    where region = $country and subcluster is null and year between $first and $last group by year)
select y.year, y.year as y, coalesce(p.employment, 0) as e_rc, coalesce(p.location_quotient, 0.0) as q,
    n.employment as e_c, y.e
from years y
left join portfolio p on p.year = y.year and p.region = $region and p.cluster = $cluster and p.subcluster is null
left join portfolio n on n.year = y.year and n.region = $country and n.cluster = $cluster and n.subcluster is null
order by y.year
"""
_NAMES = {
    "e_rc": "portfolio.employment",
    "q": "portfolio.location_quotient",
    "e_c": "nation.employment",
    "e": "nation.jobs_in_clusters",
    "y": "portfolio.year",
}
ALL, EARLIER, RECENT = "all", "earlier", "recent"  # which of the years; the middle one of an odd number is in both


def over_years(formula: str, letters: Sequence[str], which: str = ALL, with_jobs: bool = False) -> Making:
    """A recipe over the years that were read; logarithms pass over years without jobs."""

    def make(edition: Edition, subject: Subject, row: Row) -> Working:
        ends = {"first": row["first_year"], "last": row["last_year"], "country": edition.manifest.country}
        years = edition.rows(_YEARS, key_of(row, "region", "cluster") | ends)
        half = {
            ALL: years,
            EARLIER: years[: (len(years) + 1) // 2],
            RECENT: years[len(years) // 2 :],
        }[which]
        rows = [each for each in half if each["e_rc"] > 0] if with_jobs else half
        parts = Parts("year", {letter: _NAMES[letter] for letter in letters}, rows, key_of(row, "region", "cluster"))
        return Working(formula, parts=parts)

    return make


def difference(one: str, other: str) -> Making:
    """A recipe: one piece of the evidence less another."""

    def make(edition: Edition, subject: Subject, row: Row) -> Working:
        return Working("a - b", (own("a", "life_cycle", one, row), own("b", "life_cycle", other, row)))

    return make


def heterogeneity(edition: Edition, subject: Subject, row: Row) -> Working:
    """How evenly the jobs are spread over the parts of the cluster, year by year."""
    return Working(kind=PROCEDURE, procedure="heterogeneity")
