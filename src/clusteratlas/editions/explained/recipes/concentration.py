"""Recipes of how concentrated a cluster is over the regions of a level, and of how many have it or are strong in it."""

from collections.abc import Callable

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import key_of
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import Number, Parts, Working

Making = Callable[[Edition, Subject, Row], Working]

# All regions of the level with jobs in any cluster: one without this cluster is part of what it is compared with.
_REGIONS = """
select s.region, coalesce(p.employment, 0) as e_rc, (s.traded_employment + s.local_employment) as e_r
from summary s left join portfolio_by_cluster p
    on p.cluster = $cluster and p.subcluster is null and p.year = $year and p.region = s.region
where s.level = $level and s.year = $year order by e_rc desc, s.region
"""
HERFINDAHL = "sum((e_rc / e_c)**2)"
GINI = "gini(e_rc, e_r)"
HOOVER = "sum(abs(e_rc / e_c - e_r / e)) / 2"
THEIL = "sum(e_rc / e_c * ln((e_rc / e_c) / (e_r / e)))"
REGIONS = "count(e_rc > 0)"
_ONLY_WITH_JOBS = (HERFINDAHL, THEIL, REGIONS)  # the others have a term for every region


def over_regions(formula: str, sign: str = "") -> Making:
    """A recipe over the regions of the level."""

    def make(edition: Edition, subject: Subject, row: Row) -> Working:
        every = edition.rows(_REGIONS, key_of(row, "cluster", "level", "year"))
        rows = [each for each in every if each["e_rc"] > 0] if formula in _ONLY_WITH_JOBS else every
        letters = {"e_rc": "portfolio.employment", "e_r": "level.jobs_in_clusters"}
        sums = (
            Number("e_c", "level.employment", sum(each["e_rc"] for each in rows), formula="sum(e_rc)"),
            Number("e", "level.jobs_in_clusters", sum(each["e_r"] for each in every)),
        )
        numbers = tuple(each for each in sums if f"/ {each.letter})" in formula or f"/ {each.letter} " in formula)
        if "e_r" not in formula.replace("e_rc", ""):
            letters.pop("e_r")
        return Working(formula, numbers, Parts("region", letters, rows, key_of(row, "cluster", "year")), sign=sign)

    return make


_STRONG = """
select region, strong from portfolio_by_cluster
where cluster = $cluster and subcluster is null and year = $year and level = $level and strong is not null
order by strong desc, region
"""


def strong_regions(edition: Edition, subject: Subject, row: Row) -> Working:
    """How many regions of the level are strong in the cluster."""
    rows = edition.rows(_STRONG, key_of(row, "cluster", "level", "year"))
    parts = Parts("region", {"strong": "portfolio.strong"}, rows, key_of(row, "cluster", "year"))
    return Working("count(strong)", parts=parts)


_COMPLEXITY = """
select c.industry, c.product_complexity as c_i from complexity c
join membership m on m.industry = c.industry and m.vintage = $vintage and m.cluster = $cluster
where c.level = $level and c.year = $year and c.product_complexity is not null order by c_i desc, c.industry
"""


def complexity(edition: Edition, subject: Subject, row: Row) -> Working:
    """The mean complexity of the cluster's industries."""
    values = key_of(row, "cluster", "level", "year") | {"vintage": edition.manifest.vintage(row["year"])}
    letters = {"c_i": "complexity.product_complexity"}
    return Working("mean(c_i)", parts=Parts("industry", letters, edition.rows(_COMPLEXITY, values),
                                            key_of(row, "level", "year")))  # fmt: skip
