"""Signing in through an OpenID Connect provider, tried with a small one of our own."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import get_resolver
from tests.web.commons.conftest import Cast

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.settings.provider import provider_settings

CLAIMS: dict[str, Any] = {}
ASKED: list[dict[str, list[str]]] = []


class Provider(BaseHTTPRequestHandler):
    """Says where its addresses are, gives a token for any code, and says who the person is."""

    def do_GET(self) -> None:
        """Discovery, and what is known of the person."""
        here = f"http://{self.headers['Host']}"
        discovery = {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/userinfo",
            "jwks_uri": f"{here}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        self.say(CLAIMS if self.path == "/userinfo" else discovery)

    def do_POST(self) -> None:
        """The token."""
        ASKED.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        claims = CLAIMS | {"iss": f"http://{self.headers['Host']}", "aud": "atlas", "exp": time.time() + 60}
        token = jwt.encode(claims | {"iat": time.time()}, "a key that nobody checks here, 32 long")
        self.say({"access_token": "t", "token_type": "Bearer", "id_token": token})

    def say(self, answer: dict[str, Any]) -> None:
        """Answers with JSON."""
        content = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Keeps quiet."""


@pytest.fixture
def provider(stored: None) -> Iterator[None]:
    """The provider, named to the platform."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=server.serve_forever, daemon=True).start()
    named = provider_settings(("Ministry", f"http://127.0.0.1:{server.server_port}", "atlas", "hush"))
    CLAIMS.clear()
    CLAIMS.update(sub="42", name="Dora", email="dora@example.org", email_verified=True)
    ASKED.clear()
    with override_settings(SOCIALACCOUNT_PROVIDERS=named, ROOT_URLCONF="tests.web.commons.addresses_with_provider"):
        yield
    server.shutdown()
    server.server_close()
    cache.clear()


def comes_back(browser: Client) -> Any:
    """Goes to the provider and back."""
    there = urlsplit(browser.post("/account/through/provider/").url)
    asked = parse_qs(there.query)
    assert (there.path, asked["client_id"], asked["code_challenge_method"]) == ("/authorize", ["atlas"], ["S256"])
    assert asked["redirect_uri"] == ["http://testserver/account/through/provider/back/"]
    return browser.get("/account/through/provider/back/", {"code": "c", "state": asked["state"][0]})


@pytest.mark.usefixtures("provider")
def test_somebody_new() -> None:
    browser = Client()
    assert "Sign in through Ministry" in browser.get("/account/sign-in/").content.decode()
    assert comes_back(browser).url == "/account/"
    person = Person.objects.get()
    assert (person.email, person.name, person.has_usable_password()) == ("dora@example.org", "Dora", False)
    assert browser.get("/account/").status_code == 200
    assert (ASKED[0]["code"], "code_verifier" in ASKED[0], ASKED[0]["client_secret"]) == (["c"], True, ["hush"])


@pytest.mark.usefixtures("provider")
def test_who_came_before_is_the_same_person() -> None:
    comes_back(Client())
    browser = Client()
    assert comes_back(browser).url == "/account/"
    assert Person.objects.count() == 1


@pytest.mark.usefixtures("provider")
def test_an_address_proves_nothing_about_an_account_here(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.gao, email="gao@example.org", verified=True, primary=True)
    CLAIMS["email"] = "gao@example.org"
    browser = Client()
    assert comes_back(browser).url == "/account/sign-up/letter-sent/"
    assert browser.get("/account/").status_code == 302
    assert Letter.objects.get().subject == "您已有账户"
    assert cast.gao.socialaccount_set.count() == 0


@pytest.mark.usefixtures("provider")
def test_what_the_provider_does_not_say_is_asked_for() -> None:
    CLAIMS.update(email="", name="")
    browser = Client()
    form = browser.get(comes_back(browser).url)
    assert (form.status_code, "What the identity provider did not say of you." in form.content.decode()) == (200, True)
    browser.post("/account/through/sign-up/", {"name": "Dora", "email": "dora@example.org", "language": "en"})
    person = Person.objects.get()
    assert (person.name, person.email, person.language) == ("Dora", "dora@example.org", "en")
    assert browser.get("/account/").status_code == 302  # not before the letter
    assert Letter.objects.get().subject == "Confirm your e-mail address"


@pytest.mark.usefixtures("provider")
def test_an_answer_that_was_not_asked_for_is_refused() -> None:
    browser = Client(raise_request_exception=False)
    answer = browser.get("/account/through/provider/back/", {"code": "c", "state": "forged"})
    assert (answer.status_code, Person.objects.count()) == (401, 0)
    assert "The identity provider did not let you in" in answer.content.decode()


def test_without_a_provider_it_has_no_address(stored: None) -> None:
    names = get_resolver("clusteratlas_web.urls").reverse_dict
    assert ("openid_connect_login" in names, "socialaccount_signup" in names, "account_login" in names) == (
        False,
        False,
        True,
    )
