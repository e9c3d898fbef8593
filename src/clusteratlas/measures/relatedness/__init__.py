"""Relatedness: which industries regions are specialised in, which of them go together, and what a region is near to."""

from clusteratlas.measures.relatedness.comparison import specialised_kernel
from clusteratlas.measures.relatedness.proximity import proximity, proximity_kernel
from clusteratlas.measures.relatedness.relatedness_density import relatedness_density, relatedness_density_kernel
from clusteratlas.measures.relatedness.specialised import specialised

__all__ = [
    "proximity",
    "proximity_kernel",
    "relatedness_density",
    "relatedness_density_kernel",
    "specialised",
    "specialised_kernel",
]
