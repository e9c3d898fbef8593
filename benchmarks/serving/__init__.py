"""The ten busiest pages and answers of a real server: never drawn, drawn before, fifty a second; two editions."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.contest import Contestant
from benchmarks.contest import run as run_one
from benchmarks.large.file import LARGE, file_of
from benchmarks.report import Cell, Report, Target
from benchmarks.sample import sample_home
from clusteratlas.editions import Choices, build
from clusteratlas.home import Home
from clusteratlas.sources import import_file

RATE, SECONDS, OF_EACH = 50.0, 60.0, 40
MEDIAN, LAST = 20, 60  # milliseconds: of the middle visit, and of the slowest but one in a hundred
STATES = {"never": "never drawn", "drawn": "drawn, new server", "rate": f"{RATE:g} a second"}
METRO, COUNTIES = "metro areas, 2 years", "3,100 counties, 16 years, 50 M records"


def run(folder: Path, small: bool, rounds: int) -> Report:
    """A server for each edition; the rate is held once, for a minute, whatever the rounds."""
    visits = [(METRO, _visited(sample_home(folder), "us", small))]
    if not small:
        visits.append((COUNTIES, _visited(_counties(folder), "us-counties", small)))
    return Report(
        "Pages and API answers of a server",
        f"`clusteratlas serve` on a free port with one process for each processor. Never drawn: {OF_EACH} addresses "
        "of each sort one after another, no page of them kept from before. Drawn: the same on a server that was just "
        "started, the pages drawn before, as `clusteratlas draw` does. Then the same addresses in random order, "
        f"{RATE:g} a second for {SECONDS:g} s, due by the clock whether or not the last was answered; the time runs "
        "from the moment a visit was due. The visitors run on the same processors.",
        [row for edition, one in visits for row in _rows(edition, one)],
        [] if small else [target for edition, one in visits for target in _targets(edition, one)],
    )


def _visited(home: Path, atlas: str, small: bool) -> dict[str, Any]:
    size = (
        {"of_each": 1, "rate": 10.0, "seconds": 2.0}
        if small
        else {"of_each": OF_EACH, "rate": RATE, "seconds": SECONDS}
    )
    arguments = {"home": str(home), "atlas": atlas, **size}
    answer: dict[str, Any] = run_one(Contestant("visitors", "benchmarks.serving.visitors:visit", arguments)).answer
    return answer


def _counties(folder: Path) -> Path:
    home = Home.at(folder / "serving-counties")
    if not home.atlases():
        import_file("cbp", file_of(folder, LARGE), home)
        build("us-counties", home, Choices(source="cbp"))
    return home.path


def _rows(edition: str, one: dict[str, Any]) -> list[dict[str, Cell]]:
    states = [one[state] for state in STATES]
    found = [_row(edition, sort, [state[sort] for state in states], one["bytes"][sort]) for sort in one["never"]]
    together = _row(edition, "all together", [_pooled(state) for state in states], None)
    return [*found, together | {"server's MB": one["memory"], "cores busy with other work": one["others"]}]


def _row(edition: str, sort: str, taken: Sequence[list[float]], sent: int | None) -> dict[str, Cell]:
    row: dict[str, Cell] = {"edition": edition, "what": sort}
    for name, times in zip(STATES.values(), taken, strict=True):
        row[f"{name}, median ms"] = median(times) if times else None
        row[f"{name}, p99 ms"] = last(times) if times else None
    return row | {"kB sent, at most": None if sent is None else sent / 1000}


def _targets(edition: str, one: dict[str, Any]) -> list[Target]:
    found = []
    for state, name in STATES.items():
        taken = _pooled(one[state])
        found.append(Target(f"{edition}, {name}, median", median(taken), MEDIAN, "ms"))
        found.append(Target(f"{edition}, {name}, 99 in 100", last(taken), LAST, "ms"))
    return found


def last(taken: Sequence[float]) -> float:
    """What 99 in 100 do not exceed."""
    return quantiles(taken, n=100, method="inclusive")[98] if len(taken) > 1 else taken[0]


def _pooled(taken: dict[str, list[float]]) -> list[float]:
    return [each for some in taken.values() for each in some]
