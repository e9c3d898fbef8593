"""Complexity with this library: from a dataframe in one call, or kernels on coded records, years in threads."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.sparse.linalg  # noqa: F401  the first index would load it; nobody's imports are timed
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from benchmarks.quotients.panel import Shape, codings
from clusteratlas.engines import PanelYear, over_years, panel_years
from clusteratlas.measures import (
    complexity_outlook_kernel,
    economic_complexity_kernel,
    location_quotient_kernel,
    product_space,
    proximity_kernel,
    relatedness_density_kernel,
    specialised_kernel,
)
from clusteratlas.tables import Codings, year_matrix

_COLUMNS = ("region", "industry", "employment")


def from_frame(file: str) -> list[list[float]]:
    """The sums of the first year: location quotients, ECI, PCI, proximity, density, COI, COG."""
    found = product_space(pd.read_parquet(file, filters=[("year", "=", 2000)]), include_self=True)
    cells, regions = found.cells, found.regions
    parts = [cells["location_quotient"], regions["eci"], found.industries["pci"], found.pairs["proximity"]]
    return [[_sum(part.to_numpy()) for part in (*parts, cells["density"], regions["coi"], cells["cog"])]]


def from_codes(files: Sequence[str], shape: Sequence[int]) -> list[list[float]]:
    """The same for each year, from integer codes whose meaning is known."""
    known = codings(Shape(*shape))
    years = panel_years([Path(file) for file in files], _COLUMNS)
    if len(years) == 1:
        return [_year(years[0], known)]
    with threadpool_limits(1):  # the years run in threads already
        return list(over_years(lambda year: _year(year, known), years))


def _year(year: PanelYear, known: Codings) -> list[float]:
    values = year_matrix(year.read(), "employment", year=year.year, codings=known).values
    quotients, has = location_quotient_kernel(values), specialised_kernel(values)
    near = proximity_kernel(has)
    eci, pci = economic_complexity_kernel(has)
    density = relatedness_density_kernel(has, near, include_self=True)
    coi, cog = complexity_outlook_kernel(has, near, pci)
    others = near[~np.eye(len(near), dtype=np.bool_)]
    return [_sum(part) for part in (quotients, eci, pci, others, density, coi, cog)]


def _sum(values: NDArray[np.float64]) -> float:
    absolute = np.abs(values)
    total = float(absolute.sum())
    return float(np.nansum(absolute)) if np.isnan(total) else total  # a region has no gain of what it has
