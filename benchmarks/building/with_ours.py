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
        self._words, self._start = "", 0.0

    def listen(self, words: str, done: float) -> None:
        """A callback for progress."""
        if words in _STEPS - {self._words}:  # within a step there are words of its own
            self.end()
            self._words, self._start = words, time.perf_counter()
            forget_peak()

    def end(self) -> None:
        """The step that runs ends here."""
        if self._words:
            taken = time.perf_counter() - self._start
            self.found.append({"step": self._words, "seconds": taken, "megabytes": peak_megabytes()})
        self._words = ""


def import_and_build(source: str, file: str, home: str) -> dict[str, Any]:
    """The steps' costs, and for each year the sums over whole clusters of all regions."""
    shutil.rmtree(home, ignore_errors=True)
    steps, place = Steps(), Home.at(home)
    steps.listen(IMPORT, 0.0)
    import_file(source, file, place)
    build("us", place, progress=steps.listen)
    steps.end()
    return {"steps": steps.found, "sums": _sums(edition_folder(place, "us"))}


def _sums(edition: Path) -> Sums:
    table = pq.read_table(edition / "portfolio.parquet")
    kept = pc.and_(pc.is_null(table["subcluster"]), pc.not_equal(table["region"], "us"))
    by_year = table.filter(kept).group_by("year")
    sums = by_year.aggregate([([], "count_all"), ("employment", "sum"), ("establishments", "sum")]).sort_by("year")
    return [list(row.values()) for row in sums.to_pylist()]
