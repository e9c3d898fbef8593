"""Checks how well the clusters of a definition hold together, over several similarities of industries."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from clusteratlas.definitions.definition import Definition
from clusteratlas.definitions.membership import memberships
from clusteratlas.definitions.similarity.matrix import SimilarityMatrix, same_industries
from clusteratlas.definitions.validating.relatedness import Pairs
from clusteratlas.definitions.validating.validation import Validation, validation
from clusteratlas.errors import InputError
from clusteratlas.tables import Coding, Frame


def validate(
    definition: Definition | Frame,
    similarities: Mapping[str, Frame | SimilarityMatrix],
    vintage: str | None = None,
    kind: str | None = None,
) -> Validation:
    """How well the clusters of a definition hold together: the validation scores of Delgado, Porter and Stern.

    WCR_c, the relatedness within a cluster, is the mean similarity of its pairs of industries; BCR_cd, the relatedness
    between two clusters, that of all pairs with one industry in each. The first score is the share of clusters with
    WCR_c > mean over d of BCR_cd, the second the share with WCR_c > the 95th percentile over d of BCR_cd. The third
    and fourth are the same by industry: its mean similarity to the rest of its cluster against that to each other
    cluster. Four scores for every similarity; the mean of all is VS. 1: everything is nearest to its own.

    Parameters:
        definition: a definition, or a table of industry and cluster such as `group` answers.
        similarities: tables of industry, other, similarity by name, as `similarity` answers.
        vintage: of the definition; without one the vintage that places most of the industries at hand.
        kind: only clusters of this kind, such as "traded"; the rest counts as in no cluster.

    Returns:
        A `Validation`: `.score` (VS, 0 to 1), `.scores`, `.clusters`, `.industries`.

    Raises:
        InputError: there is no similarity.
        UnknownChoice: the definition is not stated for the vintage, or has no cluster of the kind.
        WrongColumns: a column is missing or has another type.
        BadCells: a value is not finite, a pair stands twice, or its two ways round differ; an industry has two places.

    Notes:
        Pairs that are not known are in no mean. An industry counts in a similarity that knows it and a cluster where
        one of its industries does. A cluster of one industry has no relatedness within and does not pass, nor does its
        industry: otherwise leaving every industry alone would be perfect. Null where there is only one cluster.
        Percentiles are linear between neighbours. What exceeds by less than rounding does not exceed.

    References:
        Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries. Journal of Economic
        Geography 16(1), 1-38.

    Example:
        Steel and coal are alike, and toys and games; toys a little more to coal than to games.

        >>> import pyarrow as pa
        >>> pairs = pa.table({
        ...     "industry": ["coal", "coal", "coal", "games", "games", "steel"],
        ...     "other": ["games", "steel", "toys", "steel", "toys", "toys"],
        ...     "similarity": [0.0, 0.9, 0.6, 0.0, 0.4, 0.4],
        ... })
        >>> places = pa.table({
        ...     "industry": ["coal", "steel", "toys", "games"],
        ...     "cluster": ["heavy", "heavy", "play", "play"],
        ... })
        >>> found = validate(places, {"trade": pairs})
        >>> found.scores["score"].to_pylist(), found.score
        ([1.0, 1.0, 0.75, 0.75], 0.875)
    """
    if not similarities:
        raise InputError("There is no similarity to validate with. Give at least one.")
    industries, matrices = same_industries(similarities)
    places = memberships(definition, industries.codes, vintage, kind)
    clusters = Coding.of(places.values())
    labels = clusters.encode(pa.array([places.get(code, "") for code in industries.codes], pa.string()))
    pairs = {name: Pairs.of(matrix.values) for name, matrix in matrices.items()}
    return validation(pairs, industries.codes, clusters.codes, labels.astype(np.int64))
