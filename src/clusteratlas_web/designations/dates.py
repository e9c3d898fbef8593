"""Dates of designations: months later, how many months lie between, the last day of a period in a time zone; pure."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that is shorter."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def last_day(begins: date, months: int) -> date:
    """The last day of a period of months: one that begins on 1 March 2025 for 24 months ends on 28 February 2027."""
    return months_after(begins, months) - timedelta(days=1)


def whole_months(begins: date, ends: date) -> int:
    """How many whole months lie between two days."""
    months = (ends.year - begins.year) * 12 + ends.month - begins.month
    return months if months_after(begins, months) <= ends else months - 1


def day_in(zone: str, moment: datetime) -> date:
    """The day it is in a time zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def end_of(day: date, zone: str) -> datetime:
    """The first instant after a day in a time zone: what is valid until that day ends then."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
