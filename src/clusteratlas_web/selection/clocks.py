"""Instants as pages and letters write them: on the clock of a call, its place named; pure functions to text."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.numbers import LANGUAGES, day
from clusteratlas_web.selection.deadlines import on_the_clock

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
# 30 September, 17:00, Berlin and 9月30日 17:00（柏林）; the year stands only where it is another one.
_WRITTEN = {"en": "{date}, {clock}, {place}", "zh-hans": "{date} {clock}（{place}）"}
_THIS_YEAR = {"en": "{day} {month}", "zh-hans": "{number}月{day}日"}


def place_word(zone: str) -> str:
    """The city that a clock is named for: Berlin for Europe/Berlin."""
    words = dict(OFTEN)
    return gettext(words[zone]) if zone in words else zone.rpartition("/")[2].replace("_", " ")


def written(moment: datetime, zone: str, language: str, now: datetime) -> str:
    """An instant on the clock of a zone: 30 September, 17:00, Berlin, or 9月30日 17:00（柏林）."""
    there = on_the_clock(moment, zone)
    same_year = there.year == on_the_clock(now, zone).year
    date_said = _day_of_this_year(there.date(), language) if same_year else day(there.date(), language)
    return _WRITTEN[language].format(date=date_said, clock=f"{there:%H:%M}", place=place_word(zone))


def in_utc(moment: datetime) -> str:
    """The same instant for everybody: 2026-09-30 15:00 UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def never_reads(day_wanted: date, clock: time, zone: str) -> bool:
    """Whether a wall clock is one that is skipped when clocks go forward; the other trap is one that comes twice."""
    first = datetime.combine(day_wanted, clock, ZoneInfo(zone))
    return first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != first.replace(tzinfo=None)


def other_zones() -> dict[str, list[str]]:
    """All other clocks of the world, by continent."""
    found: dict[str, list[str]] = {}
    often = dict(OFTEN)
    for zone in sorted(available_timezones()):
        continent, _, city = zone.partition("/")
        if city and continent in _CONTINENTS and zone not in often:
            found.setdefault(continent, []).append(zone)
    return found


def _day_of_this_year(value: date, language: str) -> str:
    words = LANGUAGES[language]
    month = words.months[value.month - 1] if words.months else ""
    return _THIS_YEAR[language].format(day=value.day, month=month, number=value.month)


_CONTINENTS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
