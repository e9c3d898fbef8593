"""A warmed process that forks workers which import or build, so that killing many of them costs seconds.

Run as a program it reads lines: `import HOME FILE` or `build HOME` starts a worker and answers its process number,
`wait` answers how the worker ended, as waitpid says it.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


class ForkedWork:
    """The test's side of the process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
            text=True,
        )
        assert self._answer() == "ready"

    def start(self, *words: object) -> int:
        """Starts a worker; its process number."""
        return int(self._ask(" ".join(map(str, words))))

    def wait(self) -> int:
        """Waits for the worker; its exit code, or less than zero the signal that ended it."""
        return os.waitstatus_to_exitcode(int(self._ask("wait")))

    def run(self, *words: object) -> None:
        """A worker from start to end, undisturbed."""
        self.start(*words)
        assert self.wait() == 0

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None
        print(line, file=self._process.stdin, flush=True)
        return self._answer()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def main() -> None:
    """Warms up, then forks a worker for each line."""
    _warm_up()
    worker = 0
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "wait":
            print(os.waitpid(worker, 0)[1], flush=True)
            continue
        worker = os.fork()
        if not worker:
            os._exit(_work(*line.split()))
        print(worker, flush=True)


def _warm_up() -> None:
    """Loads what a build loads; the connection is closed again, for a thread of DuckDB would not survive the fork."""
    import ibis
    import pyarrow as pa

    import clusteratlas.cli.application  # noqa: F401
    from clusteratlas import definitions, diagnosis, editions, sources  # noqa: F401
    from clusteratlas.classifications import naics, us_regions
    from clusteratlas.engines import ibis_connection

    naics("2017"), us_regions.places(), us_regions.name("us", "zh-hans"), definitions.load()
    diagnosis.load("us-percentile")
    connection = ibis_connection()
    table = ibis.memtable(pa.table({"code": [1], "name": ["a"]}))
    joined = table.join(ibis.memtable(pa.table({"code": [1], "jobs": [2]})), "code")
    connection.to_pyarrow(joined.group_by("name").agg(jobs=joined.jobs.sum()).order_by("name"))
    connection.disconnect()


def _work(what: str, home: str, *files: str) -> int:
    from clusteratlas.cli import main

    sys.argv = ["clusteratlas", what, "cbp" if files else "us", *files, "--home", home]
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)  # the answers to the test go through what was the output
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    main()
