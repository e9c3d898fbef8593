"""The spatial shift-share analysis: a region's industries are held against its neighbours' instead of the nation's."""

import numpy as np

from clusteratlas.measures.shift_share.classic import grown
from clusteratlas.measures.shift_share.effects import Effects, Matrix


def spatial(values: Matrix, weights: Matrix | None = None) -> Effects:
    """National e g, mix e (n_ri - g), competitive e (g_ri - n_ri), with n_ri the growth of the industry next door.

    n_ri = sum_k w_rk e'_ki / sum_k w_rk e_ki - 1: a ratio, so that weights standardised by row give the same.
    """
    start, end = values[0], values[-1]
    next_to = np.zeros((len(start), len(start))) if weights is None else weights
    national, expected = grown(start, start.sum(), end.sum()), grown(start, next_to @ start, next_to @ end)
    return Effects.adding_up(end - start, national, expected - national)
