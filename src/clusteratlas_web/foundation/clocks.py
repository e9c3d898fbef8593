"""Instants as pages and letters write them, one way everywhere: on a clock that is named by its city, UTC beside it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.numbers import day

# Clocks that are often asked for, by the city they are named for; all others keep the name of the time zone database.
OFTEN = (
    ("Europe/Berlin", said("Berlin")),
    ("Europe/Brussels", said("Brussels")),
    ("Europe/London", said("London")),
    ("Europe/Paris", said("Paris")),
    ("Asia/Shanghai", said("Shanghai")),
    ("Asia/Hong_Kong", said("Hong Kong")),
    ("Asia/Tokyo", said("Tokyo")),
    ("America/New_York", said("New York")),
    ("America/Chicago", said("Chicago")),
    ("America/Denver", said("Denver")),
    ("America/Los_Angeles", said("Los Angeles")),
    ("UTC", said("UTC")),
)


def place_word(zone: str) -> str:
    """The city that a clock is named for: Berlin for Europe/Berlin."""
    words = dict(OFTEN)
    return gettext(words[zone]) if zone in words else zone.rpartition("/")[2].replace("_", " ")


@dataclass(frozen=True)
class Place:
    """The clock of a zone, named when it is said."""

    zone: str

    def __str__(self) -> str:
        return place_word(self.zone)


@dataclass(frozen=True)
class Moment:
    """An instant, written when it is said: 30 September 2026, 17:00 (Berlin; 15:00 UTC)."""

    moment: datetime
    zone: str

    def __str__(self) -> str:
        facts = {"day": self.day, "time": self.time, "zone": place_word(self.zone), "utc": self.utc}
        if self.zone == "UTC":
            return gettext("%(day)s, %(time)s UTC") % facts
        return gettext("%(day)s, %(time)s (%(zone)s; %(utc)s UTC)") % facts

    @property
    def day(self) -> str:
        """The day on the clock."""
        return day(self._read().date(), get_language() or "en")

    @property
    def time(self) -> str:
        """The time on the clock; with seconds where there are some."""
        return _time(self._read())

    @property
    def utc(self) -> str:
        """The same in UTC; with its day, written like the other, where that is another."""
        moment = self.moment.astimezone(UTC)
        same = moment.date() == self._read().date()
        if same:
            return _time(moment)
        written = day(moment.date(), get_language() or "en")
        return gettext("%(day)s, %(time)s") % {"day": written, "time": _time(moment)}

    @property
    def iso(self) -> str:
        """For machines."""
        return self.moment.astimezone(UTC).isoformat()

    def _read(self) -> datetime:
        return self.moment.astimezone(ZoneInfo(self.zone))


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
