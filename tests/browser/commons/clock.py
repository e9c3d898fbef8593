"""The program `clusteratlas` on a clock that a journey sets: months pass between two pages, and nothing else changes.

`python -m tests.browser.commons.clock serve --home HOME ...` is `clusteratlas serve --home HOME ...`, but that it takes
the time of day from the home, where `set_clock` leaves how far the clock of the journey is from the one on the wall.
"""

import sys
import time as on_the_wall
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

PROGRAM = ("-m", "tests.browser.commons.clock")
HOUR = time(10, tzinfo=UTC)  # from Chicago to Shanghai it is the same day


def set_clock(home: Path, day: date) -> None:
    """It is ten o'clock of a day, and goes on from there."""
    apart = datetime.combine(day, HOUR) - datetime.now(UTC)
    _file(home).write_text(str(apart.total_seconds()))


def apart(home: Path) -> timedelta:
    """How far the clock of a home is from the one on the wall."""
    file = _file(home)
    return timedelta(seconds=float(file.read_text())) if file.is_file() else timedelta()


def move(home: Path) -> None:
    """From now on this process asks the clock of a home: in the two ways in which Django and the platform ask."""
    from django.utils import timezone  # deferred: only a process that is to be moved loads it

    now, seconds = timezone.now, on_the_wall.time
    timezone.now = lambda: now() + apart(home)
    on_the_wall.time = lambda: seconds() + apart(home).total_seconds()


def _file(home: Path) -> Path:
    return home / "clock"


if __name__ == "__main__":
    from clusteratlas.cli import main

    move(Path(sys.argv[sys.argv.index("--home") + 1]))
    main()
