"""Which clusters of a year are related: by where their industries are, what they trade, and whom they employ."""

from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.definitions import link_origin, links, related_clusters
from clusteratlas.definitions.similarity import SimilarityMatrix, linked, local_correlation_kernel
from clusteratlas.editions.structure.levels import LevelYear
from clusteratlas.measures import region_share_kernel
from clusteratlas.tables import Coding

LEAST_REGIONS = 20  # a correlation over fewer regions says next to nothing
COLOCATED = {"lc-employment": "employment", "lc-establishments": "establishments"}
_LINKED = {"input-output": "us-input-output", "occupation": "us-occupations"}


def related(here: LevelYear, classification: str, vintage: str) -> pa.Table | None:
    """How related every two traded clusters are; None where nothing tells it.

    Links by trade and by occupations count where the year speaks the language they are stated in.
    """
    similarities = _colocation(here) | similarity_links(classification, vintage)
    return related_clusters(similarities, _members(here)) if similarities else None


def _members(here: LevelYear) -> pa.Table:
    cluster = here.clusters.decode(here.cluster)
    kinds = np.where(here.traded, "traded", "local")
    return pa.table({"industry": here.industries.codes, "cluster": cluster, "kind": pa.array(kinds)})


def _colocation(here: LevelYear) -> dict[str, SimilarityMatrix]:
    """The local correlation of industries over regions, by each measure there is.

    It is taken of shares of a region's traded total: the correlation of raw figures follows the size of regions, and
    any two industries of large cities would pass for related.
    """
    if len(here.regions) < LEAST_REGIONS:
        return {}
    codes = np.array(here.industries.codes)[here.traded]
    figures = {
        kind: here.figures[measure][:, here.traded] for kind, measure in COLOCATED.items() if _has(here, measure)
    }
    industries = Coding(tuple(codes.tolist()))
    return {kind: SimilarityMatrix.of_kernel(industries, _of_shares(values)) for kind, values in figures.items()}


def _has(here: LevelYear, measure: str) -> bool:
    return measure in here.figures and bool(here.figures[measure].any())


def _of_shares(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return local_correlation_kernel(np.nan_to_num(region_share_kernel(values)))


def similarity_links(classification: str, vintage: str) -> dict[str, SimilarityMatrix]:
    """How alike industries are by trade and by occupations; none where the vintage speaks another language."""
    spoken = {kind: link_origin(name) for kind, name in _LINKED.items()}
    fitting = [kind for kind, of in spoken.items() if (of.classification, of.vintage) == (classification, vintage)]
    return {kind: _by_links(kind) for kind in fitting}


@cache
def _by_links(kind: str) -> SimilarityMatrix:
    return linked(links(_LINKED[kind]), kind)
