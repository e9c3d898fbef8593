"""The cells of a year as one matrix for each level: its regions by the industries that stand in a cluster."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.editions.parquet import read_table
from clusteratlas.tables import Coding

LOCAL = "local"


@dataclass(frozen=True)
class Placed:
    """The industries of a vintage that stand in a cluster, and the kinds of the clusters."""

    cluster_of: Mapping[str, str]
    kind_of: Mapping[str, str]


@dataclass(frozen=True)
class LevelYear:
    """One year at one level: the cluster of each industry by its position, and figures by measure.

    Figures have the shape (regions of the level, industries); what is unknown counts as zero.
    """

    year: int
    level: str
    regions: Coding
    industries: Coding
    clusters: Coding
    cluster: NDArray[np.int64]
    traded: NDArray[np.bool_]
    figures: Mapping[str, NDArray[np.float64]]

    @property
    def employment(self) -> NDArray[np.float64]:
        """Jobs by region and industry."""
        return self.figures["employment"]

    @property
    def of_clusters(self) -> NDArray[np.float64]:
        """Jobs by region and cluster."""
        sums = np.zeros((len(self.regions), len(self.clusters)))
        np.add.at(sums.T, self.cluster, self.employment.T)
        return sums


def places_by_vintage(entities: Path) -> dict[str, Placed]:
    """For every vintage of the edition's classification its industries in clusters."""
    kinds = read_table(entities, "clusters").to_pylist()
    kind_of = {row["cluster"]: row["kind"] for row in kinds if row["subcluster"] is None}
    found: dict[str, dict[str, str]] = {}
    for row in read_table(entities, "membership").to_pylist():
        found.setdefault(row["vintage"], {})[row["industry"]] = row["cluster"]
    return {vintage: Placed(cluster_of, kind_of) for vintage, cluster_of in found.items()}


def level_years(
    rows: pa.Table,
    year: int,
    level_of: Mapping[str, str],
    placed: Placed,
    measures: Sequence[str] = ("employment",),
) -> Iterator[LevelYear]:
    """The matrices of a year's rows (region, industry and the measures), level by level."""
    rows = rows.filter(pc.is_in(rows["industry"], value_set=pa.array(placed.cluster_of, pa.string())))
    industries = Coding.of_column(rows["industry"])
    clusters = Coding.of(placed.cluster_of[code] for code in industries.codes)
    of_industry = _positions(clusters, (placed.cluster_of[code] for code in industries.codes))
    traded = np.array([placed.kind_of[placed.cluster_of[code]] != LOCAL for code in industries.codes], np.bool_)
    places = Coding.of_column(rows["region"])
    levels = Coding.of(level_of[code] for code in places.codes)
    level_of_row = _positions(levels, (level_of[code] for code in places.codes))[places.encode(rows["region"])]
    for position, level in enumerate(levels.codes):
        here = rows.filter(pa.array(level_of_row == position))
        regions = Coding.of_column(here["region"])
        figures = {name: _laid(here, name, regions, industries) for name in measures}
        yield LevelYear(year, level, regions, industries, clusters, of_industry, traded, figures)


def _positions(coding: Coding, codes: Iterable[str]) -> NDArray[np.int64]:
    return coding.encode(pa.array(codes, pa.string())).astype(np.int64)


def _laid(rows: pa.Table, measure: str, regions: Coding, industries: Coding) -> NDArray[np.float64]:
    values = np.zeros((len(regions), len(industries)))
    values[regions.encode(rows["region"]), industries.encode(rows["industry"])] = rows[measure].fill_null(0).to_numpy()
    return values


def levels_of(entities: Path) -> dict[str, str]:
    """The level of every region."""
    regions = read_table(entities, "regions")
    return dict(zip(regions["region"].to_pylist(), regions["level"].to_pylist(), strict=True))
