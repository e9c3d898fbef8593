"""Agreement: how many rule books call a regional cluster strong, of how many that could say."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from clusteratlas.diagnosis.portfolio import check_for_all, keys
from clusteratlas.diagnosis.rule_book import Rules, load, load_all, names
from clusteratlas.diagnosis.verdicts import KEY, Judged, judge_all
from clusteratlas.measures.answer import in_key_order
from clusteratlas.tables import Frame, like


def compared() -> list[str]:
    """The rule books of an agreement table: those that come with the library and stand in for no other."""
    return [name for name in names() if load(name).stands_in_for is None]


def agreement(portfolio: Frame, rules: Sequence[Rules] | None = None) -> Frame:
    """How many rule books call each regional cluster strong, of how many that could say.

    Parameters:
        portfolio: as `verdicts` reads it.
        rules: the rule books to compare, each by its name, the path of one's own, or itself; None for those that come
            with the library, without the two of our own that stand in for `us-percentile` where establishments are not
            counted or regions are few.

    Returns:
        The kind of dataframe that came in: those of year, level that the portfolio has, region, cluster, strong_by (how
        many rule books call it strong), judged_by (how many could say: they rank it, and what is measured decides it);
        one row for each row of the portfolio that any of the rule books ranks, ordered by year, level, region, cluster.

    Raises:
        WrongColumns, BadCells, UnknownChoice, InputError: as `verdicts`.

    Example:
        Of b the quadrants cannot say whether it is a star, since nobody knows whether it rises.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["a", "b"], "cluster": ["aerospace"] * 2, "kind": ["traded"] * 2,
        ...     "employment": [2000, 4000], "location_quotient": [0.8, 1.6], "location_quotient_change": [0.1, None],
        ... })
        >>> for row in agreement(portfolio, ["quadrants", "fixed-threshold"]).to_pylist():
        ...     print(row["region"], row["strong_by"], row["judged_by"])
        a 0 2
        b 1 1
    """
    books = load_all(compared() if rules is None else rules)
    table = check_for_all(portfolio, books)
    table = in_key_order(table, keys(table, KEY))
    strong, judged, ranked = _counted(judge_all(table, books), table.num_rows)
    rows = pa.array(np.flatnonzero(ranked))
    columns = {key: table[key].take(rows) for key in keys(table, KEY)}
    counts = {"strong_by": pa.array(strong).take(rows), "judged_by": pa.array(judged).take(rows)}
    return like(portfolio, pa.table(columns | counts))


def _counted(judged: Sequence[Judged], rows: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """For every row how many call it strong, how many could say, how many rank it."""
    counts = np.zeros((3, rows), np.int64)
    for each in judged:
        counts[0, each.rows] += each.judgement.strong.yes
        counts[1, each.rows] += each.judgement.strong.said
        counts[2, each.rows] += 1
    return counts
