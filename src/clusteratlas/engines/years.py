"""Runs a measure's kernel over years: the kernel sees one year, the engine sees the threads."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Year = TypeVar("Year")
Result = TypeVar("Result")


def over_years(kernel: Callable[[Year], Result], years: Iterable[Year], threads: int | None = None) -> Iterator[Result]:
    """The kernel's result for each year, in the order of the years.

    At most `threads` years (by default one for each processor) are in memory at a time, so a long panel streams.
    """
    from threadpoolctl import threadpool_limits  # deferred: most of what imports the engines runs no kernel

    width = threads or os.cpu_count() or 1
    # A year has a processor to itself: matrix products that spread over all of them would only wait for each other.
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(width) as pool:
        running: deque[Future[Result]] = deque()
        for year in years:
            running.append(pool.submit(kernel, year))
            if len(running) >= width:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
