"""Clusters of a region that are short of strong by their location quotient alone, and of how many jobs."""

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis import Rule, RuleBook, Situation, load
from clusteratlas.diagnosis.smallest_change import smallest_held
from clusteratlas.diagnosis.thresholds import column_of
from clusteratlas.editions.edition import Edition, Row

_QUOTIENT = "location_quotient"

# A rule book of fixed numbers has no row of thresholds, so they are joined from the left.
_NOT_STRONG = """
select p.year, p.level, p.region, p.cluster, p.employment, p.employment_low, p.employment_high, p.establishments,
    p.location_quotient, p.location_quotient_low, p.location_quotient_high, n.employment as cluster_total,
    t.* exclude (rules, year, level, cluster)
from portfolio p
left join thresholds t on t.cluster = p.cluster and t.level = p.level and t.year = $year and t.rules = $rules
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
    book = load(edition.manifest.rules[0])
    country = edition.manifest.country
    values = {"region": region, "year": year, "rules": book.name, "country": country}
    rows = [row for row in edition.rows(_NOT_STRONG, values) if _fails_by_quotient_alone(row, book)]
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
    return [rule for rule in book.of_class("strong") if (rule.column == _QUOTIENT) == of_quotient]


def _threshold(row: Row, rule: Rule) -> float:
    """The rule's own value, or the percentile that the edition's table of thresholds has."""
    if rule.percentile is None:
        return float(rule.value or 0)
    return float(row[column_of(rule.column, rule.percentile)])


def _alone(value: float) -> NDArray[np.float64]:
    return np.array([value], np.float64)
