"""Specialisation, proximity and relatedness density as the formulas say, one cell after another, in exact fractions."""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

Table = Sequence[Sequence[int]]  # a row for each region, a column for each industry
Truths = Sequence[Sequence[bool]]
Number = Fraction | float | None


def specialised(values: Table) -> list[list[bool]]:
    """(e_rc / e_r.) / (e_.c / e_..) >= 1; False where a total is zero."""
    regions = [sum(row) for row in values]
    industries = [sum(column) for column in zip(*values, strict=True)]
    total = sum(regions)
    return [
        [
            regions[r] > 0
            and industries[i] > 0
            and Fraction(values[r][i], regions[r]) / Fraction(industries[i], total) >= 1
            for i in range(len(industries))
        ]
        for r in range(len(regions))
    ]


def proximity(has: Truths, method: str) -> list[list[Number]]:
    """Every two industries by counting regions; None where no region has one of them, or a root is of zero."""
    owners = [{r for r, row in enumerate(has) if row[i]} for i in range(len(has[0]))]
    regions = sum(any(row) for row in has)
    return [[_between(one, other, regions, method) for other in owners] for one in owners]


def _between(one: set[int], other: set[int], regions: int, method: str) -> Number:
    both, u, v = len(one & other), len(one), len(other)
    if not u or not v:
        return None
    if method == "conditional":
        return min(Fraction(both, u), Fraction(both, v))
    if method == "cosine":
        return both / sqrt(u * v)
    if method == "jaccard":
        return Fraction(both, len(one | other))
    if method == "association":
        return Fraction(both, 1) / (Fraction(u, regions) * Fraction(v, regions) * regions)
    spread = sqrt(u * (regions - u) * v * (regions - v))
    return (regions * both - u * v) / spread if spread else None


def density(has: Truths, near: Sequence[Sequence[Number]], include_self: bool) -> list[list[Number]]:
    """The share of an industry's proximities that lead to what the region has; None where they add up to nothing."""
    industries = range(len(near))
    result: list[list[Number]] = []
    for row in has:
        found: list[Number] = []
        for i in industries:
            weights = {j: max(near[i][j] or 0, 0) for j in industries if include_self or j != i}
            total = sum(weights.values())
            found.append(sum(weight for j, weight in weights.items() if row[j]) / total if total else None)
        result.append(found)
    return result
