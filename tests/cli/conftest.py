"""The command line as a person meets it: a process of its own, what it prints, how it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
START = "import sys; sys.argv[0] = 'clusteratlas'; from clusteratlas.cli import main; main()"
PROGRAM = [sys.executable, "-c", START]


@dataclass(frozen=True)
class Ending:
    """What a command printed and its exit code."""

    code: int
    output: str
    errors: str


Command = Callable[..., Ending]


def environment(home: Path) -> dict[str, str]:
    """The environment of a command: this checkout, this home, lines too long to be broken."""
    return os.environ | {"PYTHONPATH": str(ROOT / "src"), "CLUSTERATLAS_HOME": str(home), "COLUMNS": "200"}


def run(home: Path, *words: object) -> Ending:
    """Runs a command to its end."""
    ended = subprocess.run(
        [*PROGRAM, *map(str, words)],
        env=environment(home),
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return Ending(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Runs a command on a home in this process, for starting one takes long; the home comes before the words."""
    from clusteratlas.cli import main  # deferred: as the program does
    from clusteratlas.cli.printing import console

    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(console, "_width", 200)  # measured once, by whoever was the first to print

    def run_here(home: Path, *words: object) -> Ending:
        monkeypatch.setenv("CLUSTERATLAS_HOME", str(home))
        monkeypatch.setattr(sys, "argv", ["clusteratlas", *map(str, words)])
        capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            return Ending(int(end.code or 0), *capsys.readouterr())
        return Ending(0, *capsys.readouterr())

    before = signal.getsignal(signal.SIGINT)
    yield run_here
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def ask(sample_home: Path, here: Command) -> Command:
    """Runs a command on the sample's home, which it does not change."""
    return lambda *words: here(sample_home, *words)


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs a command as a process of its own, on an empty home unless it names another."""
    return lambda *words: run(tmp_path / "home", *words)
