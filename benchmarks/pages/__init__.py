"""The data of a region page from a large edition: its serving store at 50 requests a second, beside Parquet files."""

from pathlib import Path
from statistics import median, quantiles

from benchmarks.contest import Contestant, Run, agree, contest
from benchmarks.contest import run as run_one
from benchmarks.pages.edition import FULL, SMALL, Shape, units, write_edition
from benchmarks.report import Cell, Report, Target

STORE, PARQUET = "Cluster Atlas, serving store", "the same queries on the Parquet files"
RATE = 50.0  # pages a second
_VISITS = "benchmarks.pages.visits"


def run(folder: Path, small: bool, rounds: int) -> Report:
    """Makes the store, asks for pages in turn from both, then from the store at a steady rate."""
    shape, seconds, pages = (SMALL, 1.0, 20) if small else (FULL, 30.0, 50)
    edition = {"folder": str(write_edition(folder, shape))}
    stored = edition | {"home": str(folder / "home")}
    made = run_one(Contestant("making the store", f"{_VISITS}:make_store", stored))
    best = _in_turn(edition, stored, pages, rounds)
    steady = _steady(stored | {"rate": RATE, "seconds": seconds}, rounds)
    tail = _percentiles(_pooled(steady))
    return Report(
        f"A region page from a portfolio of {_rows(shape):,} rows",
        _words(shape),
        [*(_row(name, one, best) for name, one in best.items()), *_steady_rows(steady), _store_row(made)],
        [
            Target(f"Median at {RATE:g} a second", tail["median ms"], 20, "ms"),
            Target(f"99 in 100 at {RATE:g} a second", tail["p99 ms"], 60, "ms"),
            Target("Memory of making the store", made.megabytes, 6_000, "MB"),
        ],
    )


def _in_turn(edition: dict[str, str], stored: dict[str, str], pages: int, rounds: int) -> dict[str, Run]:
    contestants = [
        Contestant(STORE, f"{_VISITS}:from_store", stored | {"pages": pages}),
        Contestant(PARQUET, f"{_VISITS}:from_parquet", edition | {"pages": pages}),
    ]
    best = contest(contestants, rounds, key=lambda one: one.answer["median"])
    if not agree(best[STORE].answer["rows"], best[PARQUET].answer["rows"]):
        raise RuntimeError("the store and the Parquet files answer differently")
    return best


def _steady(arguments: dict[str, str | float], rounds: int) -> list[Run]:
    visitors = Contestant("visitors", f"{_VISITS}:at_rate", arguments)
    return [run_one(visitors) for _ in range(rounds)]


def _percentiles(taken: list[float]) -> dict[str, float]:
    cuts = quantiles(taken, n=100, method="inclusive")
    return {"median ms": median(taken), "p95 ms": cuts[94], "p99 ms": cuts[98], "most ms": max(taken)}


def _words(shape: Shape) -> str:
    return (
        f"{shape.regions:,} regions x {len(units(shape).clusters)} clusters and subclusters x {shape.years} years, "
        "made up, in the real layout. A page asks for its region, the headlines of region and country in two years, "
        "those of its level, and its portfolio, of a random region and year. At a rate, pages fall due by the clock "
        "whether or not the last was answered, and the time runs from the moment a page was due; the targets are held "
        "against all rounds together, not the best."
    )


def _row(name: str, one: Run, best: dict[str, Run]) -> dict[str, Cell]:
    return {
        "what": f"{name}, one page after another",
        "median ms": one.answer["median"],
        "median over ours": one.answer["median"] / best[STORE].answer["median"],
        "processor ms a page": one.answer["processor"],
        "peak MB": one.megabytes,
    }


def _steady_rows(steady: list[Run]) -> list[dict[str, Cell]]:
    what = f"{STORE}, {RATE:g} pages a second"
    together: dict[str, Cell] = {"what": f"{what}, all rounds together", **_percentiles(_pooled(steady))}
    return [together, *(_round_row(f"{what}, round {number}", one) for number, one in enumerate(steady, 1))]


def _round_row(what: str, one: Run) -> dict[str, Cell]:
    others = {"cores busy with other work": one.answer["others"]}
    return {"what": what, **_percentiles(one.answer["taken"]), "peak MB": one.megabytes, **others}


def _pooled(steady: list[Run]) -> list[float]:
    """Every page of every round: the best round of a tail would flatter it."""
    return [taken for one in steady for taken in one.answer["taken"]]


def _store_row(made: Run) -> dict[str, Cell]:
    return {"what": "making the store", "seconds": made.seconds, "peak MB": made.megabytes}


def _rows(shape: Shape) -> int:
    return (shape.regions + 1) * len(units(shape).clusters) * shape.years
