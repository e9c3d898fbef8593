"""The clocks that a call can be on, and the wall clocks that there never are on one; pure functions."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

from clusteratlas_web.foundation.clocks import OFTEN


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


_CONTINENTS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
