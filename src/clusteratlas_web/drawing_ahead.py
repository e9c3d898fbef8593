"""Draws pages before anybody asks for them, behind `clusteratlas draw`, so that the first visitor waits no longer.

What is drawn is kept in the home, where the server finds it. Interrupted and begun again it goes on where it stopped,
for a page that is kept is not drawn twice.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

from clusteratlas.errors import InputError
from clusteratlas.home.progress import Progress, silent
from clusteratlas_web.server import set_up

AT_ONCE = 8  # pages that a process is given at a time


@dataclass(frozen=True)
class Drawn:
    """How many pages stand now, how many bytes they are packed, and the addresses that no page answered."""

    pages: int = 0
    packed: int = 0
    refused: tuple[str, ...] = ()

    def __add__(self, other: "Drawn") -> "Drawn":
        return Drawn(self.pages + other.pages, self.packed + other.packed, self.refused + other.refused)


def draw(
    home: Path,
    atlases: Sequence[str] = (),
    every_year: bool = False,
    processes: int | None = None,
    progress: Progress = silent,
) -> Drawn:
    """Draws the pages of current editions, of all atlases or those named, in all languages.

    These are the home page, the map, the lists, and the page of each cluster and each region, in the latest year or in
    every year. Raises NoSuchAtlas, and InputError where no page is kept.
    """
    set_up(home)
    from django.conf import settings  # deferred: needs Django set up

    if not settings.CLUSTERATLAS_PAGES:
        raise InputError("CLUSTERATLAS_PAGES is 0: no page is kept, so none can be drawn ahead")
    return drawn(home, list(addresses(atlases, every_year)), processes, progress)


def drawn(home: Path, asked: Sequence[str], processes: int | None = None, progress: Progress = silent) -> Drawn:
    """Draws the pages of these addresses, in as many processes as are asked for, else as there are processors."""
    found = Drawn()
    # New processes and no copies of this one: what an edition opens must not be shared.
    workers = ProcessPoolExecutor(processes or os.cpu_count(), get_context("spawn"), set_up, (home,))
    with workers as pool:
        for part in _answered(pool, asked):
            found += part
            progress(f"drawing {len(asked):,} pages", (found.pages + len(found.refused)) / len(asked))
    return found


def addresses(atlases: Sequence[str] = (), every_year: bool = False) -> Iterator[str]:
    """The addresses of those pages in the order in which they are asked for most; Django is to be set up."""
    # deferred: needs Django set up
    from django.conf import settings
    from django.utils import translation

    from clusteratlas_web.explore.serving import current_edition, served_atlases, served_edition

    for atlas in atlases or served_atlases():
        edition = served_edition(atlas, current_edition(atlas))
        for language, _ in settings.LANGUAGES:
            with translation.override(language):
                yield from _pages_of(edition, every_year)


def _pages_of(edition: Any, every_year: bool) -> Iterator[str]:
    # deferred: needs Django set up
    from clusteratlas.editions.queries import clusters, regions
    from clusteratlas_web.explore.framing import addresses as addresses_of

    to = addresses_of(edition)
    years = [None, *edition.years] if every_year else [None]
    yield from (to.page(name) for name in ("home", "map", "regions", "clusters"))
    for year in years:
        yield from (to.cluster(code, year=year) for code in clusters.codes(edition))
        yield from (to.region(code, year=year) for code in regions.codes(edition))


def _answered(pool: Executor, asked: Sequence[str]) -> Iterator[Drawn]:
    """What became of each part of the addresses; told to stop, it leaves the rest undrawn."""
    parts = [pool.submit(_ask, asked[start : start + AT_ONCE]) for start in range(0, len(asked), AT_ONCE)]
    try:
        for part in as_completed(parts):
            yield part.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _ask(asked: Sequence[str]) -> Drawn:
    return sum((_page(address) for address in asked), Drawn())


def _page(address: str) -> Drawn:
    """The page of an address, asked for as a server asks."""
    from clusteratlas_web.wsgi import application  # deferred: it sets Django up

    said: list[str] = []
    path, _, query = address.partition("?")
    environment: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": BytesIO()}
    environment |= {"HTTP_HOST": "localhost", "HTTP_ACCEPT_ENCODING": "gzip"}
    setup_testing_defaults(environment)
    with closing(application(environment, lambda status, headers: said.append(status))) as answer:
        packed = sum(map(len, answer))
    return Drawn(1, packed) if said[0].startswith("200 ") else Drawn(refused=(address,))
