"""Letters: one for an occasion, in the reader's language, plain and designed; tried again, never sent twice."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from tests.web.commons.conftest import Cast

from clusteratlas_web.foundation.delivery import PAUSES, deliver_waiting, message_id, settle_interrupted
from clusteratlas_web.foundation.letter_kinds import KINDS, may_be_declined
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.foundation.outbox import post, write_to

TROUBLE: list[Exception] = []  # what the mail server does to the next letters


class MailServer(BaseEmailBackend):
    """A mail server in which something goes wrong, when told to."""

    def send_messages(self, email_messages: Any) -> int:
        """Takes the letters, or fails."""
        if TROUBLE:
            raise TROUBLE.pop(0)
        mail.outbox.extend(email_messages)
        return len(email_messages)


class NobodyThere(BaseEmailBackend):
    """A mail server that is not reached."""

    def open(self) -> bool:
        """Fails."""
        raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture(autouse=True)
def mail_server() -> Iterator[None]:
    """The mail server."""
    TROUBLE.clear()
    mail.outbox.clear()
    with override_settings(EMAIL_BACKEND=f"{__name__}.MailServer"):
        yield


def standing(cast: Cast, to: str = "ben", key: str = "one") -> Letter | None:
    """A letter to somebody."""
    return write_to(getattr(cast, to), "standing_changed", key, verb="make_moderator")


def test_a_letter_is_written_in_its_readers_language(cast: Cast) -> None:
    letters = [standing(cast, to) for to in ("ben", "gao")]
    assert [(each.address, each.language) for each in letters if each] == [
        ("ben@example.org", "en"),
        ("gao@example.org", "zh-hans"),
    ]
    english, chinese = letters
    assert english
    assert chinese
    assert english.subject == "What you may do on the platform has changed"
    assert english.text.splitlines()[2:5] == [
        "You are a moderator of the platform now.",
        "",
        "http://127.0.0.1:8000/account/",
    ]
    assert chinese.text.splitlines()[4] == "http://127.0.0.1:8000/zh-hans/account/"
    assert '<html lang="en">' in english.html
    assert '<html lang="zh-Hans">' in chinese.html
    assert "<style" not in english.html


def test_plain_text_is_not_escaped_and_html_is(cast: Cast) -> None:
    letter = post(
        "account_changed", "a@example.org", "en", "k", change="R & D <b>\r\nBcc: x@example.org", at=timezone.now()
    )
    assert letter.subject == "R & D <b> Bcc: x@example.org"
    assert letter.text.startswith("R & D <b>")
    assert "R &amp; D &lt;b&gt;" in letter.html
    assert deliver_waiting() == 1
    assert mail.outbox[0].message()["Bcc"] is None


def test_an_occasion_makes_one_letter(cast: Cast) -> None:
    first, again, another = standing(cast), standing(cast), standing(cast, key="two")
    assert first == again != another
    assert Letter.objects.count() == 2


def test_what_is_undone_sends_no_letter(cast: Cast) -> None:
    with transaction.atomic():
        standing(cast)
        transaction.set_rollback(True)
    assert (deliver_waiting(), mail.outbox) == (0, [])


def test_a_declined_kind_is_not_written_and_others_are(cast: Cast) -> None:
    before = dict(KINDS)
    may_be_declined("standing", "Standing", "standing_changed")
    cast.ben.unwanted = ["standing"]
    try:
        written = [standing(cast, "ben"), standing(cast, "ana")]
    finally:
        KINDS.clear()
        KINDS.update(before)
    assert [each and each.address for each in written] == [None, "ana@example.org"]


def test_nobody_writes_to_who_was_sent_away(cast: Cast) -> None:
    cast.ben.is_active = False
    assert standing(cast) is None


def test_a_letter_that_left_keeps_no_text(cast: Cast) -> None:
    letter = standing(cast)
    assert letter
    assert deliver_waiting() == 1
    sent = mail.outbox[0]
    assert (sent.to, sent.subject, sent.body) == (["ben@example.org"], letter.subject, letter.text)
    assert [kind for _, kind in sent.alternatives] == ["text/html"]
    assert sent.message()["Message-ID"] == message_id(letter)
    letter.refresh_from_db()
    assert (letter.state, letter.text, letter.html, letter.sent is None) == (Letter.SENT, "", "", False)
    assert (deliver_waiting(), len(mail.outbox)) == (0, 1)


REFUSED = smtplib.SMTPDataError(451, b"greylisted")


@pytest.mark.parametrize(
    ("trouble", "state", "said"),
    [
        (REFUSED, Letter.WAITING, "(451, b'greylisted')"),
        (smtplib.SMTPRecipientsRefused({"ben@example.org": (550, b"no such user")}), Letter.WAITING, None),
        (smtplib.SMTPServerDisconnected("Connection unexpectedly closed"), Letter.IN_DOUBT, None),
        (TimeoutError("timed out"), Letter.IN_DOUBT, "timed out"),
        (ValueError("Header values can't contain newlines"), Letter.FAILED, "Header values can't contain newlines"),
    ],
)
def test_what_a_mail_server_did_decides(cast: Cast, trouble: Exception, state: str, said: str | None) -> None:
    letter = standing(cast)
    assert letter
    TROUBLE.append(trouble)
    assert (deliver_waiting(), mail.outbox) == (0, [])
    letter.refresh_from_db()
    assert (letter.state, letter.trouble) == (state, said or str(trouble))
    assert letter.text


def test_a_server_that_is_not_reached_has_nothing(cast: Cast) -> None:
    letter = standing(cast)
    assert letter
    with override_settings(EMAIL_BACKEND=f"{__name__}.NobodyThere"):
        assert deliver_waiting() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.trouble) == (Letter.WAITING, 1, "[Errno 111] Connection refused")


def test_it_is_tried_again_with_pauses_and_then_no_more(cast: Cast) -> None:
    letter = standing(cast)
    assert letter
    pauses = []
    while letter.state == Letter.WAITING:
        TROUBLE.append(REFUSED)
        assert deliver_waiting() == 0
        letter.refresh_from_db()
        if letter.next_try:
            pauses.append(round((letter.next_try - timezone.now()).total_seconds() / 60))
            assert (deliver_waiting(), letter.tries) == (0, len(pauses))  # not before its time
            Letter.objects.update(next_try=timezone.now() - timedelta(seconds=1))
    assert (tuple(pauses), letter.state, letter.tries, mail.outbox) == (PAUSES, Letter.FAILED, len(PAUSES) + 1, [])


def test_what_a_worker_had_in_hand_is_in_doubt_after_a_while(cast: Cast) -> None:
    letter = standing(cast)
    assert letter
    Letter.objects.update(state=Letter.SENDING, claimed=timezone.now())
    assert (settle_interrupted(), deliver_waiting()) == (0, 0)
    Letter.objects.update(claimed=timezone.now() - timedelta(minutes=11))
    assert (settle_interrupted(), deliver_waiting(), mail.outbox) == (1, 0, [])
    letter.refresh_from_db()
    assert (letter.state, letter.trouble) == (Letter.IN_DOUBT, "the worker ended while it handed the letter over")


@pytest.mark.parametrize(("verb", "sent"), [("send_again", 1), ("it_arrived", 0)])
def test_an_administrator_decides_about_a_letter_in_doubt(cast: Cast, verb: str, sent: int) -> None:
    letter = standing(cast)
    assert letter
    Letter.objects.update(state=Letter.IN_DOUBT, trouble="timed out")
    browser = cast.client("gao")
    assert "timed out" in browser.get("/account/outbox/").content.decode()
    assert browser.post(f"/account/outbox/{letter.pk}/{verb}/").status_code == 302
    assert (deliver_waiting(), len(mail.outbox)) == (sent, sent)
    letter.refresh_from_db()
    assert (letter.state, letter.text) == (Letter.SENT, "")
    assert browser.post(f"/account/outbox/{letter.pk}/{verb}/").status_code == 409
    assert (deliver_waiting(), len(mail.outbox)) == (0, sent)


def test_the_page_of_letters_asks_the_database_as_often_for_three_as_for_one(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = cast.client("gao")
    counted = []
    for keys in (["a"], ["b", "c"]):
        for key in keys:
            standing(cast, key=key)
        Letter.objects.update(state=Letter.IN_DOUBT)
        browser.get("/account/outbox/")  # the first form writes its mark into the session
        with CaptureQueriesContext(connection) as queries:
            page = browser.get("/account/outbox/").content.decode()
        counted.append((page.count("It arrived"), len(queries)))
    assert counted == [(1, 5), (3, 5)]
