"""Related clusters: every two clusters, how related they are, and whether that makes them neighbours."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.definitions.related.between import Between, between_clusters_kernel
from clusteratlas.definitions.related.membership import traded
from clusteratlas.definitions.related.relations import RelationRules, relations_kernel
from clusteratlas.definitions.similarity.averaging import average_matrix
from clusteratlas.definitions.similarity.matrix import SimilarityMatrix
from clusteratlas.errors import InputError
from clusteratlas.measures import percentile_ranks
from clusteratlas.measures.answer import nullable
from clusteratlas.tables import Coding, Frame, like

Named = Mapping[str, Frame | SimilarityMatrix]
Similarities = Frame | Named
_UNNAMED = ""


def related_clusters(similarities: Similarities, membership: Frame, rules: RelationRules | None = None) -> Frame:
    """How related every two clusters are, and which are close, related, or the next closest.

    Relatedness (BCR) is the mean similarity of the industries of one cluster to those of the other. An industry is
    related to another cluster where its mean similarity to that cluster's industries is above the 90th percentile of
    all industries' mean similarities to clusters other than their own; the related share (RI) is the share of a
    cluster's industries that are. Two clusters are close where their relatedness is at or above the 95th percentile of
    all pairs of clusters and at least a fifth of the industries of each are related to the other; related, the same
    from the 90th percentile. A cluster with neither has next closest ones, up to two: of those above the median of
    relatedness and at or above the 25th percentile of co-location, the most related; where there is none of these, the
    one most related cluster all the same, so that no cluster is without a neighbour.

    Parameters:
        similarities: a table of industry, other, similarity, as `similarity` answers; or several by name, such as
            `lc-employment`, `input-output`, `occupation`, each a table or a SimilarityMatrix. Of several the
            standardised mean counts: each less its mean over the industries at hand, by its standard deviation,
            averaged over those that know the pair.
        membership: industry, cluster, and kind where there are kinds (`membership_by_kind`); an industry stands once.
            Local clusters are left out.
        rules: other thresholds.

    Returns:
        The kind of dataframe that the (first) similarity is: cluster, other, relatedness (the unit of the similarity;
        of several standard deviations, 0 being as alike as pairs of industries are on the whole), percentile (0 to 1:
        its rank among all pairs), related_share (0 to 1: of the industries of `cluster`), relation ("close",
        "related", "next" or null), and where similarities have names relatedness_<name> by each alone, with `_` for
        `-`. One row for every two different clusters, both ways round, ordered by both.

    Raises:
        WrongColumns: a column is missing or has another type.
        BadCells: an industry stands in two clusters, a pair stands twice or its two ways round differ, or a value is
            not finite.
        InputError: there is no similarity.

    Notes:
        Close and related are the same from both sides; next is said by the cluster that lacks neighbours, not by the
        other. Industries without a similarity count in no mean and no share; a pair of clusters without any known pair
        of industries is null throughout. The related share of a cluster of one industry is 0 or 1. Next asks for
        co-location only where a similarity is named `lc-employment` (`RelationRules.colocation`).

    References:
        Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries. Journal of Economic
        Geography 16(1), 1-38.

    Example:
        Steel and tools are alike, 0.8: of the six pairs of clusters theirs is the closest. Toys are most like games,
        0.4, and like no other above the median of 0.25; games also like steel, 0.3.

        >>> pairs = pa.table({
        ...     "industry": ["steel", "steel", "tools", "steel", "tools", "toys"],
        ...     "other": ["tools", "toys", "toys", "games", "games", "games"],
        ...     "similarity": [0.8, 0.1, 0.2, 0.3, 0.1, 0.4],
        ... })
        >>> membership = pa.table({"industry": ["steel", "tools", "toys", "games"], "cluster": ["S", "T", "Y", "G"]})
        >>> for row in related_clusters(pairs, membership).to_pylist():
        ...     if row["relation"]:
        ...         print(row["cluster"], row["other"], row["relatedness"], row["related_share"], row["relation"])
        G S 0.3 0.0 next
        G Y 0.4 0.0 next
        S T 0.8 1.0 close
        T S 0.8 1.0 close
        Y G 0.4 0.0 next
    """
    rules = rules or RelationRules()
    named: Mapping[str, Frame | SimilarityMatrix] = (
        similarities if isinstance(similarities, Mapping) else {_UNNAMED: similarities}
    )
    if not named:
        raise InputError("There is no similarity. Give at least one.")
    clusters, overall, alone = _measured(named, traded(membership), rules)
    colocation = alone[rules.colocation].relatedness if rules.colocation in alone else None
    columns: dict[str, pa.Array] = {
        "relatedness": _apart(overall.relatedness),
        "percentile": _apart(_percentiles(overall.relatedness)),
        "related_share": _apart(overall.related_share),
        "relation": pa.array(relations_kernel(overall, rules, colocation)[_pairs(clusters)].tolist(), pa.string()),
    }
    by_kind = {f"relatedness_{name.replace('-', '_')}": _apart(alone[name].relatedness) for name in named}
    table = pa.table(_keys(clusters) | columns | (by_kind if _UNNAMED not in named else {}))
    first = next(iter(named.values()))
    return table if isinstance(first, SimilarityMatrix) else like(first, table)


def _measured(named: Named, members: pa.Table, rules: RelationRules) -> tuple[Coding, Between, dict[str, Between]]:
    """The clusters; what lies between them by all similarities together; and by each alone."""
    industries, clusters = Coding.of_column(members["industry"]), Coding.of_column(members["cluster"])
    place = clusters.encode(members["cluster"]).astype(np.int64)  # members stand in the order of the industries
    matrices = {name: SimilarityMatrix.of(pairs, "similarity").over(industries) for name, pairs in named.items()}
    alone = {
        name: between_clusters_kernel(matrix.values, place, rules.related_industry) for name, matrix in matrices.items()
    }
    if len(alone) == 1:
        return clusters, next(iter(alone.values())), alone
    together = average_matrix(matrices)
    return clusters, between_clusters_kernel(together.values, place, rules.related_industry), alone


def _percentiles(relatedness: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rank of each pair among all pairs; both ways round are one pair, and give the same ranks as one would."""
    ranks = percentile_ranks(relatedness.ravel(), ~np.isnan(relatedness).ravel())
    return ranks.reshape(relatedness.shape)


def _keys(clusters: Coding) -> dict[str, pa.Array]:
    one, other = _pairs(clusters)
    return {"cluster": clusters.decode(one), "other": clusters.decode(other)}


def _pairs(clusters: Coding) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Every two different clusters, both ways round, in order."""
    one, other = np.nonzero(~np.eye(len(clusters), dtype=np.bool_))
    return one, other


def _apart(values: NDArray[np.float64]) -> pa.Array:
    """The values of every two different clusters, as a column."""
    return nullable(values[~np.eye(len(values), dtype=np.bool_)])
