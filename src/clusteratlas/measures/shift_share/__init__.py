"""Shift-share: what part of a change goes with the nation, with the mix of industries, and with the region itself."""

from clusteratlas.measures.shift_share.decomposition import VARIANTS, shift_share, shift_share_kernel
from clusteratlas.measures.shift_share.effects import Effects

__all__ = ["VARIANTS", "Effects", "shift_share", "shift_share_kernel"]
