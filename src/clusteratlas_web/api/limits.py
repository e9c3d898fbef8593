"""How often one address may ask: counted in the memory of this process, since answers of the atlas ask no database."""

import re
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from time import monotonic

MOST_ADDRESSES = 10_000  # remembered by a process; of more, those that have not asked for longest are forgotten
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_RATE = re.compile(r"(?P<most>[1-9]\d{0,6})/(?P<unit>[smh])")


@dataclass(frozen=True)
class Rate:
    """So many requests in so many seconds."""

    most: int
    seconds: int


def rate_of(text: str) -> Rate | None:
    """The rate that a setting names: 600/m; None for 0, which sets no limit. Raises ValueError for anything else."""
    if text == "0":
        return None
    found = _RATE.fullmatch(text)
    if found is None:
        raise ValueError(
            "allowed is a number of requests in a second, minute or hour, such as 600/m, or 0 for no limit"
        )
    return Rate(int(found["most"]), _SECONDS[found["unit"]])


class Counter:
    """Who asked how often in the span that runs: it begins with an address's first request and is then counted anew."""

    def __init__(self, most_addresses: int = MOST_ADDRESSES) -> None:
        self._most, self._lock = most_addresses, Lock()
        self._spans: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def count(self, address: str, rate: Rate, now: float | None = None) -> int:
        """Counts a request; returns how many seconds to wait where it is one too many, else 0."""
        moment = monotonic() if now is None else now
        with self._lock:
            began, number = self._spans.pop(address, (moment, 0))
            if moment - began >= rate.seconds:
                began, number = moment, 0
            self._spans[address] = (began, number + 1)
            if len(self._spans) > self._most:
                self._spans.popitem(last=False)
        return 0 if number < rate.most else max(1, int(began + rate.seconds - moment + 0.999))

    def forget(self) -> None:
        """Begins anew with everybody."""
        with self._lock:
            self._spans.clear()


COUNTER = Counter()
