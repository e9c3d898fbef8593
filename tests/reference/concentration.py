"""Specialisation, concentration and diversity as the formulas say, one cell after another, in exact fractions."""

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

import numpy as np

Cells = Mapping[tuple[str, str], int]  # (region, industry): value
Shares = dict[str, Fraction]


def regions_of(cells: Cells) -> list[str]:
    return sorted({region for region, _ in cells})


def industries_of(cells: Cells) -> list[str]:
    return sorted({industry for _, industry in cells})


def regional_shares(cells: Cells, industry: str) -> Shares | None:
    """Each region's share of an industry; None where there is none of it."""
    return _shares({region: cells.get((region, industry), 0) for region in regions_of(cells)})


def industrial_shares(cells: Cells, region: str) -> Shares | None:
    """Each industry's share of a region; None where there is nothing."""
    return _shares({industry: cells.get((region, industry), 0) for industry in industries_of(cells)})


def sizes_of(cells: Cells, against: str = "total") -> Shares | None:
    """Each region's share of everything, or the same for each."""
    regions = regions_of(cells)
    if against == "uniform":
        return {region: Fraction(1, len(regions)) for region in regions}
    return _shares({region: sum(v for (r, _), v in cells.items() if r == region) for region in regions})


def herfindahl(cells: Cells, by: str) -> dict[str, Fraction | None]:
    """The sum of squared shares."""
    members, shares = (regions_of, industrial_shares) if by == "region" else (industries_of, regional_shares)
    found = {member: shares(cells, member) for member in members(cells)}
    return {member: None if parts is None else _squares(parts) for member, parts in found.items()}


def krugman(cells: Cells, reference: str) -> dict[str, Fraction | None]:
    """Half the sum of absolute differences between the shares of a region and of its reference."""
    result: dict[str, Fraction | None] = {}
    for region in regions_of(cells):
        others = {key: v for key, v in cells.items() if reference == "whole" or key[0] != region}
        totals = {i: sum(v for (_, other), v in others.items() if other == i) for i in industries_of(cells)}
        own, rest = industrial_shares(cells, region), _shares(totals)
        result[region] = None if own is None or rest is None else sum(abs(own[i] - rest[i]) for i in own) / 2
    return result


def gini(cells: Cells, against: str) -> dict[str, Fraction | None]:
    """Half the mean difference of two regions' location quotients, weighted by the size of both."""
    result: dict[str, Fraction | None] = {}
    for industry in industries_of(cells):
        shares, sizes = regional_shares(cells, industry), sizes_of(cells, against)
        if shares is None or sizes is None:
            result[industry] = None
            continue
        pairs = product([region for region in sizes if sizes[region]], repeat=2)
        # x_r * x_s * |s_r / x_r - s_s / x_s|
        result[industry] = sum((abs(shares[r] * sizes[s] - shares[s] * sizes[r]) for r, s in pairs), Fraction()) / 2
    return result


def hoover(cells: Cells, against: str) -> dict[str, Fraction | None]:
    """Half the sum of absolute differences between the regions' shares of an industry and of the reference."""
    result: dict[str, Fraction | None] = {}
    for industry in industries_of(cells):
        shares, sizes = regional_shares(cells, industry), sizes_of(cells, against)
        undefined = shares is None or sizes is None
        result[industry] = None if undefined else sum(abs(shares[r] - sizes[r]) for r in sizes) / 2
    return result


def theil(cells: Cells, against: str, groups: Mapping[str, str]) -> dict[str, tuple[float, float, float] | None]:
    """Total, between groups of regions, and within them, each from its own formula."""
    result: dict[str, tuple[float, float, float] | None] = {}
    for industry in industries_of(cells):
        shares, sizes = regional_shares(cells, industry), sizes_of(cells, against)
        if shares is None or sizes is None:
            result[industry] = None
            continue
        members = {g: [r for r in shares if groups[r] == g] for g in {groups[r] for r in shares}}
        group_shares = {g: sum(shares[r] for r in rs) for g, rs in members.items()}
        group_sizes = {g: sum(sizes[r] for r in rs) for g, rs in members.items()}
        inside = {
            g: divergence({r: shares[r] / S for r in members[g]}, {r: sizes[r] / group_sizes[g] for r in members[g]})
            for g, S in group_shares.items()
            if S
        }
        within = math.fsum(float(group_shares[g]) * value for g, value in inside.items())
        result[industry] = (divergence(shares, sizes), divergence(group_shares, group_sizes), within)
    return result


def divergence(shares: Shares, sizes: Shares) -> float:
    """The sum of s * ln(s / x); nothing where s is zero."""
    return math.fsum(float(s) * math.log(s / sizes[key]) for key, s in shares.items() if s)


def variety(cells: Cells, groups: Mapping[str, str]) -> dict[str, tuple[float, float] | None]:
    """The entropy between groups of industries, and the weighted mean of the entropies inside them, in bits."""
    result: dict[str, tuple[float, float] | None] = {}
    for region in regions_of(cells):
        shares = industrial_shares(cells, region)
        if shares is None:
            result[region] = None
            continue
        of_groups = {g: sum(p for i, p in shares.items() if groups[i] == g) for g in set(groups.values())}
        inside = [
            float(share) * entropy([p / share for i, p in shares.items() if groups[i] == g])
            for g, share in of_groups.items()
            if share
        ]
        result[region] = (entropy(list(of_groups.values())), math.fsum(inside))
    return result


def entropy(shares: Sequence[Fraction]) -> float:
    """In bits."""
    return math.fsum(float(p) * -math.log2(p) for p in shares if p)


def coagglomeration(cells: Cells, size: str) -> dict[tuple[str, str], Fraction | None]:
    """The index of every two different industries."""
    shares = {industry: regional_shares(cells, industry) for industry in industries_of(cells)}
    known = [found for found in shares.values() if found is not None]
    regions, sizes = regions_of(cells), sizes_of(cells)
    if size == "mean" and known:
        sizes = {region: sum(found[region] for found in known) / len(known) for region in regions}
    room = 0 if sizes is None else 1 - _squares(sizes)
    result: dict[tuple[str, str], Fraction | None] = {}
    for one, other in product(shares, repeat=2):
        a, b = shares[one], shares[other]
        if one == other:
            continue
        undefined = a is None or b is None or not room
        result[one, other] = None if undefined else sum((a[r] - sizes[r]) * (b[r] - sizes[r]) for r in regions) / room
    return result


def ellison_glaeser(cells: Cells, plants: Mapping[str, Sequence[int]]) -> dict[str, Fraction | None]:
    """(G - (1 - sum x^2) H) / ((1 - sum x^2) (1 - H))."""
    result: dict[str, Fraction | None] = {}
    for industry in industries_of(cells):
        shares, sizes = regional_shares(cells, industry), sizes_of(cells)
        index = plant_herfindahl(plants.get(industry, []))
        room = 0 if sizes is None else 1 - _squares(sizes)
        if shares is None or index is None or index == 1 or not room:
            result[industry] = None
            continue
        raw = sum((shares[r] - sizes[r]) ** 2 for r in shares)
        result[industry] = (raw - room * index) / (room * (1 - index))
    return result


def maurel_sedillot(cells: Cells, plants: Mapping[str, Sequence[int]]) -> dict[str, Fraction | None]:
    """((sum s^2 - sum x^2) / (1 - sum x^2) - H) / (1 - H)."""
    result: dict[str, Fraction | None] = {}
    for industry in industries_of(cells):
        shares, sizes = regional_shares(cells, industry), sizes_of(cells)
        index = plant_herfindahl(plants.get(industry, []))
        room = 0 if sizes is None else 1 - _squares(sizes)
        if shares is None or index is None or index == 1 or not room:
            result[industry] = None
            continue
        result[industry] = ((_squares(shares) - _squares(sizes)) / room - index) / (1 - index)
    return result


def plant_herfindahl(sizes: Sequence[int]) -> Fraction | None:
    """The sum of the plants' squared shares; None where they have nothing."""
    return None if not sum(sizes) else Fraction(sum(size**2 for size in sizes), sum(sizes) ** 2)


def whole_plants(classes: Sequence[tuple[int, int, int]], total: int) -> Iterator[Fraction]:
    """The Herfindahl index of every set of plants of whole sizes in the classes (low, high, count) with this total."""
    ranges = [range(low, high + 1) for low, high, count in classes for _ in range(count)]
    for sizes in product(*ranges):
        if sum(sizes) == total:
            yield Fraction(sum(size**2 for size in sizes), total**2)


def bootstrap_percentile(values: Sequence[float], level: float) -> float:
    """The mean percentile of all the samples of n that can be drawn from n values, each as likely as any."""
    samples = product(values, repeat=len(values))
    return float(np.mean([np.quantile(sample, level) for sample in samples]))


def _shares(values: Mapping[str, int]) -> Shares | None:
    total = sum(values.values())
    return {key: Fraction(value, total) for key, value in values.items()} if total else None


def _squares(shares: Shares) -> Fraction:
    return sum((share**2 for share in shares.values()), Fraction())
