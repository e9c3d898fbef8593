"""The door of peers: a portfolio in, for a region or for all of them those most alike, in order."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from clusteratlas.diagnosis.peers.likeness import Likeness
from clusteratlas.diagnosis.peers.ranking import Candidates, Pairs, ranked_pairs
from clusteratlas.diagnosis.peers.structure import Structure, structure_of
from clusteratlas.diagnosis.rule_book import load
from clusteratlas.errors import InputError
from clusteratlas.measures.neighbours import neighbour_weights
from clusteratlas.tables import Frame, like


def peers(
    portfolio: Frame,
    region: str | None = None,
    year: int | None = None,
    count: int = 10,
    among: Sequence[str] | None = None,
    neighbours: Frame | None = None,
    likeness: Likeness | None = None,
) -> Frame:
    """The regions most like a region: alike in structure, near in size, strong in the same clusters.

    Candidates are the regions of the same level whose jobs are between half and twice the region's. They stand in the
    order of their similarity, the cosine of the jobs in the clusters the rule book ranks (traded clusters), sum x y /
    sqrt(sum x^2 sum y^2): 1 where the portfolios are proportional, 0 where they share no cluster. Where similarities
    are equal to twelve places the region that shares more strong clusters stands first, then the one nearer in size
    (by ratio), then the one whose code is first.

    Parameters:
        portfolio: as `classify` reads it: one row for each region and cluster, with kind, employment, location_quotient
            and what else the rule book compares; where it has them year, level and subcluster. It should hold local
            clusters too: a region's size is its jobs in all clusters. An absent row means zero.
        region: the code of a region; None for all.
        year: the year; None for the latest of the portfolio.
        count: how many peers to name at most.
        among: codes to choose from instead, of whatever level and size, all of which are named.
        neighbours: one row for each pair: region, neighbour; they are marked, not preferred.
        likeness: another similarity, size band or rule book; None for Likeness().

    Returns:
        The kind of dataframe that came in: region, rank (1 is the most alike), peer, similarity (0 to 1), size_ratio
        (the peer's jobs over the region's), shared_strong (clusters both are strong in), strong (clusters the peer is
        strong in) and, where neighbours are given, neighbour (truth); ordered by region and rank.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: a number is negative or not finite, a row stands twice, or a region with jobs has no quotient.
        UnknownChoice: there is no such rule book or year.
        UnknownCode: the region, one of `among` or of the neighbours is not in the portfolio that year.
        InputError: `count` is below 1.

    Notes:
        A region without jobs in the clusters that are ranked is like no other: it has no peers and is nobody's peer. A
        cluster is shared where both are in the rule book's class that counts as strong.

    Example:
        Reno and Boise have the same mix. Ames differs, and Salem, otherwise Reno's twin, is three times as large.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["reno", "reno", "boise", "boise", "ames", "ames", "salem", "salem"],
        ...     "cluster": ["aerospace", "software"] * 4, "kind": ["traded"] * 8,
        ...     "employment": [30, 40, 15, 20, 40, 0, 90, 120], "establishments": [3, 4, 2, 2, 4, 0, 9, 9],
        ...     "location_quotient": [0.87, 1.13, 0.87, 1.13, 2.03, 0.0, 0.87, 1.13],
        ... })
        >>> for row in peers(portfolio, "reno").to_pylist():
        ...     print(row["rank"], row["peer"], row["similarity"], round(row["size_ratio"], 2))
        1 boise 1.0 0.5
        2 ames 0.6 0.57
    """
    if count < 1:
        raise InputError(f"count={count}: name at least one peer.")
    chosen = likeness or Likeness()
    structure = structure_of(portfolio, load(chosen.rules), year)
    places = np.arange(len(structure.regions)) if region is None else structure.places([region])
    listed = None if among is None else structure.places(sorted(set(among)))
    pairs = ranked_pairs(structure, places, Candidates(chosen, listed, count))
    columns = _columns(structure, pairs)
    if neighbours is not None:
        near = neighbour_weights(neighbours, structure.regions) > 0
        columns["neighbour"] = pa.array(near[pairs.region, pairs.peer])
    return like(portfolio, pa.table(columns))


def _columns(structure: Structure, pairs: Pairs) -> dict[str, pa.Array]:
    both = structure.strong[pairs.region] & structure.strong[pairs.peer]
    return {
        "region": structure.regions.decode(pairs.region),
        "rank": pa.array(pairs.rank),
        "peer": structure.regions.decode(pairs.peer),
        "similarity": pa.array(pairs.similarity),
        "size_ratio": pa.array(structure.size[pairs.peer] / structure.size[pairs.region]),
        "shared_strong": pa.array(both.sum(axis=1)),
        "strong": pa.array(structure.strong[pairs.peer].sum(axis=1)),
    }
