"""Clusters of a region that are short of strong by their location quotient alone, and of how many jobs."""

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis import Rule, RuleBook, Situation
from clusteratlas.diagnosis.smallest_change import smallest_held
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.thresholds import thresholds

_QUOTIENT = "location_quotient"

_NOT_STRONG = """
select p.year, p.level, p.region, p.cluster, p.employment, p.employment_low, p.employment_high, p.establishments,
    p.location_quotient, p.location_quotient_low, p.location_quotient_high, n.employment as cluster_total
from portfolio p
join (select cluster, employment from portfolio where region = $country and year = $year and subcluster is null) n
    on n.cluster = p.cluster
where p.region = $region and p.year = $year and p.subcluster is null and not p.strong
    and p.employment > 0 and p.location_quotient is not null
order by p.cluster
"""


def near_misses(edition: Edition, region: str, year: int, totals: tuple[int, int], most: int) -> list[Row]:
    """The clusters nearest to strong among those that fail by their location quotient alone, nearest first.

    Each has `line`, what its quotient must reach, and `jobs`, the smallest number of added jobs that reaches it while
    all other regions and the thresholds stay as they are; None where no number does. It is `held.jobs` of the
    cluster's explanation, without what only the other regions' figures can tell. `totals` are the region's and the
    nation's employment that the edition's quotients are taken over: in clusters of the kind that is ranked, or in all.
    """
    book = edition.manifest.book
    country = edition.manifest.country
    found = edition.rows(_NOT_STRONG, {"region": region, "year": year, "country": country})
    limits = thresholds(edition, found[0]["level"], year) if found else {}
    ranked = [row | limits[row["cluster"]] for row in found if row["cluster"] in limits]
    rows = [row for row in ranked if _fails_by_quotient_alone(row, book)]
    lined = [row | {"line": _line(row, book)} for row in rows]
    nearest = sorted(lined, key=lambda row: (-row[_QUOTIENT] / row["line"], row["cluster"]))[:most]
    return [row | {"jobs": _jobs_needed(row, book, totals)} for row in nearest]


def _fails_by_quotient_alone(row: Row, book: RuleBook) -> bool:
    return all(rule.holds(row[rule.column], _threshold(row, rule)) for rule in _rules(book, of_quotient=False))


def _line(row: Row, book: RuleBook) -> float:
    return max(_threshold(row, rule) for rule in _rules(book, of_quotient=True))


def _jobs_needed(row: Row, book: RuleBook, totals: tuple[int, int]) -> int | None:
    """The thresholds are held, so each is a fixed value here, and only the region's own figures matter."""
    situation = Situation(
        region=row["region"],
        cluster=row["cluster"],
        year=row["year"],
        level=row["level"],
        employment=_alone(row["employment"]),
        establishments=None,  # no quotient depends on them
        location_quotient=_alone(row[_QUOTIENT]),
        region_total=_alone(totals[0]),
        cluster_total=float(row["cluster_total"]),
        nation_total=float(totals[1]),
    )
    rules = [
        Rule(rule.id, rule.column, rule.operator, value=_threshold(row, rule))
        for rule in _rules(book, of_quotient=True)
    ]
    needs = [smallest_held(situation, rule) for rule in rules]
    return None if None in needs else max(need for need in needs if need is not None)


def _rules(book: RuleBook, of_quotient: bool) -> list[Rule]:
    return [rule for rule in book.of_class(book.agreement) if (rule.column == _QUOTIENT) == of_quotient]


def _threshold(row: Row, rule: Rule) -> float:
    return float(row[rule.id])


def _alone(value: float) -> NDArray[np.float64]:
    return np.array([value], np.float64)
