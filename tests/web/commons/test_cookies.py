"""One cookie, for who signs in; pages of the atlas know none, ask no database and differ for nobody."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.atlas_pages import US
from tests.web.commons.conftest import NAMES, Cast


@pytest.fixture
def atlas(sample_home: object) -> Iterator[None]:
    """The sample atlas beside the commons."""
    from django.test import override_settings

    with override_settings(CLUSTERATLAS_HOME=sample_home):
        yield


def headers(answer: HttpResponse) -> tuple[str, str, list[str]]:
    """What a browser and what stands between may keep, and the cookies set."""
    return answer.headers["Cache-Control"], answer.headers.get("Vary", ""), sorted(answer.cookies)


@pytest.mark.usefixtures("atlas")
@pytest.mark.parametrize("page", US.addresses)
def test_pages_of_the_atlas_know_nobody(cast: Cast, page: str) -> None:
    answers = []
    for role in ("visitor", "ana", "gao"):
        browser = cast.client(role)
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(US.addresses[page])
        kept, vary, cookies = headers(answer)
        assert (answer.status_code, len(queries), cookies, "Cookie" in vary) == (200, 0, [], False), role
        assert kept == "public, max-age=0, must-revalidate"
        answers.append(answer.content)
    assert answers[0] == answers[1] == answers[2]


def test_a_page_for_somebody_is_kept_by_nobody(cast: Cast) -> None:
    browser = cast.client("ana")
    browser.get("/account/")  # the first form writes its mark into the session
    assert headers(browser.get("/account/")) == ("private, no-store", "Cookie, Accept-Encoding", [])


@pytest.mark.parametrize("role", NAMES)
def test_refusals_are_kept_by_nobody_either(cast: Cast, role: str) -> None:
    answer = cast.client(role).get("/account/people/")
    assert answer.headers["Cache-Control"] in (
        "private, no-store",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )


def test_the_one_cookie(stored: None, client: Client) -> None:
    answer = client.get("/account/sign-in/")
    cookie = answer.cookies["clusteratlas"]
    assert sorted(answer.cookies) == ["clusteratlas"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get("/account/no-such-page/").cookies == {}


def test_a_form_without_its_mark_stores_nothing(stored: None) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = strict.post("/account/sign-in/", {"login": "ana@example.org", "password": "x"})
    assert (answer.status_code, "Nothing was stored" in answer.content.decode()) == (403, True)
