"""The demo serves what it has built, and ends well when it is told to."""

import shutil
import socket
import subprocess
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from tests.cli.conftest import PROGRAM, environment

PATIENCE = 120


@pytest.mark.long
def test_no_worker_of_a_demo_dies_of_what_the_build_left_open(sample_home: Path, tmp_path: Path) -> None:
    """Workers forked from a process that had built ended in SIGSEGV: they waited for threads that were not theirs."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home, symlinks=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as said:
        command = [*PROGRAM, "demo", "--home", str(home), "--port", str(port)]
        with subprocess.Popen(command, env=environment(home), stdout=said, stderr=subprocess.STDOUT) as demo:
            try:
                page = _page(f"http://127.0.0.1:{port}/us/2019.1/regions/us-metro-48620/")
            finally:
                demo.terminate()
                demo.wait(PATIENCE)
    assert "Wichita" in page
    assert "Shutting down" in log.read_text()
    assert "SIGSEGV" not in log.read_text()


def _page(address: str) -> str:
    """The page, once the server answers."""
    for _ in range(PATIENCE):
        with suppress(OSError), urllib.request.urlopen(address) as answer:
            return answer.read().decode()
        time.sleep(1)
    raise TimeoutError(f"{address} was not answered")
