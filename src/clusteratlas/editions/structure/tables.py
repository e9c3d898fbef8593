"""The tables structure, concentration and complexity of one level in one year."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.editions.parquet import stored_ratio
from clusteratlas.editions.structure.levels import LevelYear
from clusteratlas.measures import (
    complexity_outlook_kernel,
    descending_ranks,
    economic_complexity_kernel,
    herfindahl_kernel,
    hoover_kernel,
    krugman_specialisation_kernel,
    locational_gini_kernel,
    proximity_kernel,
    specialised_kernel,
    theil_kernel,
    variety_kernel,
)
from clusteratlas.measures.answer import quotient

Vector = NDArray[np.float64]


class Structure(NamedTuple):
    """The three tables, each without the columns it lacks a value for."""

    structure: pa.Table
    concentration: pa.Table
    complexity: pa.Table


def structure_of(here: LevelYear) -> Structure:
    """The structure of a level's regions, clusters and industries.

    What is said of regions, and of the complexity of industries, rests on traded industries: local ones are everywhere.
    """
    traded = here.employment[:, here.traded]
    has = specialised_kernel(traded)
    regions_complexity, complexity = economic_complexity_kernel(has)
    outlook, _ = complexity_outlook_kernel(has, proximity_kernel(has), complexity)
    return Structure(
        _regions(here, traded, has, regions_complexity, outlook),
        _clusters(here, complexity),
        _industries(here, has, complexity),
    )


def _regions(here: LevelYear, traded: Vector, has: NDArray[np.bool_], complexity: Vector, outlook: Vector) -> pa.Table:
    by_cluster = here.of_clusters[:, _traded_clusters(here)]
    variety = variety_kernel(traded, here.cluster[here.traded])
    ratios = {
        "herfindahl": herfindahl_kernel(by_cluster),
        "krugman_specialisation": krugman_specialisation_kernel(by_cluster),
        "unrelated_variety": variety.unrelated,
        "related_variety": variety.related,
        "economic_complexity": complexity,
        "complexity_outlook": outlook,
    }
    known = ~np.isnan(complexity)
    rank = descending_ranks(np.nan_to_num(complexity)[:, None], known[:, None])[:, 0]
    columns = {
        "region": pa.array(here.regions.codes, pa.string()),
        "diversity": pa.array(has.sum(axis=1)),
        **{name: stored_ratio(values) for name, values in ratios.items()},
        "rank_economic_complexity": pa.array(np.nan_to_num(rank).astype(np.int32), mask=~known),
    }
    return _at(here, columns, len(here.regions))


def _clusters(here: LevelYear, complexity: Vector) -> pa.Table:
    jobs = here.of_clusters
    ratios = {
        "herfindahl": herfindahl_kernel(jobs, by="industry"),
        "locational_gini": locational_gini_kernel(jobs),
        "hoover": hoover_kernel(jobs),
        "theil": theil_kernel(jobs).total,
        "product_complexity": _mean_by_cluster(here, complexity),
    }
    columns = {
        "cluster": pa.array(here.clusters.codes, pa.string()),
        "regions": pa.array((jobs > 0).sum(axis=0)),
        **{name: stored_ratio(values) for name, values in ratios.items()},
    }
    return _at(here, columns, len(here.clusters))


def _industries(here: LevelYear, has: NDArray[np.bool_], complexity: Vector) -> pa.Table:
    codes = [code for code, traded in zip(here.industries.codes, here.traded, strict=True) if traded]
    columns = {
        "industry": pa.array(codes, pa.string()),
        "ubiquity": pa.array(has.sum(axis=0)),
        "product_complexity": stored_ratio(complexity),
    }
    return _at(here, columns, len(codes))


def _mean_by_cluster(here: LevelYear, complexity: Vector) -> Vector:
    """The mean complexity of each cluster's industries; NaN where none has any."""
    known, cluster = ~np.isnan(complexity), here.cluster[here.traded]
    count = len(here.clusters)
    sums = np.bincount(cluster[known], complexity[known], count).astype(np.float64)
    industries = np.bincount(cluster[known], minlength=count)
    return quotient(sums, industries.astype(np.float64))


def _traded_clusters(here: LevelYear) -> NDArray[np.int64]:
    return np.unique(here.cluster[here.traded])


def _at(here: LevelYear, columns: dict[str, pa.Array], rows: int) -> pa.Table:
    return pa.table(
        {"year": pa.array(np.full(rows, here.year)), "level": pa.array([here.level] * rows, pa.string())} | columns
    )
