"""Who may what: every address of the commons, every role, reading and writing, as the resolver has them."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from tests.web.commons import matrix, matrix_programmes, matrix_registry
from tests.web.commons.conftest import NAMES, Cast
from tests.web.commons.matrix import Row, Rows, Things

TABLES = (matrix, matrix_registry, matrix_programmes)
ROWS: Rows = {name: row for table in TABLES for name, row in table.ROWS.items()}
REFUSED = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
)
ELSEWHERE = ("explore",)  # pages of the atlas know nobody: test_atlas_needs_nobody.py


def names_of_addresses() -> set[str]:
    """The name of every address outside the atlas; an address without a name is called by its route."""
    return set(_names(get_resolver().url_patterns, ()))


def _names(patterns: list[Any], namespaces: tuple[str, ...]) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = (*namespaces, each.namespace) if each.namespace else namespaces
            if inner[:1] != ELSEWHERE:
                yield from _names(each.url_patterns, inner)
        elif isinstance(each, URLPattern):
            yield ":".join((*namespaces, each.name or str(each.pattern)))


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert names_of_addresses() == {name.partition("#")[0] for name in ROWS}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_who_may_what(name: str, cast: Cast, things: Things) -> None:
    row = ROWS[name]
    address = reverse(name.partition("#")[0], kwargs=row.given(cast, things))
    assert {
        "GET": roles_that_may("get", address, row, cast, things),
        "POST": roles_that_may("post", address, row, cast, things),
    } == {"GET": set(row.get), "POST": set(row.post)}


def roles_that_may(method: str, address: str, row: Row, cast: Cast, things: Things) -> set[str]:
    """The roles that an address does not refuse."""
    data = row.sent(cast, things) if method == "post" else {}
    return {role for role in NAMES if not is_refused(asked(cast, role, method, address, data))}


def asked(cast: Cast, role: str, method: str, address: str, data: dict[str, Any]) -> HttpResponse:
    """The answer to a role; what it stored is forgotten."""
    with transaction.atomic():
        answer: HttpResponse = getattr(cast.client(role), method)(address, data)
        transaction.set_rollback(True)
    if answer.streaming:
        answer.close()
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (role, method, address)
    return answer


def is_refused(answer: HttpResponse) -> bool:
    """Refused outright, or asked to sign in and come back."""
    with translation.override("en"):
        sign_in = reverse("account_login")
    return answer.status_code in REFUSED or answer.headers.get("Location", "").startswith(f"{sign_in}?next=")
