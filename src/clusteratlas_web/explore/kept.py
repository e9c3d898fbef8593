"""What a process has drawn and keeps, so that the next reader need not wait for it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Kept:
    """The texts asked for last, by what they depend on; when there are too many, the one not asked for longest goes."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._texts: OrderedDict[Hashable, str] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], str]) -> str:
        """The text kept under a key, made now if there is none."""
        with self._lock:
            if key in self._texts:
                self._texts.move_to_end(key)
                return self._texts[key]
        text = make()  # not under the lock: others may draw meanwhile
        with self._lock:
            self._texts[key] = text
            while len(self._texts) > self._most:
                self._texts.popitem(last=False)
        return text
