"""A worker beside a server: a process of its own that is started again when it fails and that ends with the server."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START = """
import sys
from pathlib import Path
from clusteratlas_web.worker import work
work(Path(sys.argv[1]), beside=int(sys.argv[2]))
"""
AGAIN = 5.0  # seconds before a worker that failed is started again
LONGEST_END = 30.0  # seconds a worker may take to finish what it has in hand

log = logging.getLogger(__name__)


@contextmanager
def worker_beside(home: Path) -> Iterator[None]:
    """While this lasts a worker runs on the home, with the settings of this process."""
    here, ending, running = os.getpid(), threading.Event(), [_start(home)]
    keeping = threading.Thread(target=_keep, args=(home, ending, running), daemon=True)
    keeping.start()
    try:
        yield
    finally:
        if os.getpid() == here:  # the processes that a server forks come by here too when they end
            ending.set()
            _end(running[-1])


def _start(home: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", START, str(home), str(os.getpid())]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own program


def _keep(home: Path, ending: threading.Event, running: "list[subprocess.Popen[bytes]]") -> None:
    while True:
        running[-1].wait()
        if ending.wait(AGAIN):
            return
        log.error("the worker ended by itself; it is started again")
        running[-1] = _start(home)


def _end(worker: "subprocess.Popen[bytes]") -> None:
    worker.terminate()
    try:
        worker.wait(LONGEST_END)
    except subprocess.TimeoutExpired:
        worker.kill()
