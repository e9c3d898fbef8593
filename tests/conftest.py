"""What every test may ask for: the real files, and what must not be missing."""

import os
from pathlib import Path

import pytest


def required(what: str) -> bool:
    """Whether CLUSTERATLAS_REQUIRE says that a missing `what` is a failure and not a reason to skip."""
    return what in os.environ.get("CLUSTERATLAS_REQUIRE", "").split(",")


def absent(what: str, reason: str) -> None:
    """Skips, or fails where `what` is required."""
    if required(what):
        pytest.fail(f"{what} is required: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real statistics."""
    folder = os.environ.get("CLUSTERATLAS_TEST_DATA")
    if not folder or not Path(folder).is_dir():
        absent("data", "CLUSTERATLAS_TEST_DATA names no folder of real statistics")
    return Path(str(folder)).resolve()
