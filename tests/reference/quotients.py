"""Shares and location quotients as the formulas say, one cell after another, in exact fractions."""

from collections import defaultdict
from fractions import Fraction

Cells = dict[tuple[str, str], int]  # (region, industry): value


def location_quotients(cells: Cells, kinds: dict[str, str] | None = None) -> dict[tuple[str, str], float | None]:
    """LQ = (e_rc / e_r.) / (e_.c / e_..), totals within the industry's kind; None where a total is zero."""
    regions: dict[tuple[str, str], int] = defaultdict(int)
    industries: dict[str, int] = defaultdict(int)
    nation: dict[str, int] = defaultdict(int)
    for (region, industry), value in cells.items():
        kind = kinds[industry] if kinds else "all"
        regions[region, kind] += value
        industries[industry] += value
        nation[kind] += value
    result: dict[tuple[str, str], float | None] = {}
    for (region, industry), value in cells.items():
        kind = kinds[industry] if kinds else "all"
        if regions[region, kind] == 0 or industries[industry] == 0:
            result[region, industry] = None
            continue
        in_region = Fraction(value, regions[region, kind])
        in_nation = Fraction(industries[industry], nation[kind])
        result[region, industry] = float(in_region / in_nation)
    return result


def region_shares(cells: Cells) -> dict[tuple[str, str], float | None]:
    """Each cell over the sum of its region."""
    totals: dict[str, int] = defaultdict(int)
    for (region, _), value in cells.items():
        totals[region] += value
    return {key: value / totals[key[0]] if totals[key[0]] else None for key, value in cells.items()}


def national_shares(cells: Cells) -> dict[tuple[str, str], float | None]:
    """Each cell over the sum of its industry."""
    totals: dict[str, int] = defaultdict(int)
    for (_, industry), value in cells.items():
        totals[industry] += value
    return {key: value / totals[key[1]] if totals[key[1]] else None for key, value in cells.items()}
