"""Every answer, of whatever kind, carries the content policy and no cookie."""

import pytest
from django.conf import settings
from django.test import Client, override_settings
from tests.web.frame_pages import FramePages

from clusteratlas_web.foundation.headers import CONTENT_POLICY, HEADERS

ANSWERS = [
    ("/page/", 200),
    ("/zh-hans/page/", 200),
    ("/page", 301),
    ("/us/", 302),
    ("/us/2019.1/", 200),
    ("/us/2019.1/map/", 400),
    ("/nowhere/", 404),
    ("/broken/", 500),
]


@pytest.fixture(autouse=True)
def pages():
    with override_settings(ROOT_URLCONF=FramePages):
        yield


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_every_answer_has_the_headers_and_no_cookie(client: Client, address: str, status: int) -> None:
    response = client.get(address, headers={"cookie": "theme=dark; django_language=zh-hans", "accept-language": "zh"})
    assert response.status_code == status
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "Accept-Language" not in response.headers.get("Vary", "")


def test_the_policy_allows_this_server_only() -> None:
    assert CONTENT_POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def test_a_static_file_has_the_headers_and_is_kept_for_ever(client: Client) -> None:
    name = next(file.name for file in settings.STATIC_ROOT.glob("theme-*.js"))
    response = client.get(f"/static/{name}")
    assert response.status_code == 200
    assert response.headers["Content-Security-Policy"] == CONTENT_POLICY
    assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    response.close()


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/us/2019.1/", "public, max-age=31536000, immutable"),
        ("/us/", "public, max-age=300"),
        ("/page", "public, max-age=300"),
        ("/page/", "no-cache"),
        ("/nowhere/", "no-cache"),
        ("/us/2019.1/gone/", "no-cache"),
        ("/broken/", "no-cache"),
    ],
)
def test_only_what_names_an_edition_is_kept_for_ever(client: Client, address: str, kept: str) -> None:
    assert client.get(address).headers["Cache-Control"] == kept


def test_nothing_is_kept_while_debugging(client: Client) -> None:
    with override_settings(DEBUG=True):
        assert client.get("/us/2019.1/").headers["Cache-Control"] == "no-cache"


def test_an_unknown_host_is_refused(client: Client) -> None:
    response = client.get("/page/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "This request cannot be answered" in response.text
    assert response.headers["Content-Security-Policy"] == CONTENT_POLICY
