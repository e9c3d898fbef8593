"""Import and build of an edition with this library, step by step: seconds and peak memory of each."""

import shutil
import time
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.peak import forget_peak, peak_megabytes
from clusteratlas.editions import build, edition_folder
from clusteratlas.editions.steps import STEPS
from clusteratlas.home import Home
from clusteratlas.sources import import_file

Sums = list[list[int]]
IMPORT = "import"
_STEPS = {IMPORT, *(step.words for step in STEPS)}


class Steps:
    """Listens to progress and notes what each step took; a step ends where the next one begins."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []
        self._words, self._start, self._worked = "", 0.0, 0.0

    def listen(self, words: str, done: float) -> None:
        """A callback for progress."""
        if words in _STEPS - {self._words}:  # within a step there are words of its own
            self.end()
            self._words, self._start, self._worked = words, time.perf_counter(), time.process_time()
            forget_peak()

    def end(self) -> None:
        """The step that runs ends here."""
        if self._words:
            taken, worked = time.perf_counter() - self._start, time.process_time() - self._worked
            costs = {"seconds": taken, "processor seconds": worked, "megabytes": peak_megabytes()}
            self.found.append({"step": self._words, **costs})
        self._words = ""


def import_and_build(source: str, file: str, home: str) -> dict[str, Any]:
    """The steps' costs, and for each year the sums of published cells over whole clusters of all regions."""
    shutil.rmtree(home, ignore_errors=True)
    steps, place = Steps(), Home.at(home)
    steps.listen(IMPORT, 0.0)
    import_file(source, file, place)
    build("us", place, progress=steps.listen)
    steps.end()
    return {"steps": steps.found, "sums": _sums(edition_folder(place, "us"))}


def _sums(edition: Path) -> Sums:
    """Published cells alone: what withheld ones are estimated at, nobody else computes."""
    cells = pq.read_table(edition / "activity.parquet", filters=[("employment_flag", "==", "published")])
    members = pq.read_table(edition / "membership.parquet", columns=["industry", "cluster"])
    joined = cells.join(members, "industry", join_type="inner")
    figures = [("employment", "sum"), ("establishments", "sum")]
    clusters = joined.group_by(["year", "region", "cluster"]).aggregate(figures)
    clusters = clusters.filter((pc.field("employment_sum") > 0) | (pc.field("establishments_sum") > 0))
    sums = clusters.group_by("year").aggregate(
        [([], "count_all"), *((f"{name}_sum", "sum") for name in ("employment", "establishments"))]
    )
    return [list(row.values()) for row in sums.sort_by("year").to_pylist()]
