"""Working days: Monday to Friday; pure functions over dates."""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median

_FRIDAY = 4


def is_working_day(day: date) -> bool:
    """Monday to Friday; public holidays are not known here."""
    return day.weekday() <= _FRIDAY


def due_date(start: date, working_days: int) -> date:
    """The working day that is so many working days after a day."""
    day = start
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day


def working_days_after(first: date, last: date) -> int:
    """How many working days lie after the first day, up to and with the last one; 0 where it is not later."""
    if last <= first:
        return 0
    weeks, rest = divmod((last - first).days, 7)
    return weeks * 5 + sum(is_working_day(last - timedelta(days=back)) for back in range(rest))


def median_days(spans: Iterable[tuple[date, date]]) -> float | None:
    """The median of working days from asking to answering; None without an answer."""
    days = [working_days_after(first, last) for first, last in spans]
    return median(days) if days else None
