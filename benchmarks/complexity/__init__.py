"""Relatedness and complexity of a large table: this library beside py-ecomplexity, and beside plain NumPy."""

from pathlib import Path

from benchmarks.contest import Contestant, Run, contest, insist_on_agreement
from benchmarks.quotients.panel import FULL, SMALL, Shape, coded_panel, text_panel
from benchmarks.report import Cell, Report, Target

ECOMPLEXITY, NUMPY = "py-ecomplexity, from a dataframe", "plain NumPy and SciPy, from coded records"
OURS_FRAME, OURS = "Cluster Atlas, from a dataframe", "Cluster Atlas, from coded records"
NUMPY_PANEL, OURS_PANEL = f"{NUMPY}, every year", f"{OURS}, every year"
TIMES, SECONDS = 60, 4.0


def run(folder: Path, small: bool, rounds: int) -> Report:
    """One year by all, then every year by those that stay."""
    shape = SMALL if small else FULL
    year, panel = one_year(folder, shape), every_year(folder, shape)
    best = {**_best(year, rounds), **_best(panel, rounds)}
    return Report(
        f"Complexity of {shape.regions:,} regions x {shape.industries:,} industries",
        "Location quotients, ECI, PCI, proximity, relatedness density, complexity outlook index and gain, of one year "
        f"and of {shape.years}, read from Parquet. Everyone returns sums of each. py-ecomplexity is spared its check "
        "of log-supermodularity, which nobody else makes, and gives proximities by a call of their own.",
        [_row(name, one, best) for name, one in best.items()],
        _targets(best),
    )


def one_year(folder: Path, shape: Shape) -> list[Contestant]:
    """Everyone, with the table of the first year."""
    text, coded = str(text_panel(folder, shape)), [str(coded_panel(folder, shape)[0])]
    return [
        Contestant(ECOMPLEXITY, "benchmarks.complexity.with_ecomplexity:complexity", {"file": text}),
        Contestant(OURS_FRAME, "benchmarks.complexity.with_ours:from_frame", {"file": text}),
        Contestant(NUMPY, "benchmarks.complexity.with_numpy:complexity", {"files": coded, "shape": list(shape)}),
        Contestant(OURS, "benchmarks.complexity.with_ours:from_codes", {"files": coded, "shape": list(shape)}),
    ]


def every_year(folder: Path, shape: Shape) -> list[Contestant]:
    """Who takes seconds, with every year's table."""
    arguments = {"files": [str(file) for file in coded_panel(folder, shape)], "shape": list(shape)}
    return [
        Contestant(NUMPY_PANEL, "benchmarks.complexity.with_numpy:complexity", arguments),
        Contestant(OURS_PANEL, "benchmarks.complexity.with_ours:from_codes", arguments),
    ]


def _best(contestants: list[Contestant], rounds: int) -> dict[str, Run]:
    best = contest(contestants, rounds)
    insist_on_agreement(best)
    return best


def _row(name: str, one: Run, best: dict[str, Run]) -> dict[str, Cell]:
    ours = best[OURS_PANEL if name in (NUMPY_PANEL, OURS_PANEL) else OURS]
    return {
        "contestant": name,
        "seconds": one.seconds,
        "time over ours": one.seconds / ours.seconds,
        "peak MB": one.megabytes,
        "memory over ours": one.megabytes / ours.megabytes,
    }


def _targets(best: dict[str, Run]) -> list[Target]:
    limit = best[ECOMPLEXITY].seconds / TIMES
    return [
        Target(f"One year from coded records, {TIMES} times as fast as py-ecomplexity", best[OURS].seconds, limit, "s"),
        Target("Every year from coded records", best[OURS_PANEL].seconds, SECONDS, "s"),
    ]
