"""Peers found by comparing every pair of regions, one after the other."""

import math

Portfolio = dict[str, dict[str, float]]  # region: cluster: value


def cosine(one: dict[str, float], other: dict[str, float]) -> float | None:
    """Of two portfolios; None where either has nothing."""
    lengths = [math.sqrt(math.fsum(value * value for value in each.values())) for each in (one, other)]
    if not all(lengths):
        return None
    both = math.fsum(value * other.get(cluster, 0) for cluster, value in one.items())
    return min(round(both / (lengths[0] * lengths[1]), 12), 1.0)


def peers(
    region: str,
    values: Portfolio,
    size: dict[str, float],
    level: dict[str, str],
    strong: dict[str, set[str]],
    band: tuple[float, float] | None = (0.5, 2.0),
) -> list[tuple[str, float, float, int]]:
    """Peer, similarity, size ratio and shared strong clusters, in order; without a band whatever level and size."""
    found = []
    for other in values:
        alike = cosine(values[region], values[other])
        if other == region or alike is None:
            continue
        ratio = size[other] / size[region]
        if band is not None and (level[other] != level[region] or not band[0] <= ratio <= band[1]):
            continue
        found.append((other, alike, ratio, len(strong[region] & strong[other])))
    return sorted(found, key=lambda peer: (-peer[1], -peer[3], abs(math.log(peer[2])), peer[0]))
