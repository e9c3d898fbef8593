"""A real server for the sample atlas, and real Chromium before it; every page is watched while it is used."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.watching import Watch
from tests.conftest import absent
from tools.translations import catalogue_files, compile_catalogue

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "src/clusteratlas_web/static/built/manifest.json"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START = 60  # seconds a server may take before its first answer
CLUSTERATLAS = ("-c", "from clusteratlas.cli import main; main()")  # what the command of that name runs
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def server(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of `clusteratlas serve` on a free port."""
    with serving(sample_home, tmp_path_factory.mktemp("server") / "log.txt") as origin:
        yield origin


@pytest.fixture(scope="module")
def atlases_server(atlases_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of a server of several atlases."""
    with serving(atlases_home, tmp_path_factory.mktemp("atlases_server") / "log.txt") as origin:
        yield origin


@contextmanager
def serving(home: Path, log: Path, program: tuple[str, ...] = CLUSTERATLAS) -> Iterator[str]:
    """Serves a home until it is left; fails where no page comes."""
    if not BUILT.is_file():
        absent("assets", "no style sheets and scripts are built: npm ci && npm run build")
    for catalogue in catalogue_files():
        compile_catalogue(catalogue)
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    command = [sys.executable, *program, "serve", "--home", str(home), "--port", str(port)]
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    with log.open("w") as lines, subprocess.Popen(command, env=environment, stdout=lines, stderr=lines) as process:
        try:
            wait_for(f"{origin}/", process, log)
            yield origin
        finally:
            process.terminate()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Waits for the first page; shows what the server said where it ends instead."""
    for _ in range(START * 5):
        if process.poll() is not None:
            break
        try:
            with urlopen(address):
                return
        except HTTPError as answer:
            answer.close()
            break
        except URLError:
            time.sleep(0.2)
    pytest.fail(f"no page at {address}:\n{log.read_text()}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed after each file: an event loop runs while it is open, and other tests could trip on that."""
    executable = shutil.which("chromium")
    if executable is None:
        absent("chromium", "no program chromium on the path")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Opens a browser window with options of its own (width, colour scheme, no scripts); all are watched."""
    with windows(browser, server) as open_window:
        yield open_window


@pytest.fixture
def visit_atlases(browser: Browser, atlases_server: str) -> Iterator[Visit]:
    """The same before the server of several atlases."""
    with windows(browser, atlases_server) as open_window:
        yield open_window


@contextmanager
def windows(browser: Browser, origin: str) -> Iterator[Visit]:
    """Windows before a server; whatever one of them complains of fails the test."""
    watches: list[Watch] = []

    def open_window(width: int = 1440, **options: Any) -> Page:
        size = {"width": width, "height": 900}
        context = browser.new_context(base_url=origin, viewport=size, reduced_motion="reduce", **options)
        context.set_default_timeout(15_000)
        watches.append(Watch(context, origin))
        return context.new_page()

    yield open_window
    complaints = [complaint for watch in watches for complaint in watch.complaints()]
    for watch in watches:
        watch.context.close()
    assert complaints == []


@pytest.fixture
def page(visit: Visit) -> Page:
    """A window as most have it: wide and light."""
    return visit(color_scheme="light")
