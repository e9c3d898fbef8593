"""The peak memory of this process, as the system counts it, and the way to start counting anew."""

import resource
import sys
from pathlib import Path

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_FROM_HERE = "5"  # proc(5): writing 5 resets the peak resident set


def peak_megabytes() -> float:
    """The largest resident set since the process began, or since `forget_peak`."""
    if _STATUS.is_file():  # getrusage on Linux starts from what the parent had when it forked
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    units = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / units


def forget_peak() -> None:
    """Counts the peak from what is resident now; does nothing on a system that cannot."""
    if _CLEAR.is_file():
        _CLEAR.write_text(_FROM_HERE)
