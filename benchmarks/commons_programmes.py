"""How fast the pages of programmes are: a list of 2,000 programmes, and what is open for one of 100,000 organisations.

    python -m benchmarks.commons_programmes [programmes] [organisations] [requests]

Makes an SQLite database in a folder of its own, with a fixed seed, and asks through Django's own client.
The time of the processor is printed too: on a busy machine it says more than the time on the clock.
"""

import os
import random
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import Any

SEED = 20
KINDS = ("cluster-organisation", "firm", "institute", "university", "financier", "chamber")
SIZES = ("1-9", "10-49", "50-249", "250-")
DIMENSIONS = ("entrepreneurial", "knowledge", "collaboration", "finance", "demand", "governance")
COUNTRIES = ("US", "DE", "EU", "JP", "CN")
REGIONS = tuple(f"us-metro-{10_000 + number * 20}" for number in range(380))
CLUSTERS = tuple(f"us/cluster-{number}" for number in range(51))
WORDS = ("Energy", "Water", "Bio", "Optics", "Textile", "Steel", "Photonics", "Food", "Marine", "Rail")
CHINESE = ("能源", "水务", "生物", "光学", "纺织", "钢铁", "光子", "食品", "海洋", "铁路")
PEOPLE = 200  # signed-in people who ask what is open


def main(programmes: int = 2_000, organisations: int = 100_000, requests: int = 300) -> None:
    """Fills the database and measures each page."""
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        from clusteratlas_web.server import settle

        draw = random.Random(SEED)
        start = perf_counter()
        people = _fill(draw, programmes, organisations)
        settle()  # as the server does before its first page
        print(f"{programmes} programmes, {organisations} organisations, stored in {perf_counter() - start:.0f} s")
        print(f"{'page':<44}{'p50 ms':>8}{'p99 ms':>8}{'cpu p50':>8}{'cpu p99':>8}")
        for name, addresses in _pages(draw, requests).items():
            _measure(name, addresses, people if name.startswith("open") else [], draw)


def _set_up(home: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "clusteratlas_web.settings.base"
    os.environ["CLUSTERATLAS_HOME"] = str(home)
    os.environ.setdefault("CLUSTERATLAS_SECRET_KEY", "a key for measuring, which signs nothing worth anything")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def _fill(draw: random.Random, programmes: int, organisations: int) -> list[Any]:
    from django.db import connection, transaction

    with transaction.atomic():
        departments = _departments(draw)
        _programmes(draw, programmes, departments)
        people = _organisations(draw, organisations)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people


def _departments(draw: random.Random) -> list[Any]:
    from clusteratlas_web.registry.models import Name, Organisation

    made = Organisation.objects.bulk_create(
        Organisation(slug=f"department-{n}", kind="agency", state="verified", country=draw.choice(COUNTRIES))
        for n in range(120)
    )
    Name.objects.bulk_create(
        Name(organisation=each, language="en", text=f"Department {each.slug[11:]}") for each in made
    )
    return made


def _programmes(draw: random.Random, count: int, departments: list[Any]) -> None:
    from django.utils import timezone

    from clusteratlas_web.programmes.models import Instrument, Part, Place, Programme, ProgrammeName

    made = Programme.objects.bulk_create(
        Programme(
            slug=f"programme-{n}",
            code=f"P-{n}",
            state=draw.choice(("published", "running", "running", "ended")),
            country=draw.choice(COUNTRIES),
            level=draw.choice(("union", "national", "state", "municipal")),
            type=draw.choice(("", "industry", "coordination", "competition", "cooperation")),
            since=draw.randint(1995, 2025),
        )
        for n in range(count)
    )
    names, parts, places = [], [], []
    for each in made:
        word = draw.randrange(len(WORDS))
        names.append(ProgrammeName(programme=each, language="en", text=f"{WORDS[word]} clusters {each.pk}"))
        names.append(ProgrammeName(programme=each, language="zh-hans", text=f"{CHINESE[word]}集群计划 {each.pk}"))
        lead, *others = draw.sample(departments, draw.randint(2, 7))
        parts.append(Part(programme=each, organisation=lead, part="lead"))
        parts += [Part(programme=each, organisation=other, part="partner") for other in others]
        places += [Place(programme=each, kind="region", code=code) for code in draw.sample(REGIONS, 3)]
        places += [Place(programme=each, kind="cluster", code=code) for code in draw.sample(CLUSTERS, 2)]
    ProgrammeName.objects.bulk_create(names, batch_size=2_000)
    Place.objects.bulk_create(places, batch_size=2_000)
    today = timezone.now().date()
    Instrument.objects.bulk_create(
        (
            Instrument(
                of=part,
                names={"en": f"Tool {n}", "zh-hans": f"工具 {n}"},
                dimension=draw.choice(DIMENSIONS),
                for_kinds=tuple(draw.sample(KINDS, draw.randint(0, 3))),
                for_sizes=tuple(draw.sample(SIZES, draw.choice((0, 0, 2)))),
                for_regions=tuple(draw.sample(REGIONS, draw.choice((0, 0, 12)))),
                for_clusters=tuple(draw.sample(CLUSTERS, draw.choice((0, 0, 5)))),
                opens=today - timedelta(days=draw.randint(-60, 300)),
                closes=today + timedelta(days=draw.randint(310, 500)),
            )
            for n, part in enumerate(Part.objects.bulk_create(parts, batch_size=2_000))
        ),
        batch_size=1_000,
    )


def _organisations(draw: random.Random, count: int) -> list[Any]:
    from clusteratlas_web.accounts.models import Person
    from clusteratlas_web.registry.models import Acting, InCluster, InRegion, Name, Organisation

    people = [Person.objects.create(email=f"person{n}@example.org", name=f"Person {n}") for n in range(PEOPLE)]
    for start in range(0, count, 10_000):
        made = Organisation.objects.bulk_create(
            (
                Organisation(
                    slug=f"organisation-{n}",
                    kind=draw.choice(KINDS),
                    size=draw.choice(("", *SIZES)),
                    state="verified",
                    country="US",
                )
                for n in range(start, min(count, start + 10_000))
            ),
            batch_size=2_000,
        )
        Name.objects.bulk_create((Name(organisation=o, language="en", text=o.slug) for o in made), batch_size=2_000)
        InRegion.objects.bulk_create(
            (InRegion(organisation=o, region=draw.choice(REGIONS)) for o in made), batch_size=2_000
        )
        InCluster.objects.bulk_create(
            (InCluster(organisation=o, atlas="us", cluster=draw.choice(CLUSTERS)[3:]) for o in made), batch_size=2_000
        )
        if start == 0:
            chosen = draw.sample(made, min(PEOPLE, len(made)))
            Acting.objects.bulk_create(
                Acting(organisation=o, person=person, role="manager") for o, person in zip(chosen, people, strict=False)
            )
    return people


def _pages(draw: random.Random, requests: int) -> dict[str, list[str]]:
    def many(make: Any) -> list[str]:
        return [make() for _ in range(requests)]

    return {
        "list": many(lambda: f"/programmes/?page={draw.randint(1, 80)}"),
        "list, search of two Chinese characters": many(lambda: f"/zh-hans/programmes/?q={draw.choice(CHINESE)}"),
        "list, a word and two facets": many(
            lambda: (
                f"/programmes/?q={draw.choice(WORDS)}&country={draw.choice(COUNTRIES)}&dimension={draw.choice(DIMENSIONS)}"
            )
        ),
        "list, region and open now": many(lambda: f"/programmes/?region={draw.choice(REGIONS)}&open=now"),
        "open for me": ["/programmes/open/"] * requests,
        "programme": many(lambda: f"/programmes/programme-{draw.randrange(2_000)}/"),
        "who does what": ["/programmes/coverage/"] * (requests // 4),
        "questions": ["/programmes/questions/"] * (requests // 4),
    }


def _measure(name: str, addresses: list[str], people: list[Any], draw: random.Random) -> None:
    from django.test import Client

    clients = [Client() for _ in people] or [Client()]
    for client, person in zip(clients, people, strict=False):
        client.force_login(person)
    for address in addresses[:5]:
        clients[0].get(address)
    times, worked = [], []
    for address in addresses:
        client = draw.choice(clients)
        start, begun = perf_counter(), process_time()
        answer = client.get(address)
        times.append((perf_counter() - start) * 1000)
        worked.append((process_time() - begun) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    cuts = quantiles(times, n=100)
    spent = quantiles(worked, n=100)
    print(f"{name:<44}{cuts[49]:>8.1f}{cuts[98]:>8.1f}{spent[49]:>8.1f}{spent[98]:>8.1f}")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
