"""What the last step did, told once on the next page: kept in the session by Django's messages."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

_KINDS = {messages.SUCCESS: "good", messages.INFO: "info", messages.WARNING: "warn", messages.ERROR: "bad"}


@dataclass(frozen=True)
class Notice:
    """A sentence, and whether it is good, bad, a warning, or neither."""

    kind: str
    text: str


def tell(request: HttpRequest, text: str) -> None:
    """Says on the next page what was done."""
    messages.success(request, text)


def tell_refused(request: HttpRequest, text: str) -> None:
    """Says on the next page why nothing was done."""
    messages.error(request, text)


def notices(request: HttpRequest) -> list[Notice]:
    """What is to be told on this page."""
    return [Notice(_KINDS.get(each.level, "info"), str(each)) for each in messages.get_messages(request)]
