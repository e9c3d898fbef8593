"""Gerfin's shift-share analysis: the index method, in which factors of the region are multiplied."""

from dataclasses import replace

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.shift_share.classic import classic, grown
from clusteratlas.measures.shift_share.effects import Effects, Matrix


def gerfin(values: Matrix, weights: Matrix | None = None) -> Effects:
    """The effects in jobs, which are the classic ones, and each region's three factors.

    Regional factor (e'_r / e_r) / (e' / e) = structural factor x locational factor, with the structural factor
    (x_r / e_r) / (e' / e), the locational factor e'_r / x_r, and x_r what the region would have had its industries
    grown as in the nation.
    """
    start, end = values[0], values[-1]
    expected = (start + grown(start, start.sum(axis=0), end.sum(axis=0))).sum(axis=1)
    before, after = start.sum(axis=1), end.sum(axis=1)
    factors = {
        "regional_factor": quotient(after * start.sum(), before * end.sum()),
        "structural_factor": quotient(expected * start.sum(), before * end.sum()),
        "locational_factor": quotient(after, expected),
    }
    return replace(classic(values), factors=factors)
