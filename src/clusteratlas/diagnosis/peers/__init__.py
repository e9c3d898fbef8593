"""Peers: regions of the same level that are alike in structure, near in size, and strong in the same clusters."""

from clusteratlas.diagnosis.peers.likeness import SIMILARITIES, Likeness, cosine_kernel
from clusteratlas.diagnosis.peers.search import peers

__all__ = ["SIMILARITIES", "Likeness", "cosine_kernel", "peers"]
