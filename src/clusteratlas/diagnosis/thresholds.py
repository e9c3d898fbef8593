"""Thresholds: the percentiles a rule book compares with, for every set of regions it ranks."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.diagnosis.portfolio import check_portfolio, keys, numbers, rows_ranked
from clusteratlas.diagnosis.rule_book import Rule, RuleBook, Rules, load
from clusteratlas.measures.answer import answer, nullable
from clusteratlas.measures.ranks import linear_percentile
from clusteratlas.measures.sets import Sets
from clusteratlas.tables import Frame


def thresholds(portfolio: Frame, rules: Rules = "us-percentile") -> Frame:
    """The percentiles a rule book compares with, and how many regions each rests on.

    The regions with employment above zero in a cluster are ordered by each column; the p-th percentile is linear
    between neighbours. A threshold that rests on fewer than `SMALL_RANKED_SET` regions should be quoted with their
    number.

    Parameters:
        portfolio: one row for each region and cluster: region, cluster, kind (text), employment (persons),
            location_quotient (ratio), and what else the rule book compares, such as establishments (count); where it
            has them year, level and subcluster. An absent row is a region without the cluster, which does not count.
        rules: the name of a rule book, the path of one's own, or a rule book.

    Returns:
        The kind of dataframe that came in: rules, those of year, level that the portfolio has, cluster, regions (how
        many are ranked) and one column for each percentile, such as location_quotient_p75; one row for each ranked
        set, ordered by year, level, cluster.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a number is negative or not finite, a row stands twice, or a region with jobs has no quotient.
        UnknownChoice: there is no such rule book.

    Notes:
        Only whole clusters of the kinds the rule book ranks have thresholds, and only at the levels it ranks. Null
        where no region of the set has employment, or none has a value. `threshold_table` gives one row for each
        condition, fixed ones too.

    Example:
        The quotients 1, 2, 3 and 5 have their 75th percentile at place 0.75 * 3 = 2.25: 3 + 0.25 * 2 = 3.5.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["a", "b", "c", "d"], "cluster": ["aerospace"] * 4, "kind": ["traded"] * 4,
        ...     "employment": [10, 20, 30, 40], "establishments": [1, 1, 2, 3],
        ...     "location_quotient": [1.0, 2.0, 3.0, 5.0],
        ... })
        >>> row = thresholds(portfolio).to_pylist()[0]
        >>> row["regions"], row["employment_p25"], row["location_quotient_p75"]
        (4, 17.5, 3.5)
    """
    book = load(rules)
    table = check_portfolio(portfolio, book)
    table = table.filter(pa.array(rows_ranked(table, book)))
    within = keys(table, book.within)
    sets = RankedSets.of(table, book, within, numbers(table, book.present) > 0)
    named = {key: table[key].take(pa.array(sets.layout.first)) for key in within}
    percentiles = {column_of(*used): nullable(values) for used, values in sets.percentiles.items()}
    columns = (
        {"rules": pa.array([book.name] * len(sets.layout), pa.string())} | named | {"regions": pa.array(sets.count)}
    )
    return answer(portfolio, columns | percentiles, within)


def column_of(column: str, percentile: float) -> str:
    """The name of a threshold's column: location_quotient_p75."""
    return f"{column}_p{percentile:g}"


@dataclass(frozen=True)
class RankedSets:
    """The ranked sets of some rows: how many regions each ranks, and its percentiles by column and percentile.

    A percentile rests on the ranked regions whose value is known: on all of them, unless the column has gaps.
    """

    layout: Sets
    count: NDArray[np.int64]
    percentiles: dict[tuple[str, float], NDArray[np.float64]]
    known: dict[str, NDArray[np.int64]]  # by column of a percentile

    @classmethod
    def of(cls, table: pa.Table, book: RuleBook, within: tuple[str, ...], counts: NDArray[np.bool_]) -> "RankedSets":
        """The sets of the rows that agree in `within`; only rows that count move a percentile."""
        sets = Sets.of(table, within)
        used = book.percentiles()
        laid = {column: sets.lay(numbers(table, column), np.nan) for column, _ in used}
        ranked = sets.lay(counts, False)
        member = {column: ranked & ~np.isnan(values) for column, values in laid.items()}
        percentiles = {(name, q): linear_percentile(laid[name], member[name], q) for name, q in used}
        known = {name: each.sum(axis=0) for name, each in member.items()}
        return cls(sets, ranked.sum(axis=0), percentiles, known)

    @property
    def company(self) -> NDArray[np.bool_]:
        """Whether the ranked set of every row has any region."""
        return np.asarray(self.count[self.layout.of_row] > 0)

    def threshold(self, rule: Rule) -> NDArray[np.float64]:
        """The threshold of a condition for every row; NaN where its set ranks no region whose value is known."""
        return self.of_sets(rule)[self.layout.of_row]

    def of_sets(self, rule: Rule) -> NDArray[np.float64]:
        """The threshold of a condition for every set."""
        if rule.percentile is None:
            return np.full(len(self.layout), rule.value, np.float64)
        return self.percentiles[rule.column, rule.percentile]

    def resting_on(self, rule: Rule) -> NDArray[np.int64]:
        """How many regions the threshold of a condition rests on, for every set; a fixed one has all for company."""
        return self.count if rule.percentile is None else self.known[rule.column]
