"""Industries in groups, by how alike they are."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.definitions.grouping.methods import METHODS, Labels, Starts
from clusteratlas.definitions.grouping.vectors import vectors
from clusteratlas.definitions.similarity.matrix import SimilarityMatrix
from clusteratlas.errors import InputError, UnknownChoice
from clusteratlas.tables import Frame, like

_DIGITS = 9  # similarities that agree in so many, of the largest, do not differ


def group(similarity: Frame, method: str = "k-means", *, clusters: int, starts: int = 10, seed: int = 0) -> Frame:
    """Industries in groups, so that those that are alike to the same others stand together.

    What is grouped are the rows of the similarity matrix: the vector of an industry is its similarity to every
    industry. `k-means` and `k-medians` minimise squared and absolute distances to the centres of the groups, `ward` and
    `average` join groups two by two (Ward's least increase of squared distances; the least mean distance), `spectral`
    runs k-means on the leading eigenvectors of the graph whose edges are the similarities above their mean.

    Parameters:
        similarity: table of industry, other, similarity, as `similarity` and `average` answer; one way round is enough.
        method: one of the five.
        clusters: how many groups, 1 and more.
        starts: how often a method that begins with a draw is started; the best start counts.
        seed: of the draws; the same seed gives the same groups.

    Returns:
        The kind of dataframe that came in: industry, cluster (group-01 and on, numbered by their first industry),
        one row for each industry, ordered.

    Raises:
        UnknownChoice: the method is another word.
        InputError: there are not as many industries that differ as groups are wanted, or less than one start.
        WrongColumns: a column is missing or has another type.
        BadCells: a value is not finite, a pair stands twice, or its two ways round differ.

    Notes:
        The cluster is null where an industry's similarity to no other is known. A single missing pair counts as the
        mean of all pairs; an industry counts as alike to itself as to the one it is most alike to.

    References:
        Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries. Journal of Economic
        Geography 16(1), 1-38.

    Example:
        >>> import pyarrow as pa
        >>> pairs = pa.table({
        ...     "industry": ["coal", "coal", "coal", "games", "games", "steel"],
        ...     "other": ["games", "steel", "toys", "steel", "toys", "toys"],
        ...     "similarity": [0.1, 0.9, 0.2, 0.1, 0.8, 0.1],
        ... })
        >>> for row in group(pairs, method="ward", clusters=2).to_pylist():
        ...     print(row["industry"], row["cluster"])
        coal group-01
        games group-02
        steel group-01
        toys group-02
    """
    require_method(method)
    matrix = SimilarityMatrix.of(similarity)
    place = placeable(matrix.values)
    labels = np.full(len(place), -1, np.int64)
    cut = cutter(matrix.values[np.ix_(place, place)], method, Starts(starts, seed))
    found = cut(clusters)
    if found is None:
        differing = f"{int(place.sum())} industries, or fewer where some are alike to all others alike"
        raise InputError(f"{method} cannot make {clusters} groups of {differing}.")
    labels[place] = found
    return like(similarity, membership_table(matrix.industries.codes, labels))


def require_method(method: str) -> None:
    """Raises UnknownChoice for a method there is none of."""
    if method not in METHODS:
        raise UnknownChoice("method", method, list(METHODS))


def placeable(matrix: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The industries whose similarity to some other is known."""
    apart = ~np.eye(len(matrix), dtype=np.bool_)
    return np.asarray((~np.isnan(matrix) & apart).any(axis=1))


def cutter(matrix: NDArray[np.float64], method: str, starts: Starts) -> Callable[[int], Labels | None]:
    """A method that has looked at a matrix: from a number of groups to the group of each industry, in their order.

    It answers None where there are not as many industries that differ.
    """
    rows = vectors(matrix)
    distinct = _distinct(rows)
    cut = METHODS[method](rows, starts) if distinct else None

    def numbered(clusters: int) -> Labels | None:
        if cut is None or not 1 <= clusters <= distinct:
            return None
        labels = in_order(cut(clusters))
        return labels if labels.max() + 1 == clusters else None

    return numbered


def _distinct(rows: NDArray[np.float64]) -> int:
    """How many rows differ by more than rounding."""
    scale = float(np.abs(rows).max(initial=0)) or 1.0
    return len(np.unique(np.round(rows / scale, _DIGITS), axis=0)) if len(rows) else 0


def in_order(labels: Labels) -> Labels:
    """The same groups, numbered from 0 by their first member."""
    _, first, place = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[place], np.int64)


def membership_table(industries: tuple[str, ...], labels: Labels) -> pa.Table:
    """industry, cluster: the number of a group in words, null below 0."""
    width = max(2, len(str(labels.max(initial=0) + 1)))
    names = [None if label < 0 else f"group-{label + 1:0{width}}" for label in labels.tolist()]
    return pa.table({"industry": pa.array(industries, pa.string()), "cluster": pa.array(names, pa.string())})
