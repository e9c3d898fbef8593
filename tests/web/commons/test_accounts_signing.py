"""Opening an account and signing in: by letter, by password, by second factor; the same words for known and unknown."""

import re
from collections.abc import Iterator
from statistics import median
from time import process_time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client, TestCase, override_settings
from tests.web.commons.conftest import PASSWORD, SECRET, Cast
from tests.web.commons.letters_read import latest_letter, link_in

from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.models import HistoryEntry, Letter

SIGN_UP = {"name": "Dora", "email": "Dora@Example.org", "language": "zh-hans", "password1": "quite-a-long-pass-phrase"}
SIGN_IN = "/account/sign-in/"


@pytest.fixture(autouse=True)
def nobody_tried() -> Iterator[None]:
    """No attempts are counted yet."""
    yield
    cache.clear()


def signs_in(client: Client, email: str, password: str, **more: Any) -> Any:
    """Sends the form."""
    return client.post(SIGN_IN, {"login": email, "password": password}, **more)


def is_signed_in(client: Client) -> bool:
    """Whether one's own page is shown."""
    return client.get("/account/").status_code == 200


def confirms(client: Client) -> None:
    """Says the password once more."""
    assert client.post("/account/security/confirm/", {"password": PASSWORD}).status_code == 302


def code(secret: str, ahead: int = 0) -> str:
    """What the app shows."""
    from time import time

    return format_hotp_value(hotp_value(secret, int(time()) // 30 + ahead))


@pytest.fixture
def confirmed(cast: Cast) -> Cast:
    """The cast, whose addresses are confirmed."""
    for person in Person.objects.all():
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return cast


def test_an_account_opens_with_the_letter(stored: None, client: Client) -> None:
    answer = client.post("/account/sign-up/", SIGN_UP)
    assert (answer.status_code, answer.url) == (302, "/account/sign-up/letter-sent/")
    person = Person.objects.get(email="dora@example.org")
    assert (person.name, person.language, is_signed_in(client)) == ("Dora", "zh-hans", False)
    letter = latest_letter("dora@example.org")
    assert (letter.language, letter.person, letter.state) == ("zh-hans", person, Letter.WAITING)

    assert signs_in(client, "dora@example.org", SIGN_UP["password1"]).url == "/account/sign-up/letter-sent/"
    link = link_in(letter)
    assert link.startswith("/zh-hans/account/confirm/")
    assert "dora@example.org" in client.get(link).content.decode()
    assert not EmailAddress.objects.get().verified  # mail readers follow links; only the button confirms
    assert client.post(link).status_code == 302
    assert signs_in(client, "dora@example.org", SIGN_UP["password1"]).url == "/account/"
    assert is_signed_in(client)
    assert list(HistoryEntry.objects.order_by("pk").values_list("verb", flat=True)) == ["sign_up", "confirm_address"]


def test_what_is_wrong_stands_at_its_field(stored: None, client: Client) -> None:
    page = client.post("/account/sign-up/", SIGN_UP | {"email": "dora", "password1": "dora"}).content.decode()
    assert page.count('class="error"') == 2  # no address; too short
    assert (Person.objects.count(), Letter.objects.count()) == (0, 0)


def test_signing_out_takes_a_post(cast: Cast) -> None:
    browser = cast.client("ana")
    assert (browser.get("/account/sign-out/").status_code, is_signed_in(browser)) == (200, True)
    assert (browser.post("/account/sign-out/").status_code, is_signed_in(browser)) == (302, False)


def test_a_forgotten_password(confirmed: Cast, client: Client) -> None:
    elsewhere = confirmed.client("ana")
    client.post("/account/password/reset/", {"email": "ana@example.org"}, headers={"host": "localhost"})
    link = link_in(latest_letter("ana@example.org"))
    form = client.get(link, follow=True)
    new = {"password1": "another-long-pass-phrase", "password2": "another-long-pass-phrase"}
    assert client.post(form.redirect_chain[-1][0], new).status_code == 302
    assert (signs_in(client, "ana@example.org", PASSWORD).status_code, is_signed_in(client)) == (200, False)
    assert (signs_in(client, "ana@example.org", new["password1"]).status_code, is_signed_in(client)) == (302, True)
    assert not is_signed_in(elsewhere)
    assert latest_letter("ana@example.org").subject == "The password was changed."
    assert "not valid any more" in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize("address", [SIGN_IN, "/account/sign-up/", "/account/password/reset/"])
def test_known_and_unknown_addresses_get_the_same_answer(confirmed: Cast, address: str) -> None:
    answers = []
    for email in ("ana@example.org", "nobody@example.org"):
        facts = {
            "login": email,
            "email": email,
            "password": "wrong-wrong-wrong",
            "password1": "quite-a-long-pass-phrase",
        }
        answer = Client().post(address, facts | {"name": "X Y", "language": "en"}, follow=True)
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode().replace(email, "…"))
        answers.append((answer.status_code, answer.redirect_chain, page))
    assert answers[0] == answers[1]


def test_what_the_letters_say_then(confirmed: Cast) -> None:
    for email in ("ana@example.org", "nobody@example.org"):
        Client().post("/account/sign-up/", SIGN_UP | {"email": email, "language": "en"})
        Client().post("/account/password/reset/", {"email": f"x{email}"})
    assert list(Letter.objects.order_by("pk").values_list("address", "subject")) == [
        ("ana@example.org", "You have an account already"),
        ("xana@example.org", "There is no account with this address"),
        ("nobody@example.org", "Confirm your e-mail address"),
        ("xnobody@example.org", "There is no account with this address"),
    ]


@pytest.mark.parametrize("address", [SIGN_IN, "/account/sign-up/", "/account/password/reset/"])
def test_known_and_unknown_addresses_take_as_long(confirmed: Cast, address: str) -> None:
    took: dict[bool, list[float]] = {True: [], False: []}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"], ACCOUNT_RATE_LIMITS=False
    ):
        confirmed.ana.set_password(PASSWORD)
        confirmed.ana.save()
        for attempt in range(5):
            for known in (True, False):
                email = "ana@example.org" if known else f"nobody{attempt}@example.org"
                facts = {"login": email, "email": email, "password": "wrong-wrong-wrong"}
                facts |= {"password1": "quite-a-long-pass-phrase", "name": "X Y", "language": "en"}
                browser = Client()
                began = process_time()
                browser.post(address, facts)
                took[known].append(process_time() - began)
    assert 0.4 < median(took[True]) / median(took[False]) < 2.5  # a password hashed for one and not for the other shows


def test_guessing_a_password_stops_after_five(confirmed: Cast) -> None:
    browser = Client()
    for _ in range(5):
        assert "do not belong together" in signs_in(browser, "ana@example.org", "wrong").content.decode()
    refused = signs_in(browser, "ana@example.org", PASSWORD)
    assert ("Too many attempts failed" in refused.content.decode(), is_signed_in(browser)) == (True, False)
    elsewhere = signs_in(browser, "ana@example.org", PASSWORD, REMOTE_ADDR="203.0.113.9")
    assert "Too many attempts failed" in elsewhere.content.decode()  # the address is guarded wherever it is tried from


def test_spraying_one_password_over_many_addresses_is_stopped(confirmed: Cast) -> None:
    browser = Client()
    said = []
    for number in range(14):
        email = "ben@example.org" if number == 12 else f"someone{number}@example.org"
        said.append("Too many attempts failed" in signs_in(browser, email, PASSWORD).content.decode())
    assert said == [False] * 10 + [True] * 4
    assert not is_signed_in(browser)


@pytest.mark.parametrize("forwarded", ["198.51.100.7", "203.0.113.1, 198.51.100.8"])
def test_a_forged_header_does_not_hide_who_sprays(confirmed: Cast, forwarded: str) -> None:
    browser = Client()
    for number in range(10):
        signs_in(browser, f"someone{number}@example.org", PASSWORD)
    refused = signs_in(browser, "ben@example.org", PASSWORD, headers={"X-Forwarded-For": forwarded})
    assert "Too many attempts failed" in refused.content.decode()


def test_opening_many_accounts_from_one_place_is_stopped(stored: None) -> None:
    answers = [Client().post("/account/sign-up/", SIGN_UP | {"email": f"d{n}@example.org"}) for n in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "Too many attempts" in answers[-1].content.decode()
    assert Person.objects.count() == 20


def test_many_letters_to_one_address_are_not_sent(confirmed: Cast) -> None:
    answers = [Client().post("/account/password/reset/", {"email": "ana@example.org"}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert 1 <= Letter.objects.count() <= 5  # the same link within a second is the same letter


def test_the_second_factor_is_asked_for(confirmed: Cast) -> None:
    browser = Client()
    assert signs_in(browser, "gao@example.org", PASSWORD).url == "/account/sign-in/code/"
    assert not is_signed_in(browser)
    wrong = browser.post("/account/sign-in/code/", {"code": "000000"})
    assert ("This code is not right" in wrong.content.decode(), is_signed_in(browser)) == (True, False)
    assert browser.post("/account/sign-in/code/", {"code": code(SECRET)}).url == "/account/"
    assert browser.get("/account/people/").status_code == 200


def test_setting_up_the_second_factor(confirmed: Cast) -> None:
    Person.objects.filter(pk=confirmed.carla.pk).update(is_staff=True)
    browser, elsewhere = Client(), Client()
    signs_in(browser, "carla@example.org", PASSWORD)
    signs_in(elsewhere, "carla@example.org", PASSWORD)
    assert browser.get("/account/people/").status_code == 403
    confirms(browser)
    page = browser.get("/account/security/app/")
    secret = page.context["form"].secret
    assert (page.status_code, secret in page.content.decode(), "data:image/svg" in page.content.decode()) == (
        200,
        True,
        True,
    )
    assert "This code is not right" in browser.post("/account/security/app/", {"code": "000000"}).content.decode()
    with TestCase.captureOnCommitCallbacks(execute=True):
        set_up = browser.post("/account/security/app/", {"code": code(secret)})
    assert set_up.url == "/account/security/recovery-codes/"
    codes = browser.get("/account/security/recovery-codes/file/").content.decode().split()
    assert (len(codes), browser.get("/account/people/").status_code, is_signed_in(elsewhere)) == (10, 200, False)
    assert latest_letter("carla@example.org").subject == "The second factor is set up."

    without_app = Client()
    signs_in(without_app, "carla@example.org", PASSWORD)
    assert without_app.post("/account/sign-in/code/", {"code": codes[0]}).url == "/account/"
    again = Client()
    signs_in(again, "carla@example.org", PASSWORD)
    assert again.post("/account/sign-in/code/", {"code": codes[0]}).status_code == 200  # each works once


def test_an_administrator_keeps_the_second_factor(confirmed: Cast) -> None:
    browser = Client()
    signs_in(browser, "gao@example.org", PASSWORD)
    browser.post("/account/sign-in/code/", {"code": code(SECRET)})
    confirms(browser)
    page = browser.post("/account/security/app/remove/").content.decode()
    assert "An administrator cannot do without the second factor." in page
    assert Person.objects.get(pk=confirmed.gao.pk).has_second_factor


def test_a_change_of_how_one_signs_in_asks_who_it_is(confirmed: Cast) -> None:
    for address in ("/account/address/", "/account/security/app/", "/account/security/recovery-codes/new/"):
        answer = confirmed.client("ana").post(address, {"action_add": "1", "email": "new@example.org"})
        assert answer.url.partition("?")[0] == "/account/security/confirm/", address
    assert not EmailAddress.objects.filter(email="new@example.org").exists()


def test_a_new_address_holds_once_it_is_confirmed(confirmed: Cast) -> None:
    browser = Client()
    signs_in(browser, "ana@example.org", PASSWORD)
    confirms(browser)
    assert browser.post("/account/address/", {"action_add": "1", "email": "anna@example.net"}).status_code == 302
    assert Person.objects.get(pk=confirmed.ana.pk).email == "ana@example.org"
    browser.post(link_in(latest_letter("anna@example.net")))
    assert Person.objects.get(pk=confirmed.ana.pk).email == "anna@example.net"
    assert latest_letter("ana@example.org").subject == "The e-mail address was changed."
    assert signs_in(Client(), "ana@example.org", PASSWORD).status_code == 200


def test_the_first_administrator(stored: None) -> None:
    with override_settings(ADMINISTRATOR="dora@example.org"):
        for email in ("dora@example.org", "eve@example.org"):
            browser = Client()
            browser.post("/account/sign-up/", SIGN_UP | {"email": email})
            browser.post(link_in(latest_letter(email)))
    assert list(Person.objects.order_by("pk").values_list("email", "is_staff")) == [
        ("dora@example.org", True),
        ("eve@example.org", False),
    ]


def test_links_never_lead_where_a_request_says(confirmed: Cast) -> None:
    with override_settings(ALLOWED_HOSTS=["*"]):
        Client().post("/account/password/reset/", {"email": "ana@example.org"}, headers={"host": "evil.example"})
    letter = latest_letter("ana@example.org")
    assert "evil" not in letter.text + letter.html
    assert link_in(letter).startswith("/account/password/reset/")


def test_after_signing_in_one_comes_back_and_never_elsewhere(confirmed: Cast) -> None:
    ask = confirmed.client("visitor").get("/account/settings/")
    assert ask.url == "/account/sign-in/?next=/account/settings/"
    facts = {"login": "ana@example.org", "password": PASSWORD}
    assert Client().post(ask.url, facts | {"next": "/account/settings/"}).url == "/account/settings/"
    assert Client().post(SIGN_IN, facts | {"next": "https://evil.example/"}).url == "/account/"
