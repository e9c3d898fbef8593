"""A kernel over years: in order, at most so many years in memory at a time, errors go through."""

import random
import threading
import time
from collections.abc import Iterator

import pytest

from clusteratlas.engines import over_years


class Watched:
    """Years that know how many of them have been taken and not yet given back."""

    def __init__(self, count: int) -> None:
        self.count, self.open, self.most = count, 0, 0

    def __iter__(self) -> Iterator[int]:
        for year in range(self.count):
            self.open += 1
            self.most = max(self.most, self.open)
            yield year


@pytest.mark.parametrize("threads", [1, 2, 3, 8, None])
def test_results_come_in_the_order_of_the_years(threads: int | None) -> None:
    chance = random.Random(1)
    pauses = [chance.random() / 100 for _ in range(30)]

    def kernel(year: int) -> int:
        time.sleep(pauses[year])
        return year * year

    assert list(over_years(kernel, range(30), threads)) == [year * year for year in range(30)]


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_no_more_years_than_threads_are_in_flight(threads: int) -> None:
    years = Watched(20)
    for _ in over_years(lambda year: year, years, threads):
        years.open -= 1
    assert (years.open, years.most) == (0, threads)


def test_years_run_side_by_side() -> None:
    together = threading.Barrier(3, timeout=10)
    assert list(over_years(lambda year: together.wait() >= 0, range(3), 3)) == [True] * 3


def test_no_years_no_results() -> None:
    assert list(over_years(lambda year: year, [], 2)) == []


def test_an_error_of_the_kernel_goes_through() -> None:
    def kernel(year: int) -> int:
        if year == 3:
            raise ArithmeticError("year 3")
        return year

    results = over_years(kernel, range(9), 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ArithmeticError, match="year 3"):
        next(results)


def test_who_stops_early_stops_the_reading() -> None:
    years = Watched(1_000)
    results = over_years(lambda year: year, years, 2)
    assert next(results) == 0
    results.close()
    assert years.most == 2
