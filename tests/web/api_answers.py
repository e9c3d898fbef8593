"""How tests ask the API: an answer as JSON, its rows, and every page of them."""

import csv
import io
from typing import Any

from django.http import HttpResponse
from django.test import Client

ROOT = "/api/v1"
US = f"{ROOT}/atlases/us/2019.1"
Row = dict[str, Any]


def ask(client: Client, address: str, **query: Any) -> Any:
    """An answer that is there, as JSON."""
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.content[:300])
    return answer.json()


def rows_of(client: Client, address: str, **query: Any) -> list[Row]:
    """All rows of an answer, page by page as its links lead."""
    found: list[Row] = []
    page = ask(client, address, **query)
    while True:
        found += page["rows"]
        if page["next"] is None:
            assert len(found) == page["count"]
            return found
        page = ask(client, page["next"])


def cells_of(answer: HttpResponse) -> list[dict[str, str]]:
    """The rows of a CSV answer, as they are written."""
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def problem_of(client: Client, address: str, status: int, **query: Any) -> Row:
    """A refusal of this status, which says what, why and what to do."""
    answer = client.get(address, query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json"), address
    found: Row = answer.json()
    assert {"type", "title", "status", "detail", "instance", "remedy"} <= found.keys()
    assert found["status"] == status
    return found
