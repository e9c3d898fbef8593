"""What moved a regional cluster across the line: its own jobs, everything else, either alone, or both together."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.crossings.side import Numbers, Side
from clusteratlas.diagnosis.portfolio import numbers, rows_at
from clusteratlas.diagnosis.rule import Rule
from clusteratlas.diagnosis.rule_book import RuleBook
from clusteratlas.measures.answer import quotient

OWN, OTHERS, EITHER, TOGETHER = "own", "others", "either", "together"
CAUSES = (OWN, OTHERS, EITHER, TOGETHER)
_SPLIT = ("employment", "establishments", "location_quotient")  # the columns whose movers are known exactly


@dataclass(frozen=True)
class Totals:
    """What the location quotients of a side's rows are taken over: of the region, of the cluster, of the nation."""

    region: Numbers
    cluster: Numbers
    nation: Numbers

    @classmethod
    def of(cls, table: pa.Table, side: Side, year: int, within: str) -> "Totals":
        """The totals of a year, of the row's kind or of all clusters; the nation's from its own rows or all of them."""
        in_year = table.filter(pc.equal(table["year"], year))
        country = rows_at(in_year, side.book.levels_not_ranked)
        nation = in_year.filter(pa.array(country)) if country.any() else in_year
        kind = ("kind",) if within == "kind" else ()
        return cls(
            region=_summed(in_year.filter(pa.array(~country)), side.rows, ("region", *kind)),
            cluster=_summed(nation, side.rows, ("cluster",)),
            nation=_summed(nation, side.rows, kind),
        )

    def quotients(self, employment: Numbers, before: Numbers) -> Numbers:
        """The location quotients once `before` of the totals has become `employment`; NaN where a total is zero."""
        more = employment - before
        return quotient(employment * (self.nation + more), (self.region + more) * (self.cluster + more))


def causes(
    start: Side, end: Side, totals: tuple[Totals, Totals], class_: str
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether its own jobs alone put each into the class, whether all else alone does, and where that can be said.

    Alone, its own figures: those of the end, with the thresholds and all other jobs of the region and the nation as at
    the start. Alone, all else: the figures of the start, with thresholds and other jobs as at the end.
    """
    own = start.answers(class_, _moved(end, totals[0], start))
    others = end.answers(class_, _moved(start, totals[1], end))
    known = _consistent(start, totals[0]) & _consistent(end, totals[1]) & own.said & others.said
    return own.yes, others.yes, known & _splits(start.book, class_)


def _moved(figures: Side, totals: Totals, where: Side) -> dict[str, Numbers]:
    """The own figures of one side, put among the other jobs of another."""
    jobs = figures.column("employment")
    moved = {"employment": jobs, "location_quotient": totals.quotients(jobs, where.column("employment"))}
    if "establishments" in figures.rows.column_names:
        moved["establishments"] = figures.column("establishments")
    return moved


def _consistent(side: Side, totals: Totals) -> NDArray[np.bool_]:
    """Whether the quotients given are those of the totals; a row without jobs has none to compare."""
    jobs = side.column("employment")
    own = totals.quotients(jobs, jobs)
    return np.asarray((jobs == 0) | np.isclose(own, side.column("location_quotient"), rtol=1e-6, atol=1e-6))


def _splits(book: RuleBook, class_: str) -> bool:
    return all(rule.column in _SPLIT for rule in conditions_of(book, class_).values())


def conditions_of(book: RuleBook, class_: str) -> dict[str, Rule]:
    """The conditions a class rests on by their id: those it asks for and, where it counts stars, these."""
    stars = book.starred() if book.least_stars.get(class_, 0) else ()
    return {rule.id: rule for rule in (*book.of_class(class_), *stars)}


def _summed(table: pa.Table, rows: pa.Table, key: tuple[str, ...]) -> Numbers:
    """Employment of the table summed by key, for each of the rows; 0 where the table has nothing of the key."""
    if not key:
        return np.full(rows.num_rows, numbers(table, "employment").sum())
    sums = table.group_by(list(key)).aggregate([("employment", "sum")])
    names = zip(*(sums[name].to_pylist() for name in key), strict=True)
    found = dict(zip(names, sums["employment_sum"].to_pylist(), strict=True))
    asked = zip(*(rows[name].to_pylist() for name in key), strict=True)
    return np.array([found.get(name, 0.0) for name in asked], dtype=np.float64)
