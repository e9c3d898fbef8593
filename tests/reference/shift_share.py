"""Shift-share as the formulas say, one cell after another, in exact fractions."""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise

Cells = dict[tuple[int, str, str], int]  # (year, region, industry): value
Effects = dict[str, Fraction | None]
Weights = dict[tuple[str, str], int]  # (region, neighbour): weight


def growth(before: int | Fraction, after: int | Fraction) -> Fraction | None:
    """The rate of growth; None from nothing."""
    return Fraction(after - before) / Fraction(before) if before else None


def totals(cells: Cells, year: int) -> tuple[int, dict[str, int], dict[str, int]]:
    """The nation's value in a year, each industry's and each region's."""
    nation, industries, regions = 0, defaultdict(int), defaultdict(int)
    for (when, region, industry), value in cells.items():
        if when == year:
            nation += value
            industries[industry] += value
            regions[region] += value
    return nation, industries, regions


def places(cells: Cells, years: list[int]) -> list[tuple[str, str]]:
    """The regions and industries with a row in any of the years, in order."""
    return sorted({(region, industry) for year, region, industry in cells if year in years})


def classic(cells: Cells, start: int, end: int) -> dict[tuple[str, str], Effects]:
    """National, mix and competitive effect of every cell."""
    (nation, industries, _), (later, industries_later, _) = totals(cells, start), totals(cells, end)
    whole = growth(nation, later)
    result: dict[tuple[str, str], Effects] = {}
    for region, industry in places(cells, [start, end]):
        value, after = cells.get((start, region, industry), 0), cells.get((end, region, industry), 0)
        of_industry = growth(industries[industry], industries_later[industry])
        national = None if whole is None else value * whole
        expected = None if of_industry is None else value * of_industry
        known = national is not None and expected is not None
        result[region, industry] = {
            "change": Fraction(after - value),
            "national": national,
            "mix": expected - national if known else None,
            "competitive": after - value - expected if known else None,
        }
    return result


def esteban_marquillas(cells: Cells, start: int, end: int) -> dict[tuple[str, str], Effects]:
    """The same with the competitive effect on homothetic values, and the allocation."""
    nation, industries, regions = totals(cells, start)
    _, industries_later, _ = totals(cells, end)
    result = classic(cells, start, end)
    for (region, industry), effects in result.items():
        of_region = growth(cells.get((start, region, industry), 0), cells.get((end, region, industry), 0))
        of_industry = growth(industries[industry], industries_later[industry])
        if of_region is None or of_industry is None or effects["competitive"] is None:
            effects |= {"competitive": None, "allocation": None}
            continue
        homothetic = Fraction(regions[region] * industries[industry], nation)
        lead = of_region - of_industry
        effects["competitive"] = homothetic * lead
        effects["allocation"] = (cells[start, region, industry] - homothetic) * lead
    return result


def dynamic(cells: Cells, start: int, end: int) -> dict[tuple[str, str], Effects]:
    """The classic effects of every pair of years that follow each other, summed."""
    years = sorted({year for year, _, _ in cells if start <= year <= end})
    steps = [classic(cells, *pair) for pair in pairwise(years)]
    result: dict[tuple[str, str], Effects] = {}
    nothing = {
        pair: {industry for _, _, industry in cells if not totals(cells, pair[0])[1][industry]}
        for pair in pairwise(years)
    }
    for region, industry in places(cells, years):
        found = [step.get((region, industry)) for step in steps]
        summed: Effects = {}
        for name in ("change", "national", "mix", "competitive"):
            parts = [Fraction(0) if effects is None else effects[name] for effects in found]
            gone = name in ("mix", "competitive") and any(industry in lost for lost in nothing.values())
            lost_nation = name != "change" and any(not totals(cells, year)[0] for year in years[:-1])
            summed[name] = None if None in parts or gone or lost_nation else sum(parts)
        result[region, industry] = summed
    return result


def spatial(cells: Cells, start: int, end: int, weights: Weights) -> dict[tuple[str, str], Effects]:
    """The classic effects with the growth of the industry next door in the place of the nation's."""
    result = classic(cells, start, end)
    whole = growth(totals(cells, start)[0], totals(cells, end)[0])
    for (region, industry), effects in result.items():
        near = {other: weight for (one, other), weight in weights.items() if one == region}
        before, after = (
            sum(weight * cells.get((year, other, industry), 0) for other, weight in near.items())
            for year in (start, end)
        )
        next_door, value = growth(before, after), cells.get((start, region, industry), 0)
        if next_door is None or whole is None:
            effects |= {"mix": None, "competitive": None}
            continue
        effects["mix"] = value * (next_door - whole)
        effects["competitive"] = effects["change"] - value * next_door
    return result
