"""The table of opportunities: every candidate of every region and year, with score, parts and what it lacks."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities.board_rows import joined, keys_of
from clusteratlas.diagnosis.opportunities.links import Relatedness
from clusteratlas.diagnosis.opportunities.reward import Rewards
from clusteratlas.diagnosis.opportunities.scoring import Scored, Wish, scored_boards
from clusteratlas.diagnosis.opportunities.weights import PARTS, Weighting, weights_of
from clusteratlas.diagnosis.rule_book import Rules, load
from clusteratlas.measures.answer import nullable
from clusteratlas.tables import Frame, to_arrow

Matrix = NDArray[np.float64]
_KINDS = {
    "employment": pa.int64(),
    "location_quotient": pa.float64(),
    "score": pa.float64(),
    "rank": pa.int64(),
    "candidates": pa.int64(),
    **{name: pa.float64() for part in PARTS for name in (part, f"{part}_percentile")},
    "reward_kind": pa.string(),
    "strong_clusters": pa.int64(),
    "related_strong_clusters": pa.int64(),
    "nearest_strong_cluster": pa.string(),
    "jobs_short": pa.int64(),
    "establishments_short": pa.int64(),
}


def opportunity_table(
    portfolio: Frame,
    relatedness: Frame,
    weights: Weighting = None,
    rules: Rules = "us-percentile",
    reward: Frame | str | None = None,
) -> Frame:
    """Every cluster that a region is not strong in, with the score of the opportunity and its parts.

    The score is the weighted mean of the percentile ranks that four parts have among the region's candidates:

    - closeness: the relatedness density to the region's strong clusters, sum over the strong j of p_ij / sum over all j
      of p_ij, with p_ij the relatedness of the clusters i and j; 0 to 1
    - gap: how far along it is to its threshold, value / threshold of the condition of `strong` that is farthest from
      being met; 0 (nothing there yet) to 1
    - pull: how the cluster's jobs grew in the nation since the year before, a rate
    - reward: what the cluster pays in the nation, wages over jobs; where the portfolio has no wages, what it would add
      to the region's complexity outlook

    Parameters:
        portfolio: as `classify` reads it. An absent row is a region without the cluster, which is a candidate too. The
            nation is the row of a level the rule book does not rank (country), else the sum of all rows of the level.
            Rows of the year before are needed for pull; wages (currency, empty where unknown) for pay.
        relatedness: cluster, other, relatedness[, year][, relation], one row for each pair, such as `related_clusters`
            or `proximity` give; an absent pair, and what is below zero, counts as 0. With a year, each has its own.
        weights: how much each part counts: `Weights`, a mapping, or text as in an address ("closeness:2,gap:1"); None
            for closeness 2, gap 3, pull 1, reward 1.
        rules: the name of a rule book, or a rule book; a region is strong where its `agreement` class says so.
        reward: "pay", "complexity" or "none"; None for pay where there are wages, else complexity; or a table with
            cluster, reward[, region][, year], higher being better.

    Returns:
        The kind of dataframe that came in, one row for each candidate, ordered by year, level, region and cluster (as
        far as the portfolio has them): employment, location_quotient, score (0 to 1), rank (1 the best of the region),
        candidates (how many the region has), each part and its percentile (closeness, closeness_percentile, ...),
        reward_kind (pay, complexity, own, none), strong_clusters (of the region), related_strong_clusters (those
        related to this one), nearest_strong_cluster (null where none is near), jobs_short and establishments_short (the
        smallest numbers that would make it strong, all else held).

    Raises:
        WrongColumns, BadCells: as `classify`; the relatedness or the reward is not such a table.
        UnknownChoice: an unknown rule book, weight or reward, or a year the relatedness does not have.

    Notes:
        A part is null where it is undefined (closeness of a cluster near to none, pull without a year before or without
        jobs then); its weight is then shared out over the parts the candidate has. A cluster that no region of the
        level has that year has no threshold and is no candidate; nor is one of which the rule book cannot tell whether
        it is strong, which closeness leaves out of both its sums. A pair is related where `relation` is "close" or
        "related", else from the 90th percentile of all pairs on. jobs_short is null where no number would do, for rule
        books that count stars, and where quotients do not follow from the portfolio's own totals. Relatedness that
        rises with size, such as a correlation of jobs, makes closeness nearly the same for all: take one that does not
        (docs/opportunities.md).

    References:
        Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product space conditions the
        development of nations. Science 317(5837), 482-487.

    Example:
        Reno is strong in software, to which games are near and farms are not. Games have come half the way to the
        threshold of 1.5, farms a quarter of it.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["reno", "reno", "reno", "ames", "ames"],
        ...     "cluster": ["software", "games", "farms", "games", "farms"], "kind": ["all"] * 5,
        ...     "employment": [6000, 1500, 1200, 1500, 9000], "location_quotient": [1.9, 0.75, 0.375, 1.1, 1.7],
        ... })
        >>> near = pa.table({"cluster": ["games", "farms"], "other": ["software", "games"], "relatedness": [0.5, 0.1]})
        >>> found = opportunity_table(portfolio, near, "closeness:1,gap:2", "fixed-threshold", "none").to_pylist()
        >>> for row in found[-2:]:
        ...     print(row["region"], row["cluster"], row["closeness"], row["gap"], row["score"])
        reno farms 0.0 0.25 0.25
        reno games 1.0 0.5 0.75
    """
    book = load(rules)
    wish = Wish(weights_of(weights), Relatedness.of(relatedness), Rewards.of(reward))
    source = to_arrow(portfolio, "portfolio")
    return of_scored(portfolio, source, scored_boards(source, book, wish))


def of_scored(portfolio: Frame, source: pa.Table, scored: Iterable[Scored]) -> Frame:
    """The opportunities of boards that are scored already; `source` is the portfolio they were read from."""
    return joined(portfolio, source, map(_columns, scored), _KINDS)


def _columns(scored: Scored) -> dict[str, pa.Array]:
    board = scored.board
    region, cluster = at = np.nonzero(scored.candidates)
    rank = scored.score.rank[at]
    columns = keys_of(board, region, cluster) | {
        "employment": pa.array(board.employment[at].astype(np.int64)),
        "location_quotient": pa.array(board.location_quotient[at]),
        "score": nullable(scored.score.score[at]),
        "rank": pa.array(rank, mask=rank == 0),
        "candidates": pa.array(scored.candidates.sum(axis=1)[region]),
        "reward_kind": pa.array([scored.reward_kind] * len(region), pa.string()),
        "strong_clusters": pa.array(board.strong.sum(axis=1)[region]),
        "related_strong_clusters": pa.array(scored.related[at]),
        "nearest_strong_cluster": _nearest(scored, region, cluster),
        "jobs_short": _whole(scored.shortfall.jobs[at]),
        "establishments_short": _whole(scored.shortfall.establishments[at]),
    }
    columns |= {part: nullable(values[at]) for part, values in scored.parts.items()}
    return columns | {f"{part}_percentile": nullable(scored.percentile(part)[at]) for part in PARTS}


def _nearest(scored: Scored, region: NDArray[np.int64], cluster: NDArray[np.int64]) -> pa.Array:
    near = scored.links.near[cluster] * scored.board.strong[region]
    if not near.size:
        return pa.array([], pa.string())
    codes = pa.array(scored.board.clusters, pa.string())
    return codes.take(pa.array(near.argmax(axis=1), mask=near.max(axis=1) <= 0))


def _whole(numbers: Matrix) -> pa.Array:
    unknown = np.isnan(numbers)
    return pa.array(np.where(unknown, 0, numbers).astype(np.int64), mask=unknown)
