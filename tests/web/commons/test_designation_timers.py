"""The clock: what is over expires at the end of its last day in its own zone; reminders go out once each."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import granted, hearing, level, scheme

BEGUN, LAST = date(2024, 1, 1), date(2025, 12, 31)  # 24 months


def letters() -> list[tuple[str, str]]:
    from clusteratlas_web.foundation.models import Letter

    found = [(each.address, each.subject.partition(":")[0]) for each in Letter.objects.order_by("pk")]
    Letter.objects.all().delete()
    return found


@pytest.mark.parametrize(
    ("zone", "over"),
    [
        ("UTC", datetime(2026, 1, 1, 0, 0, tzinfo=UTC)),
        ("Asia/Shanghai", datetime(2025, 12, 31, 16, 0, tzinfo=UTC)),
        ("America/Chicago", datetime(2026, 1, 1, 6, 0, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2025, 12, 31, 10, 0, tzinfo=UTC)),  # fourteen hours ahead
    ],
)
def test_it_is_valid_to_the_end_of_its_last_day_in_its_own_zone(cast: Cast, zone: str, over: datetime) -> None:
    from clusteratlas_web.designations.actions import expire_what_is_over
    from clusteratlas_web.foundation.models import HistoryEntry

    made = granted(level(scheme(cast, zone=zone)), cast.valley, BEGUN)
    assert made.expires_on == LAST
    before = over - timedelta(microseconds=1)
    assert [expire_what_is_over(moment) for moment in (before, over, over)] == [0, 1, 0]
    made.refresh_from_db()
    last = made.standings.latest("pk")
    assert (made.state, last.state, last.on, last.by) == ("expired", "expired", date(2026, 1, 1), None)
    assert HistoryEntry.objects.get(verb="expire").actor is None
    assert letters() == [
        ("ana@example.org", "Your designation has expired"),
        ("finn@example.org", "A designation has expired"),
    ]


def test_what_is_over_already_is_left_alone(cast: Cast) -> None:
    from clusteratlas_web.designations.actions import expire_what_is_over

    bronze = level(scheme(cast))
    for state in ("revoked", "expired", "withdrawn"):
        granted(bronze, cast.valley, BEGUN, state)
    probation = granted(bronze, cast.valley, BEGUN, "probation")
    hearing(probation, datetime(2026, 2, 1, tzinfo=UTC))
    assert expire_what_is_over(datetime(2026, 3, 1, tzinfo=UTC)) == 1
    assert probation.hearings.get().called_off


def remind_on(day: date, zone_hour: int = 12) -> int:
    from clusteratlas_web.designations.actions import remind

    return remind(datetime(day.year, day.month, day.day, zone_hour, tzinfo=UTC))


def test_reminders_before_the_end_to_managers_and_officers_once_each(cast: Cast) -> None:
    from clusteratlas_web.foundation.models import Letter

    granted(level(scheme(cast), review_months=None), cast.valley, BEGUN)
    days = [181, 180, 179, 90, 30, 8, 7, 7, 0, -1]
    assert [remind_on(LAST - timedelta(days=each)) for each in days] == [0, 2, 0, 2, 2, 0, 2, 0, 0, 0]
    first = Letter.objects.order_by("pk").first()
    assert first is not None
    assert ("Valley Optics" in first.text, "180 days are left." in first.text, "2025-12-31" in first.text) == (
        True,
    ) * 3
    assert (
        letters()
        == [("ana@example.org", "A designation ends soon"), ("finn@example.org", "A designation ends soon")] * 4
    )


def test_a_worker_that_was_away_sends_the_nearest_one_only(cast: Cast) -> None:
    granted(level(scheme(cast), review_months=None), cast.valley, BEGUN)
    assert [remind_on(LAST - timedelta(days=each)) for each in (25, 24, 3)] == [2, 0, 2]


def test_reviews_hearings_and_deadlines_by_the_zone(cast: Cast) -> None:
    from clusteratlas_web.designations.models import Standing

    shanghai = level(scheme(cast, zone="Asia/Shanghai"), valid_months=None)
    granted(shanghai, cast.valley, BEGUN, review_due=date(2025, 6, 30))
    # 15:00 UTC is still the 22nd there, eight days before; 16:00 is midnight.
    moments = ((date(2025, 6, 1), 12), (date(2025, 6, 22), 15), (date(2025, 6, 22), 16))
    assert [remind_on(*moment) for moment in moments] == [2, 0, 2]
    assert {subject for _, subject in letters()} == {"A designation is to be reviewed"}
    made = granted(shanghai, cast.valley, BEGUN, "probation", review_due=None)
    Standing.objects.create(
        designation=made,
        on=date(2025, 6, 1),
        verb="put_on_probation",
        state="probation",
        level=shanghai,
        deadline=date(2025, 9, 1),
    )
    hearing(made, datetime(2025, 7, 20, 17, tzinfo=UTC))  # the 21st in Shanghai
    remind_on(date(2025, 7, 14))
    told = letters()
    assert ("ana@example.org", "A hearing is near") in told
    assert ("finn@example.org", "The deadline of a probation is near") in told


def test_what_may_be_declined_and_what_may_not(cast: Cast) -> None:
    bronze = level(scheme(cast), review_months=None)
    made = granted(bronze, cast.valley, BEGUN, "probation")
    hearing(made, datetime(2025, 12, 28, 9, tzinfo=UTC))
    cast.ana.unwanted = cast.finn.unwanted = ["designation-reminders"]
    cast.ana.save()
    cast.finn.save()
    assert remind_on(LAST - timedelta(days=7)) == 2
    assert letters() == [("ana@example.org", "A hearing is near"), ("finn@example.org", "A hearing is near")]


def test_an_officer_who_acts_for_the_holder_is_told_as_its_manager_only(cast: Cast) -> None:
    from clusteratlas_web.registry.models import Acting

    Acting.objects.create(organisation=cast.valley, person=cast.finn, role="member")
    granted(level(scheme(cast), review_months=None), cast.valley, BEGUN)
    assert remind_on(LAST - timedelta(days=7)) == 1
    assert letters() == [("ana@example.org", "A designation ends soon")]


def test_the_task_does_both(cast: Cast) -> None:
    from clusteratlas_web.designations.tasks import keep_time_of_designations

    made: Any = granted(level(scheme(cast)), cast.valley, BEGUN)
    assert [keep_time_of_designations.call(), keep_time_of_designations.call()] == [1, 0]
    made.refresh_from_db()
    assert made.state == "expired"
