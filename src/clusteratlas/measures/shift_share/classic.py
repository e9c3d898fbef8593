"""The classic shift-share analysis: growth of the nation, of the industry beyond it, and of the region beyond both."""

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.shift_share.effects import Effects, Matrix


def classic(values: Matrix, weights: Matrix | None = None) -> Effects:
    """National e g, mix e (g_i - g), competitive e (g_ri - g_i) of the first and last of some years.

    The competitive effect is taken as the rest, e' - e (1 + g_i), so it needs no growth of the cell's own.
    """
    start, end = values[0], values[-1]
    return Effects.adding_up(end - start, *national_and_mix(start, end))


def national_and_mix(start: Matrix, end: Matrix) -> tuple[Matrix, Matrix]:
    """What the cells would gain at the growth of the nation, and what more at that of their industries."""
    national = grown(start, start.sum(), end.sum())
    return national, grown(start, start.sum(axis=0), end.sum(axis=0)) - national


def grown(cells: Matrix, before: Matrix, after: Matrix) -> Matrix:
    """What the cells would gain at the growth from `before` to `after`; NaN where that starts from nothing."""
    return quotient(cells * (after - before), before)
