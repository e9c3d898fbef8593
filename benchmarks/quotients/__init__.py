"""The location quotient of every cell of a long panel: this library beside Polars and DuckDB."""

from pathlib import Path

from benchmarks.contest import Contestant, Run, contest, insist_on_agreement
from benchmarks.quotients.panel import FULL, SMALL, Shape, coded_panel, text_panel
from benchmarks.report import Cell, Report, Target

POLARS, DUCKDB = "Polars, streaming", "DuckDB, joins"
OURS, OURS_CODED = "Cluster Atlas, from text codes", "Cluster Atlas, from coded records"


def run(folder: Path, small: bool, rounds: int) -> Report:
    """Runs all contestants on the same panel."""
    shape = SMALL if small else FULL
    best = contest(contestants(folder, shape), rounds)
    insist_on_agreement(best)
    return Report(
        f"Location quotients of {shape.cells:,} cells",
        f"{shape.regions:,} regions x {shape.industries:,} industries x {shape.years} years from Parquet "
        "(zstd, ordered by year). Every contestant computes the quotient of every cell and returns each year's sum and "
        "maximum.",
        [_row(name, one, best) for name, one in best.items()],
        _targets(best),
    )


def contestants(folder: Path, shape: Shape) -> list[Contestant]:
    """Everyone, with the panel they read."""
    text, coded = str(text_panel(folder, shape)), [str(file) for file in coded_panel(folder, shape)]
    here = "benchmarks.quotients"
    return [
        Contestant(POLARS, f"{here}.with_polars:location_quotients", {"file": text}),
        Contestant(DUCKDB, f"{here}.with_duckdb:location_quotients", {"file": text}),
        Contestant(OURS, f"{here}.with_ours:from_text", {"file": text}),
        Contestant(OURS_CODED, f"{here}.with_ours:from_codes", {"files": coded, "shape": list(shape)}),
    ]


def _row(name: str, one: Run, best: dict[str, Run]) -> dict[str, Cell]:
    return {
        "contestant": name,
        "seconds": one.seconds,
        "time over ours": one.seconds / best[OURS].seconds,
        "peak MB": one.megabytes,
        "memory over ours": one.megabytes / best[OURS].megabytes,
    }


def _targets(best: dict[str, Run]) -> list[Target]:
    return [
        Target("From text codes, no slower than Polars streaming", best[OURS].seconds, best[POLARS].seconds, "s"),
        Target("From text codes, peak memory", best[OURS].megabytes, 500, "MB"),
        Target("From coded records", best[OURS_CODED].seconds, 1, "s"),
    ]
