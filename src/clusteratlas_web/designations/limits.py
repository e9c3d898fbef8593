"""How many codes may be asked for from one address, so that nobody tries them one by one."""

from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from clusteratlas_web.foundation.refusals import TooOften

OFTEN = gettext_noop("Too many codes were asked for from your address. Try again in a while.")
LIMITS = ((60, 30), (3600, 300))  # seconds, and how many in them


def count_code_asked_for(request: HttpRequest) -> None:
    """Counts one; raises TooOften where there were too many from this address in this minute or hour."""
    address = get_adapter().get_client_ip(request)
    for seconds, most in LIMITS:
        key = f"designations:verify:{address}:{seconds}:{int(time()) // seconds}"
        cache.add(key, 0, seconds)
        if cache.incr(key) > most:
            raise TooOften(OFTEN)
