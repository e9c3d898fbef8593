"""Esteban-Marquillas' shift-share analysis: the competitive effect freed of how specialised the region is."""

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.shift_share.classic import national_and_mix
from clusteratlas.measures.shift_share.effects import Effects, Matrix


def esteban_marquillas(values: Matrix, weights: Matrix | None = None) -> Effects:
    """National and mix as in the classic; competitive h (g_ri - g_i), allocation (e - h) (g_ri - g_i).

    h = e_r e_i / e is homothetic employment: what the region would have of the industry, were it built like the nation.
    """
    start, end = values[0], values[-1]
    regions, industries, nation = start.sum(axis=1, keepdims=True), start.sum(axis=0), start.sum()
    # h (g_ri - g_i) over one denominator: the two growths are often near each other, and their difference small.
    lead = quotient(regions * (end * industries - start * end.sum(axis=0)), nation * start)
    return Effects.adding_up(end - start, *national_and_mix(start, end), lead)
