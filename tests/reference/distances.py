"""Densities of distances and functions of radius, pair by pair, slow and plain."""

from collections.abc import Sequence
from math import acos, cos, exp, hypot, inf, isnan, nan, pi, radians, sin, sqrt

Place = tuple[float, float]


def on_plane(one: Place, other: Place) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def great_circle(one: Place, other: Place) -> float:
    """By the angle between two directions from the middle of the Earth; no good for places a few metres apart."""
    (a, b), (c, d) = ((radians(x), radians(y)) for x, y in (one, other))
    return 6371.0088 * acos(max(-1.0, min(1.0, sin(b) * sin(d) + cos(b) * cos(d) * cos(a - c))))


def pairs(places: Sequence[Place], weights: Sequence[float], measure=on_plane) -> list[tuple[float, float]]:
    """Distance and weight of every two places, the nearest first."""
    found = [(measure(places[i], places[j]), weights[i] * weights[j]) for i in range(len(places)) for j in range(i)]
    return sorted(found)


def quantile(found: Sequence[tuple[float, float]], share: float, count: float) -> float:
    """Straight lines between the distances, each standing at the weight before it."""
    at = share * (1 - 1 / count) * sum(weight for _, weight in found)
    before, last = 0.0, found[0]
    for distance, weight in found[1:]:
        here = before + last[1]
        if at <= here:
            return last[0] + (at - before) / (here - before) * (distance - last[0]) if here > before else distance
        before, last = here, (distance, weight)
    return last[0]


def bandwidth(found: Sequence[tuple[float, float]]) -> float:
    found = [pair for pair in found if pair[1] > 0]
    total = sum(weight for _, weight in found)
    count = total**2 / sum(weight**2 for _, weight in found) if found else 0
    if count <= 1:
        return nan
    mean = sum(distance * weight for distance, weight in found) / total
    variance = sum(weight * (distance - mean) ** 2 for distance, weight in found) / total * count / (count - 1)
    apart = quantile(found, 0.75, count) - quantile(found, 0.25, count)
    spread = [value for value in (sqrt(variance), apart / 1.34) if value > 1e-12 * found[-1][0]]
    return 0.9 * min(spread) * count**-0.2 if spread else nan


def k_density(found: Sequence[tuple[float, float]], radius: float, h: float | None = None) -> float:
    h = bandwidth(found) if h is None else h
    total = sum(weight for _, weight in found)
    if not total > 0 or isnan(h):
        return nan
    below = sum(
        weight * sum(exp(-(((radius - end) / h) ** 2) / 2) for end in (distance, -distance))
        for distance, weight in found
    )
    return below / sqrt(2 * pi) / h / total


def m_function(
    places: Sequence[Place], kinds: Sequence[str], weights: Sequence[float], kind: str, radius: float, measure=on_plane
) -> float:
    around = everywhere = 0.0
    of_kind, of_all = sum(w for w, k in zip(weights, kinds, strict=True) if k == kind), sum(weights)
    for i, place in enumerate(places):
        if kinds[i] != kind:
            continue
        near = [j for j in range(len(places)) if j != i and measure(place, places[j]) <= radius]
        every = sum(weights[j] for j in near)
        if every > 0:
            around += sum(weights[j] for j in near if kinds[j] == kind) / every
            everywhere += (of_kind - weights[i]) / (of_all - weights[i])
    return around / everywhere if everywhere > 0 else nan


def ripley_k(places: Sequence[Place], radius: float, sides: Place, corrected: bool) -> float:
    area, n = sides[0] * sides[1], len(places)
    if n < 2 or area == 0 or (corrected and radius >= min(sides)):
        return nan
    total = 0.0
    for i, one in enumerate(places):
        for j, other in enumerate(places):
            if i != j and on_plane(one, other) <= radius:
                overlap = (sides[0] - abs(one[0] - other[0])) * (sides[1] - abs(one[1] - other[1]))
                total += area / overlap if corrected else 1.0
    return area / n / (n - 1) * total


def bands(drawn: Sequence[Sequence[float]], confidence: float) -> tuple[list[float], list[float]]:
    """The lower and the upper band, by trying every rank."""
    ranks = [sorted(column) for column in zip(*drawn, strict=True)]
    upper = [column[-1] for column in ranks]
    for k in range(1, len(drawn) + 1):
        tried = [column[-k] for column in ranks]
        above = sum(any(v > t for v, t in zip(curve, tried, strict=True)) for curve in drawn)
        if above <= (1 - confidence) * len(drawn) + 1e-9:
            upper = tried
    within = [curve for curve in drawn if all(v <= u for v, u in zip(curve, upper, strict=True))]
    lower = [-inf] * len(ranks)
    for k in range(1, len(drawn) + 1):
        tried = [column[k - 1] for column in ranks]
        below = sum(any(v < t for v, t in zip(curve, tried, strict=True)) for curve in within)
        if below <= (1 - confidence) * len(within) + 1e-9:
            lower = tried
    return lower, upper
