"""The page of a custom region of many counties, from fifty million records: the processor's time on its first visit.

    CLUSTERATLAS_HOME=build/benchmarks/full/serving-counties python -m benchmarks.custom_region [visits]

The home has the edition that `python -m benchmarks --only serving` builds from the file of `benchmarks.large`; nothing
is built here, and nothing that a visit makes is kept.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.machine import facts
from benchmarks.others import Others

ATLAS, NUMBERS, VISITS = "us-counties", (50, 200, 500), 15
TARGET = 1_000  # milliseconds of the processor, of fifty counties with their charts


@dataclass(frozen=True)
class Visit:
    """One first visit: milliseconds of the processor and by the clock, and the page's size in kB."""

    processor: float
    clock: float
    kilobytes: float


def main() -> None:
    """Asks for pages of units that nobody has asked for yet, and prints what they cost."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusteratlas_web.settings.base")
    os.environ.setdefault("CLUSTERATLAS_SECRET_KEY", "a key for measuring, which signs nothing")
    os.environ["CLUSTERATLAS_PAGES"] = "0"
    django.setup()
    from clusteratlas_web.server import settle

    visits = int(sys.argv[1]) if len(sys.argv) > 1 else VISITS
    settle()  # as the server does before its first page
    measure(visits)


def measure(visits: int) -> None:
    """Prints a line for each number of counties; the very first visit of the process stands by itself."""
    print("; ".join(f"{name}: {value}" for name, value in facts().items()))
    pages, others = _pages(), Others()
    for number in (NUMBERS[0], *NUMBERS):
        first = number == NUMBERS[0] and pages.asked == 0
        taken = [pages.visit(number) for _ in range(1 if first else visits)]
        print(_line(f"{number} counties, the first of the process" if first else f"{number} counties", taken))
    print(f"cores busy with other work: {others.cores():.1f}; target: {TARGET} ms for {NUMBERS[0]} counties")


def _line(what: str, taken: list[Visit]) -> str:
    processor = [each.processor for each in taken]
    figures = f"processor median {median(processor):5.0f} ms, most {max(processor):5.0f} ms"
    return f"{what:38} {figures}, clock {median(each.clock for each in taken):5.0f} ms, {taken[0].kilobytes:4.0f} kB"


class _Pages:
    """Pages of custom regions of one edition, drawn by chance, each asked for once."""

    def __init__(self, page: str, codes: list[str]) -> None:
        from django.test import Client

        self._page, self._codes, self._client = page, codes, Client()
        self._draw, self.asked = random.Random(20261122), 0

    def visit(self, number: int) -> Visit:
        """The page of so many counties; raises RuntimeError for any answer but a page."""
        units = ".".join(sorted(self._draw.sample(self._codes, number)))
        processor, clock = time.process_time(), time.perf_counter()
        answer = self._client.get(self._page, {"units": f"county-{units}"}, headers={"host": "localhost"})
        processor, clock = time.process_time() - processor, time.perf_counter() - clock
        self.asked += 1
        if answer.status_code != 200:
            raise RuntimeError(f"{self._page} answers {answer.status_code}")
        return Visit(1000 * processor, 1000 * clock, len(answer.content) / 1000)


def _pages() -> _Pages:
    from clusteratlas_web.explore.serving import current_edition, served_edition

    name = current_edition(ATLAS)
    return _Pages(f"/{ATLAS}/{name}/custom-regions/region/", sorted(_codes(served_edition(ATLAS, name))))


def _codes(edition: object) -> Iterator[str]:
    from clusteratlas_web.explore.custom_regions.address import codes_of_level

    yield from codes_of_level(edition, "county")


if __name__ == "__main__":
    main()
