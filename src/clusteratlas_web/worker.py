"""The worker behind `clusteratlas work`: runs waiting tasks, delivers the outbox, forgets sessions that ended."""

import logging
import os
import signal
import threading
from pathlib import Path
from types import FrameType
from typing import Any

PAUSE = 2.0  # seconds between two looks at what waits
DAY = 86_400.0

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


def work(home: Path, once: bool = False) -> None:
    """Works until it is told to stop; with `once` until nothing is due."""
    _set_up(home)
    from clusteratlas_web.foundation.setup import prepare_database  # deferred: needs Django set up

    prepare_database()
    stop = Stop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    _forget_old_sessions()
    _remind()
    rounds = 0
    while not stop.told.is_set():
        _round(stop)
        if once:
            return
        stop.told.wait(PAUSE)
        rounds += 1
        if rounds * PAUSE >= DAY:
            _forget_old_sessions()
            _remind()
            rounds = 0


def _set_up(home: Path) -> None:
    # deferred: the settings are read from the environment when Django is set up
    import django

    from clusteratlas_web.server import prepare_environment

    prepare_environment("127.0.0.1", home)
    django.setup()


def _round(stop: Stop) -> None:
    from django.db import DatabaseError, close_old_connections  # deferred: needs Django set up

    from clusteratlas_web.foundation.delivery import deliver_waiting, settle_interrupted

    close_old_connections()
    try:
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


def _forget_old_sessions() -> None:
    from django.core.management import call_command  # deferred: needs Django set up

    call_command("clearsessions", verbosity=0)


def _remind() -> None:
    from clusteratlas_web.programmes.tasks import remind_of_questions  # deferred: needs Django set up

    remind_of_questions.enqueue()
