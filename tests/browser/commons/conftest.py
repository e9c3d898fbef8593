"""The commons before real Chromium: one server with a database of its own, and windows of the people who use it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.commons.people import ADMINISTRATOR, PASSWORD, SECRET, address
from tests.browser.commons.reading import code_of_the_app, fill, press
from tests.browser.conftest import CLUSTERATLAS, ROOT, serving
from tests.browser.watching import Watch

for steps in ("competition", "designating", "reader"):  # they assert
    pytest.register_assert_rewrite(f"tests.browser.commons.{steps}")

# What an operator may have set, and what would lead the server elsewhere than to its own home.
OPERATORS = ("DATABASE", "MAIL", "MAIL_FROM", "OIDC", "SECURE", "ADDRESS", "ADMINISTRATOR", "PROXIES", "HOSTS", "DEBUG")
UNSET = [f"CLUSTERATLAS_{name}" for name in OPERATORS]
VISITOR, NEWCOMER = "visitor", "newcomer"
SESSION = "cookie clusteratlas"  # the one cookie, for whoever signs in or is about to
Enter = Callable[[str], Page]


@dataclass(frozen=True)
class Commons:
    """A running server, the home behind it, and what each reader's browser has kept since signing in."""

    origin: str
    home: Path
    kept: dict[str, Any] = field(default_factory=dict)
    program: tuple[str, ...] = CLUSTERATLAS

    def work(self) -> None:
        """Lets the worker do what waits, letters among it."""
        run(self.home, *self.program, "work", "--once", "--home", str(self.home))

    def make_late(self, question: int, days: int) -> None:
        """Moves a question back in time, so that it has been due for so many working days."""
        run(self.home, "-m", "tests.browser.commons.filling", "late", str(question), str(days))


@pytest.fixture(scope="session")
def commons(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commons]:
    """A server of the sample's atlas, its own database in a file, everybody of people.py stored."""
    home = home_beside(sample_home, tmp_path_factory.mktemp("commons"))
    run(home, "-m", "tests.browser.commons.filling", "people")
    with standing(home) as found:
        yield found


def home_beside(sample_home: Path, folder: Path) -> Path:
    """A home of its own with the atlas of the sample."""
    home = folder / "home"
    home.mkdir()
    for part in ("atlases", "boundaries"):
        if (sample_home / part).is_dir():
            (home / part).symlink_to(sample_home / part)
    return home


@contextmanager
def standing(home: Path, program: tuple[str, ...] = CLUSTERATLAS) -> Iterator[Commons]:
    """The commons of a home, served until it is left."""
    with pytest.MonkeyPatch.context() as patch:
        for name in UNSET:
            patch.delenv(name, raising=False)
        with serving(home, home.parent / "log.txt", program) as origin:
            yield Commons(origin, home, program=program)


def run(home: Path, *arguments: str) -> None:
    """Runs Python as the server runs, before its home; shows what it said where it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    environment |= {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "CLUSTERATLAS_HOME": str(home)}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def enter(browser: Browser, commons: Commons) -> Iterator[Enter]:
    """Opens a window of a visitor, of a newcomer, or of somebody who signs in by form the first time and stays so.

    Whatever a page complains of fails the test; a visitor gets no cookie.
    """
    watches: dict[Watch, str] = {}

    def open_window(who: str) -> Page:
        context = browser.new_context(
            base_url=commons.origin,
            viewport={"width": 1440, "height": 900},
            reduced_motion="reduce",
            color_scheme="light",
            storage_state=commons.kept.get(who),
        )
        context.set_default_timeout(15_000)
        watches[Watch(context, commons.origin)] = who
        page = context.new_page()
        if who not in (VISITOR, NEWCOMER, *commons.kept):
            sign_in(page, who)
            commons.kept[who] = context.storage_state()
        return page

    yield open_window
    complaints = [
        complaint
        for watch, who in watches.items()
        for complaint in watch.complaints()
        if who == VISITOR or complaint != SESSION
    ]
    for watch in watches:
        watch.context.close()
    assert complaints == []


def sign_in(page: Page, who: str) -> None:
    """By address and password; the administrator by the code of the app as well."""
    page.goto("/account/sign-in/")
    fill(page, login=address(who), password=PASSWORD)
    press(page, "Sign in")
    if who == ADMINISTRATOR:
        fill(page, code=code_of_the_app(SECRET))
        press(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text(who.title())
