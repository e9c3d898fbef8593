"""Visitors of a real server: one by one for the first time, then at a steady rate, timed from when each was due."""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.others import Others
from benchmarks.serving.addresses import SEED, addresses

AT_ONCE = 32  # visitors that may wait for an answer at the same time
PATIENCE = 60  # seconds until the server must answer
OK = 200
UNLIMITED = {"CLUSTERATLAS_API_RATE": "0"}  # fifty a second from one place is what is measured

Times = dict[str, list[float]]


def visit(home: str, atlas: str, of_each: int, rate: float, seconds: float) -> dict[str, Any]:
    """Milliseconds of visits by sort, with the bytes sent and the server's memory.

    `never`: nothing was ever drawn; `drawn`: a server that has just been started, where pages were drawn before;
    `rate`: the same server, so many visits a second.
    """
    place, asked = Path(home), addresses(home, atlas, of_each)
    forget(place)
    with server(place) as (port, _):
        never, sent = _first(port, asked)
    with server(place) as (port, process):
        drawn, _ = _first(port, asked)
        others = Others()
        at_rate = _at_rate(port, asked, rate, seconds)
        facts = {"bytes": sent, "others": others.cores(), "memory": _memory(process)}
    return {"never": never, "drawn": drawn, "rate": at_rate, **facts}


def forget(home: Path) -> None:
    """Removes the pages that are kept from before."""
    for file in (home / "cache" / "pages").glob("*/*"):
        file.unlink()


@contextmanager
def server(home: Path) -> Iterator[tuple[int, int]]:
    """A server of `clusteratlas serve` on a free port; its port and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("clusteratlas")), "serve", "--home", str(home), "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=os.environ | UNLIMITED, **quiet) as process:  # type: ignore[call-overload]
        try:
            _wait(port)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait(port: int) -> None:
    """Until it answers: the first page opens the editions and makes their stores."""
    for _ in range(PATIENCE * 10):
        with suppress(OSError, http.client.HTTPException), _line(port) as line:
            _ask(line, "/")
            return
        time.sleep(0.1)
    raise TimeoutError("the server did not begin to answer")


def _line(port: int) -> "closing[http.client.HTTPConnection]":
    """A line to the server with much patience: the first page makes the store."""
    return closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE * 10))


def _first(port: int, asked: Mapping[str, list[str]]) -> tuple[Times, dict[str, int]]:
    """Each address for the first time, one after another; and the largest answer of each sort as sent."""
    taken: Times = {}
    sent: dict[str, int] = {}
    for sort, paths in asked.items():
        with _line(port) as line:
            timed = [_timed(line, path) for path in dict.fromkeys(paths)]
        taken[sort] = [milliseconds for milliseconds, _ in timed]
        sent[sort] = max(size for _, size in timed)
    return taken, sent


def _timed(line: http.client.HTTPConnection, path: str) -> tuple[float, int]:
    start = time.perf_counter()
    size = _ask(line, path)
    return (time.perf_counter() - start) * 1000, size


def _at_rate(port: int, asked: Mapping[str, list[str]], rate: float, seconds: float) -> Times:
    """An open loop: visits fall due by the clock, whether or not the ones before were answered."""
    draw, own = random.Random(SEED), threading.local()
    taken: Times = {sort: [] for sort in asked}

    def one(sort: str, path: str, due: float) -> None:
        if not hasattr(own, "line"):
            own.line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            _ask(own.line, path)
        except http.client.RemoteDisconnected:  # idle for two seconds it was hung up; a browser too calls again
            _ask(own.line, path)
        taken[sort].append((time.perf_counter() - due) * 1000)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        start = time.perf_counter() + 0.1
        visits = []
        for number in range(int(rate * seconds)):
            due = start + number / rate
            sort = draw.choice(list(asked))
            time.sleep(max(0.0, due - time.perf_counter()))
            visits.append(pool.submit(one, sort, draw.choice(asked[sort]), due))
        for each in visits:
            each.result()
    return taken


def _ask(line: http.client.HTTPConnection, path: str) -> int:
    """The bytes of an answer as sent; raises for anything but 200 and a way to the page itself."""
    line.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = line.getresponse()
    size = len(answer.read())
    if answer.status != OK and path != "/":
        raise RuntimeError(f"{path} answers {answer.status}")
    return size


def _memory(process: int) -> float:
    """Megabytes that the server's processes hold together; shared pages count once for each."""
    status = Path("/proc")
    if not status.is_dir():
        return 0.0
    children = (status / str(process) / "task" / str(process) / "children").read_text().split()
    return sum(_resident(status / number) for number in (str(process), *children))


def _resident(process: Path) -> float:
    facts = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines() if ":" in line)
    return int(facts["VmRSS"].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(visit(sys.argv[1], sys.argv[2], 20, 50.0, 20.0)))
