"""Deadlines: an instant, given and shown as the wall clock of a call's time zone reads; pure.

A deadline is the first instant that is too late: what arrives at 17:00:00 is late for a deadline of 17:00. A wall clock
that never reads so, or reads so twice on the night clocks change, is no deadline.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones


class NoSuchInstant(ValueError):
    """The clock of the zone never reads this, or reads it twice."""


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name: Europe/Berlin, Asia/Shanghai."""
    return name in available_timezones()


def instant(day: date, clock: time, zone: str) -> datetime:
    """The instant at which the clock of a zone reads so on a day, in UTC; raises NoSuchInstant."""
    first = datetime.combine(day, clock, ZoneInfo(zone))
    second = first.replace(fold=1)
    there_and_back = first.astimezone(UTC).astimezone(ZoneInfo(zone))
    if first.utcoffset() != second.utcoffset() or there_and_back.replace(tzinfo=None) != first.replace(tzinfo=None):
        raise NoSuchInstant(f"{day} {clock} {zone}")
    return first.astimezone(UTC)


def on_the_clock(moment: datetime, zone: str) -> datetime:
    """An instant as the clock of a zone reads it."""
    return moment.astimezone(ZoneInfo(zone))


def is_before(moment: datetime, deadline: datetime | None) -> bool:
    """Whether something came in time; without a deadline it did."""
    return deadline is None or moment < deadline


def end_of_notice(published: datetime, days: int, zone: str) -> datetime:
    """The end of a public notice: midnight at the end of the last of so many whole days after the day it began."""
    last = on_the_clock(published, zone).date() + timedelta(days=days)
    return datetime.combine(last + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
