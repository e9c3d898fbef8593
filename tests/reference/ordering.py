"""Ranks and percentiles by counting."""

import numpy as np


def rank(values: list[float], eligible: list[bool], place: int) -> int:
    """One more than the eligible values above; 0 for a member that is not eligible."""
    if not eligible[place]:
        return 0
    return 1 + sum(1 for value, counts in zip(values, eligible, strict=True) if counts and value > values[place])


def percentile_rank(values: list[float], eligible: list[bool], place: int) -> float | None:
    """Eligible values below, and half of those equal, over all eligible."""
    if not eligible[place]:
        return None
    ranked = [value for value, counts in zip(values, eligible, strict=True) if counts]
    below = sum(1 for value in ranked if value < values[place])
    equal = sum(1 for value in ranked if value == values[place])
    return (below + equal / 2) / len(ranked)


def percentile(values: list[float], q: float) -> float | None:
    """NumPy's own percentile of the values that count."""
    return float(np.percentile(values, q)) if values else None
