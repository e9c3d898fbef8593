"""Every operation of the API keeps to its description, whatever is sent: Schemathesis, few cases, always the same."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import CHECKS
from schemathesis.generation import GenerationMode
from tests.web.commons.conftest import Cast

from clusteratlas_web.api.operations import OPERATIONS

pytestmark = pytest.mark.long

PATHS = sorted(operation.path for operation, _ in OPERATIONS)
# A year or a region can be of the right form and not be there: the description cannot list those of every edition.
LEFT_OUT = ["positive_data_acceptance"]
FEW = settings(
    max_examples=2,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CODES = {
    "atlas": "us",
    "edition": "2019.1",
    "other": "2019.1",
    "region": "us-metro-48620",
    "cluster": "plastics",
    "industry": "336411",
    "level": "metro",
    "table": "summary",
    "term": "portfolio",
    "definition": "us-benchmark",
    "column": "employment",
    "chart": "portfolio",
    "number": "1",
    "slug": "valley-optics",
}


@pytest.fixture(scope="module")
def described() -> Any:
    """The operations as their own description has them, by path."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    return {found.ok().path: found.ok() for found in schema.get_all_operations()}


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A request of a real server ends with its connection closed; here the test's own holds what it stored."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def tried(operation: Any, mode: GenerationMode, known: bool) -> Callable[[], None]:
    """The operation asked with generated cases; at codes that are there, or at generated ones."""

    @seed(20)
    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        if known:
            case.path_parameters = {name: CODES[name] for name in case.path_parameters or {}}
        case.headers["Accept-Encoding"] = "identity"
        case.validate_response(case.call(), excluded_checks=[CHECKS.get_one(name) for name in LEFT_OUT])

    return run


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # its client closes no file it was sent
@pytest.mark.parametrize("path", PATHS)
def test_an_operation_keeps_to_its_description(path: str, cast: Cast, sample_home: Path, described: Any) -> None:
    with override_settings(CLUSTERATLAS_HOME=sample_home, CLUSTERATLAS_API_RATE="0"):
        tried(described[path], GenerationMode.POSITIVE, known=True)()
        tried(described[path], GenerationMode.NEGATIVE, known=False)()
