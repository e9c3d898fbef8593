"""Import and build of fifty million records, step by step, beside plain DuckDB that only does the sums."""

from pathlib import Path

from benchmarks.contest import Contestant, Run, contest, insist_on_agreement
from benchmarks.large.file import LARGE, SMALL, Shape, file_of
from benchmarks.report import Cell, Report, Target

OURS, DUCKDB = "Cluster Atlas, import and whole edition", "DuckDB, the sums alone"
SECONDS, MEGABYTES = 180, 6 * 1024


def run(folder: Path, small: bool, rounds: int) -> Report:
    """One run of each, whatever the rounds: it takes minutes."""
    return report(folder, SMALL if small else LARGE, small)


def report(folder: Path, shape: Shape, small: bool = False) -> Report:
    """The contest on a file of this shape."""
    file = file_of(folder, shape)
    best = contest(contestants(folder, file), 1)
    insist_on_agreement({name: Run(one.seconds, one.megabytes, one.answer["sums"]) for name, one in best.items()})
    ours, peak = best[OURS], _peak(best[OURS])
    targets = [Target("Import and edition", ours.seconds, SECONDS, "s"), Target("Peak memory", peak, MEGABYTES, "MB")]
    return Report(
        f"Import and build from {sum(ours.answer['records']):,} records",
        f"A made-up file in the layout of County Business Patterns, {shape.words}: "
        f"{file.stat().st_size / 1e6:,.0f} MB. The import checks every row and keeps the file; the build bounds "
        "and estimates what is withheld and writes every table. DuckDB reads the same file, sums it by county, cluster "
        "and year and writes Parquet: what any tool must do at least. Both give the same sums. Memory is the peak of "
        "each step; processor seconds are of all threads together.",
        [*(_row(name, one, best[DUCKDB]) for name, one in best.items()), *_steps(ours)],
        [] if small else targets,
    )


def contestants(folder: Path, file: Path) -> list[Contestant]:
    """Both, with the file and the folder they may write in."""
    here = "benchmarks.large"
    return [
        Contestant(OURS, f"{here}.with_ours:import_and_build", {"file": str(file), "home": str(folder / "large")}),
        Contestant(DUCKDB, f"{here}.with_duckdb:sums", {"file": str(file), "folder": str(folder)}),
    ]


def _peak(one: Run) -> float:
    peaks: list[float] = [step["megabytes"] for step in one.answer["steps"]]
    return max(one.megabytes, *peaks) if peaks else one.megabytes


def _row(name: str, one: Run, plain: Run) -> dict[str, Cell]:
    return {
        "what": name,
        "seconds": one.seconds,
        "processor seconds": one.answer["processor seconds"],
        "peak MB": _peak(one),
        "time over DuckDB": one.seconds / plain.seconds,
    }


def _steps(one: Run) -> list[dict[str, Cell]]:
    return [
        {
            "what": f"of it: {step['step']}",
            "seconds": step["seconds"],
            "processor seconds": step["processor seconds"],
            "peak MB": step["megabytes"],
        }
        for step in one.answer["steps"]
    ]
