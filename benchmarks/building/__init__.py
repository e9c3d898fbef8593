"""Import and build of an edition, step by step, beside plain DuckDB that only does the sums."""

import os
from pathlib import Path

from pyarrow import csv

from benchmarks.contest import Contestant, Run, contest, insist_on_agreement
from benchmarks.report import Cell, Report
from clusteratlas.definitions import load
from clusteratlas.sources import us_sample

OURS, DUCKDB = "Cluster Atlas, import and whole edition", "DuckDB, the sums alone"
_CBP = "us/cbp_msa_2018_2019.csv.gz"


def run(folder: Path, small: bool, rounds: int) -> Report:
    """The full file of County Business Patterns where CLUSTERATLAS_TEST_DATA has it, else the sample."""
    source, file = _input(small)
    best = contest(contestants(folder, source, file), rounds)
    insist_on_agreement({name: Run(one.seconds, one.megabytes, one.answer["sums"]) for name, one in best.items()})
    return Report(
        f"Import and build from {file.name}",
        "The import checks every row and keeps the file; the build writes every table of an edition and bounds and "
        "estimates each cell that the file leaves out. DuckDB reads the same file and sums it by area and cluster, as "
        "any tool must do at least. Of published cells both give the same sums. Memory is "
        "the peak of each step.",
        [*(_row(name, one, best) for name, one in best.items()), *_steps(best[OURS])],
    )


def contestants(folder: Path, source: str, file: Path) -> list[Contestant]:
    """Both, with the file and what they need beside it."""
    ours = {"source": source, "file": str(file), "home": str(folder / "building")}
    plain = {"source": source, "file": str(file), "membership": str(_membership(folder))}
    here = "benchmarks.building"
    return [
        Contestant(OURS, f"{here}.with_ours:import_and_build", ours),
        Contestant(DUCKDB, f"{here}.with_duckdb:sums", plain),
    ]


def _input(small: bool) -> tuple[str, Path]:
    full = Path(os.environ.get("CLUSTERATLAS_TEST_DATA", "")) / _CBP
    if full.is_file() and not small:
        return "cbp", full.resolve()
    return "us-sample", us_sample.file()


def _membership(folder: Path) -> Path:
    file = folder / "membership.csv"
    csv.write_csv(load("us-benchmark").membership_table("2017"), file)
    return file


def _row(name: str, one: Run, best: dict[str, Run]) -> dict[str, Cell]:
    peak = max([one.megabytes, *(step["megabytes"] for step in one.answer["steps"])])
    return {
        "what": name,
        "seconds": one.seconds,
        "peak MB": peak,
        "time over DuckDB": one.seconds / best[DUCKDB].seconds,
    }


def _steps(one: Run) -> list[dict[str, Cell]]:
    return [
        {"what": f"of it: {step['step']}", "seconds": step["seconds"], "peak MB": step["megabytes"]}
        for step in one.answer["steps"]
    ]
