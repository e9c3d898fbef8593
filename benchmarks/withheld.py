"""Withheld cells: figures that an office did publish are hidden by its own habits, bounded, estimated and compared."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.report import Cell, Report, Target
from clusteratlas.suppression import UNBOUNDED, Bounds, Tree, establishment_prior, estimate_cells, propagate

FILE = "us/qcew_state_2019_2020.csv.gz"
SEED = 20261122
TOTAL = "10"
SPANS = {code: f"{a}-{b}" for a, b in ((31, 33), (44, 45), (48, 49)) for code in map(str, range(a, b + 1))}
# Lower ends of the employment-size classes A, B, C, E to M of County Business Patterns, and of the establishment
# classes within which the share of hidden cells is taken from the file.
SIZE_CLASSES = np.array([0, 20, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 200_000])
ESTABLISHMENT_CLASSES = np.array([0, 1, 2, 3, 4, 6, 10, 20, 50, 100])


@dataclass(frozen=True, eq=False)
class Published:
    """A year as the office published it: employment of states by industry, withheld or not, and establishments."""

    employment: NDArray[np.int64]
    establishments: NDArray[np.int64]
    withheld: NDArray[np.bool_]
    level: NDArray[np.int64]
    regions: Tree
    industries: Tree


def above(code: str) -> str | None:
    """The industry above a code of QCEW: five digits above six, the sector above three, the total above a sector."""
    if code == TOTAL:
        return None
    if len(code) == 2 or "-" in code:
        return TOTAL
    shorter = code[:-1]
    return SPANS.get(shorter, shorter) if len(shorter) == 2 else shorter


def qcew(data: Path, year: int) -> Published:
    """Private employers by state and NAICS level, with a first row for the country where every state is published."""
    import duckdb  # deferred: the tiny run reads no file

    rows = duckdb.execute(
        "select area_fips, industry_code, annual_avg_emplvl::bigint, annual_avg_estabs::bigint,"
        " coalesce(disclosure_code = 'N', false)"
        f" from read_csv('{data / FILE}', all_varchar=true) where own_code = '5' and year = '{year}'"
        " and agglvl_code in ('51', '54', '55', '56', '57', '58') order by all"
    ).fetchall()
    areas, codes = (sorted({row[column] for row in rows}) for column in (0, 1))
    shape = len(areas), len(codes)
    employment, establishments, withheld = np.zeros(shape, int), np.zeros(shape, int), np.zeros(shape, bool)
    for area, code, jobs, places, hidden in rows:
        at = areas.index(area), codes.index(code)
        employment[at], establishments[at], withheld[at] = jobs, places, hidden
    level = np.array([2 if "-" in code else 0 if code == TOTAL else len(code) for code in codes])
    return with_country(employment, establishments, withheld, level, Tree.of_codes(codes, above))


def with_country(
    employment: NDArray[np.int64],
    establishments: NDArray[np.int64],
    withheld: NDArray[np.bool_],
    level: NDArray[np.int64],
    industries: Tree,
) -> Published:
    """The table with the sum of its regions as first row, withheld where any region is."""
    jobs = np.vstack([employment.sum(axis=0), employment])
    places = np.vstack([establishments.sum(axis=0), establishments])
    hidden = np.vstack([withheld.any(axis=0), withheld])
    return Published(jobs, places, hidden, level, Tree.of([-1] + [0] * len(employment)), industries)


def invented(seed: int = SEED) -> Published:
    """A small table with three levels of industries, for a run without the file."""
    rng = np.random.default_rng(seed)
    industries = Tree.of([-1, *[0] * 3, *[1 + n % 3 for n in range(9)], *[4 + n % 9 for n in range(36)]])
    establishments = np.zeros((12, len(industries)), np.int64)
    establishments[:, industries.leaves] = rng.geometric(0.1, (12, 36))
    employment = establishments * rng.integers(2, 30, len(industries))
    for node in industries.down[:0:-1]:
        for part in (establishments, employment):
            part[:, industries.parents[node]] += part[:, node]
    withheld = (establishments <= 2) & (industries.depth == 3)
    return with_country(employment, establishments, withheld, industries.depth.astype(np.int64), industries)


def hide(table: Published, seed: int = SEED) -> NDArray[np.bool_]:
    """Cells hidden on top of those the office withheld: as often, by level and class of establishments, as it does.

    Then, while a published total has one hidden part only, its smallest other part is hidden too, or, if it has none,
    the total. The country's row and the totals of all industries stay.
    """
    rng = np.random.default_rng(seed)
    classes = np.searchsorted(ESTABLISHMENT_CLASSES, table.establishments, side="right")
    states = (table.regions.depth > 0)[:, None] & (table.establishments > 0) & (table.industries.parents >= 0)
    chosen = np.zeros_like(table.withheld)
    for level in np.unique(table.level):
        for each in np.unique(classes):
            here = states & (classes == each) & (table.level == level)
            share = table.withheld[here].mean() if here.any() else 0.0
            chosen |= here & ~table.withheld & (rng.random(here.shape) < share)
    return _complemented(table, chosen)


def _complemented(table: Published, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    tree = table.industries
    for _ in range(len(tree)):
        before = chosen.sum()
        for node in tree.down[::-1]:
            below = tree.children[tree.first[node] : tree.first[node + 1]]
            hidden = (table.withheld | chosen)[:, [*below, node]]
            sole = np.flatnonzero((hidden[:, :-1].sum(axis=1) == 1) & ~hidden[:, -1] & (table.regions.depth > 0))
            for region in sole:
                others = [c for c in below if not hidden[region, list(below).index(c)] and table.employment[region, c]]
                if others:
                    chosen[region, min(others, key=lambda c: table.establishments[region, c])] = True
                elif tree.parents[node] >= 0:
                    chosen[region, node] = True
        if chosen.sum() == before:
            return chosen
    raise RuntimeError("complementary hiding does not come to rest")


def midpoints(values: NDArray[np.int64]) -> NDArray[np.float64]:
    """The middle of the employment-size class each value lies in, which is what an office's letter tells."""
    low, high = size_class(values)
    return (low + high) / 2


def size_class(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last value of the size class; the open class is taken to end at 199,999."""
    number = np.minimum(np.searchsorted(SIZE_CLASSES, values, side="right"), len(SIZE_CLASSES) - 1)
    return SIZE_CLASSES[number - 1], SIZE_CLASSES[number] - 1


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one run found: the hidden cells, their bounds and estimates, and the seconds both took."""

    hidden: NDArray[np.bool_]
    bounds: Bounds
    values: NDArray[np.int64]
    differing: int
    seconds: tuple[float, float]


def attempt(table: Published, hidden: NDArray[np.bool_], letters: bool = False) -> Outcome:
    """Bounds and estimates of what is hidden and withheld; with `letters`, the hidden cells' size classes are known."""
    unknown = table.withheld | hidden
    low, high = np.where(unknown, 0, table.employment), np.where(unknown, UNBOUNDED, table.employment)
    if letters:
        first, last = size_class(table.employment)
        last = np.where(last == SIZE_CLASSES[-1] - 1, UNBOUNDED, last)
        low, high = np.where(hidden, first, low), np.where(hidden, last, high)
    start = time.perf_counter()
    bounds = propagate(low, high, table.regions, table.industries, rounding=1)
    middle = time.perf_counter()
    prior = establishment_prior(table.establishments, bounds, table.regions, table.industries)
    found = estimate_cells(bounds, prior, table.regions, table.industries)
    return Outcome(hidden, bounds, found.values, found.differing, (middle - start, time.perf_counter() - middle))


def summary(name: str, table: Published, outcome: Outcome) -> dict[str, Cell]:
    """How far off the estimates and the class midpoints are."""
    truth = table.employment[outcome.hidden]
    low, high = outcome.bounds.low[outcome.hidden], outcome.bounds.high[outcome.hidden]
    return {
        "table": name,
        "hidden cells": int(outcome.hidden.sum()),
        "truth within bounds, %": float(100 * np.mean((low <= truth) & (truth <= high))),
        "known exactly, %": float(100 * np.mean(low == high)),
        "error of the estimate": float(np.abs(outcome.values[outcome.hidden] - truth).mean()),
        "error of the midpoint": float(np.abs(midpoints(truth) - truth).mean()),
        "median error": float(np.median(np.abs(outcome.values[outcome.hidden] - truth))),
        "of the midpoint": float(np.median(np.abs(midpoints(truth) - truth))),
        "contradictions": outcome.bounds.contradictory,
        "sums that differ": outcome.differing,
        "seconds, bounds": outcome.seconds[0],
        "seconds, estimate": outcome.seconds[1],
    }


def tables(small: bool) -> dict[str, Published]:
    """The years of the file, or a small invented table."""
    if small:
        return {"invented": invented()}
    data = Path(os.environ["CLUSTERATLAS_TEST_DATA"])
    return {f"QCEW {year}": qcew(data, year) for year in (2019, 2020)}


def run(folder: Path, small: bool, rounds: int) -> Report:
    """Hides, bounds and estimates; the fastest of the rounds counts."""
    rows, targets = [], []
    for name, table in tables(small).items():
        hidden = hide(table)
        for words, letters in (("", False), (", classes known", True)):
            tries = [summary(name + words, table, attempt(table, hidden, letters)) for _ in range(rounds)]
            best = min(tries, key=lambda row: float(row["seconds, bounds"] or 0))
            rows.append(best)
            errors = float(best["error of the estimate"] or 0), float(best["error of the midpoint"] or 0)
            targets.append(Target(f"{name}{words}: mean absolute error below the midpoint's", *errors, "jobs"))
    return Report("Withheld cells bounded and estimated", WORDS, rows, targets)


WORDS = (
    "States' private employment by industry (QCEW). Published cells are hidden as often, by level and number of "
    "establishments, as the office withholds cells, and so that no total has a single hidden part. Bounds and "
    "estimates come from what is left; errors are in jobs over the hidden cells, mean and median, beside those of the "
    "middle of the employment-size class that holds the true value. Annual averages are rounded one by one, so a total "
    "may differ from its parts by what rounding hides; the country's row is the sum of the states' rounded figures, "
    "and where that is further off its totals count as contradictions."
)
