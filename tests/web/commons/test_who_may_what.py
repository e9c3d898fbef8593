"""Who may what: every address of the commons, every role, reading and writing, as the resolver has them."""

from collections.abc import Iterator
from http import HTTPStatus
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from tests.web.commons.conftest import Cast
from tests.web.commons.matrix import Things
from tests.web.commons.matrix_tables import ROWS, TABLES, client_of, short_name, things_of

REFUSED = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
)
ELSEWHERE = ("explore",)  # pages of the atlas know nobody: test_atlas_needs_nobody.py
OF_EDITIONS = "api:atlases-atlas"  # nor do answers of editions: test_api_answers.py


def names_of_addresses() -> set[str]:
    """The name of every address outside the atlas; an address without a name is called by its route."""
    return {name for name in _names(get_resolver().url_patterns, ()) if not name.startswith(OF_EDITIONS)}


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


@pytest.mark.parametrize("table", TABLES, ids=short_name)
def test_who_may_what(table: ModuleType, cast: Cast) -> None:
    """Every row of a table at once: what the rows need is stored once, and what a request stores is forgotten."""
    things = things_of(table, cast)
    keys = {role: session_of(role, cast, things) for role in roles_of(table)}
    wrong = {}
    for name, row in sorted(table.ROWS.items()):
        address = reverse(name.partition("#")[0], kwargs=row.given(cast, things))
        data = {"get": {}, "post": row.sent(cast, things)}
        found = {
            method: {role for role in row.roles if not is_refused(asked(keys[role], method, address, data[method]))}
            for method in data
        }
        if found != {"get": set(row.get), "post": set(row.post)}:
            wrong[name] = found
    assert wrong == {}


def roles_of(table: ModuleType) -> set[str]:
    """Everybody whom a row of a table speaks of."""
    return {role for row in table.ROWS.values() for role in row.roles}


def session_of(role: str, cast: Cast, things: Things) -> str:
    """The session in which somebody is signed in; none for a visitor."""
    cookie = client_of(role, cast, things).cookies.get(settings.SESSION_COOKIE_NAME)
    return str(cookie.value) if cookie else ""


def asked(session: str, method: str, address: str, data: dict[str, Any]) -> HttpResponse:
    """The answer to whoever has a session, read to its end; what it stored is forgotten."""
    client = Client(raise_request_exception=False)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        answer: HttpResponse = getattr(client, method)(address, data)
        if answer.streaming:
            b"".join(answer)
        transaction.set_rollback(True)
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (method, address)
    return answer


def is_refused(answer: HttpResponse) -> bool:
    """Refused outright, or asked to sign in and come back."""
    with translation.override("en"):
        sign_in = reverse("account_login")
    return answer.status_code in REFUSED or answer.headers.get("Location", "").startswith(f"{sign_in}?next=")
