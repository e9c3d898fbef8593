"""How alike industries are: by where they are, by whom they buy from and sell to, by whom they employ."""

from clusteratlas.definitions.similarity.averaging import average, average_kernel
from clusteratlas.definitions.similarity.input_output import input_output_kernel
from clusteratlas.definitions.similarity.kinds import KINDS, linked, similarity
from clusteratlas.definitions.similarity.local_correlation import local_correlation_kernel
from clusteratlas.definitions.similarity.matrix import SimilarityMatrix
from clusteratlas.definitions.similarity.occupations import occupation_kernel
from clusteratlas.definitions.similarity.several import available_kinds, similarities

__all__ = [
    "KINDS",
    "SimilarityMatrix",
    "available_kinds",
    "average",
    "average_kernel",
    "input_output_kernel",
    "linked",
    "local_correlation_kernel",
    "occupation_kernel",
    "similarities",
    "similarity",
]
