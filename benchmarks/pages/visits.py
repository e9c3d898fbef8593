"""Visits to region pages: the queries such a page asks, of random regions and years, in turn or at a steady rate."""

import random
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.others import Others
from clusteratlas.editions import Edition, open_store
from clusteratlas.editions.edition import open_folder
from clusteratlas.editions.queries import regional, regions
from clusteratlas.home import Home

_THREADS = 8  # as a server's process would have
_WARMING = 20  # pages before the clock runs

Visit = Callable[[], int]
Answer = dict[str, float]


def make_store(folder: str, home: str) -> int:
    """Makes the serving store anew; how many regions it holds."""
    shutil.rmtree(Home.at(home).cache("stores"), ignore_errors=True)
    return sum(regions.counts_by_level(open_store(Path(folder), Home.at(home))).values())


def from_store(folder: str, home: str, pages: int) -> Answer:
    """Median milliseconds of pages asked for in turn, the processor's time for each, and how many rows they held."""
    return _in_turn(open_store(Path(folder), Home.at(home)), pages)


def from_parquet(folder: str, pages: int) -> Answer:
    """The same read from the edition's own files."""
    return _in_turn(open_folder(Path(folder)), pages)


def at_rate(folder: str, home: str, rate: float, seconds: float) -> dict[str, Any]:
    """Milliseconds from the moment a page was due, whether or not the one before was answered (an open loop)."""
    visits = _visits(open_store(Path(folder), Home.at(home)))
    for _ in range(_WARMING):
        next(visits)()
    taken: list[float] = []
    others = Others()
    with ThreadPoolExecutor(_THREADS) as pool:
        start = time.perf_counter()
        for number in range(int(rate * seconds)):
            due = start + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            pool.submit(lambda visit, due: taken.append(_answered(visit, due)), next(visits), due)
    return {"taken": taken, "others": others.cores()}


def _answered(visit: Visit, due: float) -> float:
    visit()
    return (time.perf_counter() - due) * 1000


def _in_turn(edition: Edition, pages: int) -> Answer:
    visits = _visits(edition)
    for _ in range(_WARMING):
        next(visits)()
    taken, rows, processor = [], 0, time.process_time()
    for _ in range(pages):
        due = time.perf_counter()
        rows += next(visits)()
        taken.append((time.perf_counter() - due) * 1000)
    return {"median": median(taken), "rows": rows, "processor": (time.process_time() - processor) * 1000 / pages}


def _visits(edition: Edition) -> Iterator[Visit]:
    draw = random.Random(1)
    codes = [row["region"] for row in edition.rows("select region from regions order by region")]
    while True:
        yield partial(_page, edition, draw.choice(codes), draw.choice(edition.years))


def _page(edition: Edition, code: str, year: int) -> int:
    """Everything the page of a region asks of an edition; the number of rows of its portfolio."""
    level = regions.region(edition, code)["level"]
    regions.headlines_of(edition, [code, edition.manifest.country], [year - 1, year])
    regions.level_headlines(edition, level, year)
    return len(regional.portfolio(edition, code, year))
