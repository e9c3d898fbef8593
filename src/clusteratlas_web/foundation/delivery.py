"""How letters leave the outbox: claimed, handed to the mail server, retried with pauses, and never sent twice."""

import hashlib
import smtplib
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from clusteratlas_web.foundation.models import Letter

PAUSES = (1, 5, 30, 120, 720)  # minutes before the next try after each refusal by the mail server
LONGEST_HANDING_OVER = timedelta(minutes=10)  # longer than all time-outs of one letter (EMAIL_TIMEOUT) together

# The mail server answered, and its answer was no: the letter did not leave.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)
ENDED = gettext_noop("the worker ended while it handed the letter over")


def deliver_waiting(told_to_stop: Callable[[], bool] = lambda: False) -> int:
    """Hands every letter that is due to the mail server, until told to stop; returns how many it took.

    A letter is claimed in a transaction of its own before it is handed over, so that two workers never have the same
    one, and that after a worker's end it is known which letter may or may not have left.
    """
    count = 0
    while not told_to_stop() and (letter := _claim()) is not None:
        count += _hand_over(letter)
    return count


def settle_interrupted(older_than: timedelta = LONGEST_HANDING_OVER) -> int:
    """Letters that a worker had in hand when it ended are in doubt: not sent again by itself, shown to staff."""
    left = Letter.objects.filter(state=Letter.SENDING, claimed__lt=timezone.now() - older_than)
    return left.update(state=Letter.IN_DOUBT, trouble=ENDED)


def _claim() -> Letter | None:
    with transaction.atomic():
        due = Letter.objects.filter(state=Letter.WAITING).exclude(next_try__gt=timezone.now())
        skips = connection.features.has_select_for_update_skip_locked  # SQLite has one writer: nothing to skip
        letter = due.select_for_update(skip_locked=skips).first()
        if letter is not None:
            letter.state, letter.claimed = Letter.SENDING, timezone.now()
            letter.save(update_fields=["state", "claimed"])
        return letter


def _hand_over(letter: Letter) -> int:
    mail_server = get_connection()
    try:
        mail_server.open()  # what goes wrong until here: the letter is still here
    except OSError as trouble:  # smtplib's errors are OSErrors, as are those of the network
        return _try_later(letter, trouble)
    try:
        mail_server.send_messages([_message(letter)])
    except REFUSALS as trouble:
        return _try_later(letter, trouble)
    except ValueError as trouble:  # an address or a subject that no mail can have
        return _settle(letter, Letter.FAILED, str(trouble))
    except OSError as trouble:  # the line broke, perhaps after the mail server had it all: nobody knows
        return _settle(letter, Letter.IN_DOUBT, str(trouble))
    finally:
        with suppress(OSError):
            mail_server.close()
    _settle(letter, Letter.SENT)
    return 1


def _message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.address])
    message.attach_alternative(letter.html, "text/html")
    message.extra_headers = {
        "Message-ID": message_id(letter),
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
    }
    return message


def message_id(letter: Letter) -> str:
    """The same for the same letter, so that a mail server that saw it before can tell."""
    return f"<{hashlib.sha256(letter.key.encode()).hexdigest()[:32]}@clusteratlas>"


def _settle(letter: Letter, state: str, trouble: str = "") -> int:
    """Writes down how it ended, unless somebody decided meanwhile. A letter that left keeps no text."""
    facts: dict[str, object] = {"state": state, "trouble": trouble}
    if state == Letter.SENT:
        facts |= {"sent": timezone.now(), "text": "", "html": ""}
    Letter.objects.filter(pk=letter.pk, state__in=(Letter.SENDING, Letter.IN_DOUBT)).update(**facts)
    return 0


def _try_later(letter: Letter, trouble: OSError) -> int:
    again = letter.tries < len(PAUSES)
    letter.state = Letter.WAITING if again else Letter.FAILED
    letter.next_try = timezone.now() + timedelta(minutes=PAUSES[letter.tries]) if again else None
    letter.tries, letter.trouble = letter.tries + 1, str(trouble)
    letter.save(update_fields=["state", "next_try", "tries", "trouble"])
    return 0
