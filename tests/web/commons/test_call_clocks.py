"""Deadlines are written on the clock of their call; a wall clock that never reads so, or twice, is refused."""

from datetime import UTC, date, datetime, time

import pytest

NOW = datetime(2026, 9, 18, tzinfo=UTC)
DEADLINE = datetime(2026, 9, 30, 15, tzinfo=UTC)


def test_a_deadline_reads_as_the_clock_of_the_call(platform: None) -> None:
    from django.utils import translation

    from clusteratlas_web.selection.clocks import in_utc, written

    assert written(DEADLINE, "Europe/Berlin", "en", NOW) == "30 September, 17:00, Berlin"
    with translation.override("zh-hans"):
        assert written(DEADLINE, "Europe/Berlin", "zh-hans", NOW).startswith("9月30日 17:00（")
    assert written(DEADLINE, "Pacific/Auckland", "en", NOW) == "1 October, 04:00, Auckland"
    assert written(DEADLINE, "America/Argentina/Buenos_Aires", "en", NOW) == "30 September, 12:00, Buenos Aires"
    assert in_utc(DEADLINE) == "2026-09-30 15:00 UTC"


def test_the_year_stands_where_it_is_another_one_on_that_clock(platform: None) -> None:
    from clusteratlas_web.selection.clocks import written

    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert written(new_year, "UTC", "en", NOW) == "31 December, 23:30, UTC"
    assert written(new_year, "Asia/Tokyo", "en", NOW) == "1 January 2027, 08:30, Tokyo"
    assert written(new_year, "Asia/Tokyo", "zh-hans", NOW).startswith("2027年1月1日 08:30")


@pytest.mark.parametrize(
    ("day", "clock", "says"),
    [
        (date(2027, 3, 28), time(2, 30), "On 2027-03-28 the clock of Berlin goes forward and never reads 02:30. "),
        (date(2026, 10, 25), time(2, 30), "On 2026-10-25 the clock of Berlin goes back and reads 02:30 twice. "),
    ],
)
def test_a_trap_of_the_clock_is_refused_with_what_it_does(platform: None, day: date, clock: time, says: str) -> None:
    from django.core.exceptions import ValidationError

    from clusteratlas_web.selection.forms.fields import ClockField

    with pytest.raises(ValidationError) as refused:
        ClockField().on((day, clock), "Europe/Berlin")
    assert refused.value.messages == [f"{says}Choose another time."]


def test_a_field_of_an_instant_shows_and_takes_the_clock_of_its_zone(platform: None) -> None:
    from django.core.exceptions import ValidationError

    from clusteratlas_web.selection.forms.fields import ClockField

    field = ClockField()
    field.zone = "Europe/Berlin"
    assert str(field.prepare_value(DEADLINE)) == "2026-09-30 17:00:00"
    assert field.on(field.clean(["2026-09-30", "17:00"]), "Europe/Berlin") == DEADLINE
    assert field.clean(["", ""]) is None
    with pytest.raises(ValidationError):
        field.clean(["2026-09-30", ""])
