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
        if _counted(key, seconds) > most:
            raise TooOften(OFTEN)


def _counted(key: str, seconds: int) -> int:
    """One more; the count begins again where the cache has thrown it out meanwhile, to make room."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:
        cache.set(key, 1, seconds)
        return 1
