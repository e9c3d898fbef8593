"""A worker beside a server: letters leave, a worker that fails comes back, and neither outlives the other."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
LETTER = (
    "INSERT INTO foundation_letter (key, address, language, subject, text, html, state, written, tries, trouble)"
    " VALUES (?, 'ana@example.org', 'en', 'Subject', 'Text', '<p>Text</p>', 'waiting', '2026-01-01 00:00:00', 0, '')"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for both servers, since making the database ready takes its time."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def server(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """`clusteratlas serve --work` on a free port and a home of its own."""
    if not (SOURCE / "clusteratlas_web" / "static" / "built" / "manifest.json").is_file():
        pytest.skip("style sheets and scripts are not built: npm ci && npm run build")
    if not Path("/proc").is_dir():
        pytest.skip("needs /proc to see the processes")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    others = {name: value for name, value in os.environ.items() if not name.startswith(("CLUSTERATLAS_", "DJANGO_"))}
    command = [sys.executable, "-c", "from clusteratlas.cli import main; main()", "serve", "--work", "--port", port]
    with subprocess.Popen(
        [*command, "--home", str(home)],
        env=others | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    ) as process:
        yield process
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def until(what: Callable[[], bool]) -> None:
    """Waits for something to be so."""
    limit = time.monotonic() + 120
    while not what():
        assert time.monotonic() < limit
        time.sleep(0.05)


def worker_of(server: "subprocess.Popen[str]") -> int:
    """The process of the worker; 0 while there is none."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    keepers = [each / "children" for each in children.parent.parent.iterdir()]
    numbers = " ".join(each.read_text(encoding="ascii") for each in keepers).split()
    return next((int(each) for each in numbers if _is_worker(each)), 0)


def _is_worker(number: str) -> bool:
    try:
        return "clusteratlas_web.worker" in Path(f"/proc/{number}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return False


def is_gone(number: int) -> bool:
    """Whether a process has ended."""
    try:
        return ") Z " in Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except OSError:
        return True


def leaves(home: Path, key: str) -> None:
    """A letter put into the outbox is sent."""
    database = sqlite3.connect(home / "commons.sqlite3", isolation_level=None, timeout=20)
    database.execute(LETTER, (key,))
    until(lambda: database.execute("SELECT state FROM foundation_letter WHERE key = ?", (key,)).fetchone() == ("sent",))
    database.close()


def has_tables(home: Path) -> bool:
    """Whether server or worker made the database ready."""
    if not (home / "commons.sqlite3").is_file():
        return False
    with sqlite3.connect(home / "commons.sqlite3") as database:
        return bool(database.execute("SELECT 1 FROM sqlite_master WHERE name = 'kept'").fetchone())


@pytest.mark.long
def test_letters_leave_and_a_worker_that_fails_is_started_again_until_the_server_ends(
    server: "subprocess.Popen[str]", home: Path
) -> None:
    until(lambda: has_tables(home))
    leaves(home, "first")
    first = worker_of(server)
    os.kill(first, signal.SIGKILL)
    until(lambda: worker_of(server) not in (0, first))
    second = worker_of(server)
    server.send_signal(signal.SIGTERM)
    assert (server.wait(60), is_gone(second)) == (0, True)


def test_the_worker_ends_with_a_server_that_is_killed(server: "subprocess.Popen[str]", home: Path) -> None:
    until(lambda: has_tables(home) and worker_of(server) > 0)
    worker = worker_of(server)
    server.kill()
    until(lambda: is_gone(worker))
