"""Where each cluster stands in the network of related clusters: made once for an edition, the same on every page."""

from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.charts.network_spreading import spread
from clusteratlas.tables import Coding, Column, Frame, Schema, like, to_arrow

# How long a link wants to be; a bridge holds together what no link does, and is not drawn.
LENGTHS = {"close": 1.0, "related": 1.5, "next": 2.0}
_BRIDGE = 2.5
_APART = 0.07  # of the frame, between any two clusters
_STEPS, _STILL, _FLAT = 1000, 1e-9, 1e-6
_DECIMALS = 4  # finer than any drawing; what an optimiser leaves beyond may differ from one machine to another
_SCHEMA = Schema(
    "related clusters",
    (
        Column("cluster", "text"),
        Column("other", "text"),
        Column("relatedness", "number", nullable=True),
        Column("relation", "text", nullable=True),
    ),
    key=("cluster", "other"),
)
Lengths = dict[tuple[int, int], float]


def network_layout(related: Frame) -> Frame:
    """A place for each cluster, so that related ones stand near each other and none on another.

    Every two clusters want to be as far apart as the shortest way along links is long, a link being 1 (close), 1.5
    (related) or 2 (next) long; near ones want it more: the sum of (distance / way - 1)^2 is made small. Parts that no
    link joins are held together by their most related pair. Outliers are then drawn in, half way to even steps.

    Parameters:
        related: cluster, other, relatedness, relation, as `related_clusters` answers; one way round is enough.

    Returns:
        The kind of dataframe that came in: cluster, x (0 left to 1 right), y (0 top to 1 bottom), ordered by cluster.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a pair stands twice, or a relatedness is not finite.

    Notes:
        The same table gives the same places, whatever the order of its rows. Directions mean nothing.

    References:
        Gansner, E. R., Koren, Y. and North, S. (2005). Graph drawing by stress majorization. Graph Drawing 2004,
        Lecture Notes in Computer Science 3383, 239-250.

    Example:
        Apparel stands 1 from footwear and 2.5 from mining, 2/7 of the way; even steps would be 1/2.

        >>> related = pa.table({
        ...     "cluster": ["apparel", "apparel"],
        ...     "other": ["footwear", "mining"],
        ...     "relatedness": [0.9, 0.1],
        ...     "relation": ["close", None],
        ... })
        >>> for row in network_layout(related).to_pylist():
        ...     print(row["cluster"], row["x"])
        apparel 0.3929
        footwear 0.0
        mining 1.0
    """
    table = _SCHEMA.check(to_arrow(related))
    clusters = Coding.of([*table["cluster"].to_pylist(), *table["other"].to_pylist()])
    pairs = list(zip(clusters.encode(table["cluster"]), clusters.encode(table["other"]), strict=True))
    links = _links(pairs, table["relation"].to_pylist())
    places = _placed(links | _bridges(pairs, table["relatedness"].to_pylist(), links, len(clusters)), len(clusters))
    columns = {"cluster": clusters.decode(np.arange(len(clusters))), "x": places[:, 0], "y": places[:, 1]}
    return like(related, pa.table(columns))


def _links(pairs: Iterable[tuple[int, int]], relations: Iterable[str | None]) -> Lengths:
    """The length of each link; of two ways round the shorter."""
    links: Lengths = {}
    for (one, other), relation in zip(pairs, relations, strict=True):
        if relation in LENGTHS:
            key = (min(one, other), max(one, other))
            links[key] = min(LENGTHS[relation], links.get(key, _BRIDGE))
    return links


def _bridges(
    pairs: list[tuple[int, int]],
    relatedness: Iterable[float | None],
    links: Mapping[tuple[int, int], float],
    count: int,
) -> Lengths:
    """The most related pairs that join what no link joins, until all hangs together; unknown pairs last, by code."""
    part = list(range(count))

    def top(cluster: int) -> int:
        while part[cluster] != cluster:
            cluster = part[cluster]
        return cluster

    for one, other in links:
        part[top(one)] = top(other)
    known = {(min(pair), max(pair)): value for pair, value in zip(pairs, relatedness, strict=True) if value is not None}
    unknown = ((0, other) for other in range(1, count))
    bridges: Lengths = {}
    for one, other in [*sorted(known, key=lambda pair: (-known[pair], pair)), *unknown]:
        if top(one) != top(other):
            part[top(one)] = top(other)
            bridges[one, other] = _BRIDGE
    return bridges


def _placed(lengths: Lengths, count: int) -> NDArray[np.float64]:
    from scipy.sparse.csgraph import shortest_path  # deferred: only a build lays networks out

    ways = np.zeros((count, count))
    for (one, other), length in lengths.items():
        ways[one, other] = length
    places = _evened(_framed(_settled(shortest_path(ways, directed=False))))
    return np.round(_framed(spread(places, np.full(count, _APART / 2))), _DECIMALS)


def _evened(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places half way to being as far apart as their ranks, each way, so that outliers do not crowd the rest."""
    ranks = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0, kind="stable")
    return (places + ranks / max(len(places) - 1, 1)) / 2


def _settled(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places whose distances are nearest to those wanted, by majorisation from a fixed start."""
    count = len(distances)
    wanted = distances + np.eye(count)  # a cluster wants nothing of itself; 1 only keeps the division whole
    weights = wanted**-2 - np.eye(count)
    solved = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    places = _flattened(distances)
    for _ in range(_STEPS):
        apart = np.linalg.norm(places[:, None] - places[None, :], axis=2)
        pull = weights * np.divide(distances, apart, out=np.zeros_like(apart), where=apart > 0)
        moved = solved @ ((np.diag(pull.sum(axis=1)) - pull) @ places)
        still = np.abs(moved - places).max(initial=0.0) < _STILL
        places = moved
        if still:
            break
    return places


def _flattened(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """A start: the plane that holds most of the distances (classical scaling), always the same way up."""
    count = len(distances)
    centred = np.eye(count) - 1 / max(count, 1)
    values, vectors = np.linalg.eigh(-centred @ distances**2 @ centred / 2)
    largest = np.argsort(-values, kind="stable")[:2]
    plane = np.zeros((count, 2))
    plane[:, : len(largest)] = vectors[:, largest] * np.sqrt(np.maximum(values[largest], 0))
    plane *= np.where(plane.sum(axis=0) + plane[np.abs(plane).argmax(axis=0), [0, 1]] < 0, -1, 1) if count else 1
    # Clusters alike in all distances would start on one place, and majorisation never pulls them apart.
    turn = 2 * np.pi * np.arange(count) / max(count, 1)
    return plane + 1e-3 * np.column_stack([np.cos(turn), np.sin(turn)])


def _framed(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places stretched to fill the frame from 0 to 1 each way; what has no extent stands in the middle."""
    low, high = places.min(axis=0, initial=np.inf), places.max(axis=0, initial=-np.inf)
    middle = np.full_like(places, 0.5)
    framed: NDArray[np.float64] = np.divide(places - low, high - low, out=middle, where=high - low > _FLAT)
    return framed
