"""The search with a hundred thousand organisations: the first question of a process, and how long the others take.

    CLUSTERATLAS_HOME=/tmp/large python -m benchmarks.commons_search [number] [requests]

Organisations are those of benchmarks.commons_organisations, generated once; the home should hold editions. Meant are at
most 20 ms in the middle and 60 ms for one question in a hundred.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.commons_organisations import CHINESE, ENGLISH, NUMBER, generate

REQUESTS = 200
MIDDLE, RARE = 20.0, 60.0
PLACES = ("wichita", "stuttgart", "tokyo", "ohio", "münchen", "48620", "DE11", "上海")
SYNONYMS = ("cars", "pharma", "chips", "hotels", "芯片", "生物医药", "movies")


def main() -> None:
    """Generates what is missing, warms the search as the server does, then asks."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusteratlas_web.settings.base")
    os.environ["CLUSTERATLAS_API_RATE"] = "0"  # what is measured is the search, and not its gate
    django.setup()
    from clusteratlas_web.search.warming import warm
    from clusteratlas_web.server import settle

    generate(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER)
    settle()
    began = time.perf_counter()
    warm()
    print(f"warmed in {time.perf_counter() - began:.1f} s, beside the first pages")
    measure(int(sys.argv[2]) if len(sys.argv) > 2 else REQUESTS)


def measure(requests: int) -> None:
    """p50 and p99 of each sort of question, in one process, through the whole stack of middleware and templates."""
    from django.test import Client
    from django.test.utils import override_settings

    choose, client = random.Random(7), Client()
    every: list[float] = []
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        print(f"{'the first question':44}{_timed(client, '/search/', {'q': 'laser'})[1]:7.1f} ms of the processor")
        for address in ("/search/", "/search/suggestions/", "/api/v1/search"):
            for name, ask in _sorts(choose).items():
                both = [_timed(client, address, ask()) for _ in range(requests)]
                every += [work for _, work in both]
                print(f"{address:22}{name:22}", *(_said([each[at] for each in both]) for at in (0, 1)))
    middle, rare = statistics.median(every), _percentile(every)
    print(f"all, of the processor: p50 {middle:.1f} ms (meant {MIDDLE:g}), p99 {rare:.1f} ms (meant {RARE:g})")


def _sorts(choose: random.Random) -> dict[str, Callable[[], dict[str, Any]]]:
    long = [word for word in ENGLISH if len(word) > 5]
    return {
        "one English word": lambda: {"q": choose.choice(ENGLISH)},
        "two Chinese characters": lambda: {"q": choose.choice(CHINESE)},
        "two words": lambda: {"q": f"{choose.choice(ENGLISH)} {choose.choice(ENGLISH)}"},
        "a letter left out": lambda: {"q": _misspelt(choose.choice(long))},
        "a place or a code": lambda: {"q": choose.choice(PLACES)},
        "what means the same": lambda: {"q": choose.choice(SYNONYMS)},
        "what nothing has": lambda: {"q": choose.choice(("zzqx", "qqqqqq", "wichita zzzz"))},
    }


def _misspelt(word: str) -> str:
    return word[:2] + word[3:]


def _timed(client: Any, address: str, query: dict[str, Any]) -> tuple[float, float]:
    """Milliseconds on the clock and of the processor: on a busy machine the second tells more."""
    began, worked = time.perf_counter(), time.process_time()
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, query)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def _said(times: list[float]) -> str:
    return f"p50 {statistics.median(times):6.1f} p99 {_percentile(times):6.1f} ms  "


def _percentile(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


if __name__ == "__main__":
    main()
