"""Complexity as one would write it down with NumPy and SciPy, a year after another."""

from collections.abc import Sequence

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy.sparse.linalg import eigsh

Matrix = NDArray[np.float64]


def complexity(files: Sequence[str], shape: Sequence[int]) -> list[list[float]]:
    """For each year the sums: location quotients, ECI, PCI, proximity, density, COI, COG."""
    return [_year(file, shape[0], shape[1]) for file in files]


def _year(file: str, regions: int, industries: int) -> list[float]:
    table = pq.read_table(file)
    jobs = np.zeros((regions, industries))
    jobs[table["region"].to_numpy(), table["industry"].to_numpy()] = table["employment"].to_numpy()
    quotients = jobs / jobs.sum(axis=1, keepdims=True) / (jobs.sum(axis=0) / jobs.sum())
    has = (jobs * jobs.sum() >= jobs.sum(axis=1, keepdims=True) * jobs.sum(axis=0)).astype(float)
    diversity, ubiquity = has.sum(axis=1), has.sum(axis=0)
    eci, pci, deviation = _indices(has, diversity, ubiquity)
    near = has.T @ has / np.maximum(ubiquity, ubiquity[:, None])
    density = has @ (near / near.sum(axis=0))
    missing = 1 - has
    outlook = (density * missing * pci).sum(axis=1)
    gain = missing * (missing @ (near * (pci / near.sum(axis=1))[:, None])) / deviation
    middle = eci.mean()
    parts = (
        quotients,
        (eci - middle) / deviation,
        (pci - middle) / deviation,
        near - np.eye(industries),
        density,
        (outlook - outlook.mean()) / outlook.std(),
        gain,
    )
    return [float(np.abs(part).sum()) for part in parts]


def _indices(has: Matrix, diversity: Matrix, ubiquity: Matrix) -> tuple[Matrix, Matrix, float]:
    scaled = has / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)
    vector = eigsh(scaled.T @ scaled, 2, which="LA")[1][:, 0]
    pci = vector / np.sqrt(ubiquity)
    eci = has @ pci / diversity
    sign = np.sign(np.corrcoef(eci, diversity)[0, 1])
    return sign * eci, sign * pci, float(eci.std())
