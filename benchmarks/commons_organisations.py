"""A directory of a hundred thousand organisations: how long its pages take.

    CLUSTERATLAS_HOME=/tmp/large python -m benchmarks.commons_organisations [number] [requests]

The home needs migrated tables (`django-admin migrate`) and may hold editions; organisations are generated once.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

NUMBER, REQUESTS = 100_000, 400
AT_ONCE = 5_000
ENGLISH = (
    *("North", "Blue", "River", "Summit", "Prairie", "Harbour", "Union", "First", "Silver", "Stone", "Lake", "Oak"),
    *("Laser", "Optics", "Composites", "Forge", "Polymers", "Sensors", "Robotics", "Textiles", "Foods", "Marine"),
    *("Energy", "Water", "Motors", "Tooling", "Systems", "Works", "Labs", "Partners", "Materials", "Photonics"),
)
CHINESE = (
    *("华东", "江南", "北方", "长江", "珠海", "天山", "光明", "新星", "东海", "太湖"),
    *("机械", "光电", "精密", "材料", "能源", "电子", "汽车", "纺织", "食品", "化工"),
)
KINDS = ("firm",) * 14 + ("cluster-organisation", "institute", "university", "financier", "agency", "chamber")


def main() -> None:
    """Generates what is missing, then asks."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusteratlas_web.settings.base")
    django.setup()
    from clusteratlas_web.server import settle

    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    requests = int(sys.argv[2]) if len(sys.argv) > 2 else REQUESTS
    generate(number)
    settle()  # as the server does before its first page
    measure(requests)


def generate(number: int) -> None:
    """As many verified organisations as are missing to a number, with regions, clusters and activities."""
    from clusteratlas_web.foundation.places import places
    from clusteratlas_web.registry.models import Organisation

    choose = random.Random(20261122)
    there = Organisation.objects.count()
    began = time.perf_counter()
    regions = sorted(places().regions) or [f"us-metro-{at:05}" for at in range(400)]
    clusters = sorted(places().clusters) or [f"us/cluster-{at}" for at in range(60)]
    facts = islice(_facts(choose, regions, clusters), there, number)
    while part := list(islice(facts, AT_ONCE)):
        _store(part)
    print(f"{max(number - there, 0):,} generated and indexed in {time.perf_counter() - began:.0f} s")


def measure(requests: int) -> None:
    """p50 and p99 of each sort of page, in one process, through the whole stack of middleware and templates."""
    from django.test import Client
    from django.test.utils import override_settings

    from clusteratlas_web.foundation.places import places

    choose = random.Random(7)
    regions = sorted(places().regions) or ["us-metro-00001"]
    clusters = sorted(places().clusters) or ["us/cluster-1"]
    sorts: dict[str, Callable[[], dict[str, Any]]] = {
        "directory, pages 1 to 5": lambda: {"page": choose.randint(1, 5)},
        "one facet": lambda: choose.choice(
            ({"kind": choose.choice(KINDS)}, {"region": choose.choice(regions)}, {"cluster": choose.choice(clusters)})
        ),
        "three facets": lambda: {
            "kind": choose.choice(KINDS),
            "region": choose.choice(("us", "eu", "de", "jp")),
            "activity": choose.choice(("networking", "production", "analysis")),
        },
        "map": lambda: {"view": "map", "kind": choose.choice(("", *KINDS))},
        "one English word": lambda: {"q": choose.choice(ENGLISH)},
        "beginning of a word": lambda: {"q": choose.choice(ENGLISH)[:4]},
        "two Chinese characters": lambda: {"q": choose.choice(CHINESE)},
        "words with a facet": lambda: {"q": choose.choice(CHINESE), "region": choose.choice(("us", "eu"))},
    }
    client = Client()
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for name, ask in sorts.items():
            client.get("/organisations/", ask())
            both = [_timed(client, ask()) for _ in range(requests)]
            wall, work = ([each[at] for each in both] for at in (0, 1))
            told = [
                f"p50 {statistics.median(times):6.1f} ms   p99 {_percentile(times):6.1f} ms" for times in (wall, work)
            ]
            print(f"{name:26} {told[0]}   of the processor: {told[1]}")


def _timed(client: Any, query: dict[str, Any]) -> tuple[float, float]:
    """Milliseconds on the clock and of the processor: on a busy machine the second tells more."""
    began, worked = time.perf_counter(), time.process_time()
    answer = client.get("/organisations/", query)
    assert answer.status_code == 200, query
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def _percentile(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _facts(choose: random.Random, regions: list[str], clusters: list[str]) -> Iterator[dict[str, Any]]:
    from clusteratlas_web.registry.words import ACTIVITIES

    words = [word for word, _ in ACTIVITIES]
    at = 0
    while True:
        at += 1
        chinese = choose.random() < 0.4
        parts = choose.sample(CHINESE, 3) if chinese else choose.sample(ENGLISH, 3)
        name = f"{''.join(parts)}公司{at}" if chinese else f"{' '.join(parts)} {at}"
        yield {
            "slug": f"generated-{at}",
            "name": name,
            "language": "zh-hans" if chinese else "en",
            "kind": choose.choice(KINDS),
            "founded": choose.randint(1900, 2025),
            "about": " ".join(choose.sample(ENGLISH, 8)),
            "regions": choose.sample(regions, 1 + (choose.random() < 0.2)),
            "clusters": choose.sample(clusters, choose.randint(1, 2)),
            "activities": choose.sample(words, choose.randint(1, 3)),
        }


def _store(facts: list[dict[str, Any]]) -> None:
    from django.db import transaction

    from clusteratlas_web.foundation.places import folded
    from clusteratlas_web.registry.actions.indexing import index
    from clusteratlas_web.registry.models import Activity, InCluster, InRegion, Name, Organisation

    with transaction.atomic():
        plain = ("slug", "kind", "founded", "about")
        made = Organisation.objects.bulk_create(
            [
                Organisation(state="verified", sort_name=folded(each["name"]), **{name: each[name] for name in plain})
                for each in facts
            ]
        )
        pairs = list(zip(made, facts, strict=True))
        Name.objects.bulk_create([Name(organisation=o, language=f["language"], text=f["name"]) for o, f in pairs])
        InRegion.objects.bulk_create([InRegion(organisation=o, region=code) for o, f in pairs for code in f["regions"]])
        Activity.objects.bulk_create(
            [Activity(organisation=o, word=word) for o, f in pairs for word in f["activities"]]
        )
        InCluster.objects.bulk_create(
            [
                InCluster(organisation=o, atlas=key.split("/")[0], cluster=key.split("/")[1])
                for o, f in pairs
                for key in f["clusters"]
            ]
        )
        index(made)


if __name__ == "__main__":
    main()
