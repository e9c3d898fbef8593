"""Similarities, validation scores, outliers and the adjusted Rand index, slowly: loops over pairs, exact fractions."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from math import sqrt

from tests.reference.ordering import percentile

Pairs = Mapping[tuple[str, str], float]  # one way round, the smaller code first
Places = Mapping[str, str]


def pearson(one: list[int], other: list[int]) -> float | None:
    """The correlation of two lists of whole numbers, exact up to the last root and division; None without variation."""
    n = len(one)
    means = Fraction(sum(one), n), Fraction(sum(other), n)
    apart = [(x - means[0], y - means[1]) for x, y in zip(one, other, strict=True)]
    spread = sum(x * x for x, _ in apart) * sum(y * y for _, y in apart)
    return float(sum(x * y for x, y in apart)) / sqrt(spread) if spread else None


def input_output(flows: Mapping[tuple[str, str], int], one: str, other: str) -> float | None:
    """The largest of the four shares, of those that are defined."""
    shares = []
    for seller, buyer in ((one, other), (other, one)):
        sold = sum(value for (who, _), value in flows.items() if who == seller)
        bought = sum(value for (_, who), value in flows.items() if who == buyer)
        value = flows.get((seller, buyer), 0)
        shares += [value / total for total in (sold, bought) if total]
    return max(shares, default=None)


def similarity_of(pairs: Pairs, one: str, other: str) -> float | None:
    """The similarity of a pair, whichever way round."""
    return pairs.get((min(one, other), max(one, other)))


def mean(values: list[float | None]) -> float | None:
    """The mean of what is known."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def between(pairs: Pairs, some: list[str], others: list[str]) -> float | None:
    """The mean similarity of the industries of one group to those of another, no industry to itself."""
    return mean([similarity_of(pairs, one, other) for one in some for other in others if one != other])


def validation_scores(pairs: Pairs, places: Places) -> dict[tuple[str, str], float | None]:
    """The four scores by level and what is held against, counting one member after the other."""
    known = {code for pair in pairs for code in pair}
    clusters = {name: sorted(c for c in places if places[c] == name and c in known) for name in set(places.values())}
    clusters = {name: industries for name, industries in clusters.items() if industries}
    compared: dict[str, list[tuple[float | None, list[float | None]]]] = {"cluster": [], "industry": []}
    for name, industries in clusters.items():
        others = [rest for other, rest in clusters.items() if other != name]
        compared["cluster"].append(
            (between(pairs, industries, industries), [between(pairs, industries, rest) for rest in others])
        )
        compared["industry"] += [
            (between(pairs, [code], industries), [between(pairs, [code], rest) for rest in others])
            for code in industries
        ]
    return {
        (level, against): _score(members, against)
        for level, members in compared.items()
        for against in ("average", "percentile")
    }


def _score(members: list[tuple[float | None, list[float | None]]], against: str) -> float | None:
    if not any(value is not None for _, others in members for value in others):
        return None
    passed = 0
    for within, others in members:
        known = [value for value in others if value is not None]
        limit = mean(others) if against == "average" else percentile(known, 95)
        passed += within is not None and limit is not None and within > limit + 1e-12
    return passed / len(members)


def farthest_out(pairs: Pairs, places: Places) -> tuple[str, str, float] | None:
    """The industry that exceeds its own cluster most in its relatedness to another, that other, and by how much."""
    found = []
    for industry in sorted(places):
        own = between(pairs, [industry], [code for code in places if places[code] == places[industry]])
        for cluster in sorted(set(places.values()) - {places[industry]}):
            near = between(pairs, [industry], [code for code in places if places[code] == cluster])
            if own is not None and near is not None and near > own + 1e-12:
                found.append((industry, cluster, near - own))
    return max(found, key=lambda each: each[2], default=None)


def adjusted_rand_index(before: list[str], after: list[str]) -> float:
    """The adjusted Rand index by counting every pair: both together, one, the other, both apart."""
    together = {(old, new): 0 for old in (True, False) for new in (True, False)}
    for i, j in combinations(range(len(before)), 2):
        together[before[i] == before[j], after[i] == after[j]] += 1
    a, b = together[True, True], together[True, False]
    c, d = together[False, True], together[False, False]
    below = (a + b) * (b + d) + (a + c) * (c + d)
    return 2 * (a * d - b * c) / below if below else 1.0
