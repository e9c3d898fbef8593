"""Complexity: what the industries of regions, and the regions of industries, say about both."""

from clusteratlas.measures.complexity.complexity_outlook import complexity_outlook, complexity_outlook_kernel
from clusteratlas.measures.complexity.economic_complexity import economic_complexity, economic_complexity_kernel
from clusteratlas.measures.complexity.fitness import fitness, fitness_kernel
from clusteratlas.measures.complexity.product_space import product_space

__all__ = [
    "complexity_outlook",
    "complexity_outlook_kernel",
    "economic_complexity",
    "economic_complexity_kernel",
    "fitness",
    "fitness_kernel",
    "product_space",
]
