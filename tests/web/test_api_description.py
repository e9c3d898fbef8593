"""The description of the API is the agreed one, says what every answer holds, and the page lists every address."""

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client, override_settings
from tests.web.api_answers import ROOT
from tools.describe_api import DESCRIPTION, description

from clusteratlas.glossary import column_term
from clusteratlas_web.api.columns import Shape
from clusteratlas_web.api.operations import OPERATIONS

DOCS = Path(__file__).resolve().parents[2] / "docs" / "api.md"
RENEW = "The API differs from the agreed description. Where that is meant: python -m tools.describe_api"


def test_the_description_is_the_agreed_one() -> None:
    agreed = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    assert differences(agreed, description()) == [], RENEW


def differences(agreed: Any, found: Any, place: str = "") -> list[str]:
    """Where two documents differ: the place, what was agreed, what is found."""
    if isinstance(agreed, dict) and isinstance(found, dict):
        keys = sorted(agreed.keys() | found.keys())
        return [each for key in keys for each in differences(agreed.get(key), found.get(key), f"{place}/{key}")]
    return [] if agreed == found else [f"{place}: {str(agreed)[:100]} -> {str(found)[:100]}"]


def test_a_difference_is_told_with_its_place() -> None:
    assert differences({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}) == ["/a/c: 2 -> 3"]
    assert differences({"a": 1}, {}) == ["/a: 1 -> None"]


def test_it_is_served_as_it_is_described(client: Client) -> None:
    answer = client.get(f"{ROOT}/openapi.json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer.json() == description()


def test_every_operation_says_what_it_takes_and_gives() -> None:
    found = description()
    assert found["openapi"] == "3.1.0"
    assert sorted(found["paths"]) == sorted(operation.path for operation, _ in OPERATIONS)
    names = [item["get"]["operationId"] for item in found["paths"].values()]
    assert len(set(names)) == len(names)
    for path, item in found["paths"].items():
        told = item["get"]
        assert told["summary"], path
        assert told["description"].endswith("."), path
        assert {"200", "304", "400", "404", "406", "429"} <= told["responses"].keys(), path
        assert ("302" in told["responses"]) == ("{edition}" in path)
        for parameter in told["parameters"]:
            assert parameter["description"].endswith((".", "them.")), (path, parameter["name"])
            assert "example" in parameter or "enum" in parameter["schema"], (path, parameter["name"])
            assert "anyOf" not in parameter["schema"]
            assert "default" not in str(parameter["schema"].get("anyOf"))


def test_columns_say_what_the_glossary_says() -> None:
    schemas = description()["components"]["schemas"]
    shapes: dict[str, Shape] = {operation.shape.name: operation.shape for operation, _ in OPERATIONS if operation.shape}
    of_editions = {name: shape for name, shape in shapes.items() if shape.table and not shape.is_open}
    assert len(of_editions) > 25
    for name, shape in of_editions.items():
        told = schemas[name]["properties"]
        for column in shape.columns:
            assert told[column.name]["description"] == column_term(column.name, shape.table).meaning()
    assert schemas["Peer"]["properties"]["similarity"]["x-unit"]
    assert schemas["ClusterInPortfolio"]["properties"]["kind"]["enum"] == ["traded", "local", "all"]


@pytest.mark.parametrize("language", ["", "/zh-hans"])
def test_the_page_lists_every_address(sample: Client, language: str) -> None:
    answer = sample.get(f"{language}/api/")
    assert (answer.status_code, answer.headers["Cache-Control"], answer.cookies) == (200, "public, max-age=300", {})
    page = answer.content.decode()
    for operation, _ in OPERATIONS:
        assert operation.path.replace("/atlases/{atlas}/{edition}", "…", 1) in page
    assert ("Directory of organisations" in page) == (language == "")
    assert "/atlases/us/2019.1/clusters/" in page
    assert "County Business Patterns: Public domain" in page
    assert re.findall(r'(?:src|href)="(https?:)?//', page) == []


def test_the_page_stands_without_an_atlas(tmp_path: Path, client: Client) -> None:
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        page = client.get("/api/")
    assert page.status_code == 200
    assert "No atlas has been built here yet" in page.content.decode()


def test_pages_of_the_atlas_lead_to_it(sample: Client) -> None:
    assert '<a href="/api/">API</a>' in sample.get("/us/2019.1/edition/").content.decode()
    assert '<a href="/zh-hans/api/">API</a>' in sample.get("/zh-hans/us/2019.1/edition/").content.decode()


class Quiet(WSGIRequestHandler):
    """Says nothing about requests."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called there
        """Nothing."""


@pytest.fixture
def server(sample_home: Path) -> Iterator[str]:
    """The platform on a free port."""
    with (
        override_settings(CLUSTERATLAS_HOME=sample_home, ALLOWED_HOSTS=["127.0.0.1", "testserver"]),
        make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as made,
    ):
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()
        thread.join()


def test_the_examples_of_the_documentation_run(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = DOCS.read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 12
    names: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block.replace("http://127.0.0.1:8000", server), str(DOCS), "exec"), names)
    out = capsys.readouterr().out
    assert out.startswith("us 2019.1\n")
    assert "Wichita, KS" in out
    assert "jobs lacking:" in out
    assert "404 There is no region “us-metro-4862” in edition us-2019.1" in out
    assert "Nearest: us-metro-48620" in out
    assert "2 metropolitan areas, compared" in out
    assert "become strong:" in out
    assert "(e_rc / e_r) / (e_c / e) = 1.55" in out


def test_the_example_of_the_page_runs(server: str, sample: Client, capsys: pytest.CaptureFixture[str]) -> None:
    from html import unescape

    with override_settings(PUBLIC_ADDRESS=server):
        page = sample.get("/api/").content.decode()
    for label, told in (("Python", "Wichita, KS"), ("Python: compare, put together, draw", "(e_rc / e_r) / (e_c / e)")):
        (code,) = re.findall(rf'aria-label="{label}"><pre lang="en"><code>(.*?)</code>', page, re.DOTALL)
        exec(compile(unescape(code), "/api/", "exec"), {})
        assert told in capsys.readouterr().out
