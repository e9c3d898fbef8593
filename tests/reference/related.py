"""Relatedness between clusters as the sentences say it, one pair of industries after another."""

from itertools import permutations
from statistics import fmean

Similarity = dict[frozenset[str], float]  # two industries: how alike; a pair that is not known is not there
Members = dict[str, str]  # industry: cluster


def percentile(values: list[float], q: float) -> float:
    """The q-th percentile, linear between neighbours."""
    ascending = sorted(values)
    place = q / 100 * (len(ascending) - 1)
    low = int(place)
    high = min(low + 1, len(ascending) - 1)
    return ascending[low] + (ascending[high] - ascending[low]) * (place - low)


def relatedness(similarity: Similarity, members: Members) -> dict[tuple[str, str], float | None]:
    """The mean similarity of the industries of one cluster to those of the other."""
    found: dict[tuple[str, str], float | None] = {}
    for one, other in permutations(sorted(set(members.values())), 2):
        known = [
            similarity[frozenset((i, j))]
            for i in members
            for j in members
            if members[i] == one and members[j] == other and frozenset((i, j)) in similarity
        ]
        found[one, other] = fmean(known) if known else None
    return found


def to_cluster(similarity: Similarity, members: Members) -> dict[tuple[str, str], float]:
    """The mean similarity of each industry to each cluster but its own."""
    found = {}
    for industry, own in members.items():
        for cluster in set(members.values()) - {own}:
            alike = [
                similarity[frozenset((industry, j))]
                for j in members
                if members[j] == cluster and frozenset((industry, j)) in similarity
            ]
            if alike:
                found[industry, cluster] = fmean(alike)
    return found


def related_shares(similarity: Similarity, members: Members) -> dict[tuple[str, str], float | None]:
    """The share of a cluster's industries whose mean similarity to the other is above the 90th percentile of all."""
    means = to_cluster(similarity, members)
    threshold = percentile(list(means.values()), 90) if means else 0.0
    found: dict[tuple[str, str], float | None] = {}
    for one, other in permutations(sorted(set(members.values())), 2):
        known = [mean for (industry, cluster), mean in means.items() if members[industry] == one and cluster == other]
        found[one, other] = sum(mean > threshold for mean in known) / len(known) if known else None
    return found


def relations(similarity: Similarity, members: Members) -> dict[tuple[str, str], str | None]:
    """Close and related by both conditions; next, without co-location, where a cluster has neither."""
    related, shares = relatedness(similarity, members), related_shares(similarity, members)
    known = [value for (one, other), value in related.items() if value is not None and one < other]
    found: dict[tuple[str, str], str | None] = dict.fromkeys(related)
    if not known:
        return found
    for pair, value in related.items():
        both = all((shares[way] or 0) >= 0.2 for way in (pair, pair[::-1]))
        if value is not None and both and value >= percentile(known, 90):
            found[pair] = "close" if value >= percentile(known, 95) else "related"
    for cluster in set(members.values()):
        mine = {pair: value for pair, value in related.items() if pair[0] == cluster and value is not None}
        if any(found[pair] in ("close", "related") for pair in mine):
            continue
        in_order = sorted(mine, key=lambda pair: (-(related[pair] or 0), pair))
        above = [pair for pair in in_order if mine[pair] > percentile(known, 50)]
        for pair in above[:2] or in_order[:1]:
            found[pair] = "next"
    return found
