"""The worker as a process: it does what waits, ends cleanly, and killed amid a letter loses and repeats none."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

LETTER = (
    "INSERT INTO foundation_letter (key, address, language, subject, text, html, state, written, tries, trouble)"
    " VALUES (?, ?, 'en', 'Subject', 'Text', '<p>Text</p>', 'waiting', '2026-01-01 00:00:00', 0, '')"
)


class MailServer(threading.Thread):
    """A mail server that says what it took, and that may keep silent after it took all of a letter."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.taken: list[str] = []
        self.silent = threading.Event()

    def run(self) -> None:
        """Serves until the socket is closed."""
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(line,), daemon=True).start()

    def serve(self, line: socket.socket) -> None:
        """One conversation."""
        with line, line.makefile("rwb") as talk:

            def say(words: str) -> None:
                talk.write(f"{words}\r\n".encode())
                talk.flush()

            say("220 here")
            to = ""
            for said in iter(talk.readline, b""):
                word = said.decode().strip()
                if word.upper().startswith("RCPT"):
                    to = word.partition("<")[2].partition(">")[0]
                if word.upper() == "DATA":
                    say("354 go on")
                    while talk.readline() not in (b".\r\n", b""):
                        pass
                    self.taken.append(to)
                    if self.silent.is_set():
                        time.sleep(60)
                say("221 bye" if word.upper() == "QUIT" else "250 ok")


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server."""
    server = MailServer()
    server.start()
    yield server
    server.listening.close()


@pytest.fixture
def worker(tmp_path: Path, mail_server: MailServer) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `clusteratlas work` on a home of its own."""
    started: list[subprocess.Popen[str]] = []
    others = {name: value for name, value in os.environ.items() if not name.startswith(("CLUSTERATLAS_", "DJANGO_"))}
    environment = others | {
        "CLUSTERATLAS_MAIL": f"smtp://127.0.0.1:{mail_server.port}?tls=no",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    def start(*options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", "from clusteratlas.cli import main; main()"]
        process = subprocess.Popen(
            [*command, "work", "--home", str(tmp_path / "home"), *options],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def outbox(tmp_path: Path, worker: Callable[..., subprocess.Popen[str]]) -> Iterator[sqlite3.Connection]:
    """The database that the worker made when it first ran."""
    first = worker("--once")
    assert (first.wait(60), first.stderr and first.stderr.read()) == (0, "")
    database = sqlite3.connect(tmp_path / "home" / "commons.sqlite3", isolation_level=None, timeout=20)
    yield database
    database.close()


def states(outbox: sqlite3.Connection) -> list[str]:
    """What became of each letter."""
    return [state for (state,) in outbox.execute("SELECT state FROM foundation_letter ORDER BY id")]


def until(what: Callable[[], bool]) -> None:
    """Waits for something to be so."""
    limit = time.monotonic() + 30
    while not what():
        assert time.monotonic() < limit
        time.sleep(0.02)


@pytest.mark.long
def test_killed_in_the_middle_of_a_letter(
    outbox: sqlite3.Connection, worker: Callable[..., subprocess.Popen[str]], mail_server: MailServer
) -> None:
    for name in ("ana", "ben", "finn"):
        outbox.execute(LETTER, (name, f"{name}@example.org"))
    mail_server.silent.set()
    first = worker()
    until(lambda: mail_server.taken == ["ana@example.org"])
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    mail_server.silent.clear()
    assert states(outbox) == ["sending", "waiting", "waiting"]

    second = worker()
    until(lambda: states(outbox)[1:] == ["sent", "sent"])
    outbox.execute("UPDATE foundation_letter SET claimed = '2026-01-01 00:00:00' WHERE state = 'sending'")
    until(lambda: states(outbox) == ["in-doubt", "sent", "sent"])
    second.send_signal(signal.SIGTERM)
    assert (second.wait(10), second.stderr and second.stderr.read()) == (0, "")
    assert mail_server.taken == ["ana@example.org", "ben@example.org", "finn@example.org"]


@pytest.mark.long
def test_two_workers_send_each_letter_once(
    outbox: sqlite3.Connection, worker: Callable[..., subprocess.Popen[str]], mail_server: MailServer
) -> None:
    addresses = [f"someone{number}@example.org" for number in range(30)]
    for address in addresses:
        outbox.execute(LETTER, (address, address))
    for process in [worker("--once"), worker("--once")]:
        assert process.wait(60) == 0
    assert sorted(mail_server.taken) == sorted(addresses)
    assert set(states(outbox)) == {"sent"}


@pytest.mark.long
def test_two_that_begin_at_once_both_find_the_tables_and_make_the_index(
    worker: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    both = [worker("--once"), worker("--once")]
    assert [(each.wait(60), each.stderr and each.stderr.read()) for each in both] == [(0, ""), (0, "")]
    with sqlite3.connect(tmp_path / "home" / "commons.sqlite3") as database:
        assert database.execute("SELECT editions FROM registry_indexmade").fetchall() == [("[]",)]
