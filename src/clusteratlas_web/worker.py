"""The worker behind `clusteratlas work`: runs waiting tasks, delivers the outbox, sees to what is due once a day."""

import logging
import os
import signal
import threading
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any

from clusteratlas_web.server import set_up

PAUSE = 2.0  # seconds between two looks at what waits
DAY, MINUTE = 86_400.0, 60.0

log = logging.getLogger(__name__)


class Stop:
    """Told to end, the worker finishes what it has in hand and goes."""

    def __init__(self) -> None:
        self.told = threading.Event()
        self.tasks: Any = None

    def __call__(self, signal_number: int, frame: FrameType | None) -> None:
        self.told.set()
        if self.tasks is not None:
            self.tasks.running = False


class Look:
    """Looks in every round for what nobody asked for: another day, a round of a call, other editions."""

    def __init__(self) -> None:
        self.day_began, self.minute_began = -DAY, -MINUTE
        self.asked_for: tuple[str, ...] | None = None

    def around(self) -> None:
        """Leaves to the tasks of this round what has become due."""
        now = monotonic()
        if now - self.day_began >= DAY:
            self._every_day()
            self.day_began, self.asked_for = now, None  # an index that could not be made is tried again the next day
        if now - self.minute_began >= MINUTE:
            self._every_minute()
            self.minute_began = now
        self._editions()

    def _every_minute(self) -> None:
        from clusteratlas_web.foundation.tasks import enqueue_due  # deferred: needs Django set up

        enqueue_due()

    def _every_day(self) -> None:
        # deferred: needs Django set up
        from django.core.management import call_command

        from clusteratlas_web.foundation.tasks import enqueue_daily

        call_command("clearsessions", verbosity=0)
        enqueue_daily()

    def _editions(self) -> None:
        # deferred: needs Django set up
        from clusteratlas_web.foundation.places import current_editions
        from clusteratlas_web.registry.queries.index import is_index_current
        from clusteratlas_web.registry.tasks import renew_index

        if current_editions() != self.asked_for and not is_index_current():
            renew_index.enqueue()
        self.asked_for = current_editions()


def work(home: Path, once: bool = False, beside: int | None = None) -> None:
    """Works until it is told to stop; with `once` until nothing is due, `beside` a process until that is gone."""
    set_up(home)
    from clusteratlas_web.foundation.setup import prepare_database  # deferred: needs Django set up

    prepare_database()
    stop = Stop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    look = Look()
    while not stop.told.is_set() and beside in (None, os.getppid()):
        _round(stop, look)
        if once:
            return
        stop.told.wait(PAUSE)


def _round(stop: Stop, look: Look) -> None:
    from django.db import DatabaseError, close_old_connections  # deferred: needs Django set up

    from clusteratlas_web.foundation.delivery import deliver_waiting, settle_interrupted

    close_old_connections()
    try:
        look.around()
        _run_tasks(stop)
        settle_interrupted()
        deliver_waiting(stop.told.is_set)
    except DatabaseError as trouble:  # busy or away: what waits goes on waiting
        log.warning("the database did not answer, the worker tries again: %s", trouble)


def _run_tasks(stop: Stop) -> None:
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    stop.tasks = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{os.getpid()}-{get_random_string(12)}",
        excluded_queue_names=[],
    )
    stop.tasks.running = not stop.told.is_set()
    stop.tasks.run()
    stop.tasks = None
