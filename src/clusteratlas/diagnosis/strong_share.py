"""The share of a region's jobs that is in clusters a rule book calls strong."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.diagnosis.portfolio import check_for_all, keys, numbers
from clusteratlas.diagnosis.rule_book import Rules, load
from clusteratlas.diagnosis.verdicts import judge_all
from clusteratlas.measures.answer import answer, nullable, quotient
from clusteratlas.measures.sets import Sets
from clusteratlas.tables import Frame

KEY = ("year", "level", "region")


def strong_share(portfolio: Frame, rules: Rules = "us-percentile") -> Frame:
    """How many clusters of each region a rule book calls strong, how many jobs they have, and what share that is.

    Share = jobs in strong clusters / jobs in all clusters the rule book ranks: under `us-percentile` the share of
    traded employment in strong clusters. 0.4 says that two of five traded jobs are in strong clusters.

    Parameters:
        portfolio: as `verdicts` reads it.
        rules: the name of a rule book, the path of one's own, or a rule book.

    Returns:
        The kind of dataframe that came in: those of year, level that the portfolio has, region, strong_clusters,
        unsaid_clusters (of which it cannot be said), strong_employment (persons), strong_share (0 to 1); one row for
        each region that the rule book ranks a cluster of, ordered by year, level, region.

    Raises:
        WrongColumns, BadCells, UnknownChoice, InputError: as `verdicts`.

    Notes:
        Clusters of which it cannot be said count as not strong, and are counted. Jobs and share are null where it
        cannot be said of any cluster that has jobs, the share also where the region has no jobs in ranked clusters.

    Example:
        In a, 2,000 of 5,000 traded jobs are in the one strong cluster.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["a", "a"], "cluster": ["aerospace", "software"], "kind": ["traded"] * 2,
        ...     "employment": [2000, 3000], "location_quotient": [1.6, 0.9],
        ... })
        >>> strong_share(portfolio, "fixed-threshold").to_pylist()[0]["strong_share"]
        0.4
    """
    book = load(rules)
    table = check_for_all(portfolio, [book])
    (judged,) = judge_all(table, [book])
    ranked = table.take(pa.array(judged.rows))
    within, strong = keys(ranked, KEY), judged.judgement.strong
    sets, jobs = Sets.of(ranked, within), numbers(ranked, "employment")
    strong_jobs = _added(sets, np.where(strong.yes, jobs, 0.0))
    unknown = (_added(sets, strong.said & (jobs > 0)) == 0) & (_added(sets, jobs > 0) > 0)
    columns = {key: ranked[key].take(pa.array(sets.first)) for key in within} | {
        "strong_clusters": pa.array(_added(sets, strong.yes).astype(np.int64)),
        "unsaid_clusters": pa.array(_added(sets, ~strong.said).astype(np.int64)),
        "strong_employment": pa.array(strong_jobs, mask=unknown),
        "strong_share": nullable(np.where(unknown, np.nan, quotient(strong_jobs, _added(sets, jobs)))),
    }
    return answer(portfolio, columns, within)


def _added(sets: Sets, values: NDArray[np.generic]) -> NDArray[np.float64]:
    added = np.bincount(sets.of_row, weights=values.astype(np.float64), minlength=len(sets))
    return np.asarray(added, np.float64)
