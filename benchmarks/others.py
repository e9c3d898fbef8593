"""How much of the machine other work took meanwhile: without it a slow answer cannot be told from a busy machine."""

import os
import time
from pathlib import Path

_STAT = Path("/proc/stat")
_IDLE = (3, 4)  # proc(5): idle, and waiting for the disk
_COUNTED = 8  # user, nice, system, idle, iowait, irq, softirq, steal; guest time is in user already


class Others:
    """Counts from when it is made: the cores that were busy with anything but this process, on average."""

    def __init__(self) -> None:
        self._start, self._busy, self._own = time.perf_counter(), _busy(), time.process_time()

    def cores(self) -> float | None:
        """Cores taken by others so far; None on a system that does not say."""
        if self._busy is None:
            return None
        busy, own = (_busy() or 0.0) - self._busy, time.process_time() - self._own
        return max(0.0, busy - own) / (time.perf_counter() - self._start)


def _busy() -> float | None:
    if not _STAT.is_file():
        return None
    ticks = [int(count) for count in _STAT.read_text().splitlines()[0].split()[1 : _COUNTED + 1]]
    return sum(count for place, count in enumerate(ticks) if place not in _IDLE) / os.sysconf("SC_CLK_TCK")
