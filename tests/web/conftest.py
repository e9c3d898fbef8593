"""The platform under test: its settings, its messages compiled, and a browser without a window."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "clusteratlas_web.settings.base"
os.environ.setdefault("CLUSTERATLAS_SECRET_KEY", "a key for tests, which sign nothing")
os.environ["CLUSTERATLAS_PAGES"] = "0"  # a page is looked at once; what is kept has tests of its own
django.setup()

from django.conf import settings  # noqa: E402 - Django needs its settings first
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: E402
from tools.translations import catalogue_files, compile_catalogue  # noqa: E402


@pytest.fixture(scope="session", autouse=True)
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Django set up for tests; style sheets that nobody has built are stood in for by empty ones."""
    for file in catalogue_files():
        compile_catalogue(file)
    setup_test_environment()
    with override_settings(STATIC_ROOT=built_assets(tmp_path_factory)):
        yield
    teardown_test_environment()


def built_assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of built assets, or one with empty files of the same names."""
    if (settings.STATIC_ROOT / "manifest.json").is_file():
        return Path(settings.STATIC_ROOT)
    folder = tmp_path_factory.mktemp("built")
    names = {"atlas.css": "atlas-00000000.css", "atlas.js": "atlas-00000000.js", "theme.js": "theme-00000000.js"}
    names["icon.svg"] = "icon-00000000.svg"
    (folder / "manifest.json").write_text(json.dumps(names), encoding="utf-8")
    for name in names.values():
        (folder / name).touch()
    return folder


@pytest.fixture
def client() -> Client:
    """A browser that shows the error pages instead of raising."""
    return Client(raise_request_exception=False)


@pytest.fixture
def several(atlases_home: Path, client: Client) -> Iterator[Client]:
    """A browser before several atlases."""
    with override_settings(CLUSTERATLAS_HOME=atlases_home):
        yield client


@pytest.fixture
def sample(sample_home: Path, client: Client) -> Iterator[Client]:
    """A browser before the sample atlas."""
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        yield client
