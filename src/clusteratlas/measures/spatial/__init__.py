"""Measures on points and on the map: densities of distances, functions of radius, autocorrelation of regions."""

from clusteratlas.measures.spatial.getis_ord import getis_ord
from clusteratlas.measures.spatial.k_density import k_density
from clusteratlas.measures.spatial.local_morans_i import local_morans_i
from clusteratlas.measures.spatial.m_function import m_function
from clusteratlas.measures.spatial.morans_i import morans_i
from clusteratlas.measures.spatial.ripley_k import ripley_k

__all__ = ["getis_ord", "k_density", "local_morans_i", "m_function", "morans_i", "ripley_k"]
