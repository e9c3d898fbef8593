"""Outliers: industries more related to another cluster than to their own, moved until none is left."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from clusteratlas.definitions.membership import memberships
from clusteratlas.definitions.similarity.matrix import SimilarityMatrix
from clusteratlas.definitions.validating.relatedness import Labels, Pairs, Values
from clusteratlas.measures.answer import quotient
from clusteratlas.tables import Coding, Frame

MOVED = pa.schema({"industry": pa.string(), "before": pa.string(), "after": pa.string()})
MOVES = MOVED.append(pa.field("gain", pa.float64()))
_LIMIT = 3  # moves of one industry: two that follow each other may go round for ever
_ROUNDING = 1e-12  # of the largest similarity: what differs by less is equal


@dataclass(frozen=True, eq=False)
class Reassignment:
    """What came of moving outliers.

    membership: industry, cluster. moves: industry, before, after, gain (by how much more it is related to the other),
    in the order they were made. settled: whether no outlier is left.
    """

    membership: pa.Table
    moves: pa.Table
    settled: bool

    @property
    def moved(self) -> pa.Table:
        """industry, before, after: the industries that stand elsewhere in the end, in order."""
        first: dict[str, str] = {}
        for move in self.moves.to_pylist():
            first.setdefault(move["industry"], move["before"])
        rows = [
            {"industry": row["industry"], "before": first[row["industry"]], "after": row["cluster"]}
            for row in self.membership.to_pylist()
            if first.get(row["industry"], row["cluster"]) != row["cluster"]
        ]
        return pa.Table.from_pylist(rows, schema=MOVED)


def reassign_outliers(membership: Frame, similarity: Frame | SimilarityMatrix, limit: int = _LIMIT) -> Reassignment:
    """Moves every industry that is more related to another cluster than to its own, the farthest out first.

    An industry is an outlier where its mean similarity to the industries of some other cluster exceeds that to the rest
    of its own. The outlier with the largest excess goes to the cluster it is most related to; then all means are taken
    anew, until there is no outlier left that has not been moved as often as the limit allows.

    Parameters:
        membership: table of industry and cluster, as `group` answers.
        similarity: table of industry, other, similarity; an average over several (`average`) suits best.
        limit: how often one industry may be moved.

    Returns:
        A `Reassignment`: `.membership`, `.moves`, `.settled`.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a value is not finite, an industry has two places, or a pair stands twice.

    Notes:
        An industry alone in its cluster is no outlier: there is no rest to be related to; so no cluster is ever empty.
        What the similarity does not know moves nothing and is not moved.

    Example:
        Toys are more related to games (0.8) than to the rest of their cluster (0.2 on the mean).

        >>> pairs = pa.table({
        ...     "industry": ["coal", "coal", "coal", "games", "games", "steel"],
        ...     "other": ["games", "steel", "toys", "steel", "toys", "toys"],
        ...     "similarity": [0.1, 0.9, 0.2, 0.1, 0.8, 0.2],
        ... })
        >>> places = pa.table({
        ...     "industry": ["coal", "steel", "toys", "games"],
        ...     "cluster": ["heavy", "heavy", "heavy", "play"],
        ... })
        >>> found = reassign_outliers(places, pairs)
        >>> [(row["industry"], row["after"]) for row in found.moves.to_pylist()], found.settled
        ([('toys', 'play')], True)
    """
    matrix = SimilarityMatrix.of(similarity)
    places = memberships(membership, matrix.industries.codes)
    clusters = Coding.of(places.values())
    labels = clusters.encode(pa.array([places.get(code, "") for code in matrix.industries.codes], pa.string()))
    found, moves, settled = reassign_outliers_kernel(matrix.values, labels.astype(np.int64), len(clusters), limit)
    rows = [
        {"industry": matrix.industries.codes[i], "before": clusters.codes[a], "after": clusters.codes[b], "gain": gain}
        for i, a, b, gain in moves
    ]
    held = [None if label < 0 else clusters.codes[label] for label in found.tolist()]
    table = pa.table(
        {"industry": pa.array(matrix.industries.codes, pa.string()), "cluster": pa.array(held, pa.string())}
    )
    return Reassignment(table, pa.Table.from_pylist(rows, schema=MOVES), settled)


Move = tuple[int, int, int, float]  # industry, its cluster before and after, the gain


def reassign_outliers_kernel(
    matrix: Values, labels: Labels, clusters: int, limit: int
) -> tuple[Labels, list[Move], bool]:
    """The labels after every outlier has been moved, the moves, and whether no outlier is left.

    Parameters:
        matrix: shape (industries, industries), symmetric, NaN where not known.
        labels: shape (industries,), 0 to clusters - 1; -1 for an industry in none.
        clusters: how many there are.
        limit: how often one industry may be moved.

    Example:
        >>> nan = np.nan
        >>> matrix = np.array([[nan, 0.9, 0.2, 0.1], [0.9, nan, 0.2, 0.1], [0.2, 0.2, nan, 0.8], [0.1, 0.1, 0.8, nan]])
        >>> reassign_outliers_kernel(matrix, np.array([0, 0, 0, 1]), clusters=2, limit=9)[0].tolist()
        [0, 0, 1, 1]
    """
    pairs, found, moves = Pairs.of(matrix), labels.copy(), list[Move]()
    member = (found[:, None] == np.arange(clusters)).astype(np.float64)
    total, count = pairs.known @ member, pairs.count @ member
    least = _ROUNDING * float(np.abs(pairs.known).max(initial=0))
    times = np.zeros(len(found), np.int64)
    while (move := _farthest_out(total, count, np.where(times < limit, found, -1), least)) is not None:
        industry, before, after, _ = move
        found[industry], times[industry] = after, times[industry] + 1
        for cluster in (before, after):  # anew, and not by adding and taking away, which would gather rounding
            of_cluster = (found == cluster).astype(np.float64)
            total[:, cluster], count[:, cluster] = pairs.known @ of_cluster, pairs.count @ of_cluster
        moves.append(move)
    return found, moves, _farthest_out(total, count, found, least) is None


def _farthest_out(total: Values, count: Values, labels: Labels, least: float) -> Move | None:
    if not total.size:
        return None
    mean = quotient(total, count)
    there = labels >= 0
    rows = np.arange(len(labels))
    own = np.where(there, mean[rows, labels], np.nan)
    others = np.where(np.isnan(mean), -np.inf, mean)
    others[rows[there], labels[there]] = -np.inf
    excess = others.max(axis=1) - own
    excess[np.isnan(excess)] = -np.inf
    first = int(excess.argmax())
    if not excess[first] > least:
        return None
    return first, int(labels[first]), int(others[first].argmax()), float(excess[first])
