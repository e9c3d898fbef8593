"""One writer at a time: a lock on a place that the system lifts when its holder ends, however it ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clusteratlas.errors import BusyHome
from clusteratlas.home.whole import room


@contextmanager
def one_writer(place: Path, wait: bool = False) -> Iterator[None]:
    """Holds the place for this process; if another holds it, waits or raises BusyHome."""
    with room(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = place.with_name(f".{place.name}.lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise BusyHome(place) from error
        yield
