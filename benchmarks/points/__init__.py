"""K densities of many plants: every pair, and the grid, this library beside plain NumPy and SciPy."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from benchmarks.contest import Contestant, Run, contest
from benchmarks.report import Cell, Report, Target

OURS, NUMPY = "Cluster Atlas", "plain NumPy and SciPy"
FULL, SMALL = (20_000, 1_000_000), (1_200, 20_000)
LIMITS = (0.5, 1.0)  # seconds
# The largest difference there may be, by the largest value: of bins from bins a little different, of grid from grid.
TOLERANCES = (1e-4, 2e-3)
JOBS = ("exact", "fft")


def run(folder: Path, small: bool, rounds: int) -> Report:
    """Each job by both, the answers compared; then what the grid says of what every pair says."""
    rows: list[dict[str, Cell]] = []
    targets = []
    for method, points, limit, tolerance in zip(JOBS, SMALL if small else FULL, LIMITS, TOLERANCES, strict=True):
        best = contest(_contestants(method, points), rounds)
        apart = _apart(best[OURS], best[NUMPY])
        if apart > tolerance:
            raise RuntimeError(f"{NUMPY} and {OURS} differ by {apart:g} of the largest value, by {method}.")
        rows += [_row(name, method, points, one, best, apart) for name, one in best.items()]
        targets.append(Target(f"K density of {points:,} plants, {method}", best[OURS].seconds, limit, "s"))
    return Report(
        "K density of plants",
        "Plants in forty towns and between them, on a plane; Silverman's bandwidth on all pairs, sixty radii up to a "
        "fifth of the side, reflection at zero, no bands; from a dataframe. What Numba has compiled is loaded before "
        "the clock starts, as other imports are; it takes a second. The peer gathers distances in as many bins, row by "
        "row, or takes the autocorrelation of as fine a grid by `scipy.signal.fftconvolve`.",
        rows,
        targets,
    )


def _contestants(method: str, points: int) -> list[Contestant]:
    return [
        Contestant(OURS, "benchmarks.points.with_ours:density", {"method": method, "points": points}),
        Contestant(NUMPY, f"benchmarks.points.with_numpy:{method}", {"points": points}),
    ]


def _apart(one: Run, other: Run) -> float:
    ours, theirs = np.array(one.answer), np.array(other.answer)
    return float(np.abs(ours - theirs).max() / theirs.max())


def _row(name: str, method: str, points: int, one: Run, best: Mapping[str, Run], apart: float) -> dict[str, Cell]:
    return {
        "contestant": name,
        "method": method,
        "plants": points,
        "seconds": one.seconds,
        "time over ours": one.seconds / best[OURS].seconds,
        "peak MB": one.megabytes,
        "difference, parts of a million of the peak": 1e6 * apart,
    }
