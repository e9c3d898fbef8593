"""Deadlines are written on the clock of their call; a wall clock that never reads so, or twice, is refused."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone, translation
from tests.web.commons.application_things import ready
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import call, stage

from clusteratlas_web.foundation.clocks import Moment

DEADLINE = datetime(2026, 9, 30, 15, tzinfo=UTC)


def test_an_instant_reads_as_the_clock_that_is_named_by_its_city_with_utc_beside_it(platform: None) -> None:
    assert str(Moment(DEADLINE, "Europe/Berlin")) == "30 September 2026, 17:00 (Berlin; 15:00 UTC)"
    with translation.override("zh-hans"):
        assert str(Moment(DEADLINE, "Europe/Berlin")) == "2026年9月30日 17:00（柏林；UTC 15:00）"
        assert str(Moment(DEADLINE, "UTC")).startswith("2026年9月30日 15:00")
    assert str(Moment(DEADLINE, "America/Argentina/Buenos_Aires")) == (
        "30 September 2026, 12:00 (Buenos Aires; 15:00 UTC)"
    )
    assert str(Moment(DEADLINE, "UTC")) == "30 September 2026, 15:00 UTC"


def test_where_utc_is_on_another_day_its_date_stands_too_and_seconds_where_there_are_some(platform: None) -> None:
    new_year = datetime(2026, 12, 31, 23, 30, 5, tzinfo=UTC)
    assert str(Moment(new_year, "Asia/Tokyo")) == "1 January 2027, 08:30:05 (Tokyo; 31 December 2026, 23:30:05 UTC)"
    with translation.override("zh-hans"):
        assert str(Moment(new_year, "Asia/Tokyo")) == "2027年1月1日 08:30:05（东京；UTC 2026年12月31日 23:30:05）"


def test_pages_tags_and_letters_write_a_deadline_in_the_one_way(cast: Cast) -> None:
    """The page of a call, its list, its desk, the page of an application and a letter say the same of one deadline."""
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.actions.checking import return_entry

    until = (timezone.now() + timedelta(days=40)).replace(hour=15, minute=0, second=0, microsecond=0)
    made = call(cast, time_zone="Europe/Berlin")
    the_round = stage(made, "open", closes=until)
    held = ready(the_round, cast.valley, "submitted")
    said = str(Moment(until, "Europe/Berlin"))
    for who, address in (
        ("visitor", "/calls/clusters-2026/"),
        ("visitor", "/calls/"),
        ("finn", "/calls/clusters-2026/desk/"),
        ("finn", "/calls/clusters-2026/rounds/1/checking/"),
        ("ana", "/calls/clusters-2026/applications/1/"),
    ):
        assert said in cast.client(who).get(address).content.decode(), address
    return_entry(cast.finn, held, held.version, "Name the site", until)
    letter = Letter.objects.get(address="ana@example.org")
    assert (said in letter.text, said in letter.html) == (True, True)
    assert "Europe/Berlin" not in letter.text + letter.html


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
