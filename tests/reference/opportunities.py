"""Opportunities cell by cell: closeness, gap, percentile ranks and the score, from dictionaries."""

from collections.abc import Mapping

Pairs = Mapping[tuple[str, str], float]


def closeness(cluster: str, strong: set[str], clusters: list[str], pairs: Pairs) -> float | None:
    """Of what is near a cluster, the part that leads to strong ones; None where nothing is near."""
    near = {other: max(pairs.get((cluster, other), 0.0), 0.0) for other in clusters if other != cluster}
    total = sum(near.values())
    return sum(value for other, value in near.items() if other in strong) / total if total > 0 else None


def gap(ways: list[tuple[float, float, bool]]) -> float | None:
    """Value over threshold of the failing condition that is farthest from it; each is value, threshold, holds."""
    failing = [min(value / threshold, 1.0) for value, threshold, holds in ways if not holds and threshold > 0]
    unknown = any(not holds and not threshold > 0 for _, threshold, holds in ways)
    if not failing:
        return None if unknown else 1.0
    return min(failing)


def percentile(value: float | None, among: list[float | None]) -> float | None:
    """The share of the known values below it, equal ones counted half."""
    known = [other for other in among if other is not None]
    if value is None:
        return None
    below = sum(other < value for other in known)
    equal = sum(other == value for other in known)
    return (below + equal / 2) / len(known)


def score(percentiles: Mapping[str, float | None], weights: Mapping[str, float]) -> float | None:
    """The weighted mean of the percentiles that are there."""
    there = {part: value for part, value in percentiles.items() if value is not None}
    total = sum(weights[part] for part in there)
    return sum(weights[part] * value for part, value in there.items()) / total if total > 0 else None


def auc(given: list[float], entered: list[bool]) -> float | None:
    """Every pair of an entry and a non-entry, counted: in order 1, equal a half."""
    pairs = [(one, other) for one, a in zip(given, entered, strict=True) if a for other, b in
             zip(given, entered, strict=True) if not b]  # fmt: skip
    if not pairs:
        return None
    return sum(1.0 if one > other else 0.5 if one == other else 0.0 for one, other in pairs) / len(pairs)
