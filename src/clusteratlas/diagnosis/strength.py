"""Strength: the classes a rule book gives to the clusters of each region."""

import numpy as np
import pyarrow as pa

from clusteratlas.diagnosis.judgement import Figures, Judgement, judge
from clusteratlas.diagnosis.portfolio import check_portfolio, keys, numbers, rows_at, rows_ranked
from clusteratlas.diagnosis.rule_book import RuleBook, Rules, load
from clusteratlas.diagnosis.thresholds import RankedSets
from clusteratlas.errors import UnknownChoice, WrongColumns
from clusteratlas.measures.answer import in_key_order
from clusteratlas.tables import Frame, like, to_arrow


def classify(portfolio: Frame, rules: Rules = "us-percentile", ranked_in: str | None = None) -> Frame:
    """The portfolio with a column for each class of a rule book: whether the regional cluster is in it.

    A class is a list of conditions that must all hold, or a least number of stars; a condition compares a column with a
    percentile of the ranked set or with a fixed value. Under `us-percentile` a traded cluster is strong where its
    location quotient is at least the 75th percentile and at least 1, and employment and establishments are above their
    25th percentiles, among the regions of its level with employment in the cluster that year.

    Parameters:
        portfolio: one row for each region and cluster: region, cluster, kind (text), employment (persons),
            location_quotient (ratio), and what else the rule book compares, such as establishments (count); where it
            has them year, level and subcluster. An absent row is a region without the cluster; it is in no class and
            does not count.
        rules: the name of a rule book, the path of one's own, or a rule book.
        ranked_in: a level. Every row, of whatever level, is then compared with the regions of that level; rows of
            other levels (custom regions) do not move its percentiles. None compares each level with itself.

    Returns:
        The kind of dataframe that came in, with all its columns and one truth column for each class (under
        `us-percentile` qualifying, significant, strong, strong10), ordered by year, level, region, cluster, subcluster.

    Raises:
        WrongColumns: a column is missing or has another type, or `ranked_in` is given and there is no column `level`.
        BadCells: a number is negative or not finite, a row stands twice, or a region with jobs has no quotient.
        UnknownChoice: there is no such rule book, or no row is at the level `ranked_in`.

    Notes:
        Null where the rule book ranks nothing: clusters of other kinds, subclusters, the country; and where the level
        `ranked_in` has no region with the cluster to compare with. False where the region has the row but no jobs.
        Where the portfolio lacks a column that not every source has, such as wages_per_head, or has no value in it, the
        conditions on it are not measured: a class is then null unless the other conditions decide it.

    References:
        Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries. Journal of Economic
        Geography 16(1), 1-38.

    Example:
        The thresholds are 3.5 for the quotient, 17.5 for employment and 1 for establishments.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["a", "b", "c", "d"], "cluster": ["aerospace"] * 4, "kind": ["traded"] * 4,
        ...     "employment": [10, 20, 30, 40], "establishments": [1, 1, 2, 3],
        ...     "location_quotient": [1.0, 2.0, 3.0, 5.0],
        ... })
        >>> for row in classify(portfolio).to_pylist():
        ...     print(row["region"], row["significant"], row["strong"])
        a False False
        b False False
        c True False
        d True True
    """
    book = load(rules)
    source = to_arrow(portfolio, "portfolio")  # once: a query asked twice may answer in another order
    table = check_portfolio(source, book)
    _check_level(table, ranked_in)
    kept = source.select([name for name in source.column_names if name not in book.classes])
    for name, column in _classes(table, book, ranked_in).items():
        kept = kept.append_column(name, column)
    return like(portfolio, in_key_order(kept, keys(table), of=table))


def _check_level(table: pa.Table, ranked_in: str | None) -> None:
    if ranked_in is None:
        return
    if "level" not in table.column_names:
        raise WrongColumns("portfolio", ["column 'level' is missing, and ranked_in names a level"], table.column_names)
    levels = sorted(table["level"].unique().to_pylist())
    if ranked_in not in levels:
        raise UnknownChoice("ranked_in", ranked_in, levels)


def _classes(table: pa.Table, book: RuleBook, ranked_in: str | None) -> dict[str, pa.Array]:
    ranked = rows_ranked(table, book)
    judgement = judge_rows(table.filter(pa.array(ranked)), book, ranked_in)
    return {code: answers.column_among(ranked) for code, answers in judgement.classes.items()}


def judge_rows(rows: pa.Table, book: RuleBook, ranked_in: str | None = None) -> Judgement:
    """The judgement of the rows a rule book ranks, its percentiles taken among them."""
    sets = _sets(rows, book, ranked_in)
    present = numbers(rows, book.present) > 0
    judgement = judge(
        book,
        Figures(
            columns={rule.column: numbers(rows, rule.column) for rule in book.rules.values()},
            thresholds={id_: sets.threshold(rule) for id_, rule in book.rules.items()},
            present=present,
            company=sets.company,
        ),
    )
    # Without a region to compare with there is no answer, unless the cluster is absent, which is answer enough.
    alone = present & ~sets.company if book.percentiles() else np.zeros(len(present), np.bool_)
    return judgement.unsaid(alone)


def _sets(rows: pa.Table, book: RuleBook, ranked_in: str | None) -> RankedSets:
    present = numbers(rows, book.present) > 0
    if ranked_in is None:
        return RankedSets.of(rows, book, keys(rows, book.within), present)
    within = tuple(key for key in keys(rows, book.within) if key != "level")
    return RankedSets.of(rows, book, within, present & rows_at(rows, (ranked_in,)))
